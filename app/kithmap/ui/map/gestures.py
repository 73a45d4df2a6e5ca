"""Gestures with the mouse on the map that are not carrying: each one an object that lives from press to release."""

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsPathItem, QGraphicsScene, QGraphicsView

from kithmap.layout.style import Colours
from kithmap.model.ids import EntryId

OVERLAY_LAYER = 4.0


class Gesture(Protocol):
    """Something going on between a press and a release."""

    def move(self, position: QPoint) -> None: ...

    def finish(self) -> None: ...


class Pan:
    """Moving the view about."""

    def __init__(self, view: QGraphicsView, start: QPoint) -> None:
        self._view = view
        self._last = start
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, position: QPoint) -> None:
        delta, self._last = position - self._last, position
        horizontal, vertical = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        horizontal.setValue(horizontal.value() - delta.x())
        vertical.setValue(vertical.value() - delta.y())

    def finish(self) -> None:
        self._view.viewport().unsetCursor()


class Lasso:
    """A loop drawn round entries."""

    def __init__(self, scene: QGraphicsScene, start: QPointF, view: QGraphicsView, colours: Colours) -> None:
        self._scene = scene
        self._view = view
        self._points = [start]
        self._item = QGraphicsPathItem()
        pen = QPen(QColor(colours.selection_line), 1.5, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self._item.setPen(pen)
        fill = QColor(colours.selection)
        fill.setAlpha(90)
        self._item.setBrush(fill)
        self._item.setZValue(OVERLAY_LAYER)
        scene.addItem(self._item)

    def move(self, position: QPoint) -> None:
        self._points.append(self._view.mapToScene(position))
        path = QPainterPath()
        path.addPolygon(QPolygonF(self._points))
        path.closeSubpath()
        self._item.setPath(path)

    @property
    def has_area(self) -> bool:
        """Whether the loop is more than a trembling click."""
        bounds = QPolygonF(self._points).boundingRect()
        return max(bounds.width(), bounds.height()) * self._view.transform().m11() > 6

    def holds(self, point: QPointF) -> bool:
        return QPolygonF(self._points).containsPoint(point, Qt.FillRule.WindingFill)

    def finish(self) -> None:
        self._scene.removeItem(self._item)


class TieLine:
    """A line drawn from one entry to another: they know each other."""

    def __init__(
        self, scene: QGraphicsScene, one: EntryId, start: QPointF, view: QGraphicsView, colours: Colours
    ) -> None:
        self.one = one
        self._scene = scene
        self._view = view
        self._start = start
        self._item = QGraphicsLineItem()
        pen = QPen(QColor(colours.action), 2.4, Qt.PenStyle.DashLine)
        pen.setCosmetic(True)
        self._item.setPen(pen)
        self._item.setZValue(OVERLAY_LAYER)
        scene.addItem(self._item)

    def move(self, position: QPoint) -> None:
        end = self._view.mapToScene(position)
        self._item.setLine(self._start.x(), self._start.y(), end.x(), end.y())

    def finish(self) -> None:
        self._scene.removeItem(self._item)
