"""The support table: one row per kind of support in use, what I get and what I give."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QWidget

from kithmap.model import edits, queries
from kithmap.model.document import MAXIMUM_NAME, Connection, Document
from kithmap.model.ids import EntryId, KindId
from kithmap.model.names import has_visible, printable
from kithmap.model.vocabulary import MAXIMUM_OWN_KINDS, OPTIONAL_SUPPORT_KINDS, OWN_SUPPORT_KINDS, Direction
from kithmap.ui.editing.editing import Editing
from kithmap.ui.editing.typed_text import PASSING_REASONS, writable
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.layouts import Frame, discard, in_column
from kithmap.ui.widgets.level_control import LevelControl
from kithmap.ui.widgets.line_breaking import lines_of, longest_word
from kithmap.ui.widgets.scrolling_dialog import button
from kithmap.ui.widgets.text import filled, menu_text, plain_tooltip
from kithmap.wording.words import Words

_NAME_LINES = 3


class KindLabel(QWidget):
    menu_wanted = Signal(QPoint)

    def __init__(self, kind: KindId, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._appearance = appearance
        self._letter = ""
        self._name = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_kind(self, letter: str, name: str, tooltip: str) -> None:
        self._letter, self._name = letter, printable(name)
        self.setAccessibleName(self._name)
        self.setToolTip(tooltip)
        self.updateGeometry()
        self.update()

    @property
    def comfortable_width(self) -> int:
        """The width at which no word is broken (of a usual name; a person's own may be one endless word)."""
        word = longest_word(self._name, self.fontMetrics())
        return self._before() + min(word, 14 * self.fontMetrics().averageCharWidth()) + 4

    def sizeHint(self) -> QSize:
        width = self._before() + min(self.fontMetrics().horizontalAdvance(self._name[:60]), 200) + 4
        return QSize(width, self._line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before(), self._line_height())

    def heightForWidth(self, width: int) -> int:
        count = len(self._lines(width))
        return max(self._line_height(), count * self.fontMetrics().lineSpacing() + 8)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._appearance.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._side()
        square = QRect(0, (self.height() - side) // 2, side, side)
        text = QRect(self._before(), 0, self.width() - self._before(), self.height())
        if self.isRightToLeft():
            square.moveRight(self.width() - 1)
            text.moveLeft(0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.support[self._kind]))
        painter.drawRoundedRect(square, side / 5, side / 5)
        letter = QFont(self.font())
        letter.setBold(True)
        letter.setPixelSize(round(side * 0.6))
        painter.setFont(letter)
        painter.setPen(QColor(colours.surface))
        painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), self._letter)
        painter.setFont(self.font())
        painter.setPen(QColor(colours.ink))
        start = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, int(start | Qt.AlignmentFlag.AlignVCenter), "\n".join(self._lines(self.width())))

    def _lines(self, width: int) -> list[str]:
        return lines_of(self._name, self.font(), width - self._before(), _NAME_LINES)

    def _side(self) -> int:
        return round(20 * min(self._appearance.text_scale, 1.5))

    def _before(self) -> int:
        return self._side() + 8

    def _line_height(self) -> int:
        return max(34, self._side() + 8, self.fontMetrics().height() + 8)


class OwnKindField(QLineEdit):
    """Where a kind of support is written in the person's own words. Enter or leaving it adds, Esc gives it up."""

    entered = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(self.tr("In my own words…"))
        self.setAccessibleName(self.tr("A kind of support in my own words"))
        self.setToolTip(self.tr("Enter adds it."))
        self.setMaxLength(MAXIMUM_NAME)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING_REASONS:
            text = writable(self.text(), MAXIMUM_NAME)
            self.clear()
            self.hide()
            self.entered.emit(text)


class SupportTableRow:
    def __init__(self, kind: KindId, words: Words, appearance: Appearance, parent: QWidget) -> None:
        self.label = KindLabel(kind, appearance, parent)
        self.controls = {each: LevelControl(kind, words, appearance, parent) for each in Direction}
        self.line = QFrame(parent)
        self.line.setProperty("look", "line")

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        return (self.label, *self.controls.values(), self.line)


