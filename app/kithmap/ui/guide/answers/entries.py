"""Some of the entries, tapped here or on the map: whom a kind of support fits, and whom a small step is about."""

from kithmap.guide import answers
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.ids import EntryId
from kithmap.model.names import printable
from kithmap.ui.editing.editing import UndoStep
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.name_rows import NameRows
from kithmap.ui.widgets.text import filled, shortened


class EntriesAnswer(AnswerWidget):
    """A name in each row. While it is asked about, the map shows this kind of support and fades the rest."""

    def _build(self) -> None:
        self._direction = answers.DIRECTIONS[self.prompt.name]
        self._before = self.context.current_picture.show_kind
        self.names = NameRows()
        self.names.pressed.connect(self.tapped)
        self.column.addWidget(self.names)
        self.context.current_picture.show(self.prompt.kind)

    def refresh(self, document: Document) -> None:
        entries = queries.entries_by_id(document)
        asked = self.asked(document)
        names = {each: printable(entries[each].name) for each in answers.candidates(asked)}
        self.names.show_names(names, answers.ENTRIES.value(asked))

    def leave(self) -> None:
        if self.context.current_picture.show_kind == self.prompt.kind:
            self.context.current_picture.show(self._before)

    def tapped(self, entry_id: EntryId) -> None:
        asked = self.asked()
        if entry_id not in answers.candidates(asked):
            return
        kind = shortened(self.context.words.support_sentence(self.prompt.kind, self._direction, asked.document))
        name = shortened(queries.entry(asked.document, entry_id).name)
        tapped = answers.ENTRIES.value(asked) ^ {entry_id}
        said = self.tr("“{kind}”: {name}") if entry_id in tapped else self.tr("“{kind}”: no longer {name}")
        step = UndoStep(
            filled(self.tr("Mark {kind} for {name}"), kind=kind, name=name), filled(said, kind=kind, name=name)
        )
        self.answer(step, answers.ENTRIES, tapped)


class EntryAnswer(AnswerWidget):
    def _build(self) -> None:
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
