"""How one feels now: five faces with words, best first, or none of them."""

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.ui.guide import signs
from kithmap.ui.guide.answers.answer import Answer
from kithmap.ui.guide.choice_card import ChoiceCard
from kithmap.ui.guide.desk import Desk


class FaceAnswer(Answer):
    """A card for each face. Choosing goes on; the chosen one again takes it back."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        self.cards: dict[int, ChoiceCard] = {}
        for feeling in range(5, 0, -1):
            card = ChoiceCard(texts.face(feeling, desk.words.translate), "", desk.appearance, signs.face(feeling))
            card.clicked.connect(lambda _checked=False, feeling=feeling: self._choose(feeling))
            self.cards[feeling] = card
            self.column.addWidget(card)

    def refresh(self, document: Document) -> None:
        """Show the face that is chosen."""
        chosen = self.value(document)
        for feeling, card in self.cards.items():
            card.setChecked(feeling == chosen)

    def _choose(self, feeling: int) -> None:
        given = None if self.cards[feeling].isChecked() else feeling
        self.answer(self.tr("Say how I feel now"), given)
        if given is not None and not self.is_unhurried:
            self.wants_on.emit()
