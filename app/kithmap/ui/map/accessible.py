"""Tells screen readers about the map: a list of entries, each with its name, ring and support.

Qt shows nothing of what is inside a QGraphicsView by itself (not reported; PySide6 6.11.3). The List view is the equal
way to work; this makes the map readable too, with actions to move an entry in and out.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QAccessibleObject, QWindow
from PySide6.QtWidgets import QAccessibleWidget

from kithmap.model.ids import EntryId
from kithmap.ui.map.items import EntryItem
from kithmap.ui.map.view import MapView


class Speech(NamedTuple):
    name: Callable[[EntryId], str]
    description: Callable[[EntryId], str]
    choose: Callable[[EntryId], object]
    # the actions that are possible now: untranslated name, translated name, what it does with the chosen entry
    actions: Callable[[], tuple[tuple[str, str, Callable[[], object]], ...]]


class AccessibleMap:
    """Answers Qt's questions about the map view and its entries, until `close`.

    Who owns an interface: Qt's cache deletes it with its subject, but Python made it and would delete it too. So the
    Python side is kept until the subject dies and then let go of without deleting; `close` has Qt delete the rest.
    """

    def __init__(self, make_view: Callable[[], MapView], speech: Callable[[], Speech]) -> None:
        """Begin to answer before there is a view: a running screen reader asks while it is made, and Qt asks once."""
        self._view: MapView | None = None
        self._speech = speech
        self._kept: dict[int, QAccessibleInterface] = {}
        self._is_open = True
        QAccessible.installFactory(self._make)
        self.view = self._view = make_view()

    def close(self) -> None:
        """Answer no more; call it while the view still lives. Qt keeps the factory for ever, but not the window."""
        self._is_open = False
        for made in list(self._kept.values()):
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))
        self._kept.clear()

    def _make(self, _key: str, subject: QObject) -> QAccessibleInterface | None:
        if not self._is_open:
            return None
        if self._view is None and isinstance(subject, MapView):
            self._view = subject
        view = self._view
        if view is None or not shiboken6.isValid(view):
            return None
        if subject is view:
            made: QAccessibleInterface = _AccessibleView(view)
        elif isinstance(subject, EntryItem) and subject.scene() is view.scene():
            made = _AccessibleEntry(subject, view, self._speech())
        else:
            return None
        # Not one for each subject: Qt asks again for an object with another metaobject (not reported; PySide6 6.11.3).
        key = id(made)
        self._kept[key] = made
        subject.destroyed.connect(lambda: self._release(key))
        return made

    def _release(self, key: int) -> None:
        made = self._kept.pop(key, None)
        if made is not None:
            shiboken6.Shiboken.invalidate(made)


class _AccessibleView(QAccessibleWidget):
    """The view as a list of entries in the order of the picture."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, QAccessible.Role.List, view.accessibleName())
        self._map = view

    def _items(self) -> list[EntryItem]:
        order = [mark.entry for mark in self._map.picture.entries]
        return [self._map.items_by_entry[each] for each in order if each in self._map.items_by_entry]

    def childCount(self) -> int:
        return len(self._items())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        items = self._items()
        return QAccessible.queryAccessibleInterface(items[index]) if 0 <= index < len(items) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        items = self._items()
        subject = child.object()
        return items.index(subject) if isinstance(subject, EntryItem) and subject in items else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        found = self._map.entry_at(self._map.viewport().mapFromGlobal(QPoint(x, y)))
        item = self._map.items_by_entry.get(found) if found else None
        return QAccessible.queryAccessibleInterface(item) if item is not None else None


class _AccessibleEntry(QAccessibleObject):
    def __init__(self, item: EntryItem, view: MapView, speech: Speech) -> None:
        super().__init__(item)
        self._item = item
        self._map = view
        self._speech = speech
        self._actions = _EntryActions(item, speech)

    def isValid(self) -> bool:
        return shiboken6.isValid(self._item) and shiboken6.isValid(self._map)

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        return QAccessible.queryAccessibleInterface(self._map)

    def child(self, _index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def childCount(self) -> int:
        return 0

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, which: QAccessible.Text) -> str:
        if which == QAccessible.Text.Name:
            return self._speech.name(self._item.mark.entry)
        if which == QAccessible.Text.Description:
            return self._speech.description(self._item.mark.entry)
        return ""

    def setText(self, _which: QAccessible.Text, _text: str) -> None:
        return

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        state.selectable = True
        state.focused = self._item.is_focused
        state.selected = self._item.is_selected
        return state

    def rect(self) -> QRect:
        area = self._map.mapFromScene(self._item.sceneBoundingRect()).boundingRect()
        return QRect(self._map.viewport().mapToGlobal(area.topLeft()), area.size())

    def window(self) -> QWindow:
        return self._map.window().windowHandle()

    def object(self) -> QObject:
        return self._item

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        if kind == QAccessible.InterfaceType.ActionInterface:
            return self._actions
        # "None of the others": None, 0 or the base class crash (not reported; PySide6 6.11.3).
        return shiboken6.VoidPtr(0)


class _EntryActions(QAccessibleActionInterface):
    def __init__(self, item: EntryItem, speech: Speech) -> None:
        super().__init__()
        self._item = item
        self._speech = speech

    def actionNames(self) -> list[str]:
        return [name for name, _, _ in self._speech.actions()]

    def localizedActionName(self, name: str) -> str:
        return next((shown for known, shown, _ in self._speech.actions() if known == name), name)

    def localizedActionDescription(self, _name: str) -> str:
        return ""

    def doAction(self, name: str) -> None:
        for known, _, run in self._speech.actions():
            if known == name:
                self._speech.choose(self._item.mark.entry)
                run()

    def keyBindingsForAction(self, _name: str) -> list[str]:
        return []
