"""A text of one's own: one line for a small step, more for looking back."""

from typing import Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model.document import MAXIMUM_TEXT, Document
from kithmap.ui.guide.answers.answer import Answer, FieldKeys
from kithmap.ui.guide.desk import Desk
from kithmap.ui.panels.typed_text import TypedText

_SEVERAL_LINES: Final = frozenset({P.NOTICED, P.SURPRISED, P.CARRY, P.REVIEW_NOTE})


class TextAnswer(Answer):
    """One field. Every key press is kept at once."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        self.field: QLineEdit | QPlainTextEdit = _several() if prompt.name in _SEVERAL_LINES else QLineEdit()
        if isinstance(self.field, QLineEdit):
            self.field.setMaxLength(MAXIMUM_TEXT)
        self.field.setAccessibleName(texts.question(prompt, desk.session.document, desk.words))
        FieldKeys(self.field, self)
        self._typed = TypedText(self.field, MAXIMUM_TEXT, desk.session, desk.editing)
        self._typed.typed.connect(self._write)
        self.column.addWidget(self.field)

    def refresh(self, document: Document) -> None:
        """Show the text."""
        self._typed.show(self.value(document))

    def first(self) -> QWidget:
        """The field."""
        return self.field

    def _write(self, text: str) -> None:
        self.answer(self.tr("Write an answer"), text, f"guide-text:{self.prompt}")


def _several() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setMinimumHeight(110)
    return field
