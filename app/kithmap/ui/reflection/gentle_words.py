"""What is said to somebody who feels very low, or lower than before: a gentle line, and whom they could tell today."""

from PySide6.QtWidgets import QWidget

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model.document import Document
from kithmap.ui.guide.answers.card import GentleAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.layouts import in_column


class GentleWords(QWidget):
    """The two prompts of the guide, one below the other. `line` is what is said first."""

    def __init__(self, context: GuideContext) -> None:
        super().__init__()
        self._context = context
        self.line = BreakableLabel()
        self.why = BreakableLabel()
        self.whom = GentleAnswer(context, Prompt(P.TELL_SOMEONE))
        gentle, words = context.asked(Prompt(P.GENTLE)), context.words
        self.line.say(texts.more(gentle, words))
        in_column(
            self,
            BreakableLabel(texts.question(gentle, words), "subheading"),
            self.line,
            BreakableLabel(texts.question(self.whom.asked(), words), "subheading"),
            self.why,
            self.whom,
            spacing=8,
        )

    def refresh(self, document: Document) -> None:
        self.why.say(texts.more(self.whom.asked(document), self._context.words))
        self.whom.refresh(document)
