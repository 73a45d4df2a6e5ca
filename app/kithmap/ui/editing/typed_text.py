"""Typing that is never lost: every key press in a text field becomes part of the document at once.

One visit of a field is one undo step. A field shows what the document says, except while the person is typing in it:
the document may keep a name without the space that was typed last, and the field must not take it away.
"""

from os.path import commonprefix
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit

from kithmap.session.session import Session
from kithmap.ui.editing.editing import Editing

# The focus comes back by itself: a menu is open, or another window is in front.
PASSING_REASONS: Final = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


def writable(text: str, maximum: int) -> str:
    """The text as the model takes it: at most `maximum` characters, halves of broken characters replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")[:maximum]


class TypedText(QObject):
    """Joins a text field to one text of the document.

    `typed` carries the whole text after each change by the person; `show` brings the document's text into the field.
    Undo and redo in the field are the document's.
    """

    typed = Signal(str)
    left = Signal()

    def __init__(
        self,
        field: QLineEdit | QPlainTextEdit,
        maximum: int,
        session: Session,
        editing: Editing,
        box: QComboBox | None = None,
    ) -> None:
        """`box` is the combo box the field belongs to: it gets the keys and the focus in the field's place."""
        super().__init__(field)
        self._field = field
        self._maximum = maximum
        self._session = session
        self._editing = editing
        self._shown = ""
        self._on_entering = ""
        self._is_speaking = False
        self._is_writing = False
        self._is_composing = False
        (box or field).installEventFilter(self)
        if isinstance(field, QLineEdit):
            field.textEdited.connect(self._on_text_changed)
        else:
            field.setUndoRedoEnabled(False)
            field.textChanged.connect(self._on_text_changed)

    def show(self, text: str, *, fresh: bool = False) -> None:
        """Bring the document's text into the field. `fresh`: it is another entry's, whatever was typed is over."""
        is_new = text != self._shown
        self._shown = text
        if fresh:
            self._on_entering = text
            self._write()
        elif is_new and not self._is_speaking and not self._is_composing:
            self._write()

    def take_back(self) -> None:
        """Give the document the text again that it had when the field was entered."""
        self.typed.emit(self._on_entering)
        self._write()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._on_entering = self._shown
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._leave(event.reason())
        elif isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._undo_or_redo(event)
        return False

    def _on_text_changed(self) -> None:
        text = self._read()
        if self._is_writing or text == self._shown:
            return
        self._is_speaking = True
        try:
            self.typed.emit(writable(text, self._maximum))
        finally:
            self._is_speaking = False

    def _leave(self, reason: Qt.FocusReason) -> None:
        if reason in PASSING_REASONS:
            return
        self._is_composing = False
        self._session.end_typing()
        self._write()
        self.left.emit()

    def _undo_or_redo(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            self._editing.undo()
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._editing.redo()
        else:
            return False
        return True

    def _read(self) -> str:
        return self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()

    def _write(self) -> None:
        """Change only what differs, so that the cursor stays by the text that stays."""
        old, new = self._read(), self._shown
        if old == new:
            return
        start = _common(old, new)
        end = _common(old[start:][::-1], new[start:][::-1])
        self._is_writing = True
        if isinstance(self._field, QLineEdit):
            self._field.setText(new)
            self._field.setCursorPosition(_units(new[: len(new) - end]))
        else:
            cursor = QTextCursor(self._field.document())
            cursor.setPosition(_units(old[:start]))
            cursor.setPosition(_units(old[: len(old) - end]), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(new[start : len(new) - end])
        self._is_writing = False


def _common(one: str, other: str) -> int:
    return len(commonprefix((one, other)))  # noqa: RUF071 - of letters, not of folders


def _units(text: str) -> int:
    """Length as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
