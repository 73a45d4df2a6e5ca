"""What became of a small step."""

from kithmap.guide import answers
from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.model.vocabulary import StepState
from kithmap.ui.guide.answers.cards import CardsAnswer
from kithmap.ui.guide.context import GuideContext

_ORDER = (StepState.DONE, StepState.OPEN, StepState.CHANGED, StepState.DROPPED)


class StateAnswer(CardsAnswer[StepState]):
    """A card for each; all are as good."""

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt, ((each, context.words.step_state(each)) for each in _ORDER))

    def chosen(self, document: Document) -> StepState | None:
        return answers.STATES.value(self.asked(document))

    def choose(self, value: StepState) -> None:
        self.answer(self.tr("Say what became of a small step"), answers.STATES, value)
