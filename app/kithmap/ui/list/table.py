"""The table of the list: which keys and clicks are its own, and what they ask for."""

from typing import Final, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from kithmap.model.vocabulary import Direction
from kithmap.ui.list.delegate import half_of
from kithmap.ui.list.model import ListModel

_OWN_KEYS: Final = (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS: Final = range(Qt.Key.Key_0, Qt.Key.Key_6)


class ListTable(QTableView):
    """Says what keys and clicks ask for; `ListView` does it."""

    digit_pressed = Signal(int)
    delete_pressed = Signal()
    step_pressed = Signal(bool)  # later along the ring
    open_asked = Signal(QModelIndex)
    rename_asked = Signal(QModelIndex)
    next_level_asked = Signal(QModelIndex, Direction)
    menu_asked = Signal(QModelIndex, QPoint)

    def __init__(self, model: ListModel) -> None:
        super().__init__()
        self._pressed = QPersistentModelIndex()
        self.list_model = model
        self.setModel(model)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def open_editor(self, index: QModelIndex) -> None:
        """Edit a cell, or go to the editor that is open there already."""
        editor = cast("QWidget | None", self.indexWidget(index))
        if editor is not None:
            editor.setFocus()
        else:
            self.edit(index)

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the table from the window: they act on what can be seen here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_own_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits place, Alt and arrows move along the ring, Space goes through the levels, Enter opens the cell."""
        key, index = event.key(), self.currentIndex()
        if not self.hasFocus() and self.state() is QAbstractItemView.State.EditingState:
            # An editor did not want the key: Enter closes it and is done with.
            event.ignore()
            return
        is_alone = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self._is_step(event):
            self.step_pressed.emit(key == Qt.Key.Key_Down)
        elif is_alone and key in _DIGITS:
            self.digit_pressed.emit(key - Qt.Key.Key_0)
        elif key == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif key == Qt.Key.Key_F2 and index.isValid():
            self.rename_asked.emit(index)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_asked.emit(index)
        elif key == Qt.Key.Key_Space and self.list_model.support_kind(index.column()):
            is_giving = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.next_level_asked.emit(index, Direction.GIVE if is_giving else Direction.GET)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = QPersistentModelIndex(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A plain click on dots goes to the next level."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        is_click = event.button() is Qt.MouseButton.LeftButton and not event.modifiers() and self._pressed == index
        if is_click and index.isValid() and self.list_model.support_kind(index.column()):
            gets = half_of(self.visualRect(index), Direction.GET).contains(place)
            self.next_level_asked.emit(index, Direction.GET if gets else Direction.GIVE)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            place = self.viewport().mapToGlobal(self.visualRect(index).center()) if by_key else event.globalPos()
            self.menu_asked.emit(index, place)

    def _is_step(self, event: QKeyEvent) -> bool:
        is_alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        return is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)

    def _is_own_key(self, event: QKeyEvent) -> bool:
        plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        is_own = event.key() in _OWN_KEYS or event.key() in _DIGITS
        return self._is_step(event) or (is_own and not event.modifiers() & ~plain)
