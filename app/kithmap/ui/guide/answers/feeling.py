"""How it is with somebody: three private questions, each of which can stay blank."""

from msgspec.structs import replace

from kithmap.guide import answers
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.vocabulary import Energy, Feels, Lean
from kithmap.ui.editing.private_answers import FOLDED, feeling
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.one_of import OneOf
from kithmap.ui.people.quiet_card import QuietCard


class FeelingAnswer(AnswerWidget):
    """The answers side by side. With someone no prompt shows the quiet card: it can be opened here."""

    def _build(self) -> None:
        words = self.context.words
        self.column.setSpacing(14)
        self.feels = self._ask(self.tr("Lately this feels"), "feels", [(each, words.feels(each)) for each in Feels])
        self.energy = self._ask(self.tr("For me it takes"), "energy", [(each, words.energy(each)) for each in Energy])
        self.lean = self._ask(self.tr("I worry I lean on them"), "lean", [(each, words.lean(each)) for each in Lean])
        self.quiet_card: QuietCard | None = None
        if self.is_unhurried:
            self.quiet_card = QuietCard(self.context.editing, self.context.contacts)
            self.column.insertWidget(self.column.indexOf(self.feels) + 1, self.quiet_card)

    def refresh(self, document: Document) -> None:
        stored = answers.FEELINGS.value(self.asked(document))
        whats = feeling(document.today, self.prompt.entry_id)
        seen = {field: self.context.private.seen(what, getattr(stored, field)) for field, what in whats.items()}
        self.feels.show_value(seen["feels"])
        self.energy.show_value(seen["energy"])
        self.lean.show_value(seen["lean"])
        # Also where nothing was answered: that it is there says nothing of anybody.
        self.offer_earlier(on=FOLDED in seen.values())
        if self.quiet_card is not None:
            entry = queries.entry(document, self.prompt.entry_id)
            connection = queries.connection(document.today, self.prompt.entry_id)
            is_unsafe = seen["feels"] is Feels.UNSAFE
            self.quiet_card.show_entry(entry, connection, is_wanted=is_unsafe, is_guarded=True, editable=True)

    def _ask(self, name: str, field: str, choices: list[tuple[object, str]]) -> OneOf:
        asked = OneOf(name, choices)
        asked.chosen.connect(lambda given: self._feel(field, given))
        self.column.addWidget(asked)
        return asked

    def _feel(self, field: str, given: object) -> None:
        document = self.context.session.document
        self.context.private.give(feeling(document.today, self.prompt.entry_id)[field], given)
        feeling_now = replace(answers.FEELINGS.value(self.asked()), **{field: given})
        self.answer(self.context.editing.step_of_feeling(), answers.FEELINGS, feeling_now)

    def show_earlier(self) -> None:
        self.context.private.ask_for(*feeling(self.context.session.document.today, self.prompt.entry_id).values())
        self.take_keyboard()
