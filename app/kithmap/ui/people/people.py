"""The left panel "Who and what matters": the name field, the tray, and everyone by ring with search."""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kithmap.model import queries
from kithmap.model.document import DatedMap, Document
from kithmap.model.ids import EntryId
from kithmap.model.names import printable
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, EntryKind
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.map.current_picture import CurrentPicture
from kithmap.ui.map.drag import Drag
from kithmap.ui.people.name_field import NameField
from kithmap.ui.people.tray import Tray
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.layouts import Frame, in_column, in_row
from kithmap.ui.widgets.line_breaking import elided
from kithmap.ui.widgets.scrolling_dialog import text
from kithmap.ui.widgets.search import SearchField, matches

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole
NOTE_ROLE: Final = Qt.ItemDataRole.UserRole + 1

# Joined once: joining enumerations takes longer than all the rest of a row.
HEADING_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled
ENTRY_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

# entry id or None for a heading, text, the quiet text at the right
Row = tuple[EntryId | None, str, str]
Index = QModelIndex | QPersistentModelIndex


class PeopleModel(QAbstractListModel):
    """Rows: a heading per ring with how many are there, then its entries."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows; when only texts changed nothing is reset, so selection and scrolling stay."""
        if [row[0] for row in rows] == [row[0] for row in self._rows]:
            old, self._rows = self._rows, rows
            for number, (before, after) in enumerate(zip(old, rows, strict=True)):
                if before != after:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry_id, text, note = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == ENTRY_ROLE:
            return entry_id
        if role == NOTE_ROLE:
            return note
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{text}, {note}" if note else text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return HEADING_FLAGS if self._rows[index.row()][0] is None else ENTRY_FLAGS

    def row_of(self, entry_id: EntryId | None) -> QModelIndex:
        for number, row in enumerate(self._rows):
            if row[0] == entry_id:
                return self.index(number)
        return QModelIndex()


