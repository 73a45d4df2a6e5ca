"""What all answers have in common."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from kithmap.guide.answers import Answers
from kithmap.guide.prompts import PRIVATE, Asked, Prompt
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.ids import EntryId
from kithmap.ui.editing.editing import UndoStep
from kithmap.ui.editing.private_answers import Folded, What, earlier_button, said
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.keys import ENTER
from kithmap.ui.widgets.layouts import in_column

_Value = TypeVar("_Value")
_Given = TypeVar("_Given")


class AnswerWidget(QWidget):
    """Shows what has been answered at a prompt, and takes an answer. By itself it has nothing to answer.

    `wants_on`: Enter in a field with nothing left to enter. `wants_out`: Esc in a field; what was typed stays.
    `changed`: other controls are shown, by themselves and not with the document.
    """

    wants_on = Signal()
    wants_out = Signal()
    changed = Signal()

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__()
        self.context = context
        self.prompt = prompt
        self.earlier = earlier_button(self.show_earlier) if prompt.name in PRIVATE else None
        self.column = in_column(self, spacing=8)
        if self.earlier is not None:
            self.column.addWidget(self.earlier)
        self._build()

    def _build(self) -> None:
        """Add what the answer is given with, below the button for earlier answers."""

    @property
    def is_unhurried(self) -> bool:
        """Whether two people look at it: they talk about an answer before they go on."""
        return queries.is_with_someone(self.context.session.document)

    def refresh(self, document: Document) -> None:
        """Show what the document says now."""

    def hand_over(self) -> None:
        """What is typed and not in the document yet goes there."""

    def leave(self) -> None:
        """The prompt is left: the map looks as usual again."""

    def tapped(self, entry_id: EntryId) -> None:
        """An entry was clicked on the map."""

    def first(self) -> QWidget | None:
        """Where the keyboard goes at first: what is chosen, or the first control; None when there is none.

        Never the button that shows earlier answers: whoever presses Enter to go on must not press it.
        """
        controls = [
            each
            for each in self.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.isEnabled()
            and each.isVisibleTo(self)
            and each is not self.earlier
        ]
        chosen = (each for each in controls if isinstance(each, QAbstractButton) and each.isChecked())
        return next(chosen, controls[0] if controls else None)

    def offer_earlier(self, *, on: bool) -> None:
        if self.earlier is not None:
            self.earlier.setVisible(on)

    def show_earlier(self) -> None:
        self.context.private.ask_for(self.what)
        self.take_keyboard()

    def take_keyboard(self) -> None:
        target = self.first()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, step: UndoStep | str, to: Answers[_Value, _Given], given: _Given, key: str | None = None) -> bool:
        """Give an answer as an undo step; False when nothing changed."""
        today = self.context.session.today()
        return self.context.editing.change(step, lambda document: to.answer(self.asked(document), given, today), key)

    def asked(self, document: Document | None = None) -> Asked:
        """The prompt as it is asked, of the document as it is now if none is given."""
        return self.context.asked(self.prompt, document)

    @property
    def what(self) -> What:
        """The answer to a question about oneself, as `PrivateAnswers` knows it."""
        return said(self.context.session.document.today, self.prompt.name)

    def seen(self, value: _Given) -> _Given | Folded:
        """What has been answered so far, or FOLDED where it is not to be seen. That nothing was may be seen."""
        return self.context.private.seen(self.what, value) if value and self.prompt.name in PRIVATE else value


class FieldKeys(QObject):
    """Enter in a one-line field goes on, Esc leaves the field as it is."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, answer: AnswerWidget) -> None:
        super().__init__(field)
        self._answer = answer
        self._is_one_line = isinstance(field, QLineEdit)
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
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
