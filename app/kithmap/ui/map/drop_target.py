"""The map as a place that takes entries: shows them at the pointer, and the ring they would land on."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QColor, QPen
from PySide6.QtWidgets import QGraphicsEllipseItem

from kithmap.layout import placement
from kithmap.layout.picture import EntryMark
from kithmap.model.ids import EntryId
from kithmap.ui.map.items import LIVE_TIES_LAYER, EntryItem, LiveTies
from kithmap.ui.map.scene import MapScene

if TYPE_CHECKING:
    from kithmap.ui.map.view import MapView


class MapDropTarget:
    """A DropTarget. `mark_of` gives the mark of an entry that is not on the picture yet (from the tray)."""

    shows_drag_label = True

    def __init__(self, view: "MapView", scene: MapScene, mark_of: Callable[[EntryId], EntryMark | None]) -> None:
        self.moving: frozenset[EntryId] = frozenset()
        self._view = view
        self._scene = scene
        self._mark_of = mark_of
        self._guests: dict[EntryId, EntryItem] = {}
        self._live_ties = LiveTies()
        self._target_ring = QGraphicsEllipseItem()
        self._target_ring.setZValue(LIVE_TIES_LAYER - 0.5)
        self._target_ring.hide()
        scene.addItem(self._live_ties)
        scene.addItem(self._target_ring)

    def drag_over(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> bool:
        view = self._view
        local = view.viewport().mapFromGlobal(position)
        if view.is_read_only or not view.isVisible() or not view.viewport().rect().contains(local):
            return False
        view.scroll_at_edge(local)
        hold = view.mapToScene(local)
        points = {entry_id: hold + offset for entry_id, offset in offsets.items()}
        ties = tuple(tie for tie in view.picture.ties if tie.one in points or tie.other in points)
        if self.moving != points.keys():
            self.moving = frozenset(points)
            if ties:
                view.repaint_background()
        for entry_id, point in points.items():
            item = self._scene.by_entry.get(entry_id) or self._guest(entry_id)
            if item is not None:
                item.drag(point)
        self._live_ties.move_ties(ties, points, view.colours)
        self._mark_target(list(points.values())[-1])
        return True

    def drag_leave(self) -> None:
        self.moving = frozenset()
        for item in self._scene.by_entry.values():
            item.put_back()
        for guest in self._guests.values():
            self._scene.remove(guest)
        self._guests.clear()
        self._live_ties.clear()
        self._target_ring.hide()
        self._view.repaint_background()

    def drag_drop(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> None:
        hold = self._view.mapToScene(self._view.viewport().mapFromGlobal(position))
        points = {entry_id: hold + offset for entry_id, offset in offsets.items()}
        self._view.dropped.emit({entry_id: (point.x(), point.y()) for entry_id, point in points.items()})

    def _guest(self, entry_id: EntryId) -> EntryItem | None:
        if entry_id not in self._guests:
            mark = self._mark_of(entry_id)
            if mark is None:
                return None
            self._guests[entry_id] = self._scene.add(mark)
        return self._guests[entry_id]

    def _mark_target(self, point: QPointF) -> None:
        ring = placement.ring_at(self._view.picture, point.x(), point.y())
        radius = next((each.radius for each in self._view.picture.rings if each.ring == ring), None)
        if radius is None:
            self._target_ring.hide()
            return
        area = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        if not self._target_ring.isVisible() or self._target_ring.rect() != area:
            self._target_ring.setRect(area)
            self._target_ring.setPen(QPen(QColor(self._view.colours.action), 4.0))
            self._target_ring.show()