class PeopleDelegate(QStyledItemDelegate):
    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Rows are at least 30 pixels high, headings have air above."""
        height = option.fontMetrics.height()
        return QSize(60, max(30, height + 10) if index.data(ENTRY_ROLE) else height + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = self._appearance.colours
        is_heading = index.data(ENTRY_ROLE) is None
        area = option.rect
        state = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(area.adjusted(0, 1, 0, -1), 4, 4)
        if state & QStyle.StateFlag.State_HasFocus and not is_heading:
            painter.setPen(QColor(colours.selection_line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 2, -2, -3), 4, 4)
        font = QFont(option.font)
        font.setBold(is_heading)
        painter.setFont(font)
        inner = area.adjusted(0 if is_heading else 8, 8 if is_heading else 0, -8, 0)
        note = index.data(NOTE_ROLE)
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.86)
        note_width = min(QFontMetrics(small).horizontalAdvance(note) + 8, inner.width() // 2) if note else 0
        text_area = inner.adjusted(0, 0, -note_width, 0)
        painter.setPen(QColor((colours.ring_line if colours.dark else colours.action) if is_heading else colours.ink))
        name = elided(index.data(), painter.fontMetrics(), text_area.width())
        painter.drawText(text_area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
        if note:
            painter.setFont(small)
            painter.setPen(QColor(colours.quiet_ink))
            note_area = inner.adjusted(inner.width() - note_width, 0, 0, 0)
            shown = elided(note, painter.fontMetrics(), note_area.width())
            painter.drawText(note_area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), shown)
        painter.restore()


class PeoplePanel(Frame):
    menu_wanted = Signal(str, QPoint)
    entry_opened = Signal(str)

    def __init__(self, context: EditingContext, drag: Drag, current_picture: CurrentPicture) -> None:
        super().__init__("panel")
        self._session, self._selection, self._editing, self._words, appearance = context
        self._current_picture = current_picture
        self._following = False
        self.field = NameField()
        self.tray = Tray(context.selection, drag, appearance)
        self.search = SearchField(self.tr("Find someone by name"))
        self.people = QListView()
        self._model = PeopleModel()
        self._tray_heading = QLabel()
        self._tray_count = QLabel()
        self._nothing_found = text(self.tr("No name here has these letters."), "quiet")
        self._build(appearance)
        self.field.entered.connect(self._add)
        self.search.textChanged.connect(self._refresh)
        self.tray.dropped.connect(context.editing.take_off_rings)
        self.tray.menu_wanted.connect(self.menu_wanted)
        context.selection.changed.connect(self._show_selection)
        context.session.document_changed.connect(self._refresh)
        current_picture.map_changed.connect(self._refresh)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.tray.fit_height()

    def focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def hand_over(self) -> None:
        """A name that was typed but not entered is added: nothing typed is lost."""
        if self.field.toPlainText().strip() and self.field.isEnabled():
            self._add(self.field.toPlainText())

    def clear_fields(self) -> None:
        """Another document: what was typed belonged to the last one."""
        self.field.clear()
        self.search.clear()

    def set_read_only(self, *, on: bool) -> None:
        self.field.setEnabled(not on)
        self.tray.setEnabled(not on)

    def _build(self, appearance: Appearance) -> None:
        for label in (self._tray_heading, self._tray_count):
            label.setProperty("look", "subheading")
        self._tray_heading.setText(self._words.not_placed)
        view = self.people
        view.setModel(self._model)
        view.setItemDelegate(PeopleDelegate(appearance, view))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAccessibleName(self.tr("Everyone by ring"))
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask_menu)
        view.doubleClicked.connect(self._open)
        view.selectionModel().selectionChanged.connect(self._take_selection)
        tray_line = in_row(None, (self._tray_heading, 1), self._tray_count)
        in_column(
            self,
            text(self.tr("Who and what matters"), "heading"),
            self.field,
            tray_line,
            self.tray,
            self.search,
            self._nothing_found,
            (view, 1),
            margins=(14, 14, 12, 8),
            spacing=8,
        )

    def _add(self, names: str) -> None:
        added = self._editing.add_names(names)
        if added:
            self.field.clear()
            self._selection.set(added[-1:])
            self.field.setFocus()

    def _refresh(self) -> None:
        document, dated_map = self._session.document, self._current_picture.dated_map
        self.tray.show_map(document, dated_map)
        in_tray = len(queries.in_tray(dated_map))
        self._tray_heading.setVisible(in_tray > 0)
        self._tray_count.setVisible(in_tray > 0)
        self._tray_count.setText(str(in_tray))
        wanted = self.search.text()
        rows = self._rows(document, dated_map, wanted)
        self._following = True
        self._model.show_rows(rows)
        self._following = False
        self._nothing_found.setVisible(bool(wanted) and not rows)
        self.search.setVisible(bool(dated_map.connections))
        self._show_selection()

    def _rows(self, document: Document, dated_map: DatedMap, wanted: str) -> tuple[Row, ...]:
        entries = queries.entries_by_id(document)
        groups = [(ring.id, self._words.ring(ring)) for ring in dated_map.rings]
        groups.append((KEEPING_A_DISTANCE, self._words.usual_ring(KEEPING_A_DISTANCE)))
        rows: list[Row] = []
        for ring, name in groups:
            found = [entries[each.entry] for each in queries.on_ring(dated_map, ring)]
            shown = [each for each in found if matches(each, wanted)]
            if shown:
                rows.append((None, name, str(len(found))))
            for each in shown:
                usual = "" if each.kind is EntryKind.PERSON else self._words.kind(each.kind)
                rows.append((each.id, printable(each.name), printable(each.relationship) or usual))
        if wanted:
            tray = [entries[each.entry] for each in queries.in_tray(dated_map)]
            shown = [each for each in tray if matches(each, wanted)]
            if shown:
                rows.append((None, self._words.not_placed, str(len(tray))))
            rows.extend((each.id, printable(each.name), "") for each in shown)
        return tuple(rows)

    def _show_selection(self) -> None:
        self._following = True
        wanted = QItemSelection()
        for entry_id in self._selection.ids:
            index = self._model.row_of(entry_id)
            if index.isValid():
                wanted.select(index, index)
        model = self.people.selectionModel()
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        current = self._model.row_of(self._selection.current)
        if current.isValid():
            model.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
            self.people.scrollTo(current)
        self._following = False

    def _take_selection(self) -> None:
        if self._following:
            return
        indexes = sorted(self.people.selectionModel().selectedIndexes(), key=QModelIndex.row)
        chosen = [index.data(ENTRY_ROLE) for index in indexes if index.data(ENTRY_ROLE)]
        current = self.people.currentIndex().data(ENTRY_ROLE)
        if current in chosen:
            chosen = [*(each for each in chosen if each != current), current]
        self._following = True
        self._selection.set(chosen)
        self._following = False

    def _open(self, index: QModelIndex) -> None:
        if index.data(ENTRY_ROLE):
            self.entry_opened.emit(index.data(ENTRY_ROLE))

    def _ask_menu(self, position: QPoint) -> None:
        entry_id = self.people.indexAt(position).data(ENTRY_ROLE)
        if entry_id:
            self.menu_wanted.emit(entry_id, self.people.viewport().mapToGlobal(position))
