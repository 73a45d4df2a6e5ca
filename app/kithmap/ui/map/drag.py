"""Entries in the hand: dragged with the button held, or picked up with one click and set down with the next.

One object serves the map and the tray, so every drag can be done by single clicks too. While something is carried it
watches the mouse of the whole application; the places that can take entries are asked in turn.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kithmap.model.ids import EntryId

# Keys that set down where the pointer is.
SET_DOWN = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class DropTarget(Protocol):
    """A place that can take entries: the map, the tray."""

    # Whether the entries themselves are seen there while they are carried; elsewhere a tag with the name is.
    shows_drag_label: bool

    def drag_over(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> bool:
        """The entries are held over this screen position. False: it is not over this target."""
        ...

    def drag_leave(self) -> None:
        """The entries are no longer over this target; show everything as it was."""
        ...

    def drag_drop(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> None: ...


class Drag(QObject):
    """What is in the hand now. `changed` is emitted when something is taken up, set down or put back."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._targets: tuple[DropTarget, ...] = ()
        self._over: DropTarget | None = None
        self._offsets: dict[EntryId, QPointF] = {}
        self._by_click = False
        self._drag_label: QLabel | None = None
        self._window: QWidget | None = None

    def use(self, targets: Sequence[DropTarget], window: QWidget) -> None:
        """Name the places that can take entries, and the window in which a name tag follows the pointer."""
        self._targets = tuple(targets)
        drag_label = QLabel(window)
        drag_label.setProperty("look", "badge")
        drag_label.setAutoFillBackground(True)
        drag_label.setTextFormat(Qt.TextFormat.PlainText)
        drag_label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        drag_label.hide()
        self._drag_label, self._window = drag_label, window

    @property
    def ids(self) -> tuple[EntryId, ...]:
        return tuple(self._offsets)

    @property
    def is_by_click(self) -> bool:
        """Whether they were picked up with a click (nothing is held down)."""
        return bool(self._offsets) and self._by_click

    def take(self, offsets: Mapping[EntryId, QPointF], name: str, *, by_click: bool) -> None:
        """Take entries up. `offsets`: from the pointer to each entry's middle, in map units; `name` is for the tag."""
        if self._offsets or not offsets:
            return
        self._offsets = dict(offsets)
        self._by_click = by_click
        if self._drag_label is not None:
            self._drag_label.setText(name)
            self._drag_label.adjustSize()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.changed.emit()
        self.move(QCursor.pos())

    def move(self, position: QPoint) -> None:
        # Whoever hears that a drag begins may end it.
        if not self._offsets:
            return
        over = next((each for each in self._targets if each.drag_over(position, self._offsets)), None)
        if self._over is not None and self._over is not over:
            self._over.drag_leave()
        self._over = over
        self._show_drag_label(position)

    def keep_only(self, ids: Collection[EntryId]) -> None:
        """Put everything back when one of the entries in the hand is not among these any more."""
        if not set(self._offsets) <= set(ids):
            self.put_back()

    def set_down(self, position: QPoint) -> None:
        """Let go: the target under the pointer takes the entries; elsewhere everything stays as it was."""
        self.move(position)
        offsets, over = self._offsets, self._over
        self.put_back()
        if over is not None:
            over.drag_drop(position, offsets)

    def put_back(self) -> None:
        if not self._offsets:
            return
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        if self._over is not None:
            self._over.drag_leave()
        self._offsets, self._over = {}, None
        if self._drag_label is not None:
            self._drag_label.hide()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(watched, QWidget) or not self._offsets:
            return False
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            # A question or a menu has come between: its clicks are not ours.
            self.put_back()
            return False
        kind = event.type()
        if isinstance(event, QMouseEvent):
            return self._mouse(kind, event)
        if isinstance(event, QKeyEvent):
            return self._key(kind, event)
        if kind == QEvent.Type.WindowDeactivate and not self._by_click:
            self.put_back()
        return False

    def _key(self, kind: QEvent.Type, event: QKeyEvent) -> bool:
        """Esc puts back; Space and Enter set down what was picked up. Other keys go on working."""
        gives_up = event.key() == Qt.Key.Key_Escape
        if not gives_up and not (self._by_click and event.key() in SET_DOWN):
            return False
        if kind == QEvent.Type.ShortcutOverride:
            # Shortcuts of the window must not have these keys meanwhile.
            event.accept()
        elif kind == QEvent.Type.KeyPress and gives_up:
            self.put_back()
        elif kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
            # The press that picked up may still be held.
            self.set_down(QCursor.pos())
        return True

    def _mouse(self, kind: QEvent.Type, event: QMouseEvent) -> bool:
        position = event.globalPosition().toPoint()
        left = event.button() == Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseMove:
            self.move(position)
            return True
        if kind == QEvent.Type.MouseButtonPress:
            if not left:
                self.put_back()
            elif self._by_click:
                self.set_down(position)
            return True
        if kind == QEvent.Type.MouseButtonRelease and left and not self._by_click:
            self.set_down(position)
            return True
        if kind == QEvent.Type.MouseButtonDblClick:
            # The second half of a double click on a chip is no place to set it down.
            self.put_back()
            return True
        return kind == QEvent.Type.MouseButtonRelease

    def _show_drag_label(self, position: QPoint) -> None:
        drag_label, window = self._drag_label, self._window
        if drag_label is None or window is None:
            return
        # On the map the entry itself follows the pointer.
        drag_label.setVisible(self._over is None or not self._over.shows_drag_label)
        if drag_label.isVisible():
            drag_label.move(window.mapFromGlobal(position) + QPoint(14, 10))
            drag_label.raise_()
