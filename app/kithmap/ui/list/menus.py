"""The menus of the list: made here, shown by the view, gone when they close."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from kithmap.model import queries
from kithmap.model.ids import EntryId, KindId, RingId
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, Direction, EntryKind
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.list.commands import ListCommands
from kithmap.ui.widgets.level_control import LEVELS
from kithmap.ui.widgets.text import menu_text

_LONGEST_SECTION: Final = 80


class ListMenus(QObject):
    def __init__(
        self, context: EditingContext, commands: ListCommands, rename: Callable[[EntryId], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._words = context.session, context.words
        self._commands = commands
        self._rename = rename
        self._parent = parent

    def places(self) -> QMenu:
        menu = self._new_menu()
        self._add_places(menu)
        return menu

    def levels(self, entry_id: EntryId, kind: KindId) -> QMenu:
        menu = self._new_menu()
        document = self._session.document
        connection = queries.connection(document.today, entry_id)
        for direction in Direction:
            menu.addSection(menu_text(self._words.support_sentence(kind, direction, document), _LONGEST_SECTION))
            current = queries.level(connection, kind, direction)
            for level in LEVELS:
                mark = partial(self._commands.mark, entry_id, kind, direction, level)
                _add_choice(menu, self._words.direction_and_level(direction, level), mark, chosen=level is current)
        return menu

    def ties(self) -> QMenu:
        """Whom the current entry knows; for several chosen ones, that they know each other."""
        menu = self._new_menu()
        self._add_ties(menu)
        return menu

    def row(self) -> QMenu:
        menu = self._new_menu()
        if len(self._commands.chosen) == 1:
            menu.addAction(self.tr("Change the name"), partial(self._rename, self._commands.chosen[0]))
        self._add_places(menu)
        menu.addSeparator()
        menu.addAction(self.tr("Earlier along the ring"), partial(self._commands.step, later=False))
        menu.addAction(self.tr("Later along the ring"), partial(self._commands.step, later=True))
        kinds = menu.addMenu(self.tr("Kind"))
        for kind in EntryKind:
            kinds.addAction(self._words.kind(kind), partial(self._commands.set_kind, kind))
        self._add_ties(menu.addMenu(self.tr("Knows")))
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), self._commands.delete)
        return menu

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._parent)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        # It offers what was there when it was opened.
        self._session.document_changed.connect(menu.close)
        return menu

    def _add_places(self, menu: QMenu) -> None:
        today = self._session.document.today
        current = {queries.ring_of(queries.connection(today, each)) for each in self._commands.chosen}
        places: list[tuple[str, RingId | None]] = [
            (f"&{number}  {menu_text(self._words.ring(ring))}", ring.id)
            for number, ring in enumerate(today.rings, start=1)
        ]
        places.append((self.tr("&0  Not placed"), None))
        places.append((self._words.usual_ring(KEEPING_A_DISTANCE), KEEPING_A_DISTANCE))
        for text, ring_id in places:
            _add_choice(menu, text, partial(self._commands.place, ring_id), chosen=current == {ring_id})
        menu.actions()[-1].setToolTip(self.tr("Private, and outside the rings. Never on the map or on paper."))

    def _add_ties(self, menu: QMenu) -> None:
        chosen = self._commands.chosen
        if len(chosen) > 1:
            menu.addAction(self.tr("They know each other"), self._commands.tie_all)
            menu.addSeparator()
        if not chosen:
            return
        document = self._session.document
        known = queries.knows(document.today, chosen[-1])
        entries = queries.entries_by_id(document)
        for each in queries.reading_order(document.today):
            if each.entry != chosen[-1]:
                tie = partial(self._commands.tie, each.entry)
                _add_choice(menu, menu_text(entries[each.entry].name), tie, chosen=each.entry in known)


def _add_choice(menu: QMenu, text: str, choose: Callable[[], None], *, chosen: bool) -> None:
    action = menu.addAction(text, choose)
    action.setCheckable(True)
    action.setChecked(chosen)
