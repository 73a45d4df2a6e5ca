"""The three columns of the window: left panel, middle, right panel; their widths, and going from one to the next."""

from typing import Literal

from PySide6.QtWidgets import QSplitter, QWidget

from kithmap.ui.widgets.appearance import Appearance

Side = Literal["left", "right"]

# Left and right, in pixels at the usual text size, the least they need, and how far they grow with the text.
USUAL_WIDTHS = (248, 330)
LEAST_WIDTHS = (190, 280)
MOST_GROWTH = 1.4
LEAST_MIDDLE = 300
# The least the left side needs while the guide is in it.
GUIDE_WIDTH = 322


class Columns(QSplitter):
    """Left and right can be hidden; the middle takes what is left."""

    def __init__(self, left: QWidget, middle: QWidget, right: QWidget, appearance: Appearance) -> None:
        super().__init__()
        self._sides: dict[Side, QWidget] = {"left": left, "right": right}
        self._appearance = appearance
        self._growth = _growth(appearance)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(2)
        for widget in (left, middle, right):
            self.addWidget(widget)
        self.setStretchFactor(1, 1)
        left.setMinimumWidth(LEAST_WIDTHS[0])
        right.setMinimumWidth(LEAST_WIDTHS[1])
        appearance.changed.connect(self._on_appearance_changed)
        self._width_before: int | None = None
        # Left, right and all there is, as they were asked for last: before the window is shown nothing has a width.
        self._asked = (*USUAL_WIDTHS, 0)

    @property
    def widths(self) -> tuple[int, int]:
        """Left and right as the person likes them, in pixels; 0 while hidden. A widened left side counts as before."""
        left, _, right = self.sizes()
        return (left if self._width_before is None else self._width_before, right)

    def widen_left(self, *, on: bool) -> None:
        if on == (self._width_before is not None):
            return
        left, right, total = self._asked
        if self.isVisible():
            (left, _, right), total = self.sizes(), self.width()
        least = round((GUIDE_WIDTH if on else LEAST_WIDTHS[0]) * (self._growth if on else 1.0))
        self._sides["left"].setMinimumWidth(least)
        before, self._width_before = self._width_before, left if on else None
        self.use_widths(max(left, least) if on else before, right, total)

    def is_shown(self, side: Side) -> bool:
        return not self._sides[side].isHidden()

    def show_side(self, side: Side, *, on: bool) -> None:
        self._sides[side].setVisible(on)

    def use_widths(self, left: int | None, right: int | None, total: int) -> None:
        """Set the widths of the sides in pixels; None is the usual one for the text size. `total` is all there is."""
        usual = [round(width * self._growth) for width in USUAL_WIDTHS]
        left, right = left or usual[0], right or usual[1]
        self._asked = (left, right, total)
        self.setSizes([left, max(LEAST_MIDDLE, total - left - right), right])

    def _on_appearance_changed(self) -> None:
        """Panels as wide as their text is large, up to a point: the map needs room too."""
        old, self._growth = self._growth, _growth(self._appearance)
        if old != self._growth:
            left, _, right = self.sizes()
            factor = self._growth / old
            if self._width_before is not None:
                self._sides["left"].setMinimumWidth(round(GUIDE_WIDTH * self._growth))
            self.use_widths(round(left * factor), round(right * factor), self.width())


def _growth(appearance: Appearance) -> float:
    return min(appearance.text_scale, MOST_GROWTH)
