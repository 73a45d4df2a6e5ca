"""The list: the same entries as on the map, in a table in which everything the map can do can be done."""

from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kithmap.model import queries
from kithmap.model.ids import EntryId, MapId, RingId
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, Direction, EntryKind
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.list.commands import ListCommands
from kithmap.ui.list.delegate import ListDelegate
from kithmap.ui.list.menus import ListMenus
from kithmap.ui.list.model import Field, ListModel
from kithmap.ui.list.table import ListTable
from kithmap.ui.widgets.flow_layout import FlowLayout
from kithmap.ui.widgets.layouts import Frame, Stretch, in_column
from kithmap.ui.widgets.scrolling_dialog import text
from kithmap.ui.widgets.search import SearchField

_WIDTHS: Final[dict[int, int]] = {Field.NAME: 180, Field.RING: 110, Field.KIND: 110, Field.RELATIONSHIP: 140}
_KNOWS_WIDTH: Final = 200
_SELECT: Final = QItemSelectionModel.SelectionFlag


class ListView(QWidget):
    def __init__(self, context: EditingContext) -> None:
        super().__init__()
        self._session, self._selection, _, self._words, self._appearance = context
        self._map_id: MapId | None = None
        self._is_following = False
        self.model = ListModel(context.words)
        self.commands = ListCommands(context, lambda: self.model.ids)
        self.menus = ListMenus(context, self.commands, self._rename, self)
        self.table = ListTable(self.model)
        self._delegate = ListDelegate(context, self.table)
        self.search = SearchField(self.tr("Find someone in the list"))
        self.place = QPushButton(self.tr("Place…"))
        self.earlier = QPushButton(self.tr("Earlier"))
        self.later = QPushButton(self.tr("Later"))
        self.ties = QPushButton(self.tr("Knows…"))
        self.delete = QPushButton(self.tr("Delete"))
        self._hint = text(
            self.tr("In each kind of support: first what I get, then what I give. A click changes it."), "quiet"
        )
        self._empty = text()
        self._is_resting = False
        self._build()
        self.setFocusProxy(self.table)
        self._connect()
        self._restyle()
        self.refresh()

    def set_read_only(self, read_only: bool, dated_map_id: MapId | None) -> None:
        self.commands.is_read_only = read_only
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
        self.model.show_map(document, dated_map, self.search.text(), editable=not self.commands.is_read_only)
        self._is_following = False
        if self.model.columnCount() != columns:
            self._set_widths()
        is_empty = not dated_map.connections
        self._empty.setVisible(not self.model.ids)
        self._empty.setText(self._words.quiet_map if is_empty else self.tr("No name here has these letters."))
        for widget in (self.table, self._hint):
            widget.setVisible(bool(self.model.ids))
        self._show_selection()

    # Building

    def _build(self) -> None:
        self._delegate.kinds = tuple((kind, self._words.kind(kind)) for kind in EntryKind)
        self.table.setItemDelegate(self._delegate)
        self.table.setAccessibleName(self.tr("Everyone on the map, as a table"))
        self.table.setAccessibleDescription(
            self.tr("1, 2 or 3 places, 0 takes off the rings. Alt and up or down moves along the ring. Enter changes.")
        )
        self.search.setMinimumWidth(160)
        self.earlier.setToolTip(self.tr("Earlier along the ring (Alt+Up)"))
        self.later.setToolTip(self.tr("Later along the ring (Alt+Down)"))
        self.ties.setToolTip(self.tr("Say who knows each other"))
        bar = FlowLayout()
        for widget in (self.search, self.place, self.earlier, self.later, self.ties, self.delete):
            bar.addWidget(widget)
        frame = Frame("panel")
        in_column(frame, bar, self._hint, self._empty, (self.table, 1), Stretch(0), margins=(14, 12, 14, 0), spacing=8)
        in_column(self, frame)

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
        self.model.edited.connect(self.commands.set_value)
        table = self.table
        table.digit_pressed.connect(self.commands.place_by_digit)
        table.delete_pressed.connect(self.commands.delete)
        table.step_pressed.connect(lambda later: self.commands.step(later=later))
        table.open_asked.connect(self._open)
        table.rename_asked.connect(lambda index: self._rename(self._entry_at(index)))
        table.next_level_asked.connect(self._on_next_level)
        table.menu_asked.connect(self._show_row_menu)
        self.place.clicked.connect(lambda: _show_below(self.menus.places(), self.place))
        self.ties.clicked.connect(lambda: _show_below(self.menus.ties(), self.ties))
        self.earlier.clicked.connect(lambda: self.commands.step(later=False))
        self.later.clicked.connect(lambda: self.commands.step(later=True))
        self.delete.clicked.connect(self.commands.delete)

    def _restyle(self) -> None:
        """Rows and columns grow with the text."""
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
        for each in self.commands.chosen:
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
        can_change = bool(self.commands.chosen) and not self.commands.is_read_only
        for button in (self.place, self.earlier, self.later, self.ties, self.delete):
            button.setEnabled(can_change)

    # What keys and clicks ask for

    def _on_next_level(self, index: QModelIndex, direction: Direction) -> None:
        kind = self.model.support_kind(index.column())
        if kind:
            self.commands.next_level(self._entry_at(index), kind, direction)

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid() or self.commands.is_read_only:
            return
        kind = self.model.support_kind(index.column())
        corner = self.table.viewport().mapToGlobal(self.table.visualRect(index).bottomLeft())
        if kind:
            self.menus.levels(self._entry_at(index), kind).popup(corner)
        elif index.column() == self.model.knows_column:
            self.menus.ties().popup(corner)
        else:
            self.table.open_editor(index)

    def _rename(self, entry_id: EntryId) -> None:
        if not self.commands.is_read_only:
            name = self.model.index(self.model.row_of(entry_id), Field.NAME)
            self.table.setCurrentIndex(name)
            self.table.open_editor(name)

    def _show_row_menu(self, index: QModelIndex, place: QPoint) -> None:
        if self._entry_at(index) not in self._selection.ids:
            self._selection.set((self._entry_at(index),))
        if not self.commands.is_read_only:
            self.menus.row().popup(place)

    def _ring_choices(self) -> tuple[tuple[RingId | None, str], ...]:
        rings = queries.map_by_id(self._session.document, self._map_id).rings
        named = [(ring.id, self._words.ring(ring)) for ring in rings]
        distance = (KEEPING_A_DISTANCE, self._words.usual_ring(KEEPING_A_DISTANCE))
        return (*named, (None, self._words.not_placed), distance)

    def _entry_at(self, index: QModelIndex) -> EntryId:
        return self.model.ids[index.row()]


def _show_below(menu: QMenu, button: QWidget) -> None:
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
