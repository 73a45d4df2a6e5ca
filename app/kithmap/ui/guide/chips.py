"""Chips of entries that are not placed yet, in the guide: to drag onto a ring, as in the tray."""

from collections.abc import Iterable

from PySide6.QtWidgets import QSizePolicy, QWidget

from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.ids import EntryId
from kithmap.ui.guide.context import GuideContext
from kithmap.ui.people.tray import Chip
from kithmap.ui.widgets.flow_layout import FlowLayout
from kithmap.ui.widgets.layouts import as_high_as_needed, discard


class Chips(QWidget):
    """Chips in lines. Without any it takes no room."""

    def __init__(self, context: GuideContext) -> None:
        super().__init__()
        self._context = context
        self._chips: dict[EntryId, Chip] = {}
        self._flow = FlowLayout(self, spacing=2)
        as_high_as_needed(self)
        context.selection.changed.connect(self._repaint)

    @property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(self._chips.values())

    def show_entries(self, document: Document, ids: Iterable[EntryId]) -> None:
        entries = queries.entries_by_id(document)
        old = self._chips
        self._chips = {each: old.pop(each) if each in old else self._new(document, each) for each in ids}
        while self._flow.count():
            self._flow.takeAt(0)
        discard(*old.values())
        for entry_id, chip in self._chips.items():
            chip.show_entry(entries[entry_id])
            self._flow.addWidget(chip)
            chip.show()
        self._flow.invalidate()
        self.setVisible(bool(self._chips))

    def _new(self, document: Document, entry_id: EntryId) -> Chip:
        context = self._context
        chip = Chip(queries.entry(document, entry_id), context.selection, context.drag, context.appearance)
        chip.setParent(self)
        # A long name is cut short where the panel is narrow.
        chip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return chip

    def _repaint(self) -> None:
        for chip in self._chips.values():
            chip.update()
