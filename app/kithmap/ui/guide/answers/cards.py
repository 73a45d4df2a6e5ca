"""One of a few choices, a card for each."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from kithmap.guide.answers import Answers
from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.ui.editing.private_answers import Folded
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.choice_card import ChoiceCard, Sign

_Value = TypeVar("_Value")


class CardsAnswer(Generic[_Value], AnswerWidget):  # noqa: PYI059 - PySide calls no next __init_subclass__ (not reported)
    """Shows which one is chosen. `sign` gives the small drawing that stands for a value."""

    def __init__(
        self,
        context: GuideContext,
        prompt: Prompt,
        answers: Answers[_Value | None, _Value | None],
        choices: Iterable[tuple[_Value, str]],
        sign: Callable[[_Value], Sign] | None = None,
    ) -> None:
        super().__init__(context, prompt)
        self.answers = answers
        self.cards: dict[_Value, ChoiceCard] = {}
        for value, words in choices:
            card = ChoiceCard(words, "", context.appearance, sign(value) if sign else None)
            card.clicked.connect(lambda _checked=False, value=value: self.choose(value))
            self.cards[value] = card
            self.column.addWidget(card)

    def refresh(self, document: Document) -> None:
        chosen = self.chosen(document)
        for value, card in self.cards.items():
            card.setChecked(value == chosen)

    def chosen(self, document: Document) -> _Value | Folded | None:
        return self.seen(self.answers.value(self.asked(document)))

    def choose(self, value: _Value) -> None:
        raise NotImplementedError
