"""Gestures with a button held on the map: each an object that lives from its press to its release.

The view hands every event to the gesture that goes on. What is between two gestures is a mode; see `modes`.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsPathItem

from kithmap.model.ids import EntryId

if TYPE_CHECKING:
    from kithmap.ui.map.view import MapView

ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
DRAG_PIXELS = 6
LASSO_PIXELS = 6
OVERLAY_LAYER = 4.0


class Gesture:
    """What mouse and keys mean now. `entry` is whom it began with: when they go, it is given up."""

    entry: EntryId | None = None

    def __init__(self, view: "MapView") -> None:
        self.view = view

    def press(self, event: QMouseEvent) -> None:
        """A button goes down. While one is held, another means nothing."""

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves."""

    def release(self, event: QMouseEvent) -> None:
        """A button goes up."""

    def key(self, event: QKeyEvent) -> bool:
        """A key goes down; False leaves it to others."""
        return event.key() == Qt.Key.Key_Escape and self.cancel()

    def cancel(self) -> bool:
        """Esc: change nothing, and take away what was drawn. False when there was nothing to give up."""
        return False


class HeldGesture(Gesture):
    """Ends when its button goes up; then `finish` does what was meant."""

    button = Qt.MouseButton.LeftButton

    def release(self, event: QMouseEvent) -> None:
        if event.button() == self.button:
            self.cancel()
            self.finish(event)

    def cancel(self) -> bool:
        self.view.end_gesture()
        return True

    def finish(self, event: QMouseEvent) -> None:
        """The button went up; everything that was drawn is gone."""


class Pan(HeldGesture):
    button = Qt.MouseButton.MiddleButton

    def __init__(self, view: "MapView", start: QPoint) -> None:
        super().__init__(view)
        self._last = start
        view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def move(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        self.view.scroll_by(self._last - position)
        self._last = position

    def cancel(self) -> bool:
        self.view.viewport().setCursor(self.view.mode.cursor)
        return super().cancel()

    def finish(self, event: QMouseEvent) -> None:
        self.move(event)


class EntryPress(HeldGesture):
    """An entry is pressed: let go there it is a click; moved far enough it is dragged, or with Ctrl a tie is drawn."""

    def __init__(self, view: "MapView", entry: EntryId, start: QPoint) -> None:
        super().__init__(view)
        self.entry: EntryId = entry
        self._start = start

    def move(self, event: QMouseEvent) -> None:
        far = (event.position().toPoint() - self._start).manhattanLength() >= DRAG_PIXELS
        if not far or self.view.is_read_only:
            return
        self.cancel()
        # Not Alt: many window managers move the window with it.
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.view.begin(TieLine(self.view, self.entry))
            return
        chosen = self.view.selection.ids
        self.view.pick_up(chosen if self.entry in chosen else (self.entry,), by_click=False, at=self._start)

    def finish(self, event: QMouseEvent) -> None:
        if event.modifiers() & ADDING:
            self.view.selection.toggle(self.entry)
        else:
            self.view.selection.set((self.entry,))
            self.view.tapped.emit(self.entry)


class Lasso(HeldGesture):
    """A loop drawn round entries selects them; a click beside everything selects nobody."""

    def __init__(self, view: "MapView", start: QPoint) -> None:
        super().__init__(view)
        self._points = [view.mapToScene(start)]
        self._item = QGraphicsPathItem()
        self._item.setPen(_dashed(view.colours.selection_line, 1.5))
        fill = QColor(view.colours.selection)
        fill.setAlpha(90)
        self._item.setBrush(fill)
        self._item.setZValue(OVERLAY_LAYER)
        view.scene().addItem(self._item)

    def move(self, event: QMouseEvent) -> None:
        self._points.append(self.view.mapToScene(event.position().toPoint()))
        path = QPainterPath()
        path.addPolygon(QPolygonF(self._points))
        path.closeSubpath()
        self._item.setPath(path)

    def cancel(self) -> bool:
        self.view.scene().removeItem(self._item)
        return super().cancel()

    def finish(self, event: QMouseEvent) -> None:
        self.move(event)
        selection, loop = self.view.selection, QPolygonF(self._points)
        inside = [
            mark.entry
            for mark in self.view.picture.entries
            if loop.containsPoint(QPointF(mark.x, mark.y), Qt.FillRule.WindingFill)
        ]
        size = max(loop.boundingRect().width(), loop.boundingRect().height()) * self.view.zoom
        # A click with a trembling hand encloses nobody.
        chosen = inside if size > LASSO_PIXELS else []
        if event.modifiers() & ADDING:
            selection.add(chosen)
        else:
            selection.set(chosen)


class TieLine(HeldGesture):
    """A line drawn from one entry to another: they know each other."""

    def __init__(self, view: "MapView", entry: EntryId) -> None:
        super().__init__(view)
        self.entry: EntryId = entry
        self._start = view.items_by_entry[entry].pos()
        self._item = QGraphicsLineItem()
        self._item.setPen(_dashed(view.colours.action, 2.4))
        self._item.setZValue(OVERLAY_LAYER)
        view.selection.set((entry,))
        view.scene().addItem(self._item)

    def move(self, event: QMouseEvent) -> None:
        end = self.view.mapToScene(event.position().toPoint())
        self._item.setLine(self._start.x(), self._start.y(), end.x(), end.y())

    def cancel(self) -> bool:
        self.view.scene().removeItem(self._item)
        return super().cancel()

    def finish(self, event: QMouseEvent) -> None:
        other = self.view.entry_at(event.position().toPoint())
        if other == self.entry:
            self.view.mode.on_clicked(self.entry)
        elif other is not None:
            self.view.tie_drawn.emit(self.entry, other)


def _dashed(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width, Qt.PenStyle.DashLine)
    pen.setCosmetic(True)
    return pen
