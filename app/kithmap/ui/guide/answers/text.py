"""A text of one's own: one line for a small step, more for looking back."""

from typing import Final

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from kithmap.guide import answers, texts
from kithmap.guide.prompts import PromptName as P
from kithmap.model.document import MAXIMUM_TEXT, Document
from kithmap.ui.editing.private_answers import FOLDED
from kithmap.ui.editing.typed_text import TypedText
from kithmap.ui.guide.answers.answer import AnswerWidget, FieldKeys

_SEVERAL_LINES: Final = frozenset({P.NOTICED, P.SURPRISED, P.TAKEAWAY, P.REVIEW_NOTE})


class TextAnswer(AnswerWidget):
    """One field. Every key press is kept at once."""

    def _build(self) -> None:
        self.field: QLineEdit | QPlainTextEdit = _several() if self.prompt.name in _SEVERAL_LINES else QLineEdit()
        if isinstance(self.field, QLineEdit):
            self.field.setMaxLength(MAXIMUM_TEXT)
        self.field.setAccessibleName(texts.question(self.asked(), self.context.words))
        FieldKeys(self.field, self)
        self._typed = TypedText(self.field, MAXIMUM_TEXT, self.context.session, self.context.editing)
        self._typed.typed.connect(self._write)
        self.column.addWidget(self.field)

    def refresh(self, document: Document) -> None:
        text = self.seen(answers.TEXTS.value(self.asked(document)))
        self.field.setVisible(text is not FOLDED)
        self.offer_earlier(on=text is FOLDED)
        self._typed.show("" if text is FOLDED else text)

    def first(self) -> QWidget | None:
        return None if self.field.isHidden() else self.field

    def _write(self, text: str) -> None:
        if self.earlier is not None:
            # The field was empty, or it was asked for: what is written in it is no secret before whoever looks on.
            self.context.private.ask_for(self.what)
        self.answer(self.tr("Write an answer"), answers.TEXTS, text, f"guide-text:{self.prompt}")


def _several() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setMinimumHeight(110)
    return field
