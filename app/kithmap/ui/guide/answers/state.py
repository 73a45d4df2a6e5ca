"""What became of a small step."""

from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.model.vocabulary import StepState
from kithmap.ui.guide.answers.answer import Answer
from kithmap.ui.guide.choice_card import ChoiceCard
from kithmap.ui.guide.desk import Desk

_ORDER = (StepState.DONE, StepState.OPEN, StepState.CHANGED, StepState.DROPPED)


class StateAnswer(Answer):
    """A card for each; all are as good."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        self.cards: dict[StepState, ChoiceCard] = {}
        for state in _ORDER:
            card = ChoiceCard(desk.words.step_state(state), "", desk.appearance)
            card.clicked.connect(lambda _checked=False, state=state: self._choose(state))
            self.cards[state] = card
            self.column.addWidget(card)

    def refresh(self, document: Document) -> None:
        """Show what was said at this visit."""
        chosen = self.value(document)
        for state, card in self.cards.items():
            card.setChecked(state is chosen)

    def _choose(self, state: StepState) -> None:
        self.answer(self.tr("Say what became of a small step"), state)
