"""Zooming and moving about: what a map view does that has nothing to do with what is on the map."""

import math

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsView, QPinchGesture, QWidget

SMALLEST_ZOOM, LARGEST_ZOOM = 0.1, 8.0
ZOOM_STEP = 1.2
FIT_MARGIN = 14.0
EDGE_PIXELS = 24
SCROLL_PIXELS = 14


class ZoomView(QGraphicsView):
    """A view of one area that is fitted until the person zooms or moves it; by wheel, touchpad, pinch or call."""

    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_fitted = True
        self._corner = QSize()
        self._area = QRectF(0, 0, 1, 1)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def show_area(self, area: QRectF) -> None:
        """The part of the scene that is the whole map, in scene units. There is room to move it half out of sight."""
        self._area = area
        self.setSceneRect(area.adjusted(-area.width(), -area.height(), area.width(), area.height()))
        if self.is_fitted:
            self.fit()

    @property
    def zoom(self) -> float:
        """Screen pixels for one map unit; 1.0 is 100 %."""
        return self.transform().m11()

    def fit(self) -> None:
        """Show the whole map, and keep it whole when the window or the map changes."""
        self.is_fitted = True
        area = self._area
        width = max(1.0, self.viewport().width() - 2 * FIT_MARGIN)
        height = max(1.0, self.viewport().height() - 2 * FIT_MARGIN)
        scale = min(width / area.width(), height / area.height())
        below = self._corner.height() if self._reaches_corner(scale) else 0
        scale = min(width / area.width(), (height - below) / area.height())
        self._zoom_to(min(LARGEST_ZOOM, max(SMALLEST_ZOOM, scale)))
        middle = area.center().y() + below / (2 * self.zoom)
        self.centerOn(area.center().x(), middle)

    def keep_corner_free(self, size: QSize) -> None:
        """The lower right corner, of this size in pixels, is covered by something: fit the map clear of it."""
        if size != self._corner:
            self._corner = size
            if self.is_fitted:
                self.fit()

    def zoom_by(self, factor: float, around: QPoint | None = None) -> None:
        """Zoom in (factor above 1) or out, keeping the point of the map under `around` (viewport pixels) in place."""
        anchor = around if around is not None else self.viewport().rect().center()
        before = self.mapToScene(anchor)
        self.is_fitted = False
        self._zoom_to(min(LARGEST_ZOOM, max(SMALLEST_ZOOM, self.zoom * factor)))
        moved = self.mapFromScene(before) - anchor
        self.scroll_by(moved)

    def scroll_by(self, pixels: QPoint) -> None:
        """Look further right and down by so many pixels; the map is not fitted any more."""
        self.is_fitted = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + pixels.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + pixels.y())

    def scroll_at_edge(self, local: QPoint) -> None:
        """Move the view on while something is carried near an edge (`local` in viewport pixels)."""
        if self.is_fitted:
            return
        area = self.viewport().rect().adjusted(EDGE_PIXELS, EDGE_PIXELS, -EDGE_PIXELS, -EDGE_PIXELS)
        across = (local.x() > area.right()) - (local.x() < area.left())
        down = (local.y() > area.bottom()) - (local.y() < area.top())
        self.scroll_by(QPoint(across, down) * SCROLL_PIXELS)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A mouse wheel zooms, a touchpad pans (Ctrl zooms with both)."""
        pixels, angle = event.pixelDelta(), event.angleDelta()
        if not pixels.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.scroll_by(-pixels)
        elif angle.y():
            self.zoom_by(ZOOM_STEP ** (angle.y() / 120), event.position().toPoint())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(1.0 + event.value(), event.position().toPoint())
            return True
        if event.type() == QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)  # type: ignore[attr-defined]
            if isinstance(pinch, QPinchGesture):
                self.zoom_by(pinch.scaleFactor(), self.mapFromGlobal(pinch.hotSpot().toPoint()))
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_fitted:
            self.fit()

    def _zoom_to(self, scale: float) -> None:
        if abs(scale - self.zoom) > 1e-6:
            self.resetTransform()
            self.scale(scale, scale)
            self.zoom_changed.emit(scale)

    def _reaches_corner(self, scale: float) -> bool:
        """Whether the map, fitted at this scale, would lie under what covers the corner."""
        right = self.viewport().width() / 2 - self._corner.width()
        lower = self.viewport().height() / 2 - self._corner.height()
        reach = max(self._area.width(), self._area.height()) / 2 * scale
        return math.hypot(max(0.0, right), max(0.0, lower)) < reach
