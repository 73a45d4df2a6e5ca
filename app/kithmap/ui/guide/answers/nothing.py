"""Prompts for reading and for using the map: at most, chips to drag."""

from kithmap.guide.prompts import Prompt
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.chips import Chips
from kithmap.ui.guide.context import GuideContext


class NoAnswer(AnswerWidget):
    """Nothing to answer."""


class DragAnswer(AnswerWidget):
    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt)
        self.chips = Chips(context)
        self.column.addWidget(self.chips)

    def refresh(self, document: Document) -> None:
        self.chips.show_entries(document, [each.entry for each in queries.in_tray(document.today)])
