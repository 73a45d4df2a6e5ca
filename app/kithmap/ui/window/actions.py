"""One table of everything a person can ask for: menus, toolbar, shortcuts and the shortcut sheet all come from it."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

# Menus, in order. "" in `menu` is for keys that need no menu line.
FILE, EDIT, MAP, VIEW, HELP = "file", "edit", "map", "view", "help"


def always() -> bool:
    return True


class ActionRow(NamedTuple):
    """One thing a person can ask for.

    text: what the menu says; a function is asked anew whenever something changed. keys: shortcuts with spaces between
    them, the first is shown.
    on_map: the keys work only while the map has the keyboard. section: rows of a menu are ruled off by it.
    group: a submenu, by its title. told_only: the keys are for the sheet of keys; the window itself acts on them, after
    the field that has the keyboard (Esc in a field belongs to the field).
    """

    id: str
    menu: str
    section: int
    text: str | Callable[[], str]
    run: Callable[[], object]
    keys: str = ""
    enabled: Callable[[], bool] = always
    shown: Callable[[], bool] = always
    checked: Callable[[], bool] | None = None
    on_map: bool = False
    group: str = ""
    told_only: bool = False

    def said(self) -> str:
        """The text, with nothing in it that is a key to press."""
        return (self.text if isinstance(self.text, str) else self.text()).replace("&", "&&")


class Actions(QObject):
    """The QActions of the table, with texts and states that follow `refresh`."""

    def __init__(self, rows: Iterable[ActionRow], window: QWidget, map_view: QWidget) -> None:
        super().__init__(window)
        self.rows = tuple(rows)
        self._actions: dict[str, QAction] = {}
        for row in self.rows:
            action = QAction(row.said(), window)
            action.setCheckable(row.checked is not None)
            if not row.told_only:
                action.setShortcuts([QKeySequence(key) for key in row.keys.split()])
            if row.on_map:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                map_view.addAction(action)
            else:
                window.addAction(action)
            action.setShortcutVisibleInContextMenu(True)
            # A lambda, so that no "checked" argument reaches the function.
            action.triggered.connect(lambda _checked=False, run=row.run: self._run(run))
            self._actions[row.id] = action
        self.refresh()

    def __getitem__(self, row_id: str) -> QAction:
        return self._actions[row_id]

    def refresh(self) -> None:
        for row in self.rows:
            action = self._actions[row.id]
            text = row.said()
            if action.text() != text:
                action.setText(text)
            action.setEnabled(row.enabled())
            action.setVisible(row.shown())
            if row.checked is not None:
                action.setChecked(row.checked())

    def hide_empty(self, menu: QMenu) -> None:
        for each in menu.findChildren(QMenu):
            each.menuAction().setVisible(any(action.isVisible() for action in each.actions()))

    def keys(self) -> list[tuple[str, str]]:
        """What can be done with keys: the words of each row that has some, and its keys."""
        native = QKeySequence.SequenceFormat.NativeText
        return [
            (
                self._actions[row.id].text().replace("&&", "&"),
                "  ".join(QKeySequence(key).toString(native) for key in row.keys.split()),
            )
            for row in self.rows
            if row.keys and row.shown()
        ]

    def fill(self, menu: QMenu, name: str) -> None:
        """Fill a menu with the rows of this name, ruled off by section, with submenus for groups."""
        groups: dict[str, QMenu] = {}
        section = None
        for row in self.rows:
            if row.menu != name:
                continue
            if section is not None and row.section != section:
                menu.addSeparator()
            section = row.section
            if row.group and row.group not in groups:
                groups[row.group] = menu.addMenu(row.group)
            (groups[row.group] if row.group else menu).addAction(self._actions[row.id])

    def add(self, menu: QMenu, ids: Iterable[str]) -> None:
        """Add some rows to a menu; an empty id is a rule."""
        for row_id in ids:
            if row_id:
                menu.addAction(self._actions[row_id])
            else:
                menu.addSeparator()

    def _run(self, run: Callable[[], object]) -> None:
        run()
        self.refresh()


def menu_titles() -> Mapping[str, str]:
    translate = QCoreApplication.translate
    return {
        FILE: translate("Actions", "File"),
        EDIT: translate("Actions", "Edit"),
        MAP: translate("Actions", "Map"),
        VIEW: translate("Actions", "View"),
        HELP: translate("Actions", "Help"),
    }
