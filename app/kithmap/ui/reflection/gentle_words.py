"""What is said to somebody who feels very low, or lower than before: a gentle line, and whom they could tell today."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model.document import Document
from kithmap.ui.guide.answers.card import GentleAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.breakable_label import BreakableLabel


class GentleWords(QWidget):
    """The two prompts of the guide, one below the other. `line` is what is said first."""

    def __init__(self, context: GuideContext) -> None:
        super().__init__()
        self._context = context
        self._prompt = Prompt(P.TELL_SOMEONE)
        self.line = BreakableLabel()
        self.why = BreakableLabel()
        self.whom = GentleAnswer(context, self._prompt)
        document, words = context.session.document, context.words
        gentle = Prompt(P.GENTLE)
        self.line.say(texts.more(gentle, document, words))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            BreakableLabel(texts.question(gentle, document, words), "subheading"),
            self.line,
            BreakableLabel(texts.question(self._prompt, document, words), "subheading"),
            self.why,
            self.whom,
        ):
            column.addWidget(widget)

    def refresh(self, document: Document) -> None:
        """Show those who were chosen for a hard moment."""
        self.why.say(texts.more(self._prompt, document, self._context.words))
        self.whom.refresh(document)