class SupportTable(QWidget):
    """Marks support for the entries it is told to show. `focus_moved` carries the control the arrow keys went to."""

    focus_moved = Signal(object)

    def __init__(self, editing: Editing, words: Words, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._words = words
        self._appearance = appearance
        self._ids: tuple[EntryId, ...] = ()
        self._rows: dict[KindId, SupportTableRow] = {}
        self._is_editable = True
        self._heading = QLabel(self.tr("Support"))
        self._columns = {each: QLabel(words.direction(each)) for each in Direction}
        self._line = Frame("strongline")
        self.more = button(self.tr("+ another kind of support"), self._show_kinds_menu, "link")
        self.more.setAccessibleName(self.tr("Another kind of support"))
        self.own = OwnKindField()
        self._grid = QGridLayout()
        self._build()
        self.own.entered.connect(self._add_own)
        appearance.changed.connect(self._arrange)

    @property
    def controls(self) -> dict[tuple[KindId, Direction], LevelControl]:
        return {(kind, each): row.controls[each] for kind, row in self._rows.items() for each in Direction}

    def show_connections(self, document: Document, connections: Sequence[Connection], *, editable: bool) -> None:
        """Show the support marked for these entries: their level, or "mixed" where they differ."""
        self._ids = tuple(each.entry for each in connections)
        self._is_editable = editable
        self._use_kinds(queries.support_kinds(document))
        for kind, row in self._rows.items():
            name = self._words.support(kind, document)
            sentences = {each: self._words.support_sentence(kind, each, document) for each in Direction}
            row.label.show_kind(
                self._words.support_letter(kind, document), name, plain_tooltip(" / ".join(sentences.values()))
            )
            for direction, control in row.controls.items():
                levels = {queries.level(each, kind, direction) for each in connections}
                what = f"{printable(name)}, {self._words.direction(direction)}"
                control.show_levels(levels, what, sentences[direction])
                control.setEnabled(editable)
        self.more.setVisible(editable)
        self.own.setVisible(editable and self.own.isVisibleTo(self))

    def kinds_menu(self) -> QMenu:
        document = self._editing.document
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in OPTIONAL_SUPPORT_KINDS:
            action = menu.addAction(self._words.support(kind, document))
            action.setCheckable(True)
            action.setChecked(kind in document.optional_kinds)
            action.triggered.connect(lambda used, kind=kind: self._use_optional(kind, used=used))
        menu.addSeparator()
        own = menu.addAction(self.tr("In my own words…"))
        own.setEnabled(len(document.own_kinds) < MAXIMUM_OWN_KINDS)
        own.triggered.connect(self._ask_own)
        return menu

    def row_menu(self, kind: KindId, control: LevelControl | None = None) -> QMenu:
        """The menu of a row: the levels of a control, and a way to take the kind away; the caller shows it."""
        menu = control.level_menu() if control else QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        name = menu_text(self._words.support(kind, self._editing.document))
        if kind in OWN_SUPPORT_KINDS:
            menu.addSeparator()
            menu.addAction(filled(self.tr("Remove “{kind}”"), kind=name), lambda: self._remove_own(kind))
        elif kind in OPTIONAL_SUPPORT_KINDS:
            menu.addSeparator()
            text = filled(self.tr("Hide “{kind}”"), kind=name)
            menu.addAction(text, lambda: self._use_optional(kind, used=False))
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow table puts the dots below the name."""
        super().resizeEvent(event)
        if self._is_stacked() != self._was_stacked:
            self._arrange()

    def _build(self) -> None:
        for label in (self._heading, *self._columns.values()):
            label.setProperty("look", "subheading")
        for label in self._columns.values():
            label.setIndent(7)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._was_stacked = False
        in_column(self, self._grid, self.own, self.more, spacing=0)
        self._arrange()

    def _use_kinds(self, kinds: Sequence[KindId]) -> None:
        if tuple(kinds) == tuple(self._rows):
            return
        old = self._rows
        self._rows = {kind: old.pop(kind) if kind in old else self._new_row(kind) for kind in kinds}
        for row in old.values():
            discard(*row.widgets)
        self._arrange()

    def _new_row(self, kind: KindId) -> SupportTableRow:
        row = SupportTableRow(kind, self._words, self._appearance, self)
        row.label.menu_wanted.connect(lambda place: self._show_row_menu(kind, None, place))
        for direction, control in row.controls.items():
            control.chosen.connect(
                lambda level, direction=direction: self._editing.mark(self._ids, kind, direction, level)
            )
            control.stepped.connect(
                lambda columns, rows, direction=direction: self._step(kind, direction, columns, rows)
            )
            control.menu_wanted.connect(lambda place, control=control: self._show_row_menu(kind, control, place))
        return row

    def _arrange(self) -> None:
        while self._grid.count():
            self._grid.takeAt(0)
        self._was_stacked = stacked = self._is_stacked()
        self._heading.setVisible(not stacked)
        places = {each: number + 1 for number, each in enumerate(Direction)}
        self._grid.addWidget(self._heading, 0, 0)
        for direction, label in self._columns.items():
            self._grid.addWidget(label, 0, places[direction])
        self._grid.setRowMinimumHeight(0, 28)
        self._grid.addWidget(self._line, 1, 0, 1, 3)
        previous: QWidget | None = None
        line = 2
        for row in self._rows.values():
            self._grid.addWidget(row.label, line, 0, 1, 3 if stacked else 1)
            line += 1 if stacked else 0
            for direction, control in row.controls.items():
                self._grid.addWidget(control, line, places[direction])
                if previous is not None:
                    QWidget.setTabOrder(previous, control)
                previous = control
            self._grid.addWidget(row.line, line + 1, 0, 1, 3)
            line += 2
            for widget in row.widgets:
                widget.updateGeometry()
                widget.show()
        if previous is not None:
            QWidget.setTabOrder(previous, self.own)
            QWidget.setTabOrder(self.own, self.more)

    def _is_stacked(self) -> bool:
        if not self._rows or not self.width():
            return False
        heading = QFontMetrics(next(iter(self._columns.values())).font())
        column = max(
            *(heading.horizontalAdvance(label.text()) for label in self._columns.values()),
            next(iter(self.controls.values())).sizeHint().width(),
        )
        names = max(row.label.comfortable_width for row in self._rows.values())
        return names + 2 * (column + self._grid.horizontalSpacing()) > self.width()

    def _step(self, kind: KindId, direction: Direction, columns: int, rows: int) -> None:
        kinds, directions = list(self._rows), list(Direction)
        row, column = kinds.index(kind) + rows, directions.index(direction) + columns
        if 0 <= row < len(kinds) and 0 <= column < len(directions):
            control = self._rows[kinds[row]].controls[directions[column]]
            control.setFocus(Qt.FocusReason.TabFocusReason)
            self.focus_moved.emit(control)

    def _show_row_menu(self, kind: KindId, control: LevelControl | None, place: QPoint) -> None:
        menu = self.row_menu(kind, control)
        if self._is_editable and not menu.isEmpty():
            menu.popup(place)
        else:
            menu.deleteLater()

    def _show_kinds_menu(self) -> None:
        self.kinds_menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _ask_own(self) -> None:
        self.own.show()
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_own(self, name: str) -> None:
        if has_visible(printable(name)):
            self._editing.change(self.tr("Add a kind of support"), lambda document: edits.add_own_kind(document, name))

    def _remove_own(self, kind: KindId) -> None:
        self._editing.change(
            self.tr("Remove a kind of support"),
            lambda document: edits.remove_own_kind(document, kind, map_id=document.today.id),
        )

    def _use_optional(self, kind: KindId, *, used: bool) -> None:
        step = self.tr("Show a kind of support") if used else self.tr("Hide a kind of support")
        self._editing.change(step, lambda document: edits.use_optional_kind(document, kind, used=used))
