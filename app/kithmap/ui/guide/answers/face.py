"""How one feels now: five faces with words, best first, or none of them."""

from kithmap.guide import texts
from kithmap.guide.prompts import Prompt
from kithmap.ui.guide import signs
from kithmap.ui.guide.answers.cards import CardsAnswer
from kithmap.ui.guide.desk import Desk


class FaceAnswer(CardsAnswer):
    """A card for each face. Choosing goes on; the chosen one again takes it back."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        translate = desk.words.translate
        super().__init__(desk, prompt, ((each, texts.face(each, translate)) for each in range(5, 0, -1)), signs.face)

    def choose(self, value: object) -> None:
        """Say how one feels, or take it back."""
        given = None if self.cards[value].isChecked() else value
        self.answer(self.tr("Say how I feel now"), given)
        if given is not None and not self.is_unhurried:
            self.wants_on.emit()
