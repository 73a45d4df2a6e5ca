"""The rings on the screen: shows a Picture, and turns the mouse and keys on it into proposals.

The view holds no document. It shows what it is given, and says what a person did: entries were dropped, a tie was
drawn, a menu is wanted. What an event means is decided by the gesture that goes on, or by the mode (`gestures`,
`modes`). Rings, ties at rest, ring names and Me are painted into the cached background; see `items`.
"""

import math
from collections.abc import Callable, Iterable
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPixmapCache,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from kithmap.layout.picture import EntryMark, Picture
from kithmap.layout.style import Colours
from kithmap.model.ids import EntryId
from kithmap.session.selection import Selection
from kithmap.ui.map.drag import Drag
from kithmap.ui.map.drop_target import MapDropTarget
from kithmap.ui.map.gestures import Gesture
from kithmap.ui.map.items import EntryItem
from kithmap.ui.map.modes import ChoosingMode, TieMode
from kithmap.ui.map.painter import paint_mark, paint_ties
from kithmap.ui.map.scene import MapScene
from kithmap.ui.map.zoom import ZoomView
from kithmap.ui.widgets.appearance import Appearance

# An entry can be hit within 22 pixels of its middle at any zoom (targets of 44 pixels).
REACH_PIXELS = 22.0
CACHE_KILOBYTES = 96 * 1024


class MapContext(NamedTuple):
    """What the map shares with others, and asks about entries. `mark_of` is for those not on the picture yet."""

    selection: Selection
    appearance: Appearance
    drag: Drag
    mark_of: Callable[[EntryId], EntryMark | None]
    name_of: Callable[[Iterable[EntryId]], str]
    tooltip_of: Callable[[EntryId], str]


