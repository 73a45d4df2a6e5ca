"""Questions and messages in windows of their own. Tests hand in an object with the same methods."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from kithmap.ui.dragged import SUFFIX

translate = QCoreApplication.translate


class Unsaved(Enum):
    """What to do with work that is in no file."""

    SAVE = "save"
    LEAVE = "leave"
    STAY = "stay"


class Changed(Enum):
    """What to do when another program changed the file."""

    ANOTHER_NAME = "another name"
    REPLACE = "replace"
    CANCEL = "cancel"


class Dialogs:
    """Asks and tells. `parent` is the window the questions belong to."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def path_to_open(self) -> Path | None:
        """Which map to open; None when the person thought better of it."""
        name, _ = QFileDialog.getOpenFileName(
            self._parent,
            translate("Dialogs", "Open a map"),
            "",
            translate("Dialogs", "Kithmap maps (*.kithmap);;All files (*)"),
        )
        return Path(name) if name else None

    def path_to_save(self, suggestion: Path) -> Path | None:
        """Where to save a map; asks before an existing file is replaced."""
        return self._save_path(
            translate("Dialogs", "Save this map"), suggestion, translate("Dialogs", "Kithmap maps (*.kithmap)"), SUFFIX
        )

    def path_for_pdf(self, suggestion: Path) -> Path | None:
        """Where to put a PDF; asks before an existing file is replaced."""
        return self._save_path(
            translate("Dialogs", "Make a PDF"), suggestion, translate("Dialogs", "PDF files (*.pdf)"), ".pdf"
        )

    def unsaved(self) -> Unsaved:
        """Whether to save before the current map is left."""
        box = self._box(
            QMessageBox.Icon.NoIcon,
            translate("Dialogs", "Save your changes first?"),
            translate("Dialogs", "Some of your work on this map is not saved yet."),
        )
        save = self._button(box, translate("Dialogs", "Save"), QMessageBox.ButtonRole.AcceptRole)
        leave = self._button(box, translate("Dialogs", "Don't save"), QMessageBox.ButtonRole.DestructiveRole)
        stay = self._button(box, translate("Dialogs", "Stay here"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(save)
        box.setEscapeButton(stay)
        box.exec()
        clicked = box.clickedButton()
        if clicked is save:
            return Unsaved.SAVE
        return Unsaved.LEAVE if clicked is leave else Unsaved.STAY

    def changed_on_disk(self) -> Changed:
        """Another program changed the file since it was opened."""
        box = self._box(
            QMessageBox.Icon.Warning,
            translate("Dialogs", "This file is not as Kithmap left it"),
            translate(
                "Dialogs",
                "Another program changed it, or it is gone. Nothing was written. "
                "Your work is safe in this window. How would you like to save it?",
            ),
        )
        other = self._button(box, translate("Dialogs", "Under another name…"), QMessageBox.ButtonRole.AcceptRole)
        replace = self._button(
            box, translate("Dialogs", "Replace the file with mine"), QMessageBox.ButtonRole.DestructiveRole
        )
        cancel = self._button(box, translate("Dialogs", "Not now"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(other)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        if clicked is other:
            return Changed.ANOTHER_NAME
        return Changed.REPLACE if clicked is replace else Changed.CANCEL

    def tell(self, title: str, text: str) -> None:
        """Say what happened, in a window to close."""
        box = self._box(QMessageBox.Icon.NoIcon, title, text)
        self._button(box, translate("Dialogs", "Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()

    def ask(self, title: str, text: str, yes: str) -> bool:
        """A question with one way to go on and "Not now"."""
        box = self._box(QMessageBox.Icon.NoIcon, title, text)
        go_on = self._button(box, yes, QMessageBox.ButtonRole.AcceptRole)
        not_now = self._button(box, translate("Dialogs", "Not now"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(not_now)
        box.exec()
        return box.clickedButton() is go_on

    def _save_path(self, title: str, suggestion: Path, kinds: str, suffix: str) -> Path | None:
        dialog = QFileDialog(self._parent, title, str(suggestion.parent), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # With the suffix set, the question about an existing file is about the name that is written.
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(suggestion.name)
        if not dialog.exec() or not dialog.selectedFiles():
            return None
        return Path(dialog.selectedFiles()[0])

    def _box(self, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
        box = QMessageBox(self._parent)
        box.setIcon(icon)
        box.setWindowTitle("Kithmap")
        box.setText(title)
        box.setInformativeText(text)
        return box

    def _button(self, box: QMessageBox, text: str, role: QMessageBox.ButtonRole) -> QPushButton:
        return box.addButton(text, role)
