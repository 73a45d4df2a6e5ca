"""Whom a small step is about: one of them, or nobody in particular."""

from kithmap.guide import answers
from kithmap.guide.prompts import Prompt
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.ids import EntryId
from kithmap.model.names import printable
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.name_rows import NameRows
from kithmap.ui.guide.context import GuideContext


class EntryAnswer(AnswerWidget):
    def __init__(self, context: GuideContext, prompt: Prompt) -> None:
        super().__init__(context, prompt)
        self.names = NameRows()
        self.names.pressed.connect(self._choose)
        self.column.addWidget(self.names)

    def refresh(self, document: Document) -> None:
        entries = queries.entries_by_id(document)
        chosen = answers.ENTRY.value(self.asked(document))
        listed = dict.fromkeys(answers.candidates(self.asked(document)))
        if chosen is not None:
            # Whoever was chosen before stays in the list, whatever has been said of them since.
            listed[chosen] = None
        names: dict[EntryId | None, str] = {None: self.tr("Nobody in particular")}
        names |= {each: printable(entries[each].name) for each in listed}
        self.names.show_names(names, frozenset({chosen}))

    def tapped(self, entry_id: EntryId) -> None:
        if entry_id in self.names.rows:
            self._choose(entry_id)

    def _choose(self, entry_id: EntryId | None) -> None:
        self.answer(self.tr("Change a small step"), answers.ENTRY, entry_id)
        if entry_id is not None:
            self.context.selection.set((entry_id,))
