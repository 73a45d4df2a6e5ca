"""The items of the map: one for each entry of a picture, touched only when its mark differs."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QGraphicsScene

from kithmap.layout.picture import EntryMark
from kithmap.model.ids import EntryId
from kithmap.session.selection import Selection
from kithmap.ui.map.items import EntryItem
from kithmap.ui.widgets.appearance import Appearance


class MapScene(QGraphicsScene):
    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.by_entry: dict[EntryId, EntryItem] = {}
        self._appearance = appearance

    def show_marks(self, marks: Iterable[EntryMark]) -> None:
        """Let entries come, change and go until there is one item for each mark."""
        wanted = {mark.entry: mark for mark in marks}
        for entry_id in self.by_entry.keys() - wanted.keys():
            self.remove(self.by_entry.pop(entry_id))
        for entry_id, mark in wanted.items():
            item = self.by_entry.get(entry_id)
            if item is None:
                self.by_entry[entry_id] = self.add(mark)
            elif item.mark != mark:
                item.show_mark(mark, self._appearance.colours)

    def restyle(self) -> None:
        for item in self.by_entry.values():
            item.show_mark(item.mark, self._appearance.colours)

    def show_selection(self, selection: Selection, *, has_focus: bool) -> None:
        """Show who is selected and, if the map has the keyboard, on whom it acts."""
        chosen = set(selection.ids)
        for entry_id, item in self.by_entry.items():
            was_focused = item.is_focused
            item.show_state(selected=entry_id in chosen, focused=has_focus and entry_id == selection.current)
            if item.is_focused and not was_focused and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))

    def add(self, mark: EntryMark) -> EntryItem:
        item = EntryItem(mark, self._appearance.colours)
        self.addItem(item)
        return item

    def remove(self, item: EntryItem) -> None:
        self.removeItem(item)
        # Screen readers may hold on to it until it is really gone.
        item.deleteLater()

    def entry_at(self, point: QPointF, reach: float) -> EntryId | None:
        """The entry whose disc or label is at a point of the map, or the nearest middle within reach (map units)."""
        best, found = reach, None
        for entry_id, item in self.by_entry.items():
            mark = item.mark
            distance = math.hypot(mark.x - point.x(), mark.y - point.y())
            box = mark.label_box.moved(mark.x, mark.y)
            on_label = box.left <= point.x() <= box.right and box.top <= point.y() <= box.bottom
            if distance <= max(mark.disc, best) and (found is None or distance < best):
                best, found = min(distance, best), entry_id
            elif on_label and found is None:
                found = entry_id
        return found
