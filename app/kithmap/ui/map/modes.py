"""What a press on the map means while no button is held: to choose and drag, or, in tie mode, to draw ties."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from kithmap.layout import placement
from kithmap.model.ids import EntryId
from kithmap.ui.map.gestures import ADDING, EntryPress, Gesture, Lasso, Pan, TieLine
from kithmap.ui.widgets.keys import ENTER

_HEADINGS: Final[Mapping[int, placement.Heading]] = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}


class ChoosingMode(Gesture):
    """A press begins to choose, to drag, to draw a loop or to move the view; keys go from entry to entry."""

    cursor = Qt.CursorShape.ArrowCursor
    draws_ties = False

    def press(self, event: QMouseEvent) -> None:
        position = event.position().toPoint()
        if event.button() == Qt.MouseButton.MiddleButton:
            self.view.begin(Pan(self.view, position))
        elif event.button() == Qt.MouseButton.LeftButton:
            entry_id = self.view.entry_at(position)
            if entry_id is None:
                self.view.begin(Lasso(self.view, position))
            else:
                self.press_entry(entry_id, position, event.modifiers())

    def press_entry(self, entry_id: EntryId, position: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        selection = self.view.selection
        if entry_id not in selection.ids and not modifiers & ADDING:
            selection.set((entry_id,))
        self.view.begin(EntryPress(self.view, entry_id, position))

    def move(self, event: QMouseEvent) -> None:
        over = self.view.entry_at(event.position().toPoint())
        self.view.viewport().setCursor(Qt.CursorShape.OpenHandCursor if over else self.cursor)

    def key(self, event: QKeyEvent) -> bool:
        """Ctrl+arrow chooses the nearest entry that way, Home and End the first and last.

        Enter with nobody chosen opens the lines in the middle. Other keys are actions.
        """
        view = self.view
        order, current, key = [mark.entry for mark in view.picture.entries], view.selection.current, event.key()
        if key in ENTER and current is None and not event.isAutoRepeat():
            view.me_opened.emit()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier and key in _HEADINGS and current in order:
            view.choose(placement.neighbour(view.picture, current, _HEADINGS[key]))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and order:
            view.choose(order[0 if key == Qt.Key.Key_Home else -1])
        else:
            return False
        return True

    def on_clicked(self, entry_id: EntryId) -> None:
        """A tie was begun with an entry, and the button let go over the same."""


class TieMode(ChoosingMode):
    """A press on an entry begins a tie: it is drawn to another, or that is clicked next (`entry` is the first)."""

    cursor = Qt.CursorShape.CrossCursor
    draws_ties = True

    def press_entry(self, entry_id: EntryId, position: QPoint, modifiers: Qt.KeyboardModifier) -> None:
        if self.view.is_read_only:
            super().press_entry(entry_id, position, modifiers)
            return
        first, self.entry = self.entry, None
        if first in (None, entry_id):
            self.view.begin(TieLine(self.view, entry_id))
        else:
            self.view.tie_drawn.emit(first, entry_id)

    def move(self, event: QMouseEvent) -> None:
        """The cross stays."""

    def on_clicked(self, entry_id: EntryId) -> None:
        self.entry = entry_id

    def cancel(self) -> bool:
        self.view.set_tie_mode(False)
        return True
