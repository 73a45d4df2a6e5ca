"""Choosing a ring: joined buttons where there is room, a combo box where there is not."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kithmap.model.ids import RingId
from kithmap.model.names import printable
from kithmap.ui.widgets.choice_box import ChoiceBox
from kithmap.ui.widgets.layouts import discard, in_column, in_row
from kithmap.ui.widgets.text import menu_text, plain_tooltip

# A ring id (None: not placed) and its name.
RingChoice = tuple[RingId | None, str]

_BESIDE_TEXT = 14


class Segment(QPushButton):
    """One of the joined buttons. It is checked when the document says so, not because it was clicked."""

    def __init__(self, ring: RingId | None, name: str, place: str) -> None:
        super().__init__(menu_text(name, 24))
        self.ring = ring
        self.setCheckable(True)
        self.setProperty("look", "segment")
        self.setProperty("compact", "yes")
        self.setProperty("place", place)
        self.setAccessibleName(printable(name))
        self.setToolTip(plain_tooltip(name) if len(name) > 24 else "")
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay as told."""

    def sizeHint(self) -> QSize:
        """Room for the bold text of the checked state, so that nothing moves."""
        bold = QFont(self.font())
        bold.setBold(True)
        return QSize(QFontMetrics(bold).horizontalAdvance(self.text()) + _BESIDE_TEXT, super().sizeHint().height())


class RingChooser(QWidget):
    """Rings of today's map and "Not placed". `chosen` carries a ring id, None for not placed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rings: tuple[RingChoice, ...] = ()
        self.segments: tuple[Segment, ...] = ()
        self.box = ChoiceBox(self.tr("Ring"))
        self.box.chosen.connect(self.chosen)
        self._row = QWidget()
        self._row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._segment_line = in_row(self._row, spacing=0)
        in_column(self, self._row, self.box)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rings(
        self, rings: Sequence[RingChoice], current: Collection[RingId | None], elsewhere: str, *, editable: bool
    ) -> None:
        """Offer these; check the one all entries are on. `elsewhere` is said when there is no such one."""
        if tuple(rings) != self._rings:
            self._rings = tuple(rings)
            self._rebuild()
            self.box.offer(rings)
        only = next(iter(current)) if len(current) == 1 else ""
        for segment in self.segments:
            segment.setChecked(segment.ring == only)
            segment.setEnabled(editable)
        self.box.setPlaceholderText(elsewhere)
        self.box.show_value(only)
        self.box.setEnabled(editable)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _rebuild(self) -> None:
        discard(*self.segments)
        last = len(self._rings) - 1
        places = {0: "first", last: "last"}
        self.segments = tuple(
            Segment(ring, name, places.get(number, "middle")) for number, (ring, name) in enumerate(self._rings)
        )
        for segment in self.segments:
            self._segment_line.addWidget(segment)
            segment.clicked.connect(lambda _checked=False, ring=segment.ring: self.chosen.emit(ring))

    def _fit(self) -> None:
        needed = sum(segment.sizeHint().width() for segment in self.segments)
        fits = needed <= self.width()
        has_focus = any(widget.hasFocus() for widget in (self.box, *self.segments))
        self._row.setVisible(fits)
        self.box.setVisible(not fits)
        if has_focus:
            current = next((each for each in self.segments if each.isChecked()), self.segments[0])
            (current if fits else self.box).setFocus(Qt.FocusReason.OtherFocusReason)
