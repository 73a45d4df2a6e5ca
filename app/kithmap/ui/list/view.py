"""The list: the same entries as on the map, in a table in which everything the map can do can be done."""

from typing import Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kithmap.model import queries
from kithmap.model.ids import EntryId, KindId, MapId, RingId
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, NEXT_LEVEL, Direction, EntryKind, SupportLevel
from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.editing.editing import Editing
from kithmap.ui.list.delegate import ListDelegate, half_of
from kithmap.ui.list.model import Field, ListModel
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.flow_layout import FlowLayout
from kithmap.ui.widgets.level_control import LEVELS
from kithmap.ui.widgets.search_field import SearchField
from kithmap.ui.widgets.text import menu_text
from kithmap.wording.words import Words

_WIDTHS: Final[dict[int, int]] = {Field.NAME: 180, Field.RING: 110, Field.KIND: 110, Field.RELATIONSHIP: 140}
_KNOWS_WIDTH: Final = 200
_LONGEST_SECTION: Final = 80
_OWN_KEYS: Final = (Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_DIGITS: Final = range(Qt.Key.Key_0, Qt.Key.Key_6)
_SELECT: Final = QItemSelectionModel.SelectionFlag


class ListTable(QTableView):
    """The table. It says what keys and clicks ask for; `ListView` does it."""

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
        elif key == Qt.Key.Key_F2:
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


class ListView(QWidget):
    """Search, buttons and the table."""

    def __init__(
        self, session: Session, selection: Selection, editing: Editing, words: Words, appearance: Appearance
    ) -> None:
        super().__init__()
        self._session = session
        self._selection = selection
        self._editing = editing
        self._words = words
        self._appearance = appearance
        self._map_id: MapId | None = None
        self._is_read_only = False
        self._is_following = False
        self.model = ListModel(words)
        self.table = ListTable(self.model)
        self._delegate = ListDelegate(session, editing, words, appearance, self.table)
        self.search = SearchField()
        self.place = QPushButton(self.tr("Place…"))
        self.earlier = QPushButton(self.tr("Earlier"))
        self.later = QPushButton(self.tr("Later"))
        self.ties = QPushButton(self.tr("Knows…"))
        self.delete = QPushButton(self.tr("Delete"))
        self._hint = QLabel(self.tr("In each kind of support: first what I get, then what I give. A click changes it."))
        self._empty = QLabel()
        self._is_resting = False
        self._build()
        self.setFocusProxy(self.table)
        self._connect()
        self._restyle()
        self.refresh()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_read_only(self, read_only: bool, dated_map_id: MapId | None) -> None:
        """Look at a dated map; an earlier one cannot be changed."""
        self._is_read_only = read_only
        self._map_id = dated_map_id
        self.refresh()

    def set_resting(self, *, on: bool) -> None:
        """Follow no edits while nobody looks; catch up afterwards."""
        self._is_resting = on
        self._on_document_changed()

    def refresh(self) -> None:
        document = self._session.document
        dated_map = queries.map_by_id(document, self._map_id)
        self._delegate.rings = self._ring_choices()
        columns = self.model.columnCount()
        self._is_following = True
        self.model.show_map(document, dated_map, self.search.text(), editable=not self._is_read_only)
        self._is_following = False
        if self.model.columnCount() != columns:
            self._set_widths()
        is_empty = not dated_map.connections
        self._empty.setVisible(not self.model.ids)
        self._empty.setText(self._words.quiet_map if is_empty else self.tr("No name here has these letters."))
        for widget in (self.table, self._hint):
            widget.setVisible(bool(self.model.ids))
        self._show_selection()

    @property
    def chosen(self) -> tuple[EntryId, ...]:
        """The selected entries that can be seen here, in the order they were chosen."""
        shown = set(self.model.ids)
        return tuple(each for each in self._selection.ids if each in shown)

    # Menus: made here, shown by the caller

    def place_menu(self) -> QMenu:
        menu = self._new_menu()
        self._add_places(menu)
        return menu

    def level_menu(self, entry_id: EntryId, kind: KindId) -> QMenu:
        menu = self._new_menu()
        document = self._session.document
        connection = queries.connection(document.today, entry_id)
        for direction in Direction:
            menu.addSection(menu_text(self._words.support_sentence(kind, direction, document), _LONGEST_SECTION))
            current = queries.level(connection, kind, direction)
            for level in LEVELS:
                action = menu.addAction(self._words.direction_and_level(direction, level))
                action.setCheckable(True)
                action.setChecked(level is current)
                action.triggered.connect(
                    lambda _checked=False, direction=direction, level=level: self._mark(
                        entry_id, kind, direction, level
                    )
                )
        return menu

    def tie_menu(self) -> QMenu:
        """Whom the current entry knows; for several selected ones, that they know each other."""
        menu = self._new_menu()
        self._add_ties(menu)
        return menu

    def row_menu(self) -> QMenu:
        menu = self._new_menu()
        chosen = self.chosen
        if len(chosen) == 1:
            row = self.model.row_of(chosen[0])
            menu.addAction(self.tr("Change the name"), lambda: self._rename(self.model.index(row, Field.NAME)))
        self._add_places(menu)
        menu.addSeparator()
        menu.addAction(self.tr("Earlier along the ring"), lambda: self._step(later=False))
        menu.addAction(self.tr("Later along the ring"), lambda: self._step(later=True))
        kinds = menu.addMenu(self.tr("Kind"))
        for kind in EntryKind:
            kinds.addAction(self._words.kind(kind)).triggered.connect(
                lambda _checked=False, kind=kind: self._set_kind(kind)
            )
        self._add_ties(menu.addMenu(self.tr("Knows")))
        menu.addSeparator()
        menu.addAction(self.tr("Delete"), lambda: self._editing.delete(self.chosen))
        return menu

    # Building

    def _build(self) -> None:
        self._delegate.kinds = tuple((kind, self._words.kind(kind)) for kind in EntryKind)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName(self.tr("Everyone on the map, as a table"))
        self.table.setAccessibleDescription(
            self.tr("1, 2 or 3 places, 0 takes off the rings. Alt and up or down moves along the ring. Enter changes.")
        )
        self.search.setPlaceholderText(self.tr("Find…"))
        self.search.setAccessibleName(self.tr("Find someone in the list"))
        self.search.setMinimumWidth(160)
        self.earlier.setToolTip(self.tr("Earlier along the ring (Alt+Up)"))
        self.later.setToolTip(self.tr("Later along the ring (Alt+Down)"))
        self.ties.setToolTip(self.tr("Say who knows each other"))
        self._hint.setProperty("look", "quiet")
        for label in (self._hint, self._empty):
            label.setWordWrap(True)
        bar = FlowLayout()
        for widget in (self.search, self.place, self.earlier, self.later, self.ties, self.delete):
            bar.addWidget(widget)
        frame = QFrame()
        frame.setProperty("look", "panel")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 12, 14, 0)
        column.setSpacing(8)
        column.addLayout(bar)
        column.addWidget(self._hint)
        column.addWidget(self._empty)
        column.addWidget(self.table, 1)
        column.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(frame)

    def _on_document_changed(self) -> None:
        if not self._is_resting:
            self.refresh()

    def _connect(self) -> None:
        self._session.document_changed.connect(self._on_document_changed)
        self._selection.changed.connect(self._show_selection)
        self._appearance.changed.connect(self._restyle)
        self.search.textChanged.connect(self.refresh)
        self.table.selectionModel().selectionChanged.connect(self._take_selection)
        self.table.selectionModel().currentRowChanged.connect(self._take_selection)
        self.model.edited.connect(self._edit)
        table = self.table
        table.digit_pressed.connect(self._place_by_digit)
        table.delete_pressed.connect(self._delete)
        table.step_pressed.connect(lambda later: self._step(later=later))
        table.open_asked.connect(self._open)
        table.rename_asked.connect(self._rename)
        table.next_level_asked.connect(self._next_level)
        table.menu_asked.connect(self._show_row_menu)
        self.place.clicked.connect(lambda: self._show_below(self.place_menu(), self.place))
        self.ties.clicked.connect(lambda: self._show_below(self.tie_menu(), self.ties))
        self.earlier.clicked.connect(lambda: self._step(later=False))
        self.later.clicked.connect(lambda: self._step(later=True))
        self.delete.clicked.connect(self._delete)

    def _restyle(self) -> None:
        height = self.table.fontMetrics().height()
        self.table.verticalHeader().setDefaultSectionSize(max(36, height + 16))
        self._set_widths()

    def _set_widths(self) -> None:
        scale = self._appearance.text_scale
        header = self.table.horizontalHeader()
        for column in range(self.model.columnCount()):
            usual = _WIDTHS.get(column, _KNOWS_WIDTH)
            header.resizeSection(column, self._support_width(column) or round(usual * scale))

    def _support_width(self, column: int) -> int:
        if self.model.support_kind(column) is None:
            return 0
        return max(self._delegate.support_width, self.table.horizontalHeader().sectionSizeHint(column))

    # Selection, both ways

    def _show_selection(self) -> None:
        if not self._is_following:
            self._is_following = True
            self._select_rows()
            self._is_following = False
        self._enable_buttons()

    def _select_rows(self) -> None:
        wanted = QItemSelection()
        last = self.model.columnCount() - 1
        for each in self.chosen:
            row = self.model.row_of(each)
            wanted.select(self.model.index(row, 0), self.model.index(row, last))
        model = self.table.selectionModel()
        model.select(wanted, _SELECT.ClearAndSelect)
        row = self.model.row_of(self._selection.current)
        if row >= 0 and row != self.table.currentIndex().row():
            current = self.model.index(row, max(0, self.table.currentIndex().column()))
            model.setCurrentIndex(current, _SELECT.NoUpdate)
            self.table.scrollTo(current)

    def _take_selection(self) -> None:
        """The shared selection follows the table; the row with the cursor is the current entry."""
        if self._is_following:
            return
        ids = self.model.ids
        rows = {index.row() for index in self.table.selectionModel().selectedRows()}
        selected = {ids[row] for row in rows}
        kept = [each for each in self._selection.ids if each in selected]
        added = [ids[row] for row in sorted(rows) if ids[row] not in self._selection.ids]
        current = self.table.currentIndex()
        last = [ids[current.row()]] if current.isValid() and ids[current.row()] in selected else []
        self._is_following = True
        self._selection.set([*(each for each in (*kept, *added) if each not in last), *last])
        self._is_following = False
        self._enable_buttons()

    def _enable_buttons(self) -> None:
        can_change = bool(self.chosen) and not self._is_read_only
        for button in (self.place, self.earlier, self.later, self.ties, self.delete):
            button.setEnabled(can_change)

    # Changing

    def _edit(self, entry_id: EntryId, column: int, value: object) -> None:
        if column == Field.RING:
            self._put((entry_id,), None if value is None else RingId(str(value)))
        elif column == Field.KIND:
            self._editing.describe(entry_id, kind=EntryKind(str(value)))
        elif column == Field.NAME:
            self._editing.rename(entry_id, str(value))
        else:
            self._editing.describe(entry_id, relationship=str(value))

    def _put(self, ids: tuple[EntryId, ...], ring: RingId | None) -> None:
        if not ids or self._is_read_only:
            return
        if ring is None:
            self._editing.take_off_rings(ids)
        else:
            self._editing.place_in_ring(ids, ring)

    def _place_by_digit(self, digit: int) -> None:
        rings = self._session.document.today.rings
        if digit == 0:
            self._put(self.chosen, None)
        elif digit <= len(rings):
            self._put(self.chosen, rings[digit - 1].id)

    def _step(self, *, later: bool) -> None:
        if self.chosen and not self._is_read_only:
            self._editing.move_past(self.chosen[-1], later=later)

    def _delete(self) -> None:
        if not self._is_read_only:
            self._editing.delete(self.chosen)

    def _set_kind(self, kind: EntryKind) -> None:
        for each in self.chosen:
            self._editing.describe(each, kind=kind)

    def _mark(self, entry_id: EntryId, kind: KindId, direction: Direction, level: SupportLevel | None) -> None:
        if not self._is_read_only:
            self._editing.mark((entry_id,), kind, direction, level)

    def _next_level(self, index: QModelIndex, direction: Direction) -> None:
        entry_id, kind = self._entry_at(index), self.model.support_kind(index.column())
        if kind and not self._is_read_only:
            connection = queries.connection(self._session.document.today, entry_id)
            self._mark(entry_id, kind, direction, NEXT_LEVEL[queries.level(connection, kind, direction)])

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid() or self._is_read_only:
            return
        kind = self.model.support_kind(index.column())
        corner = self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft())
        if kind:
            self.level_menu(self._entry_at(index), kind).popup(corner)
        elif index.column() == self.model.knows_column:
            self.tie_menu().popup(corner)
        else:
            self.table.edit(index)

    def _rename(self, index: QModelIndex) -> None:
        if index.isValid() and not self._is_read_only:
            name = self.model.index(index.row(), Field.NAME)
            self.table.setCurrentIndex(name)
            self.table.edit(name)

    def _show_row_menu(self, index: QModelIndex, place: QPoint) -> None:
        if self._entry_at(index) not in self._selection.ids:
            self._selection.set((self._entry_at(index),))
        if not self._is_read_only:
            self.row_menu().popup(place)

    def _show_below(self, menu: QMenu, button: QWidget) -> None:
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _new_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        return menu

    def _add_places(self, menu: QMenu) -> None:
        today = self._session.document.today
        current = {queries.ring_of(queries.connection(today, each)) for each in self.chosen}
        for number, ring in enumerate(today.rings, start=1):
            self._add_place(menu, f"&{number}  {menu_text(self._words.ring(ring))}", ring.id, current)
        self._add_place(menu, self.tr("&0  Not placed"), None, current)
        distance = self._words.usual_ring(KEEPING_A_DISTANCE)
        self._add_place(menu, distance, KEEPING_A_DISTANCE, current)
        menu.actions()[-1].setToolTip(self.tr("Private, and outside the rings. Never on the map or on paper."))

    def _add_place(self, menu: QMenu, text: str, ring: RingId | None, current: set[RingId | None]) -> None:
        action = menu.addAction(text, lambda: self._put(self.chosen, ring))
        action.setCheckable(True)
        action.setChecked(current == {ring})

    def _add_ties(self, menu: QMenu) -> None:
        chosen = self.chosen
        if len(chosen) > 1:
            menu.addAction(self.tr("They know each other"), lambda: self._editing.tie_all(self.chosen))
            menu.addSeparator()
        if not chosen:
            return
        document = self._session.document
        known = queries.knows(document.today, chosen[-1])
        entries = queries.entries_by_id(document)
        for each in queries.reading_order(document.today):
            if each.entry != chosen[-1]:
                action = menu.addAction(menu_text(entries[each.entry].name))
                action.setCheckable(True)
                action.setChecked(each.entry in known)
                action.triggered.connect(lambda _checked=False, other=each.entry: self._editing.tie(chosen[-1], other))

    def _ring_choices(self) -> tuple[tuple[RingId | None, str], ...]:
        rings = queries.map_by_id(self._session.document, self._map_id).rings
        named = [(ring.id, self._words.ring(ring)) for ring in rings]
        distance = (KEEPING_A_DISTANCE, self._words.usual_ring(KEEPING_A_DISTANCE))
        return (*named, (None, self._words.not_placed), distance)

    def _entry_at(self, index: QModelIndex) -> EntryId:
        return self.model.ids[index.row()]
