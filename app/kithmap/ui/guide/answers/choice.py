"""A choice of the way on."""

from kithmap.guide import answers, texts
from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.model.vocabulary import GuideChoice
from kithmap.ui.guide.answers.answer import Answer
from kithmap.ui.guide.choice_card import ChoiceCard
from kithmap.ui.guide.desk import Desk


class ChoiceAnswer(Answer):
    """A card for each way."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        self.cards: dict[GuideChoice, ChoiceCard] = {}
        for choice in answers.options(prompt):
            card = ChoiceCard(texts.option(choice, desk.words.translate), "", desk.appearance)
            card.clicked.connect(lambda _checked=False, choice=choice: self._choose(choice))
            self.cards[choice] = card
            self.column.addWidget(card)

    def refresh(self, document: Document) -> None:
        """Show the choice."""
        chosen = self.value(document)
        for choice, card in self.cards.items():
            card.setChecked(choice is chosen)

    def _choose(self, choice: GuideChoice) -> None:
        session = self.desk.session
        # Which way one goes is nothing to take back by itself.
        session.amend(self.tr("Choose how to go on"), answers.answer(session.document, self.prompt, choice))
        self.wants_on.emit()
