"""What became of a small step."""

from kithmap.guide.answers import STATES
from kithmap.guide.prompts import Prompt
from kithmap.model.vocabulary import StepState
from kithmap.ui.guide.answers.cards import CardsAnswer
from kithmap.ui.guide.context import GuideContext

_ORDER = (StepState.DONE, StepState.OPEN, StepState.CHANGED, StepState.DROPPED)


class StateAnswer(CardsAnswer[StepState]):
    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt, STATES, ((each, context.words.step_state(each)) for each in _ORDER))

    def choose(self, value: StepState) -> None:
        self.answer(self.tr("Say what became of a small step"), STATES, value)
