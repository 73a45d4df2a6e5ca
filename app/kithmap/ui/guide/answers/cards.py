"""One of a few choices, a card for each: the way on, how one feels, what a small step is for and what became of it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, Generic, TypeVar

from kithmap.guide import answers, texts
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model.document import Document
from kithmap.model.vocabulary import GuideChoice, StepAim, StepState
from kithmap.ui.editing.private_answers import FOLDED, Folded
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets import icons
from kithmap.ui.widgets.choice_card import ChoiceCard, Sign
from kithmap.ui.widgets.scrolling_dialog import button

_Value = TypeVar("_Value")
# What became of a small step, in the order it is offered.
_STATES: Final = (StepState.DONE, StepState.OPEN, StepState.CHANGED, StepState.DROPPED)


class CardsAnswer(Generic[_Value], AnswerWidget):  # noqa: PYI059 - PySide6 6.11.3 calls no next one (not reported)
    """Shows which one is chosen. `sign` gives the small drawing that stands for a value."""

    def __init__(
        self,
        context: GuideContext,
        prompt: Prompt,
        table: answers.Answers[_Value | None, _Value | None],
        choices: Iterable[tuple[_Value, str]],
        sign: Callable[[_Value], Sign] | None = None,
    ) -> None:
        super().__init__(context, prompt)
        self.table = table
        self.cards: dict[_Value, ChoiceCard] = {}
        for value, words in choices:
            card = ChoiceCard(words, "", context.appearance, partial(self.choose, value), sign(value) if sign else None)
            self.cards[value] = card
            self.column.addWidget(card)

    def refresh(self, document: Document) -> None:
        chosen = self.chosen(document)
        for value, card in self.cards.items():
            card.setChecked(value == chosen)

    def chosen(self, document: Document) -> _Value | Folded | None:
        return self.seen(self.table.value(self.asked(document)))

    def choose(self, value: _Value) -> None:
        raise NotImplementedError


class ChoiceAnswer(CardsAnswer[GuideChoice]):
    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        translate = context.words.translate
        super().__init__(
            context,
            prompt,
            answers.CHOICES,
            ((each, texts.option(each, translate)) for each in answers.options(prompt)),
        )

    def choose(self, value: GuideChoice) -> None:
        # Which way one goes is nothing to take back by itself.
        self.context.session.amend(self.tr("Choose how to go on"), self.table.answer(self.asked(), value))
        self.wants_on.emit()


class FaceAnswer(CardsAnswer[int]):
    """A card for each face. Choosing goes on, also choosing what is chosen."""

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        translate = context.words.translate
        super().__init__(
            context,
            prompt,
            answers.FACES,
            ((each, texts.face(each, translate)) for each in range(5, 0, -1)),
            icons.face,
        )
        self.clear = button(self.tr("Clear my answer"), self._clear, "link")
        self.column.addWidget(self.clear)

    def refresh(self, document: Document) -> None:
        super().refresh(document)
        seen = self.chosen(document)
        self.offer_earlier(on=seen is FOLDED)
        self.clear.setVisible(seen in self.cards)

    def choose(self, value: int) -> None:
        self._say(value)
        if not self.is_unhurried:
            self.wants_on.emit()

    def _say(self, value: int | None) -> None:
        self.context.private.give(self.what, value)
        self.answer(self.tr("Say how I feel now"), answers.FACES, value)

    def _clear(self) -> None:
        self._say(None)
        self.take_keyboard()


class AimAnswer(CardsAnswer[StepAim]):
    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt, answers.AIMS, ((each, context.words.aim(each)) for each in StepAim))
        self.column.setSpacing(4)
        self.remove = button(self.tr("Take this small step away"), self._remove, "link")
        self.column.addWidget(self.remove)
        self.remove.setVisible(not self._is_new)

    @property
    def _is_new(self) -> bool:
        return self.prompt.name is P.NEW_STEP

    def choose(self, value: StepAim) -> None:
        """Begin a step, or change what one is for. At a new one the session stands at its aim then."""
        step = self.tr("Add a small step") if self._is_new else self.tr("Change a small step")
        self.answer(step, answers.AIMS, value)
        self.wants_on.emit()

    def _remove(self) -> None:
        self.answer(self.tr("Take a small step away"), answers.AIMS, None)


class StateAnswer(CardsAnswer[StepState]):
    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt, answers.STATES, ((each, context.words.step_state(each)) for each in _STATES))

    def choose(self, value: StepState) -> None:
        self.answer(self.tr("Say what became of a small step"), answers.STATES, value)
