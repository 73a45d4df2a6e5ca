"""What moves on the map: one item per entry, and the ties of the entries being carried.

Items hold a mark and show it; they know nothing of the document. Everything at rest is painted into the view's cached
background, so moving one entry repaints only itself and its ties (1 to 3 ms with 200 entries and 600 ties, against
80 to 110 ms when all ties are items).
"""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from kithmap.layout.picture import EntryMark, TieMark
from kithmap.layout.style import Colours
from kithmap.model.ids import EntryId
from kithmap.ui.map import painter as paint

HALO = 6.0
ENTRY_LAYER = 2.0
LIVE_TIES_LAYER = 1.0
DRAG_LAYER = 3.0


class EntryItem(QGraphicsObject):
    """An entry at its place. A QGraphicsObject, so that screen readers can be told about it."""

    def __init__(self, mark: EntryMark, colours: Colours) -> None:
        super().__init__()
        self.mark = mark
        self._colours = colours
        self.is_selected = False
        self.is_focused = False
        self._area = QRectF()
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setZValue(ENTRY_LAYER)
        self._measure()
        self.put_back()

    def show_mark(self, mark: EntryMark, colours: Colours) -> None:
        """Show another state of the same entry; repaints only what looks different."""
        old, self.mark = self.mark, mark
        if colours is not self._colours or _looks(old) != _looks(mark):
            self._colours = colours
            self._measure()
            self.update()
        self.put_back()

    def show_state(self, *, selected: bool, focused: bool) -> None:
        if (selected, focused) != (self.is_selected, self.is_focused):
            self.is_selected, self.is_focused = selected, focused
            self.update()

    def drag(self, point: QPointF) -> None:
        self.setZValue(DRAG_LAYER)
        self.setPos(point)

    def put_back(self) -> None:
        self.setZValue(ENTRY_LAYER)
        self.setPos(self.mark.x, self.mark.y)

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        paint.paint_entry_here(painter, self.mark, self._colours, selected=self.is_selected, focused=self.is_focused)

    def _measure(self) -> None:
        self.prepareGeometryChange()
        box = self.mark.box.moved(-self.mark.x, -self.mark.y)
        self._area = QRectF(box.left, box.top, box.width, box.height).adjusted(-HALO, -HALO, HALO, HALO)


class LiveTies(QGraphicsItem):
    def __init__(self) -> None:
        super().__init__()
        self.setZValue(LIVE_TIES_LAYER)
        self._lines: tuple[tuple[QPointF, QPointF], ...] = ()
        self._colours: Colours | None = None
        self._area = QRectF()

    def move_ties(self, ties: tuple[TieMark, ...], moved: Mapping[EntryId, QPointF], colours: Colours) -> None:
        self.prepareGeometryChange()
        self._colours = colours
        self._lines = tuple(
            (moved.get(tie.one, QPointF(tie.x1, tie.y1)), moved.get(tie.other, QPointF(tie.x2, tie.y2))) for tie in ties
        )
        area = QRectF()
        for start, end in self._lines:
            area = area.united(QRectF(start, end).normalized().adjusted(-2, -2, 2, 2))
        self._area = area
        self.update()

    def clear(self) -> None:
        self.prepareGeometryChange()
        self._lines = ()
        self._area = QRectF()

    def boundingRect(self) -> QRectF:
        return self._area

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if self._colours is None:
            return
        painter.setPen(paint.tie_pen(self._colours))
        for start, end in self._lines:
            painter.drawLine(start, end)


def _looks(mark: EntryMark) -> tuple[object, ...]:
    """Everything of a mark but its place."""
    return (
        mark.kind,
        mark.disc,
        mark.shape,
        mark.initials,
        mark.label,
        mark.label_box,
        mark.arcs,
        mark.faded,
        mark.private,
    )
