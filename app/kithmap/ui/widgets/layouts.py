"""Widgets below each other or side by side, and widgets that are done with."""

from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_Layout = TypeVar("_Layout", bound=QBoxLayout)
_NO_MARGINS: Final = (0, 0, 0, 0)


class Frame(QFrame):
    """A frame with a look of the style sheet."""

    def __init__(self, look: str) -> None:
        super().__init__()
        self.setProperty("look", look)


class Stretch(int):
    """Empty room: its share of what the others leave over."""


# What stands in a line: a widget or layout, perhaps with its stretch and alignment; pixels of empty room, or a share.
Part = QWidget | QLayout | int | Stretch | tuple[QWidget | QLayout, int] | tuple[QWidget, int, Qt.AlignmentFlag]
# Pixels on the left, above, on the right and below; None: as the style has them.
Margins = tuple[int, int, int, int] | None


def in_column(
    parent: QWidget | None, *parts: Part, margins: Margins = _NO_MARGINS, spacing: int | None = None
) -> QVBoxLayout:
    """Below each other, in `parent` if there is one. Without `spacing` (pixels) the style's own is between them."""
    return _filled(QVBoxLayout() if parent is None else QVBoxLayout(parent), parts, margins, spacing)


def in_row(
    parent: QWidget | None, *parts: Part, margins: Margins = _NO_MARGINS, spacing: int | None = None
) -> QHBoxLayout:
    """Side by side, else as `in_column`."""
    return _filled(QHBoxLayout() if parent is None else QHBoxLayout(parent), parts, margins, spacing)


def as_high_as_needed(widget: QWidget, vertical: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
    """Let a widget be as high as its lines are at its width, and no higher."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, vertical)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


def scrolling(page: QWidget, *, sideways: bool = False) -> QScrollArea:
    """An area in which a page as wide as it goes up and down; the keyboard is for what is on the page."""
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not sideways:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def discard(*widgets: QWidget) -> None:
    """Take widgets from the screen now; they are gone as soon as nothing is under way with them."""
    for each in widgets:
        each.hide()
        each.deleteLater()


def empty(layout: QLayout) -> None:
    """Discard all widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            discard(widget)


def add_to(layout: QBoxLayout, *parts: Part) -> None:
    """Go on with a column or a row."""
    for part in parts:
        if isinstance(part, Stretch):
            layout.addStretch(part)
        elif isinstance(part, int):
            layout.addSpacing(part)
        else:
            placed = part if isinstance(part, tuple) else (part,)
            if isinstance(placed[0], QLayout):
                layout.addLayout(*placed)
            else:
                layout.addWidget(*placed)


def _filled(layout: _Layout, parts: tuple[Part, ...], margins: Margins, spacing: int | None) -> _Layout:
    if margins is not None:
        layout.setContentsMargins(*margins)
    if spacing is not None:
        layout.setSpacing(spacing)
    add_to(layout, *parts)
    return layout
