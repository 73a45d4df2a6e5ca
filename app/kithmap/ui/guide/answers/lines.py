"""A few lines of one's own: "I am", and questions for a talk."""

from PySide6.QtWidgets import QLineEdit

from kithmap.guide import answers
from kithmap.guide.prompts import PromptName
from kithmap.model.document import MAXIMUM_TEXT, Document
from kithmap.model.names import printable
from kithmap.model.vocabulary import MAXIMUM_I_AM_LINES
from kithmap.ui.editing.typed_text import TypedText
from kithmap.ui.guide.answers.answer import AnswerWidget, FieldKeys
from kithmap.ui.widgets.text import filled

# How many lines for questions there are at least; one is always open.
_QUESTIONS = 3


class LinesAnswer(AnswerWidget):
    """A field a line. Every key press is kept at once."""

    def _build(self) -> None:
        self._is_i_am = self.prompt.name is PromptName.I_AM
        self.fields: list[QLineEdit] = []
        self._typed: list[TypedText] = []
        for _ in range(MAXIMUM_I_AM_LINES if self._is_i_am else _QUESTIONS):
            self._add()

    def refresh(self, document: Document) -> None:
        """Show the lines of the document, unless they are what the fields say already."""
        lines = answers.LINES.value(self.asked(document))
        while not self._is_i_am and len(self.fields) <= len(lines):
            self._add()
        same = self._lines() == lines
        for number, (field, typed) in enumerate(zip(self.fields, self._typed, strict=True)):
            typed.show(field.text() if same else (lines[number] if number < len(lines) else ""))

    def _add(self) -> None:
        field = QLineEdit()
        field.setMaxLength(MAXIMUM_TEXT)
        number = str(len(self.fields) + 1)
        name = self.tr("I am, line {number}") if self._is_i_am else self.tr("Question {number}")
        field.setAccessibleName(filled(name, number=number))
        if self._is_i_am:
            field.setPlaceholderText(self.tr("I am …"))
        FieldKeys(field, self)
        typed = TypedText(field, MAXIMUM_TEXT, self.context.session, self.context.editing)
        typed.typed.connect(self._write)
        self.fields.append(field)
        self._typed.append(typed)
        self.column.addWidget(field)

    def _lines(self) -> tuple[str, ...]:
        texts = (printable(field.text()).strip() for field in self.fields)
        return tuple(text for text in texts if text)

    def _write(self) -> None:
        step = self.tr("Write “I am”") if self._is_i_am else self.tr("Write questions for a talk")
        self.answer(step, answers.LINES, self._lines(), f"guide-lines:{self.prompt.name.name}")
