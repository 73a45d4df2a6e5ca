"""What all answers have in common."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from kithmap.guide import answers
from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.model.vocabulary import SessionLength
from kithmap.ui.guide.desk import Desk
from kithmap.ui.keys import ENTER


class Answer(QWidget):
    """Shows what has been answered at a prompt, and takes an answer.

    `wants_on`: Enter in a field with nothing left to enter. `wants_out`: Esc in a field; what was typed stays.
    `changed`: other controls are shown, by themselves and not with the document.
    """

    wants_on = Signal()
    wants_out = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__()
        self.desk = desk
        self.prompt = prompt
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    @property
    def is_unhurried(self) -> bool:
        """Whether two people look at it: they talk about an answer before they go on."""
        guide = self.desk.session.document.guide
        return guide is not None and guide.length is SessionLength.WITH_SOMEONE

    def refresh(self, document: Document) -> None:
        """Show what the document says now."""

    def hand_over(self) -> None:
        """What is typed and not in the document yet goes there."""

    def leave(self) -> None:
        """The prompt is left: the map looks as usual again."""

    def tapped(self, entry_id: str) -> None:
        """An entry was clicked on the map."""

    def first(self) -> QWidget | None:
        """Where the keyboard goes at first: what is chosen, or the first control; None when there is none."""
        controls = [
            each
            for each in self.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isEnabled() and each.isVisibleTo(self)
        ]
        chosen = (each for each in controls if isinstance(each, QAbstractButton) and each.isChecked())
        return next(chosen, controls[0] if controls else None)

    def take_keyboard(self) -> None:
        """The keyboard goes to what is chosen, or to the first control."""
        target = self.first()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, step: str, given: Any, key: str | None = None) -> bool:
        """Give an answer as an undo step with this name; False when nothing changed."""
        prompt, today = self.prompt, self.desk.session.today()
        return self.desk.editing.change(step, lambda document: answers.answer(document, prompt, given, today), key)

    def value(self, document: Document) -> Any:
        """What has been answered so far."""
        return answers.value(document, self.prompt)


class FieldKeys(QObject):
    """Enter in a one-line field goes on, Esc leaves the field as it is."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, answer: Answer) -> None:
        super().__init__(field)
        self._answer = answer
        self._is_one_line = isinstance(field, QLineEdit)
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Notice the two keys."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._answer.wants_out.emit()
            return True
        if event.key() in ENTER and self._is_one_line:
            if not event.isAutoRepeat():
                self._answer.wants_on.emit()
            return True
        return False
