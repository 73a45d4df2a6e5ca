"""A question asked once, in its place: nothing that cannot be taken back happens at the first press."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kithmap.ui.widgets.layouts import Frame, as_high_as_needed, in_column
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, announce, button, text


class Question(Frame):
    """Hidden until it is asked. `agreed` follows a yes; Esc or the other button takes the question back."""

    agreed = Signal()

    def __init__(self, words: str, yes: str, no: str) -> None:
        super().__init__("box")
        as_high_as_needed(self)
        self._words = words
        self._asker: QWidget | None = None
        self.yes = button(yes, self._agree)
        self.no = button(no, self.take_back)
        in_column(self, text(words), ButtonRow(self.yes, self.no), margins=None)
        self.hide()

    def ask(self, asker: QWidget) -> None:
        """Show the question; the keyboard goes to the answer that changes nothing, and back to `asker` afterwards."""
        self._asker = asker
        self.show()
        self.no.setFocus()
        announce(self, self._words)

    def take_back(self) -> None:
        if self._asker is not None:
            self._asker.setFocus()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.take_back()
        else:
            super().keyPressEvent(event)

    def _agree(self) -> None:
        self.take_back()
        self.agreed.emit()
