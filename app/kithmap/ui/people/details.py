"""The folded sections of the person panel: how it is, staying connected, about, notes."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple, TypeVar, cast

from msgspec.structs import replace
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QPushButton, QSizePolicy, QWidget

from kithmap.model import queries
from kithmap.model.document import MAXIMUM_NAME, MAXIMUM_TEXT, Connection, DatedMap, Document, Entry
from kithmap.model.edits import EntryDetails
from kithmap.model.ids import EntryId
from kithmap.model.names import printable
from kithmap.model.vocabulary import (
    AgeBand,
    ContactBy,
    ContactFrequency,
    Energy,
    EntryKind,
    Feels,
    Known,
    KnowsHealth,
    Lean,
    LifeArea,
    Near,
)
from kithmap.ui.editing.editing import Editing, EditingContext
from kithmap.ui.editing.private_answers import FOLDED, PrivateAnswers, earlier_button, feeling, note
from kithmap.ui.editing.typed_text import TypedText
from kithmap.ui.people.quiet_card import Contacts, QuietCard
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.choice_box import Choice, ChoiceBox, FilledOnDemand, SuggestionBox
from kithmap.ui.widgets.elided_label import ElidedLabel
from kithmap.ui.widgets.layouts import add_to, discard, in_column, in_row
from kithmap.ui.widgets.scrolling_dialog import button, text
from kithmap.ui.widgets.text import filled, shortened
from kithmap.ui.widgets.wrapping import WrappingCheckBox

# Beyond this text size a field takes the whole width, its name stands above it.
_ROOM_FOR_TWO = 1.25
_NAME_WIDTH = 116
_ANY_WIDTH = 16_777_215


_Value = TypeVar("_Value")


class Shown(NamedTuple):
    """What a section shows. `fresh`: another entry than before."""

    document: Document
    dated_map: DatedMap
    entry: Entry
    connection: Connection
    editable: bool
    fresh: bool


class FieldRow(QWidget):
    """A field with its name: beside it, or above it where the text is large."""

    def __init__(self, name: str, field: QWidget, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._label = text(name, "field")
        self._label.setBuddy(field)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4)
        add_to(self._line, self._label, (field, 1))
        appearance.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        is_large = self._appearance.text_scale > _ROOM_FOR_TWO
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.TopToBottom if is_large else directions.LeftToRight)
        width = round(_NAME_WIDTH * self._appearance.text_scale)
        self._label.setMinimumWidth(0 if is_large else width)
        self._label.setMaximumWidth(_ANY_WIDTH if is_large else width)


class DetailsSection(QWidget):
    """Named fields about one entry. `_fields` are those that show one of its details, by its name."""

    def __init__(self, context: EditingContext) -> None:
        super().__init__()
        self._session, _, self._editing, self._words, self._appearance = context
        self._entry_id = EntryId("")
        self._rows: dict[QWidget, FieldRow] = {}
        self._fields: dict[str, ChoiceBox | WrappingCheckBox] = {}
        self._column = in_column(self, margins=(2, 2, 2, 12), spacing=6)

    def show_entry(self, shown: Shown) -> None:
        self._entry_id = shown.entry.id
        for detail, field in self._fields.items():
            value = getattr(shown.entry, detail)
            if isinstance(field, ChoiceBox):
                field.show_value(value)
            else:
                field.setChecked(value)
            field.setEnabled(shown.editable)

    def _add_box(self, name: str, detail: str, choices: Sequence[Choice]) -> ChoiceBox:
        self._fields[detail] = box = ChoiceBox(name, choices)
        self._add_row(name, box)
        box.chosen.connect(lambda value: self._describe(detail, value))
        return box

    def _add_row(self, name: str, field: QWidget) -> None:
        self._rows[field] = row = FieldRow(name, field, self._appearance)
        self._column.addWidget(row)

    def _add_flag(self, text: str, detail: str) -> WrappingCheckBox:
        self._fields[detail] = box = WrappingCheckBox(text)
        box.clicked.connect(lambda checked: self._describe(detail, checked))
        self._column.addWidget(box)
        return box

    def _describe(self, detail: str, value: object) -> None:
        self._editing.describe(self._entry_id, **cast("EntryDetails", {detail: value}))

    def _optional(self, values: Iterable[_Value], word: Callable[[_Value], str]) -> list[Choice]:
        return [(None, self.tr("not said")), *((each, word(each)) for each in values)]


class FeelingSection(DetailsSection):
    def __init__(self, context: EditingContext, private: PrivateAnswers, contacts: Contacts) -> None:
        super().__init__(context)
        words = context.words
        self._private = private
        self._whats = feeling(context.session.document.today, self._entry_id)
        self.earlier = earlier_button(lambda: private.ask_for(*self._whats.values()))
        self._column.addWidget(self.earlier)
        self.feels = self._ask(self.tr("Lately this feels"), "feels", Feels, words.feels)
        self.energy = self._ask(self.tr("For me it takes"), "energy", Energy, words.energy)
        self.lean = self._ask(self.tr("I worry I lean on them"), "lean", Lean, words.lean)
        self.quiet_card = QuietCard(context.editing, contacts)
        self._column.addWidget(self.quiet_card)

    def show_entry(self, shown: Shown) -> None:
        super().show_entry(shown)
        self._feeling = shown.connection.feeling
        self._whats = feeling(shown.dated_map, shown.entry.id)
        seen = {field: self._private.seen(what, getattr(self._feeling, field)) for field, what in self._whats.items()}
        for field, box in (("feels", self.feels), ("energy", self.energy), ("lean", self.lean)):
            box.show_value(seen[field])
            box.setEnabled(shown.editable)
        self.earlier.setVisible(FOLDED in seen.values())
        self.quiet_card.show_entry(
            shown.entry,
            shown.connection,
            is_wanted=seen["feels"] is Feels.UNSAFE,
            is_guarded=self._private.are_guarded,
            editable=shown.editable,
        )

    def _ask(self, name: str, field: str, values: Iterable[_Value], word: Callable[[_Value], str]) -> ChoiceBox:
        box = ChoiceBox(name, self._optional(values, word))
        self._add_row(name, box)
        box.chosen.connect(lambda value: self._feel(field, value))
        return box

    def _feel(self, field: str, value: object) -> None:
        self._private.give(self._whats[field], value)
        self._editing.feel(self._entry_id, replace(self._feeling, **{field: value}))


class StayingSection(DetailsSection):
    def __init__(self, context: EditingContext) -> None:
        super().__init__(context)
        words = context.words
        self.known = self._add_box(self.tr("Known"), "known", self._optional(Known, words.known))
        self.contact = self._add_box(self.tr("In touch"), "contact", self._optional(ContactFrequency, words.contact))
        self.near = self._add_box(self.tr("Near"), "near", self._optional(Near, words.near))
        self.by = {each: WrappingCheckBox(words.contact_by(each)) for each in ContactBy}
        for each, box in self.by.items():
            box.setAccessibleName(filled(self.tr("In touch by: {means}"), means=words.contact_by(each)))
            box.clicked.connect(self._choose_means)
        means = QWidget()
        in_column(means, *self.by.values(), spacing=0)
        self._add_row(self.tr("By"), means)
        self.important = self._add_flag(self.tr("Important to my recovery"), "important")
        self.could_contact = self._add_flag(self.tr("I could contact them in a hard moment"), "could_contact")
        self.do_not_contact = self._add_flag(self.tr("Do not contact"), "do_not_contact")
        levels = self._optional(KnowsHealth, words.knows_health)
        self.knows_health = self._add_box(self.tr("Knows about my mental health"), "knows_health", levels)

    def show_entry(self, shown: Shown) -> None:
        super().show_entry(shown)
        for means, box in self.by.items():
            box.setChecked(means in shown.entry.contact_by)
            box.setEnabled(shown.editable)

    def _choose_means(self) -> None:
        self._describe("contact_by", tuple(each for each, box in self.by.items() if box.isChecked()))


class AboutSection(DetailsSection):
    def __init__(self, context: EditingContext) -> None:
        super().__init__(context)
        session, _, editing, words, _ = context
        self.relationship = SuggestionBox(self.tr("Relationship"), words.relationships())
        self.relationship.field.setMaxLength(MAXIMUM_NAME)
        self.relationship.field.setPlaceholderText(self.tr("in your own words"))
        self.relationship_text = TypedText(self.relationship.field, MAXIMUM_NAME, session, editing, self.relationship)
        self.relationship_text.typed.connect(
            lambda typed: editing.describe(self._entry_id, typing=True, relationship=typed)
        )
        self.relationship.textActivated.connect(lambda chosen: self._describe("relationship", chosen))
        self._add_row(self.tr("Relationship"), self.relationship)
        self.kind = self._add_box(self.tr("Kind"), "kind", [(each, words.kind(each)) for each in EntryKind])
        self.life_area = self._add_box(self.tr("Part of life"), "life_area", self._optional(LifeArea, words.life_area))
        self.age_band = self._add_box(self.tr("Age"), "age_band", self._optional(AgeBand, words.age_band))
        self.private = self._add_flag(self.tr("Private: never leaves the screen"), "private")
        self.ties = TieList(editing)
        self._column.addWidget(self.ties)

    def show_entry(self, shown: Shown) -> None:
        super().show_entry(shown)
        self.relationship_text.show(shown.entry.relationship, fresh=shown.fresh)
        self.relationship.setEnabled(shown.editable)
        self._rows[self.age_band].setVisible(shown.document.ask_age)
        self.ties.show_entry(shown)


class TieRow(QWidget):
    def __init__(self, remove: Callable[[], object]) -> None:
        super().__init__()
        self.name = ElidedLabel()
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.remove = QPushButton("×")
        self.remove.setProperty("look", "plain")
        self.remove.setToolTip(self.tr("Take this tie away"))
        self.remove.clicked.connect(remove)
        in_row(self, (self.name, 1), self.remove)

    def show_name(self, name: str, *, editable: bool) -> None:
        self.name.setText(printable(name))
        said = self.tr("They do not know each other: {name}")
        self.remove.setAccessibleName(filled(said, name=shortened(name, 80)))
        self.remove.setVisible(editable)


class TieList(QWidget):
    def __init__(self, editing: Editing) -> None:
        super().__init__()
        self._editing = editing
        self._entry_id = EntryId("")
        self.rows: dict[EntryId, TieRow] = {}
        self._list = in_column(None, spacing=0)
        self.add = FilledOnDemand(self.tr("Add someone they know"), self._others)
        self.add.setPlaceholderText(self.tr("Add someone they know…"))
        self.add.chosen.connect(self._tie)
        in_column(self, text(self.tr("Knows"), "field"), self._list, self.add, spacing=2)

    def show_entry(self, shown: Shown) -> None:
        self._entry_id = shown.entry.id
        entries = queries.entries_by_id(shown.document)
        known = queries.knows(shown.dated_map, shown.entry.id)
        for gone in [each for each in self.rows if each not in known]:
            discard(self.rows.pop(gone))
        for each in known:
            if each not in self.rows:
                self.rows[each] = TieRow(partial(self._tie, each))
                self._list.addWidget(self.rows[each])
            self.rows[each].show_name(entries[each].name, editable=shown.editable)
        self.add.show_value(None)
        self.add.setVisible(shown.editable)
        self.add.setEnabled(len(known) + 1 < len(shown.dated_map.connections))

    def _others(self) -> list[Choice]:
        document = self._editing.document
        entries = queries.entries_by_id(document)
        known = {self._entry_id, *queries.knows(document.today, self._entry_id)}
        ids = (each.entry for each in queries.reading_order(document.today))
        return [(each, shortened(entries[each].name)) for each in ids if each not in known]

    def _tie(self, other: object) -> None:
        self._editing.tie(self._entry_id, EntryId(str(other)))


class NotesSection(DetailsSection):
    def __init__(self, context: EditingContext, private: PrivateAnswers) -> None:
        super().__init__(context)
        session, _, editing, _, _ = context
        self._private = private
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(self.tr("Notes"))
        self.note.setPlaceholderText(self.tr("Only for you."))
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(110)
        self.note_text = TypedText(self.note, MAXIMUM_TEXT, session, editing)
        self.note_text.typed.connect(lambda typed: editing.describe(self._entry_id, typing=True, note=typed))
        self.earlier = button(
            self.tr("Show what I wrote before"), lambda: private.ask_for(note(self._entry_id)), "link"
        )
        add_to(self._column, self.note, self.earlier)

    def show_entry(self, shown: Shown) -> None:
        super().show_entry(shown)
        seen = self._private.seen(note(shown.entry.id), shown.entry.note)
        self.note.setVisible(seen is not FOLDED)
        self.earlier.setVisible(seen is FOLDED)
        self.note_text.show("" if seen is FOLDED else shown.entry.note, fresh=shown.fresh)
        self.note.setReadOnly(not shown.editable)
