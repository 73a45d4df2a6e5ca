"""The tray "Not placed yet": chips to drag onto a ring, or to pick up with a click and set down with the next."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from kithmap.model import queries
from kithmap.model.document import DatedMap, Document, Entry
from kithmap.model.ids import EntryId
from kithmap.model.names import printable
from kithmap.session.selection import Selection
from kithmap.ui.map.drag import Drag
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.flow_layout import FlowLayout
from kithmap.ui.widgets.layouts import as_high_as_needed, discard, in_column, scrolling
from kithmap.ui.widgets.line_breaking import elided
from kithmap.ui.widgets.scrolling_dialog import text
from kithmap.ui.widgets.text import plain_tooltip

CHIP_HEIGHT = 44
GRIP = 16
_LONGEST_MEASURED = 200
# Most of the panel's height the chips take, beside a list of others and without.
SHARE = 0.3
SHARE_ALONE = 0.62
LARGE_TEXT = 1.5
DRAG_PIXELS = 6


class Chip(QAbstractButton):
    """One entry that is not placed yet. A press, by Space or a screen reader, picks it up as a click does."""

    menu_wanted = Signal(str, QPoint)

    def __init__(self, entry: Entry, selection: Selection, drag: Drag, appearance: Appearance) -> None:
        super().__init__()
        self.entry_id = entry.id
        self._selection = selection
        self._drag = drag
        self._appearance = appearance
        self._name = ""
        self._start: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAccessibleDescription(self.tr("Not placed yet. Press 1, 2 or 3 to place it, or Space to pick it up."))
        self.clicked.connect(lambda: self._take(by_click=True))
        self.show_entry(entry)

    def text(self) -> str:
        """The name. The button itself has no text: in "Mum & Dad" it would find a shortcut."""
        return self._name

    def show_entry(self, entry: Entry) -> None:
        name = printable(entry.name)
        if name != self._name:
            self._name = name
            self.setToolTip(plain_tooltip(name))
            self.setAccessibleName(name)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        width = min(
            metrics.horizontalAdvance(self._name[:_LONGEST_MEASURED]) + GRIP + 30,
            20 * metrics.averageCharWidth() + GRIP + 30,
        )
        return QSize(max(width, 64), max(CHIP_HEIGHT, metrics.height() + 16))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = event.position().toPoint()
            if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
                self._selection.toggle(self.entry_id)
                self._start = None
            elif self.entry_id not in self._selection.ids:
                self._selection.set((self.entry_id,))
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._start is not None and (event.position().toPoint() - self._start).manhattanLength() >= DRAG_PIXELS:
            self._start = None
            self._take(by_click=False)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click picks up. A release far away is the end of a drag whose moves a slow computer has dropped."""
        start, self._start = self._start, None
        event.accept()
        if start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - start).manhattanLength() >= DRAG_PIXELS:
            self._take(by_click=False)
            self._drag.set_down(event.globalPosition().toPoint())
        else:
            self._selection.set((self.entry_id,))
            self._take(by_click=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space picks up, Enter selects; the window's keys 1, 2, 3 place what is selected."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._selection.set((self.entry_id,))
        else:
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.entry_id not in self._selection.ids:
            self._selection.set((self.entry_id,))
        self.menu_wanted.emit(self.entry_id, event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._appearance.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = self.entry_id in self._selection.ids
        body = QRectF(self.rect()).adjusted(1.5, 5.5, -1.5, -5.5)
        pen = QPen(QColor(colours.selection_line if selected else colours.ring_line), 2.0 if selected else 1.2)
        if not selected:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(colours.selection if selected else colours.raised))
        painter.drawRoundedRect(body, body.height() / 2, body.height() / 2)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.selection_line), 1.4, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(0.7, 3, -0.7, -3), body.height() / 2, body.height() / 2
            )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.quiet_ink))
        middle = body.center().y()
        for dx in (0.0, 4.0):
            for dy in (-4.0, 0.0, 4.0):
                painter.drawEllipse(QPointF(body.left() + 11 + dx, middle + dy), 1.1, 1.1)
        painter.setPen(QColor(colours.ink))
        room = QRect(int(body.left()) + GRIP + 6, 0, int(body.width()) - GRIP - 16, self.height())
        shown = elided(self._name[:_LONGEST_MEASURED], self.fontMetrics(), room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _take(self, *, by_click: bool) -> None:
        if self.entry_id not in self._selection.ids:
            self._selection.set((self.entry_id,))
        ids = self._selection.ids
        # Several chips fan out round the pointer, so that each lands in a place of its own.
        offsets = {each: QPointF(26.0 * number, 18.0 * (number % 2)) for number, each in enumerate(ids)}
        self._drag.take(offsets, self._name, by_click=by_click)


class Chips(QWidget):
    """Chips in lines. Without any it takes no room. Chips that may shrink cut a long name short in a narrow panel."""

    menu_wanted = Signal(str, QPoint)

    def __init__(self, selection: Selection, drag: Drag, appearance: Appearance, *, may_shrink: bool = False) -> None:
        super().__init__()
        self._selection = selection
        self._drag = drag
        self._appearance = appearance
        self._may_shrink = may_shrink
        self._chips: dict[EntryId, Chip] = {}
        self.flow = FlowLayout(self, spacing=2)
        as_high_as_needed(self)
        selection.changed.connect(self._repaint)

    @property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(self._chips.values())

    def show_entries(self, document: Document, ids: Sequence[EntryId]) -> None:
        entries = queries.entries_by_id(document)
        if list(ids) != list(self._chips):
            self._rebuild({each: entries[each] for each in ids})
        for entry_id, chip in self._chips.items():
            chip.show_entry(entries[entry_id])
        self.setVisible(bool(self._chips))

    def _rebuild(self, wanted: Mapping[EntryId, Entry]) -> None:
        old = self._chips
        while self.flow.count():
            self.flow.takeAt(0)
        self._chips = {each: old.pop(each) if each in old else self._new_chip(wanted[each]) for each in wanted}
        discard(*old.values())
        for chip in self._chips.values():
            self.flow.addWidget(chip)
            chip.show()
        self.flow.invalidate()

    def _new_chip(self, entry: Entry) -> Chip:
        chip = Chip(entry, self._selection, self._drag, self._appearance)
        chip.setParent(self)
        chip.menu_wanted.connect(self.menu_wanted)
        if self._may_shrink:
            chip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return chip

    def _repaint(self) -> None:
        for chip in self._chips.values():
            chip.update()


class Tray(QFrame):
    dropped = Signal(object)  # ids
    menu_wanted = Signal(str, QPoint)

    shows_drag_label = False

    def __init__(self, selection: Selection, drag: Drag, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_over = False
        self._others = False
        self._body = Chips(selection, drag, appearance)
        self._body.menu_wanted.connect(self.menu_wanted)
        self._area = scrolling(self._body)
        self._hint = text(self.tr("Drag onto a ring, or click here and then on a ring. Or press 1, 2 or 3."), "quiet")
        in_column(self, (self._area, 1), self._hint, spacing=4)
        self.setAccessibleName(self.tr("Not placed yet"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        appearance.changed.connect(self._restyle)

    @property
    def chips(self) -> tuple[Chip, ...]:
        return self._body.chips

    def show_map(self, document: Document, dated_map: DatedMap) -> None:
        wanted = [each.entry for each in queries.in_tray(dated_map)]
        self._others = len(dated_map.connections) > len(wanted)
        self._body.show_entries(document, wanted)
        self._show_hint()
        self._area.setVisible(bool(wanted))
        self.fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_height()

    # A DropTarget

    def drag_over(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> bool:
        """The whole left panel around the tray takes entries, except while an earlier map is looked at."""
        area = self.parentWidget() or self
        is_over = self.isEnabled() and area.isVisible() and area.rect().contains(area.mapFromGlobal(position))
        if is_over != self._is_over and not set(offsets) <= {chip.entry_id for chip in self.chips}:
            self._highlight(on=is_over)
        return is_over

    def drag_leave(self) -> None:
        self._highlight(on=False)

    def drag_drop(self, position: QPoint, offsets: Mapping[EntryId, QPointF]) -> None:
        del position
        self.dropped.emit(tuple(offsets))

    def _highlight(self, *, on: bool) -> None:
        self._is_over = on
        colours = self._appearance.colours
        self.setStyleSheet(f"Tray {{ border: 2px solid {colours.action}; border-radius: 8px; }}" if on else "")

    def fit_height(self) -> None:
        """As high as the chips need, up to a part of the panel and to what the rest of it leaves; then it scrolls."""
        # Measured without a scroll bar, and there is none where the chips have room: left to itself, one stays
        # because with it they need another line (not reported; PySide6 6.11.3).
        room = self.contentsRect().width() - 2 * self._area.frameWidth()
        needed = self._body.flow.heightForWidth(max(80, room))
        height = min(needed, max(self._body.flow.minimumSize().height(), self._most()))
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if needed > height else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._area.setVerticalScrollBarPolicy(bar)
        self._area.setFixedHeight(height)

    def _most(self) -> int:
        panel = self.parentWidget()
        layout = panel.layout() if panel else None
        if panel is None or layout is None:
            return 2 * CHIP_HEIGHT
        share = max(2 * CHIP_HEIGHT, round(panel.height() * (SHARE if self._others else SHARE_ALONE)))
        # What was just shown or hidden is asked anew.
        self.updateGeometry()
        others = layout.totalMinimumHeightForWidth(panel.width()) - self._area.minimumHeight()
        return min(share, panel.height() - others)

    def _show_hint(self) -> None:
        """How to place a chip; with large text only until somebody is placed, for the list below needs the room."""
        has_room = self._appearance.text_scale < LARGE_TEXT or not self._others
        self._hint.setVisible(bool(self.chips) and has_room)

    def _restyle(self) -> None:
        self._show_hint()
        for chip in self.chips:
            chip.updateGeometry()
        self.fit_height()
