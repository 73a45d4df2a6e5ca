"""Which entries are selected: one selection for the map, the list and the panels."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from kithmap.model.document import DatedMap
from kithmap.model.ids import EntryId


class Selection(QObject):
    """Ids of the selected entries, in the order they were chosen; the last one is the current entry."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: tuple[EntryId, ...] = ()

    @property
    def current(self) -> EntryId | None:
        """The entry the person panel shows and the keyboard acts from."""
        return self.ids[-1] if self.ids else None

    def set(self, ids: Iterable[EntryId]) -> None:
        new = tuple(dict.fromkeys(ids))
        if new != self.ids:
            self.ids = new
            self.changed.emit()

    def toggle(self, entry_id: EntryId) -> None:
        others = tuple(each for each in self.ids if each != entry_id)
        self.set(others if entry_id in self.ids else (*others, entry_id))

    def add(self, ids: Iterable[EntryId]) -> None:
        self.set((*self.ids, *ids))

    def clear(self) -> None:
        self.set(())

    def keep_only(self, dated_map: DatedMap) -> None:
        known = {connection.entry for connection in dated_map.connections}
        self.set(each for each in self.ids if each in known)
