"""What a small step is for: choosing begins a step, or changes the aim of one."""

from kithmap.guide.prompts import Prompt, PromptName
from kithmap.model.vocabulary import StepAim
from kithmap.ui.guide.answers.cards import CardsAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets.scrolling_dialog import button


class AimAnswer(CardsAnswer):
    """A card for each aim."""

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt, ((each, context.words.aim(each)) for each in StepAim))
        self.column.setSpacing(4)
        self.remove = button(self.tr("Take this small step away"), self._remove, "link")
        self.column.addWidget(self.remove)
        self.remove.setVisible(not self._is_new)

    @property
    def _is_new(self) -> bool:
        return self.prompt.name is PromptName.NEW_STEP

    def choose(self, value: object) -> None:
        """Begin a step, or change what one is for."""
        if self._is_new:
            self.answer(self.tr("Add a small step"), value)
            # The session stands at the first prompt of the new step now: its aim, which has just been said.
        else:
            self.answer(self.tr("Change a small step"), value)
        self.wants_on.emit()

    def _remove(self) -> None:
        self.answer(self.tr("Take a small step away"), None)
