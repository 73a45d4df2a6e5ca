"""Showing a dialog and waiting for its answer, in a way that lets the dialog be hidden meanwhile.

QDialog.exec() takes being hidden for an answer (not reported; PySide6 6.11.3), so quick hide would cancel whatever is
asked. This waits for the answer itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QDialog

_WAITING: Final = "waits_for_answer"
Dialog = TypeVar("Dialog", bound=QDialog)


def run_modal(dialog: QDialog) -> int:
    """Show a dialog in front of all windows until it is answered or given up: its result, as exec() gives it."""
    loop = QEventLoop()

    def end() -> None:
        dialog.setProperty(_WAITING, None)
        loop.quit()

    dialog.finished.connect(end)
    dialog.setProperty(_WAITING, True)  # noqa: FBT003 - the value of a property
    dialog.setModal(True)
    dialog.show()
    loop.exec()
    dialog.finished.disconnect(end)
    return dialog.result()


@contextmanager
def destroyed_after(dialog: Dialog) -> Iterator[Dialog]:
    """The dialog, which goes with all it holds when the answer has been taken: it knows names and titles of the map."""
    try:
        yield dialog
    finally:
        # A field that is being destroyed must not lose the keyboard then: whoever watches would be told of its ruins.
        focus = dialog.focusWidget()
        if focus is not None:
            focus.clearFocus()
        dialog.deleteLater()


class ModalDialog(QDialog):
    """A dialog whose `exec` lets it be hidden meanwhile."""

    def exec(self) -> int:
        return run_modal(self)


def is_waiting(dialog: QDialog) -> bool:
    """Whether `run_modal` waits for this dialog, so that it can be hidden without an answer."""
    return bool(dialog.property(_WAITING))
