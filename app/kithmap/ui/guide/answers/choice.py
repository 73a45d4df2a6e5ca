"""A choice of the way on."""

from kithmap.guide import answers, texts
from kithmap.guide.prompts import Prompt
from kithmap.model.vocabulary import GuideChoice
from kithmap.ui.guide.answers.cards import CardsAnswer
from kithmap.ui.guide.context import GuideContext


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
        self.context.session.amend(self.tr("Choose how to go on"), self.answers.answer(self.asked(), value))
        self.wants_on.emit()
