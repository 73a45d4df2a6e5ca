"""The entries of a dated map as a table: the same entries as on the map, in reading order.

The model is changed by difference: rows come, go and move one by one, so that selection,
scrolling and an open editor stay.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from typing import Final, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from kithmap.model import queries
from kithmap.model.document import Connection, DatedMap, Document, Entry
from kithmap.model.ids import EntryId, KindId
from kithmap.model.names import printable
from kithmap.model.vocabulary import Direction, SupportLevel
from kithmap.ui.widgets.line_breaking import in_two_lines
from kithmap.ui.widgets.search import matches
from kithmap.ui.widgets.text import plain_tooltip, shortened
from kithmap.wording.words import Words

Index = QModelIndex | QPersistentModelIndex
Levels = tuple[SupportLevel | None, SupportLevel | None]

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
SUPPORT_ROLE: Final = Qt.ItemDataRole.UserRole + 1

_ROLE: Final = Qt.ItemDataRole
# A cell shows at most this much of a name; the tooltip has the whole.
_LONGEST_SHOWN: Final = 200


class Field(IntEnum):
    """The columns before the kinds of support; after them comes "Knows"."""

    NAME = 0
    RING = 1
    KIND = 2
    RELATIONSHIP = 3


# The id of a row or a column.
_Item = TypeVar("_Item", bound=str)


class ListRow(NamedTuple):
    entry: Entry
    connection: Connection
    ring: str
    knows: str


class Removal(NamedTuple):
    """Take away the item at `place`."""

    place: int


class Insertion(NamedTuple, Generic[_Item]):
    """Put a new item in, so that it stands at `place`."""

    place: int
    item: _Item


class Move(NamedTuple):
    """Take the item at `start` out and put it in again, so that it stands at `place`."""

    start: int
    place: int

    @property
    def place_before(self) -> int:
        """As Qt names the place: before the item has been taken out."""
        return self.place + 1 if self.place > self.start else self.place


Step = Removal | Insertion[_Item] | Move


class ListModel(QAbstractTableModel):
    """Rows are entries; columns are name, ring, kind, relationship, the kinds of support in use, and whom they know.

    `edited` carries (entry id, column, value) when an editor gives a value for a cell.
    """

    edited = Signal(str, int, object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._ids: list[EntryId] = []
        self._rows: dict[EntryId, ListRow] = {}
        self._kinds: list[KindId] = []
        self._document: Document | None = None
        self._is_editable = False

    # What is shown

    def show_map(self, document: Document, dated_map: DatedMap, wanted: str, *, editable: bool) -> None:
        """Show the entries of a dated map whose name or relationship holds `wanted`."""
        is_first = self._document is None
        own_kinds = () if self._document is None else self._document.own_kinds
        self._document = document
        self._is_editable = editable
        self._show_kinds(queries.support_kinds(document), reset=is_first)
        if own_kinds != document.own_kinds and self._kinds:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)
        rows = {row.entry.id: row for row in self._rows_of(document, dated_map) if matches(row.entry, wanted)}
        self._show_rows(rows)

    @property
    def ids(self) -> tuple[EntryId, ...]:
        return tuple(self._ids)

    @property
    def knows_column(self) -> int:
        return len(Field) + len(self._kinds)

    def support_kind(self, column: int) -> KindId | None:
        """The kind of support in a column, None for the others."""
        place = column - len(Field)
        return self._kinds[place] if 0 <= place < len(self._kinds) else None

    def row_of(self, entry_id: EntryId | None) -> int:
        """The row of an entry, -1 when it is not shown."""
        return self._ids.index(entry_id) if entry_id in self._rows else -1

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(Field) + len(self._kinds) + 1

    def data(self, index: Index, role: int = _ROLE.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[self._ids[index.row()]]
        column = index.column()
        if role == _ROLE.DisplayRole:
            return shortened(self._text(row, column), _LONGEST_SHOWN)
        if role == _ROLE.ToolTipRole:
            return plain_tooltip(self._spoken(row, column))
        if role == _ROLE.AccessibleTextRole:
            return self._spoken(row, column)
        if role == _ROLE.EditRole:
            return self._value(row, column)
        if role == ENTRY_ROLE:
            return row.entry.id
        if role == SUPPORT_ROLE and self.support_kind(column):
            return self._levels(row, column)
        return None

    def setData(self, index: Index, value: object, role: int = _ROLE.EditRole) -> bool:
        """An editor gives a value: pass it on; the row changes when the document does."""
        if role != _ROLE.EditRole or not self._is_editable:
            return False
        self.edited.emit(self._ids[index.row()], index.column(), value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if self._is_editable and index.column() < len(Field):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _ROLE.DisplayRole) -> object:
        if orientation is Qt.Orientation.Vertical:
            name = self._rows[self._ids[section]].entry.name if section < len(self._ids) else ""
            return {_ROLE.DisplayRole: section + 1, _ROLE.AccessibleTextRole: printable(name)}.get(_ROLE(role))
        heading = self._heading(section)
        if role == _ROLE.DisplayRole:
            return in_two_lines(shortened(heading)) if self.support_kind(section) else heading
        if role == _ROLE.AccessibleTextRole:
            return heading
        if role == _ROLE.ToolTipRole:
            return plain_tooltip(self._explanation(section))
        return None

    # Texts

    def _heading(self, column: int) -> str:
        kind = self.support_kind(column)
        if kind and self._document:
            return printable(self._words.support(kind, self._document))
        headings = {
            Field.NAME: self.tr("Name"),
            Field.RING: self.tr("Ring"),
            Field.KIND: self.tr("Kind"),
            Field.RELATIONSHIP: self.tr("Relationship"),
        }
        return headings[Field(column)] if column < len(Field) else self.tr("Knows")

    def _explanation(self, column: int) -> str:
        kind = self.support_kind(column)
        if kind and self._document:
            return " / ".join(self._words.support_sentence(kind, each, self._document) for each in Direction)
        return self._heading(column)

    def _text(self, row: ListRow, column: int) -> str:
        if self.support_kind(column):
            levels = self._levels(row, column)
            return " / ".join(self._words.level(level) for level in levels) if levels != (None, None) else ""
        texts = (row.entry.name, row.ring, self._words.kind(row.entry.kind), row.entry.relationship, row.knows)
        text = texts[min(column, len(Field))]
        return text if text.isprintable() else printable(text)

    def _spoken(self, row: ListRow, column: int) -> str:
        if self.support_kind(column):
            levels = zip(Direction, self._levels(row, column), strict=True)
            return ", ".join(self._words.direction_and_level(each, level) for each, level in levels)
        blank = {Field.RELATIONSHIP: self.tr("relationship not said"), self.knows_column: self.tr("nobody marked yet")}
        return self._text(row, column) or blank.get(column, self.tr("blank"))

    def _value(self, row: ListRow, column: int) -> object:
        values = (row.entry.name, queries.ring_of(row.connection), row.entry.kind, row.entry.relationship)
        return values[column] if column < len(Field) else self._text(row, column)

    def _levels(self, row: ListRow, column: int) -> Levels:
        kind = self._kinds[column - len(Field)]
        return (queries.level(row.connection, kind, Direction.GET), queries.level(row.connection, kind, Direction.GIVE))

    # Differences

    def _rows_of(self, document: Document, dated_map: DatedMap) -> Iterator[ListRow]:
        entries = queries.entries_by_id(document)
        known = _known_names(dated_map, entries)
        for each in queries.reading_order(dated_map):
            place = self._words.place(dated_map, queries.ring_of(each))
            yield ListRow(entries[each.entry], each, place, known.get(each.entry, ""))

    def _show_rows(self, rows: Mapping[EntryId, ListRow]) -> None:
        wanted = list(rows)
        changed = [each for each in wanted if each in self._rows and self._rows[each] != rows[each]]
        if self._ids and wanted and self._rows.keys().isdisjoint(rows):
            self.beginResetModel()
            self._ids, self._rows = wanted, dict(rows)
            self.endResetModel()
            return
        self._rows.update(rows)
        for step in steps_between(self._ids, wanted):
            self._take_row_step(step)
        self._rows = dict(rows)
        for each in changed:
            place = self._ids.index(each)
            self.dataChanged.emit(self.index(place, 0), self.index(place, self.columnCount() - 1))

    def _take_row_step(self, step: Step[EntryId]) -> None:
        root = QModelIndex()
        if isinstance(step, Removal):
            self.beginRemoveRows(root, step.place, step.place)
        elif isinstance(step, Insertion):
            self.beginInsertRows(root, step.place, step.place)
        else:
            self.beginMoveRows(root, step.start, step.start, root, step.place_before)
        _apply(self._ids, step)
        {Removal: self.endRemoveRows, Insertion: self.endInsertRows, Move: self.endMoveRows}[type(step)]()

    def _show_kinds(self, kinds: Sequence[KindId], *, reset: bool) -> None:
        if reset:
            self.beginResetModel()
            self._kinds = list(kinds)
            self.endResetModel()
            return
        for step in steps_between(self._kinds, kinds):
            self._take_column_step(step)

    def _take_column_step(self, step: Step[KindId]) -> None:
        root, first = QModelIndex(), len(Field)
        place = first + step.place
        if isinstance(step, Removal):
            self.beginRemoveColumns(root, place, place)
        elif isinstance(step, Insertion):
            self.beginInsertColumns(root, place, place)
        else:
            start = first + step.start
            self.beginMoveColumns(root, start, start, root, first + step.place_before)
        _apply(self._kinds, step)
        {Removal: self.endRemoveColumns, Insertion: self.endInsertColumns, Move: self.endMoveColumns}[type(step)]()


def steps_between(current: Sequence[_Item], wanted: Sequence[_Item]) -> Iterator[Step[_Item]]:
    """Steps that turn `current` into `wanted`, moving as few as possible. Each is meant for the result of the last."""
    items = list(current)
    for step in _all_steps(items, wanted):
        yield step
        _apply(items, step)


def _all_steps(items: list[_Item], wanted: Sequence[_Item]) -> Iterator[Step[_Item]]:
    """`items` is changed by the caller after each step."""
    kept = set(wanted)
    for place in range(len(items) - 1, -1, -1):
        if items[place] not in kept:
            yield Removal(place)
    if items == list(wanted):
        return
    present = set(items)
    resting = _longest_in_order(items, wanted)
    for order, item in enumerate(wanted):
        if item in resting:
            continue
        # Everything before it stands in its order already: it goes right behind its predecessor.
        place = items.index(wanted[order - 1]) + 1 if order else 0
        if item not in present:
            yield Insertion(place, item)
            continue
        start = items.index(item)
        place -= 1 if start < place else 0
        if start != place:
            yield Move(start, place)


def _longest_in_order(items: Iterable[_Item], wanted: Sequence[_Item]) -> set[_Item]:
    """The most items that stand in the wanted order among each other and so need not move."""
    order = {item: place for place, item in enumerate(wanted)}
    tails: list[int] = []
    best: list[_Item] = []
    before: dict[_Item, _Item | None] = {}
    for item in items:
        length = bisect_left(tails, order[item])
        tails[length:] = [order[item], *tails[length + 1 :]]
        before[item] = best[length - 1] if length else None
        best[length:] = [item, *best[length + 1 :]]
    found: set[_Item] = set()
    last = best[-1] if best else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _apply(items: list[_Item], step: Step[_Item]) -> None:
    if isinstance(step, Removal):
        del items[step.place]
    elif isinstance(step, Insertion):
        items.insert(step.place, step.item)
    else:
        items.insert(step.place, items.pop(step.start))


def _known_names(dated_map: DatedMap, entries: Mapping[EntryId, Entry]) -> dict[str, str]:
    known: dict[str, list[str]] = {}
    for tie in dated_map.ties:
        known.setdefault(tie.one, []).append(shortened(entries[tie.other].name))
        known.setdefault(tie.other, []).append(shortened(entries[tie.one].name))
    return {entry_id: ", ".join(names) for entry_id, names in known.items()}
