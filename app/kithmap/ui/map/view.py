"""The rings on the screen: shows a Picture, and turns the mouse and keys on it into proposals.

The view holds no document. It shows what it is given, and says what a person did: entries were dropped, a tie was
drawn, a menu is wanted. Rings, ties at rest, ring names and Me are painted into the cached background; see `items`.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmapCache,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsEllipseItem,
    QGraphicsScene,
    QGraphicsView,
    QToolTip,
    QWidget,
)

from kithmap.layout import placement
from kithmap.layout.picture import EntryMark, Picture
from kithmap.layout.style import Colours
from kithmap.model.ids import EntryId
from kithmap.session.selection import Selection
from kithmap.ui.map.drag import Drag
from kithmap.ui.map.gestures import Gesture, Lasso, Pan, TieLine
from kithmap.ui.map.items import LIVE_TIES_LAYER, EntryItem, LiveTies
from kithmap.ui.map.painter import paint_mark, paint_ties
from kithmap.ui.map.zoom import ZoomView
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.keys import ENTER

# An entry can be hit within 22 pixels of its middle at any zoom (targets of 44 pixels).
REACH_PIXELS = 22.0
DRAG_PIXELS = 6
CACHE_KILOBYTES = 96 * 1024


class MapView(ZoomView):
    """Shows one picture. `mark_of` gives the mark of an entry that is not on the picture yet (from the tray)."""

    dropped = Signal(object)  # {entry id: (x, y) of its middle in map units}
    tie_drawn = Signal(str, str)
    menu_wanted = Signal(str, QPoint)  # entry id or "", screen position
    entry_opened = Signal(str)
    tapped = Signal(str)  # an entry was clicked, and nothing else was done with it
    tie_mode_changed = Signal(bool)
    me_opened = Signal()

    shows_drag_label = True

    def __init__(  # noqa: PLR0913 - gestures become objects next
        self,
        picture: Picture,
        selection: Selection,
        appearance: Appearance,
        drag: Drag,
        mark_of: Callable[[EntryId], EntryMark | None],
        name_of: Callable[[Iterable[EntryId]], str],
        tooltip_of: Callable[[EntryId], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.picture = picture
        self.items_by_entry: dict[EntryId, EntryItem] = {}
        self.is_read_only = False
        self._selection = selection
        self._appearance = appearance
        self._drag = drag
        self._mark_of = mark_of
        self._name_of = name_of
        self._tooltip_of = tooltip_of
        self._gesture: Gesture | None = None
        self._pressed: tuple[EntryId, QPoint] | None = None
        self._button = Qt.MouseButton.NoButton
        self._tie_from: EntryId | None = None
        self._tie_mode = False
        self._guests: dict[EntryId, EntryItem] = {}
        self._moving: frozenset[EntryId] = frozenset()
        self._scene = QGraphicsScene(self)
        self._live_ties = LiveTies()
        self._target_ring = QGraphicsEllipseItem()
        self._set_up()
        selection.changed.connect(self._show_selection)
        appearance.changed.connect(self._restyle)
        self.show_picture(picture)

    # Showing

    def show_picture(self, picture: Picture) -> None:
        """Show another picture; items whose mark is the same are not touched."""
        old, self.picture = self.picture, picture
        wanted = {mark.entry: mark for mark in picture.entries}
        if self._touched() - wanted.keys():
            self._cancel_gesture()
        for entry_id in [each for each in self.items_by_entry if each not in wanted]:
            self._remove(self.items_by_entry.pop(entry_id))
        for entry_id, mark in wanted.items():
            item = self.items_by_entry.get(entry_id)
            if item is None:
                item = self._new_item(mark)
                self.items_by_entry[entry_id] = item
            elif item.mark != mark:
                item.show_mark(mark, self.colours)
        if _background(old) != _background(picture):
            self._repaint_background()
        if old.bounds != picture.bounds or self._scene.sceneRect().isEmpty():
            self.show_area(_area(picture))
        self._show_selection()

    @property
    def colours(self) -> Colours:
        return self._appearance.colours

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Everything at rest but the entries; Qt keeps the result until `_repaint_background`."""
        # The painter of the background cache comes without the view's render hints.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(self.colours.canvas))
        picture = self.picture
        for mark in picture.rings:
            paint_mark(painter, mark, self.colours)
        resting = (tie for tie in picture.ties if tie.one not in self._moving and tie.other not in self._moving)
        paint_ties(painter, resting, self.colours)
        for name in picture.ring_names:
            paint_mark(painter, name, self.colours)
        paint_mark(painter, picture.me, self.colours)

    # Tie mode

    @property
    def tie_mode(self) -> bool:
        """Whether the next press on an entry draws a tie instead of carrying."""
        return self._tie_mode

    def set_tie_mode(self, on: bool) -> None:
        if on != self._tie_mode:
            self._tie_mode = on
            self._cancel_gesture()
            self.viewport().setCursor(Qt.CursorShape.CrossCursor if on else Qt.CursorShape.ArrowCursor)
            self.tie_mode_changed.emit(on)

    def cancel(self) -> bool:
        """Esc: give up what is going on; never deletes. False when nothing was going on."""
        if self._gesture is not None:
            self._cancel_gesture()
            return True
        if self._tie_mode:
            self.set_tie_mode(False)
            return True
        return False

    # Carrying: this view is a DropTarget

    def pick_up(self, ids: Iterable[EntryId], *, by_click: bool, at: QPoint | None = None) -> None:
        """Take entries of the picture into the hand; `at` is the pointer in viewport pixels (else the last middle)."""
        marks = [item.mark for each in ids if (item := self.items_by_entry.get(each)) is not None]
        if not marks or self.is_read_only:
            return
        hold = self.mapToScene(at) if at is not None else QPointF(marks[-1].x, marks[-1].y)
        offsets = {mark.entry: QPointF(mark.x, mark.y) - hold for mark in marks}
        self._drag.take(offsets, self._name_of(offsets), by_click=by_click)

    def drag_over(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> bool:
        """Show the entries at the pointer and mark the ring they would land on."""
        local = self.viewport().mapFromGlobal(position)
        if self.is_read_only or not self.isVisible() or not self.viewport().rect().contains(local):
            return False
        self.scroll_at_edge(local)
        hold = self.mapToScene(local)
        points = {entry_id: hold + offset for entry_id, offset in offsets.items()}
        if self._moving != frozenset(offsets):
            self._begin_moving(frozenset(offsets))
        for entry_id, point in points.items():
            item = self.items_by_entry.get(entry_id) or self._guest(entry_id)
            if item is not None:
                item.drag(point)
        self._live_ties.move_ties(
            tuple(tie for tie in self.picture.ties if tie.one in self._moving or tie.other in self._moving),
            points,
            self.colours,
        )
        self._mark_target(points)
        return True

    def drag_leave(self) -> None:
        """Show every entry where its mark says."""
        self._moving = frozenset()
        for item in self.items_by_entry.values():
            item.put_back()
        for guest in self._guests.values():
            self._remove(guest)
        self._guests.clear()
        self._live_ties.clear()
        self._target_ring.hide()
        self._repaint_background()

    def drag_drop(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> None:
        """The entries have been put back; propose their new middles."""
        hold = self.mapToScene(self.viewport().mapFromGlobal(position))
        points = {entry_id: hold + offset for entry_id, offset in offsets.items()}
        self.dropped.emit({entry_id: (point.x(), point.y()) for entry_id, point in points.items()})

    # Mouse

    def entry_at(self, position: QPoint) -> EntryId | None:
        """The entry at viewport pixels: its disc or label, or the nearest middle within reach."""
        point = self.mapToScene(position)
        best, found = REACH_PIXELS / self.zoom, None
        for entry_id, item in self.items_by_entry.items():
            mark = item.mark
            distance = math.hypot(mark.x - point.x(), mark.y - point.y())
            box = mark.label_box.moved(mark.x, mark.y)
            on_label = box.left <= point.x() <= box.right and box.top <= point.y() <= box.bottom
            if distance <= max(mark.disc, best) and (found is None or distance < best):
                best, found = min(distance, best), entry_id
            elif on_label and found is None:
                found = entry_id
        return found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture, or select. Another button while one goes on does nothing."""
        position = event.position().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._gesture is not None or self._pressed is not None:
            event.accept()
            return
        self._button = event.button()
        if event.button() == Qt.MouseButton.MiddleButton:
            self._fitted = False
            self._gesture = Pan(self, position)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press(position, event.modifiers())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if self._gesture is not None:
            self._gesture.move(position)
        elif self._pressed is not None:
            self._drag_on(self._pressed, position, event.modifiers())
        else:
            self._hover(position)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        event.accept()
        if event.button() != self._button:
            return
        gesture, self._gesture = self._gesture, None
        pressed, self._pressed = self._pressed, None
        if gesture is not None:
            gesture.move(position)
            if isinstance(gesture, Lasso):
                self._select_in(gesture, event.modifiers())
            elif isinstance(gesture, TieLine):
                self._end_tie(gesture, position)
            gesture.finish()
        elif pressed is not None and event.modifiers() & _ADDING:
            self._selection.toggle(pressed[0])
        elif pressed is not None:
            self._selection.set((pressed[0],))
            self.tapped.emit(pressed[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the entry's name for editing, or the lines in the middle."""
        position = event.position().toPoint()
        entry_id = self.entry_at(position)
        if event.button() == Qt.MouseButton.LeftButton:
            if entry_id is not None:
                self.entry_opened.emit(entry_id)
            elif self._is_me(position):
                self.me_opened.emit()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._cancel_gesture()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            current = self._selection.current
            item = self.items_by_entry.get(current) if current else None
            position = self.mapFromScene(item.pos()) if item else self.viewport().rect().center()
            self.menu_wanted.emit(item.mark.entry if item else "", self.viewport().mapToGlobal(position))
            return
        entry_id = self.entry_at(event.pos())
        if entry_id is not None and entry_id not in self._selection.ids:
            self._selection.set((entry_id,))
        self.menu_wanted.emit(entry_id or "", event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """What an entry stands for, in words, when the pointer rests on it."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self.entry_at(event.pos())
            QToolTip.showText(event.globalPos(), self._tooltip_of(found) if found else "", self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_selection()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._cancel_gesture()
        self._show_selection()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+arrow chooses the nearest entry that way, Home and End the first and last. Other keys are actions.

        Enter with nobody chosen opens the lines in the middle.
        """
        order = [mark.entry for mark in self.picture.entries]
        current = self._selection.current
        if event.key() in ENTER and current is None and not event.isAutoRepeat():
            self.me_opened.emit()
            return
        heading = _HEADINGS.get(event.key()) if event.modifiers() & Qt.KeyboardModifier.ControlModifier else None
        if heading is not None and current in self.items_by_entry:
            chosen = placement.neighbour(self.picture, current, heading)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and order:
            chosen = order[0 if event.key() == Qt.Key.Key_Home else -1]
        else:
            event.ignore()
            return
        if chosen is not None:
            self._choose(chosen)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from entry to entry; after the last one it leaves the map."""
        order = [mark.entry for mark in self.picture.entries]
        current = self._selection.current
        step = 1 if forward else -1
        position = order.index(current) + step if current in order else (0 if forward else len(order) - 1)
        if not 0 <= position < len(order):
            return super().focusNextPrevChild(forward)
        self._choose(order[position])
        return True

    def sizeHint(self) -> QSize:
        return QSize(700, 640)

    def _is_me(self, position: QPoint) -> bool:
        point = self.mapToScene(position)
        return math.hypot(point.x(), point.y()) <= self.picture.me.radius

    def _choose(self, entry_id: EntryId) -> None:
        self._selection.set((entry_id,))
        self.ensureVisible(self.items_by_entry[entry_id], 20, 20)

    def _set_up(self) -> None:
        QPixmapCache.setCacheLimit(max(QPixmapCache.cacheLimit(), CACHE_KILOBYTES))
        self.setScene(self._scene)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._scene.addItem(self._live_ties)
        self._target_ring.setZValue(LIVE_TIES_LAYER - 0.5)
        self._target_ring.hide()
        self._scene.addItem(self._target_ring)
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

    def _new_item(self, mark: EntryMark) -> EntryItem:
        item = EntryItem(mark, self.colours)
        self._scene.addItem(item)
        return item

    def _repaint_background(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

    def _restyle(self) -> None:
        for item in self.items_by_entry.values():
            item.show_mark(item.mark, self.colours)
        self._repaint_background()

    def _show_selection(self) -> None:
        chosen, current = set(self._selection.ids), self._selection.current
        for entry_id, item in self.items_by_entry.items():
            was_focused = item.is_focused
            item.show_state(selected=entry_id in chosen, focused=entry_id == current and self.hasFocus())
            if item.is_focused and not was_focused and QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleEvent(item, QAccessible.Event.Focus))

    def _press(self, position: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        entry_id = self.entry_at(position)
        if entry_id is None:
            self._gesture = Lasso(self._scene, self.mapToScene(position), self, self.colours)
        elif self._tie_mode and not self.is_read_only:
            self._begin_tie(entry_id)
        else:
            if entry_id not in self._selection.ids and not modifiers & _ADDING:
                self._selection.set((entry_id,))
            self._pressed = (entry_id, position)

    def _drag_on(self, pressed: tuple[EntryId, QPoint], position: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer moves with an entry pressed: far enough, it is carried; with Ctrl held, a tie is drawn."""
        entry_id, start = pressed
        if (position - start).manhattanLength() < DRAG_PIXELS or self.is_read_only:
            return
        self._pressed = None
        # Not Alt: many window managers move the window with it.
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._tie_from = None
            self._begin_tie(entry_id)
            return
        ids = self._selection.ids if entry_id in self._selection.ids else (entry_id,)
        self.pick_up(ids, by_click=False, at=start)

    def _hover(self, position: QPoint) -> None:
        if isinstance(self._gesture, TieLine) or self._tie_mode:
            return
        over = self.entry_at(position)
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)

    def _select_in(self, lasso: Lasso, modifiers: Qt.KeyboardModifier) -> None:
        adding = bool(modifiers & _ADDING)
        if not lasso.has_area:
            if not adding:
                self._selection.clear()
            return
        inside = [mark.entry for mark in self.picture.entries if lasso.holds(QPointF(mark.x, mark.y))]
        if adding:
            self._selection.add(inside)
        else:
            self._selection.set(inside)

    def _begin_tie(self, entry_id: EntryId) -> None:
        # The second of two clicks ends a tie; a drag ends it on release.
        if self._tie_from is not None and self._tie_from != entry_id:
            one, self._tie_from = self._tie_from, None
            self.tie_drawn.emit(one, entry_id)
            return
        item = self.items_by_entry[entry_id]
        self._selection.set((entry_id,))
        self._gesture = TieLine(self._scene, entry_id, item.pos(), self, self.colours)

    def _end_tie(self, line: TieLine, position: QPoint) -> None:
        other = self.entry_at(position)
        if other is None:
            self._tie_from = None
        elif other == line.one:
            self._tie_from = line.one if self._tie_mode else None
        else:
            self._tie_from = None
            self.tie_drawn.emit(line.one, other)

    def _touched(self) -> set[EntryId]:
        """The entries a gesture has begun with."""
        begun = [self._tie_from, self._pressed[0] if self._pressed else None]
        begun.append(self._gesture.one if isinstance(self._gesture, TieLine) else None)
        return {each for each in begun if each is not None}

    def _remove(self, item: EntryItem) -> None:
        self._scene.removeItem(item)
        # Screen readers may hold on to it until it is really gone.
        item.deleteLater()

    def _cancel_gesture(self) -> None:
        gesture, self._gesture = self._gesture, None
        self._pressed = self._tie_from = None
        if gesture is not None:
            gesture.finish()

    def _begin_moving(self, ids: frozenset[EntryId]) -> None:
        self._moving = ids
        if any(tie.one in ids or tie.other in ids for tie in self.picture.ties):
            self._repaint_background()

    def _guest(self, entry_id: EntryId) -> EntryItem | None:
        """An item for an entry from the tray, only while it is held over the map."""
        if entry_id not in self._guests:
            mark = self._mark_of(entry_id)
            if mark is None:
                return None
            self._guests[entry_id] = self._new_item(mark)
        return self._guests[entry_id]

    def _mark_target(self, points: Mapping[EntryId, QPointF]) -> None:
        point = list(points.values())[-1]
        ring = placement.ring_at(self.picture, point.x(), point.y())
        mark = next((each for each in self.picture.rings if each.ring == ring), None)
        if mark is None:
            self._target_ring.hide()
            return
        radius = mark.radius
        area = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        if not self._target_ring.isVisible() or self._target_ring.rect() != area:
            self._target_ring.setRect(area)
            self._target_ring.setPen(QPen(QColor(self.colours.action), 4.0))
            self._target_ring.show()


_HEADINGS: Final[Mapping[int, placement.Heading]] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _area(picture: Picture) -> QRectF:
    bounds = picture.bounds
    return QRectF(bounds.left, bounds.top, bounds.width, bounds.height)


def _background(picture: Picture) -> tuple[object, ...]:
    return (picture.rings, picture.ties, picture.ring_names, picture.me)
