"""A large button to choose with: a small drawing, a few words, and below them quietly what they mean."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter

from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.layouts import as_high_as_needed
from kithmap.ui.widgets.line_breaking import lines_of
from kithmap.ui.widgets.text import plain_tooltip, shortened

# painter, where to draw, the colour of lines, the colour of what is filled
Sign = Callable[[QStylePainter, QRectF, QColor, QColor], None]

LEAST_HEIGHT: Final = 44
_SIDE: Final = 12
_ABOVE: Final = 7
_NAME_LINES: Final = 3
_LONGEST_NAME: Final = 120


class ChoiceCard(QPushButton):
    """It is checked when it is told so, not because it was pressed."""

    def __init__(
        self,
        name: str,
        hint: str,
        appearance: Appearance,
        pressed: Callable[[], object],
        sign: Sign | None = None,
        *,
        is_choice: bool = True,
    ) -> None:
        """One that is no choice is never checked: a press does something."""
        super().__init__()
        self.name = shortened(name, _LONGEST_NAME)
        self._hint = hint
        self._appearance = appearance
        self._sign = sign
        self.setProperty("look", "card")
        self.setCheckable(is_choice)
        # A click brings a flag along that nobody asked for.
        self.clicked.connect(lambda: pressed())  # noqa: PLW0108
        self.setAutoDefault(False)
        self.setAccessibleName(self.name)
        self.setAccessibleDescription(hint)
        if len(name) > _LONGEST_NAME:
            self.setToolTip(plain_tooltip(name))
        as_high_as_needed(self, QSizePolicy.Policy.Minimum)

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Stay as told."""

    def sizeHint(self) -> QSize:
        width = max(_width(self._name_font(), self.name), _width(self._hint_font(), self._hint))
        return QSize(self._before() + width + _SIDE, self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._before() + 60, self.heightForWidth(10_000))

    def heightForWidth(self, width: int) -> int:
        self.ensurePolished()
        names, hints = self._lines(width)
        height = len(names) * _line(self._name_font()) + len(hints) * _line(self._hint_font())
        return max(LEAST_HEIGHT, height + 2 * _ABOVE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        painter.setRenderHint(painter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        colours = self._appearance.colours
        is_dark_ground = self.isChecked()
        ink = QColor(colours.on_accent if is_dark_ground else colours.ink)
        quiet = QColor(colours.on_accent if is_dark_ground else colours.quiet_ink)
        if not self.isEnabled():
            ink = quiet
        side = self._side()
        mirrored = self.isRightToLeft()
        if self._sign is not None:
            left = self.width() - _SIDE - side if mirrored else _SIDE
            filled = QColor(colours.on_accent if is_dark_ground else colours.action)
            self._sign(painter, QRectF(left, (self.height() - side) / 2, side, side), ink, filled)
        names, hints = self._lines(self.width())
        heights = len(names) * _line(self._name_font()) + len(hints) * _line(self._hint_font())
        y = (self.height() - heights) / 2
        x, width = (_SIDE if mirrored else self._before()), self._room(self.width())
        start = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        for font, lines, colour in ((self._name_font(), names, ink), (self._hint_font(), hints, quiet)):
            painter.setFont(font)
            painter.setPen(colour)
            for line in lines:
                area = QRectF(x, y, width, _line(font))
                painter.drawText(area, int(start | Qt.AlignmentFlag.AlignVCenter), line)
                y += _line(font)

    def _lines(self, width: int) -> tuple[list[str], list[str]]:
        room = self._room(width)
        hints = lines_of(self._hint, self._hint_font(), room) if self._hint else []
        return lines_of(self.name, self._name_font(), room, _NAME_LINES), hints

    def _room(self, width: int) -> int:
        return max(20, width - self._before() - _SIDE)

    def _before(self) -> int:
        return _SIDE + (self._side() + 10 if self._sign is not None else 0)

    def _side(self) -> int:
        return round(1.35 * self.fontMetrics().height())

    def _name_font(self) -> QFont:
        font = QFont(self.font())
        # Bold in both states, so that nothing moves.
        font.setBold(bool(self._hint))
        return font

    def _hint_font(self) -> QFont:
        font = QFont(self.font())
        font.setBold(False)
        font.setPointSizeF(font.pointSizeF() * 0.9)
        return font


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def _line(font: QFont) -> int:
    return QFontMetrics(font).lineSpacing()
