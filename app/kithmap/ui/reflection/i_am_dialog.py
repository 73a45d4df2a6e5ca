""" "I am": up to three lines for the middle of the map."""

from PySide6.QtWidgets import QWidget

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt, PromptName
from kithmap.model.document import Document
from kithmap.ui.guide.answers.lines import LinesAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.layouts import Stretch, add_to
from kithmap.ui.widgets.scrolling_dialog import ScrollingDialog


class IAmDialog(ScrollingDialog):
    """Every key press is kept at once, and is to be seen in the middle of the map."""

    def __init__(self, context: GuideContext, parent: QWidget | None) -> None:
        super().__init__(texts.step_title(PromptName.I_AM.step, context.words.translate), parent, letters=56)
        prompt = Prompt(PromptName.I_AM)
        asked = context.asked(prompt)
        self.add_text(texts.question(asked, context.words), "heading")
        self.add_text(texts.more(asked, context.words))
        self.lines = LinesAnswer(context, prompt)
        add_to(self.body, self.lines, Stretch(1))
        self.done_button = self.add_button(self.tr("Done"), self.accept, is_primary=True)
        self.lines.wants_on.connect(self._go_on)
        self.lines.wants_out.connect(self.reject)
        context.session.document_changed.connect(self._on_document_changed)
        self.lines.refresh(asked.document)
        self.lines.fields[0].setFocus()

    def _go_on(self) -> None:
        """Enter goes to the next line, from the last one out."""
        fields = self.lines.fields
        here = next((place for place, field in enumerate(fields) if field.hasFocus()), len(fields))
        if here + 1 < len(fields):
            fields[here + 1].setFocus()
        else:
            self.accept()

    def _on_document_changed(self, _before: Document, after: Document) -> None:
        self.lines.refresh(after)
