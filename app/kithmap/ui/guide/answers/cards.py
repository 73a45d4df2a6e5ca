"""One of a few choices, a card for each."""

from collections.abc import Callable, Iterable
from typing import Any

from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.choice_box import Choice
from kithmap.ui.widgets.choice_card import ChoiceCard, Sign


class CardsAnswer(AnswerWidget):
    """Shows which one is chosen. `sign` gives the small drawing that stands for a value."""

    def __init__(
        self,
        context: GuideContext,
        prompt: Prompt,
        choices: Iterable[Choice],
        sign: Callable[[Any], Sign] | None = None,
    ) -> None:
        super().__init__(context, prompt)
        self.cards: dict[object, ChoiceCard] = {}
        for value, words in choices:
            card = ChoiceCard(words, "", context.appearance, sign(value) if sign else None)
            card.clicked.connect(lambda _checked=False, value=value: self.choose(value))
            self.cards[value] = card
            self.column.addWidget(card)

    def refresh(self, document: Document) -> None:
        """Show which one is chosen."""
        chosen = self.seen(document)
        for value, card in self.cards.items():
            card.setChecked(value == chosen)

    def choose(self, value: object) -> None:
        """A card was pressed."""
