"""Questions and messages in windows of their own. Tests hand in an object with the same methods."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from kithmap.store.errors import StoreError
from kithmap.ui.files.dropped_file import SUFFIX
from kithmap.ui.files.passphrase_dialog import AskPassphrase, SetPassphrase
from kithmap.ui.files.recovery_dialog import RecoveryChoice, RecoveryDialog, UnsavedSummary
from kithmap.ui.widgets.background_job import run_in_background
from kithmap.ui.widgets.dialog_loop import ModalDialog, destroyed_after, run_modal
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog
from kithmap.wording.refusals import sentence

Result = TypeVar("Result")

_FILMS: Final = "*.mp4 *.m4v *.mov *.webm *.mkv *.avi *.mpg *.mpeg *.ogv *.wmv"

translate = QCoreApplication.translate


class LeaveChoice(Enum):
    """What to do with work that is in no file."""

    SAVE = "save"
    LEAVE = "leave"
    STAY = "stay"


class Changed(Enum):
    """What to do when another program changed the file."""

    BOTH = "both"
    MINE = "mine"
    THEIRS = "theirs"
    CANCEL = "cancel"


class Questions:
    """Asks and tells. `parent` is the window the questions belong to."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def path_to_open(self) -> Path | None:
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
        return self._save_path(
            translate("Dialogs", "Make a PDF"), suggestion, translate("Dialogs", "PDF files (*.pdf)"), ".pdf"
        )

    def path_to_film(self) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            self._parent,
            translate("Dialogs", "Show a film"),
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation),
            translate("Dialogs", "Films ({endings});;All files (*)").replace("{endings}", _FILMS),
        )
        return Path(name) if name else None

    def unsaved(self) -> LeaveChoice:
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
        run_modal(box)
        clicked = box.clickedButton()
        box.deleteLater()
        if clicked is save:
            return LeaveChoice.SAVE
        return LeaveChoice.LEAVE if clicked is leave else LeaveChoice.STAY

    def changed_on_disk(self) -> Changed:
        chosen = [Changed.CANCEL]
        dialog = ScrollingDialog("Kithmap", self._parent)

        def choose(answer: Changed) -> None:
            chosen[:] = [answer]
            dialog.accept()

        dialog.add_text(translate("Dialogs", "This file is not as Kithmap left it"), "heading")
        dialog.add_text(
            translate(
                "Dialogs",
                "Another program changed it, or it is gone. Nothing was written, and your work is safe in this window. "
                "Which one would you like to keep? The other one stays among Earlier versions.",
            )
        )
        for answer, words in (
            (Changed.BOTH, translate("Dialogs", "Both: save mine under another name…")),
            (Changed.MINE, translate("Dialogs", "Mine: replace the file")),
            (Changed.THEIRS, translate("Dialogs", "The one in the file")),
            (Changed.CANCEL, translate("Dialogs", "Not now")),
        ):
            dialog.add_button(words, partial(choose, answer), is_primary=answer is Changed.BOTH)
        dialog.exec()
        dialog.deleteLater()
        return chosen[0]

    def show_message(self, title: str, text: str) -> None:
        box = self._box(QMessageBox.Icon.NoIcon, title, text)
        self._button(box, translate("Dialogs", "Close"), QMessageBox.ButtonRole.AcceptRole)
        run_modal(box)
        box.deleteLater()

    def ask(self, title: str, text: str, yes: str, *, is_final: bool = False) -> bool:
        """A question with one way to go on and "Not now", which Enter means where what follows is final."""
        box = self._box(QMessageBox.Icon.NoIcon, title, text)
        go_on = self._button(box, yes, QMessageBox.ButtonRole.AcceptRole)
        not_now = self._button(box, translate("Dialogs", "Not now"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(not_now)
        box.setDefaultButton(not_now if is_final else go_on)
        run_modal(box)
        box.deleteLater()
        return box.clickedButton() is go_on

    def wait_for(self, text: str, job: Callable[[], Result]) -> Result:
        """What `job` returns or raises. It runs beside the interface; `text` says what is waited for."""
        return run_in_background(self._parent, text, job)

    def ask_passphrase(self, file_name: str | None, attempt: Callable[[str], Result]) -> Result | None:
        """Ask for a passphrase until `attempt` with it works; None when the person thought better of it.

        `attempt` runs beside the interface and refuses with a StoreError, which is said in the same window.
        """
        results: list[Result] = []
        return _only(results, AskPassphrase(self._parent, file_name, _collecting(results, attempt)))

    def new_passphrase(self, use: Callable[[str], Result], *, is_change: bool) -> Result | None:
        """Ask for a new passphrase, with the warning that comes with it, and what `use` made of it."""
        results: list[Result] = []
        return _only(results, SetPassphrase(self._parent, _collecting(results, use), is_change=is_change))

    def unsaved_work(self, unsaved: UnsavedSummary) -> RecoveryChoice:
        """Whether to bring back work that was not saved when Kithmap stopped."""
        dialog = RecoveryDialog(unsaved, datetime.now(UTC), self._parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.choice

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


def _only(results: list[Result], dialog: ModalDialog) -> Result | None:
    """What a dialog has collected, if it was accepted. Nothing of it stays in memory with the dialog."""
    with destroyed_after(dialog):
        accepted = dialog.exec()
    result = results[0] if accepted and results else None
    results.clear()
    return result


def _collecting(results: list[Result], use: Callable[[str], Result]) -> Callable[[str], str | None]:
    def check(passphrase: str) -> str | None:
        try:
            results[:] = [use(passphrase)]
        except StoreError as error:
            return sentence(error, translate)
        return None

    return check
