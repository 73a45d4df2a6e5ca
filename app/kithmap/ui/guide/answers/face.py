"""How one feels now: five faces with words, best first, or none of them."""

from kithmap.guide import texts
from kithmap.guide.answers import FACES
from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document
from kithmap.ui.editing.private_answers import FOLDED
from kithmap.ui.guide.answers.cards import CardsAnswer
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.widgets import icons as signs
from kithmap.ui.widgets.scrolling_dialog import button


class FaceAnswer(CardsAnswer[int]):
    """A card for each face. Choosing goes on, also choosing what is chosen."""

    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        translate = context.words.translate
        super().__init__(
            context, prompt, FACES, ((each, texts.face(each, translate)) for each in range(5, 0, -1)), signs.face
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
        self.answer(self.tr("Say how I feel now"), FACES, value)

    def _clear(self) -> None:
        self._say(None)
        self.take_keyboard()
