"""What a small step is for: choosing begins a step, or changes the aim of one."""

from kithmap.guide.prompts import Prompt, PromptName
from kithmap.model.document import Document
from kithmap.model.vocabulary import StepAim
from kithmap.ui.guide.answers.answer import Answer
from kithmap.ui.guide.choice_card import ChoiceCard
from kithmap.ui.guide.desk import Desk
from kithmap.ui.sheet import button


class AimAnswer(Answer):
    """A card for each aim."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        self.column.setSpacing(4)
        self.cards: dict[StepAim, ChoiceCard] = {}
        for aim in StepAim:
            card = ChoiceCard(desk.words.aim(aim), "", desk.appearance)
            card.clicked.connect(lambda _checked=False, aim=aim: self._choose(aim))
            self.cards[aim] = card
            self.column.addWidget(card)
        self.remove = button(self.tr("Take this small step away"), self._remove, "link")
        self.remove.setVisible(self._is_new is False)
        self.column.addWidget(self.remove)

    @property
    def _is_new(self) -> bool:
        return self.prompt.name is PromptName.NEW_STEP

    def refresh(self, document: Document) -> None:
        """Show the aim."""
        chosen = self.value(document)
        for aim, card in self.cards.items():
            card.setChecked(aim is chosen)

    def _choose(self, aim: StepAim) -> None:
        if self._is_new:
            self.answer(self.tr("Add a small step"), aim)
            # The session stands at the first prompt of the new step now: its aim, which has just been said.
        else:
            self.answer(self.tr("Change a small step"), aim)
        self.wants_on.emit()

    def _remove(self) -> None:
        self.answer(self.tr("Take a small step away"), None)
