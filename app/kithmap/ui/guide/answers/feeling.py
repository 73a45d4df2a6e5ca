"""How it is with somebody: three private questions, each of which can stay blank."""

from msgspec.structs import replace

from kithmap.guide.prompts import Prompt
from kithmap.model.document import Document, Feeling
from kithmap.model.vocabulary import Energy, Feels, Lean
from kithmap.ui.guide.answers.answer import Answer
from kithmap.ui.guide.answers.one_of import OneOf
from kithmap.ui.guide.desk import Desk


class FeelingAnswer(Answer):
    """The answers side by side."""

    def __init__(self, desk: Desk, prompt: Prompt) -> None:
        super().__init__(desk, prompt)
        words = desk.words
        self.column.setSpacing(14)
        self.feels = self._ask(self.tr("Lately this feels"), "feels", [(each, words.feels(each)) for each in Feels])
        self.energy = self._ask(self.tr("For me it takes"), "energy", [(each, words.energy(each)) for each in Energy])
        self.lean = self._ask(self.tr("I worry I lean on them"), "lean", [(each, words.lean(each)) for each in Lean])

    def refresh(self, document: Document) -> None:
        """Show the answers."""
        feeling: Feeling = self.value(document)
        self.feels.show_value(feeling.feels)
        self.energy.show_value(feeling.energy)
        self.lean.show_value(feeling.lean)

    def _ask(self, name: str, field: str, choices: list[tuple[object, str]]) -> OneOf:
        asked = OneOf(name, choices)
        asked.chosen.connect(lambda given: self._feel(field, given))
        self.column.addWidget(asked)
        return asked

    def _feel(self, field: str, given: object) -> None:
        feeling: Feeling = self.value(self.desk.session.document)
        self.desk.editing.feel(self.prompt.about, replace(feeling, **{field: given}))
