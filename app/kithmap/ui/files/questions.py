"""Questions and messages in windows of their own. Tests hand in an object with the same methods."""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

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

_ROLES = QMessageBox.ButtonRole

translate = QCoreApplication.translate


class LeaveChoice(Enum):
    SAVE = "save"
    LEAVE = "leave"
    STAY = "stay"


class Changed(Enum):
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
        number = self._chosen(
            translate("Dialogs", "Save your changes first?"),
            translate("Dialogs", "Some of your work on this map is not saved yet."),
            (translate("Dialogs", "Save"), _ROLES.AcceptRole),
            (translate("Dialogs", "Don't save"), _ROLES.DestructiveRole),
            (translate("Dialogs", "Stay here"), _ROLES.RejectRole),
        )
        return (LeaveChoice.SAVE, LeaveChoice.LEAVE, LeaveChoice.STAY)[number]

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
        self._chosen(title, text, (translate("Dialogs", "Close"), _ROLES.AcceptRole))

    def ask(self, title: str, text: str, yes: str, *, is_final: bool = False) -> bool:
        """A question with one way to go on and "Not now", which Enter means where what follows is final."""
        not_now = translate("Dialogs", "Not now")
        ways = (yes, _ROLES.AcceptRole), (not_now, _ROLES.RejectRole)
        return self._chosen(title, text, *ways, default=int(is_final)) == 0

    def wait_for(self, text: str, job: Callable[[], Result]) -> Result:
        """What `job` returns or raises. It runs beside the interface; `text` says what is waited for."""
        return run_in_background(self._parent, text, job)

    def ask_passphrase(self, file_name: str | None, attempt: Callable[[str], Result]) -> Result | None:
        """What `attempt` makes of a passphrase, beside the window; None when given up. Its StoreError is said there."""
        results: list[Result] = []
        return _only(results, AskPassphrase(self._parent, file_name, _collecting(results, attempt)))

    def new_passphrase(self, use: Callable[[str], Result], *, is_change: bool) -> Result | None:
        """Ask for a new passphrase, with the warning that comes with it, and what `use` made of it."""
        results: list[Result] = []
        return _only(results, SetPassphrase(self._parent, _collecting(results, use), is_change=is_change))

    def unsaved_work(self, unsaved: UnsavedSummary) -> RecoveryChoice:
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

    def _chosen(self, title: str, text: str, *ways: tuple[str, _ROLES], default: int = 0) -> int:
        """The number of the way that is chosen, by its button; Esc is the last one, Enter the `default`."""
        box = QMessageBox(self._parent)
        box.setWindowTitle("Kithmap")
        box.setText(title)
        box.setInformativeText(text)
        buttons = [box.addButton(words, role) for words, role in ways]
        box.setDefaultButton(buttons[default])
        box.setEscapeButton(buttons[-1])
        run_modal(box)
        clicked = box.clickedButton()
        box.deleteLater()
        return next((number for number, each in enumerate(buttons) if each is clicked), len(ways) - 1)


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
