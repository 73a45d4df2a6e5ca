"""Pages to read from, alone or in a group before one screen: the text grows on its own."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from kithmap.ui.widgets.appearance import BASE_POINT_SIZE, Appearance
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.layouts import Frame, Stretch, add_to, in_column, scrolling
from kithmap.ui.widgets.scrolling_dialog import ButtonRow, button

# Beside the text size of the program.
_SIZES: Final = (1.0, 1.25, 1.5, 1.75, 2.0)
# Of the usual size; with more, a column holds no long word.
_LARGEST: Final = 2.5
# Of a heading, beside the text below it.
_HEADING: Final = 1.2


class ReadingSize(QObject):
    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._place = 0
        appearance.changed.connect(self.changed)

    @property
    def points(self) -> float:
        """The size of the text, in points."""
        return BASE_POINT_SIZE * min(_LARGEST, self._appearance.text_scale * _SIZES[self._place])

    def step(self, step: int) -> None:
        """Go on until there is something to see: large text of the program leaves less to choose from."""
        before, old = self._place, self.points
        while self.points == old and 0 <= self._place + step < len(_SIZES):
            self._place += step
        if self.points == old:
            self._place = before
        else:
            self.changed.emit()


class ReadingPage(Frame):
    def __init__(self, heading: str, paragraphs: Iterable[str], size: ReadingSize, quiet: str = "") -> None:
        super().__init__("panel")
        self._size = size
        self._text = QWidget()
        column = in_column(self._text, BreakableLabel(heading, "heading"), margins=(12, 10, 12, 14), spacing=12)
        if quiet:
            column.addWidget(BreakableLabel(quiet, "quiet"))
        add_to(column, *(BreakableLabel(each) for each in paragraphs), Stretch(1))
        self.area = scrolling(self._text)
        self.area.setProperty("look", "box")
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName(heading)
        self.larger = button(self.tr("Larger text"), partial(size.step, 1), "quietlink")
        self.smaller = button(self.tr("Smaller text"), partial(size.step, -1), "quietlink")
        sizes = ButtonRow(self.larger, self.smaller)
        sizes.flow.setSpacing(16)
        in_column(self, (self.area, 1), sizes, margins=(14, 4, 12, 10), spacing=6)
        size.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        points = self._size.points
        self._text.setStyleSheet(
            f"QLabel {{ font-size: {points:.1f}pt; }} QLabel[look=heading] {{ font-size: {points * _HEADING:.1f}pt; }}"
        )
