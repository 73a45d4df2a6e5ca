"""A choice of the way on."""

from kithmap.guide import answers, texts
from kithmap.guide.prompts import Prompt
from kithmap.ui.guide.answers.cards import CardsAnswer
from kithmap.ui.guide.context import GuideContext


class ChoiceAnswer(CardsAnswer):
    """A card for each way."""

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        translate = context.words.translate
        super().__init__(context, prompt, ((each, texts.option(each, translate)) for each in answers.options(prompt)))

    def choose(self, value: object) -> None:
        """Go that way."""
        session = self.context.session
        # Which way one goes is nothing to take back by itself.
        session.amend(self.tr("Choose how to go on"), answers.answer(session.document, self.prompt, value))
        self.wants_on.emit()