class MapView(ZoomView):
    dropped = Signal(object)  # {entry id: (x, y) of its middle in map units}
    tie_drawn = Signal(str, str)
    menu_wanted = Signal(str, QPoint)  # entry id or "", screen position
    entry_opened = Signal(str)
    tapped = Signal(str)  # an entry was clicked, and nothing else was done with it
    tie_mode_changed = Signal(bool)
    me_opened = Signal()

    def __init__(self, picture: Picture, context: MapContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = picture
        self.selection = context.selection
        self.is_read_only = False
        self._context = context
        self._scene = MapScene(context.appearance, self)
        self.drop_target = MapDropTarget(self, self._scene, context.mark_of)
        self.mode = ChoosingMode(self)
        self.gesture: Gesture = self.mode
        self._set_up()
        self.selection.changed.connect(self._show_selection)
        context.appearance.changed.connect(self._restyle)
        self.show_picture(picture)

    # Showing

    def show_picture(self, picture: Picture) -> None:
        """Show another picture; items whose mark is the same are not touched."""
        old, self.picture = self.picture, picture
        if not {self.gesture.entry, self.mode.entry} <= {None, *(mark.entry for mark in picture.entries)}:
            self.give_up()
        self._scene.show_marks(picture.entries)
        if _background(old) != _background(picture):
            self.repaint_background()
        if old.bounds != picture.bounds or self._scene.sceneRect().isEmpty():
            bounds = picture.bounds
            self.show_area(QRectF(bounds.left, bounds.top, bounds.width, bounds.height))
        self._show_selection()

    @property
    def items_by_entry(self) -> dict[EntryId, EntryItem]:
        return self._scene.by_entry

    @property
    def colours(self) -> Colours:
        return self._context.appearance.colours

    def entry_at(self, position: QPoint) -> EntryId | None:
        """The entry at viewport pixels: its disc or label, or the nearest middle within reach."""
        return self._scene.entry_at(self.mapToScene(position), REACH_PIXELS / self.zoom)

    def repaint_background(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        # The painter of the background cache comes without the view's hints (not reported; PySide6 6.11.3).
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(self.colours.canvas))
        picture, moving = self.picture, self.drop_target.moving
        for mark in picture.rings:
            paint_mark(painter, mark, self.colours)
        resting = (tie for tie in picture.ties if tie.one not in moving and tie.other not in moving)
        paint_ties(painter, resting, self.colours)
        for name in picture.ring_names:
            paint_mark(painter, name, self.colours)
        paint_mark(painter, picture.me, self.colours)

    # What goes on

    def begin(self, gesture: Gesture) -> None:
        self.gesture = gesture

    def end_gesture(self) -> None:
        self.gesture = self.mode

    def cancel(self) -> bool:
        """Esc: give up what is going on; never deletes. False when nothing was going on."""
        if self.gesture is self.mode:
            return self.mode.cancel()
        self.give_up()
        return True

    def give_up(self) -> None:
        """End a gesture without doing what it would have done. Tie mode stays on."""
        self.mode.entry = None
        if self.gesture is not self.mode:
            self.gesture.cancel()

    @property
    def tie_mode(self) -> bool:
        """Whether the next press on an entry draws a tie instead of dragging."""
        return self.mode.draws_ties

    def set_tie_mode(self, on: bool) -> None:
        if on != self.tie_mode:
            self.give_up()
            self.mode = TieMode(self) if on else ChoosingMode(self)
            self.end_gesture()
            self.viewport().setCursor(self.mode.cursor)
            self.tie_mode_changed.emit(on)

    def pick_up(self, ids: Iterable[EntryId], *, by_click: bool, at: QPoint | None = None) -> None:
        """Take entries of the picture into the hand; `at` is the pointer in viewport pixels (else the last middle)."""
        marks = [item.mark for each in ids if (item := self.items_by_entry.get(each)) is not None]
        if not marks or self.is_read_only:
            return
        hold = self.mapToScene(at) if at is not None else QPointF(marks[-1].x, marks[-1].y)
        offsets = {mark.entry: QPointF(mark.x, mark.y) - hold for mark in marks}
        self._context.drag.take(offsets, self._context.name_of(offsets), by_click=by_click)

    def choose(self, entry_id: EntryId | None) -> None:
        """Select one entry and bring it into sight; None changes nothing."""
        if entry_id is not None:
            self.selection.set((entry_id,))
            self.ensureVisible(self.items_by_entry[entry_id], 20, 20)

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.gesture.press(event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.gesture.move(event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.gesture.release(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.gesture.key(event):
            event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        point, entry_id = self.mapToScene(position), self.entry_at(position)
        if event.button() == Qt.MouseButton.LeftButton:
            if entry_id is not None:
                self.entry_opened.emit(entry_id)
            elif math.hypot(point.x(), point.y()) <= self.picture.me.radius:
                self.me_opened.emit()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, at the pointer or at the current entry."""
        self.give_up()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            current = self.selection.current
            item = self.items_by_entry.get(current) if current else None
            position = self.mapFromScene(item.pos()) if item else self.viewport().rect().center()
            self.menu_wanted.emit(item.mark.entry if item else "", self.viewport().mapToGlobal(position))
            return
        entry_id = self.entry_at(event.pos())
        if entry_id is not None and entry_id not in self.selection.ids:
            self.selection.set((entry_id,))
        self.menu_wanted.emit(entry_id or "", event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """What an entry stands for, in words, when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.entry_at(event.pos())
            QToolTip.showText(event.globalPos(), self._context.tooltip_of(found) if found else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_selection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.give_up()
        self._show_selection()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from entry to entry; after the last one it leaves the map."""
        order = [mark.entry for mark in self.picture.entries]
        current = self.selection.current
        step = 1 if forward else -1
        position = order.index(current) + step if current in order else (0 if forward else len(order) - 1)
        if not 0 <= position < len(order):
            return super().focusNextPrevChild(forward)
        self.choose(order[position])
        return True

    def sizeHint(self) -> QSize:
        return QSize(700, 640)

    def _set_up(self) -> None:
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), CACHE_KILOBYTES))
        self.setScene(self._scene)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(self.tr("Map of rings"))
        self.setAccessibleDescription(
            self.tr(
                "Tab goes from entry to entry, arrow keys move one. The List view can do the same. "
                "Enter with nobody chosen: what I am."
            )
        )

    def _restyle(self) -> None:
        self._scene.restyle()
        self.repaint_background()

    def _show_selection(self) -> None:
        self._scene.show_selection(self.selection, has_focus=self.hasFocus())


def _background(picture: Picture) -> tuple[object, ...]:
    return (picture.rings, picture.ties, picture.ring_names, picture.me)
