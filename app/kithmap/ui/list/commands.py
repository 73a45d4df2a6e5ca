"""What the list does with the selected entries, or with the one of a cell. On an earlier map: nothing."""

from collections.abc import Callable, Sequence

from kithmap.model import queries
from kithmap.model.ids import EntryId, KindId, RingId
from kithmap.model.vocabulary import NEXT_LEVEL, Direction, EntryKind, SupportLevel
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.list.model import Field


class ListCommands:
    """`shown` gives the entries that can be seen: others are not changed, selected or not."""

    def __init__(self, context: EditingContext, shown: Callable[[], Sequence[EntryId]]) -> None:
        self.is_read_only = False
        self._session, self._selection, self._editing, _, _ = context
        self._shown = shown

    @property
    def chosen(self) -> tuple[EntryId, ...]:
        """The selected entries that can be seen here, in the order they were chosen."""
        shown = set(self._shown())
        return tuple(each for each in self._selection.ids if each in shown)

    def place(self, ring: RingId | None, ids: Sequence[EntryId] | None = None) -> None:
        """Place the chosen entries, or these, in a ring; None takes them off the rings."""
        ids = self.chosen if ids is None else ids
        if not ids or self.is_read_only:
            return
        if ring is None:
            self._editing.take_off_rings(ids)
        else:
            self._editing.place_in_ring(ids, ring)

    def place_by_digit(self, digit: int) -> None:
        """1 is the innermost ring, 0 none."""
        rings: list[RingId | None] = [None, *(ring.id for ring in self._session.document.today.rings)]
        if digit < len(rings):
            self.place(rings[digit])

    def step(self, *, later: bool) -> None:
        if self.chosen and not self.is_read_only:
            self._editing.move_past(self.chosen[-1], later=later)

    def delete(self) -> None:
        if not self.is_read_only:
            self._editing.delete(self.chosen)

    def set_kind(self, kind: EntryKind) -> None:
        for each in self.chosen:
            self._editing.describe(each, kind=kind)

    def set_value(self, entry_id: EntryId, column: int, value: object) -> None:
        if column == Field.RING:
            self.place(None if value is None else RingId(str(value)), (entry_id,))
        elif column == Field.KIND:
            self._editing.describe(entry_id, kind=EntryKind(str(value)))
        elif column == Field.NAME:
            self._editing.rename(entry_id, str(value))
        else:
            self._editing.describe(entry_id, relationship=str(value))

    def mark(self, entry_id: EntryId, kind: KindId, direction: Direction, level: SupportLevel | None) -> None:
        if not self.is_read_only:
            self._editing.mark((entry_id,), kind, direction, level)

    def next_level(self, entry_id: EntryId, kind: KindId, direction: Direction) -> None:
        if not self.is_read_only:
            connection = queries.connection(self._session.document.today, entry_id)
            self.mark(entry_id, kind, direction, NEXT_LEVEL[queries.level(connection, kind, direction)])

    def tie(self, other: EntryId) -> None:
        self._editing.tie(self.chosen[-1], other)

    def tie_all(self) -> None:
        self._editing.tie_all(self.chosen)
