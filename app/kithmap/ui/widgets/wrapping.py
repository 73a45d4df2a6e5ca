"""Buttons and check boxes that wrap like a label. Qt's own cut their text off (not reported; PySide6 6.11.3)."""

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from kithmap.ui.widgets.layouts import as_high_as_needed
from kithmap.ui.widgets.line_breaking import LONGEST_LAID_OUT, UNLIMITED, lines_of, longest_word

# Widths are whole pixels, lines are broken by parts of them.
_ROUNDING = 2


class WrappingButton(QPushButton):
    """A push button whose text takes as many lines as it needs, at most `maximum_lines`."""

    def __init__(self, text: str = "", maximum_lines: int = UNLIMITED, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maximum = maximum_lines
        self.whole_text = ""  # without signs for Qt
        as_high_as_needed(self, QSizePolicy.Policy.Minimum)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        if text != self.whole_text:
            self.whole_text = text
            self.setText(text[:LONGEST_LAID_OUT].replace("&", "&&"))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        frame = self._frame()
        width = self.fontMetrics().horizontalAdvance(self.whole_text[:LONGEST_LAID_OUT]) + _ROUNDING
        return QSize(width + frame.width(), self.fontMetrics().lineSpacing() + frame.height())

    def minimumSizeHint(self) -> QSize:
        frame = self._frame()
        word = min(longest_word(self.whole_text, self.fontMetrics()), 12 * self.fontMetrics().averageCharWidth())
        return QSize(word + _ROUNDING + frame.width(), self.fontMetrics().lineSpacing() + frame.height())

    def heightForWidth(self, width: int) -> int:
        frame = self._frame()
        count = len(self._lines(width - frame.width()))
        return max(self.minimumHeight(), count * self.fontMetrics().lineSpacing() + frame.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = self._option()
        lines = self._lines(self.width() - self._frame().width())
        option.text = "\n".join(line.replace("&", "&&") for line in lines)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _lines(self, width: int) -> list[str]:
        return lines_of(self.whole_text, self.font(), width, self._maximum)

    def _frame(self) -> QSize:
        inner = QSize(100, 100)
        return self.style().sizeFromContents(QStyle.ContentsType.CT_PushButton, self._option(), inner, self) - inner

    def _option(self) -> QStyleOptionButton:
        self.ensurePolished()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return option


class WrappingCheckBox(QCheckBox):
    """A check box whose text wraps. `indent`: pixels before the box; `longest`: letters of the text that are shown."""

    indent = 1
    longest = LONGEST_LAID_OUT

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        as_high_as_needed(self, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._beside() + longest_word(self.text(), self.fontMetrics()), self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        count = len(self._lines(width - self._beside()))
        return max(self.sizeHint().height(), count * self.fontMetrics().lineSpacing() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Box, tick and text. (The style's own box is hardly visible on dark ground.)"""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette = self.palette()
        side = self._side()
        left = self.width() - side - self.indent if self.isRightToLeft() else self.indent
        box = QRectF(left, (self.height() - side) / 2, side, side).adjusted(0.8, 0.8, -0.8, -0.8)
        painter.setPen(QPen(palette.color(QPalette.ColorRole.WindowText), 1.4))
        painter.setBrush(palette.color(QPalette.ColorRole.Highlight) if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.HighlightedText), side / 9))
            corners = ((-0.26, 0.02), (-0.06, 0.22), (0.28, -0.2))
            painter.drawPolyline(QPolygonF([box.center() + QPointF(x * side, y * side) for x, y in corners]))
        text = self.rect().adjusted(0, 0, -self._beside(), 0)
        if not self.isRightToLeft():
            text.translate(self._beside(), 0)
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        lines = self._lines(text.width())
        start = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, int(start | Qt.AlignmentFlag.AlignVCenter), "\n".join(lines))
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(position)

    def _lines(self, width: int) -> list[str]:
        return lines_of(self.text(), self.font(), width, longest=self.longest)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = self._beside() + metrics.horizontalAdvance(self.text()) + 4
        return QSize(width, max(28, self._side() + 8, metrics.height() + 8))

    def _side(self) -> int:
        return max(16, round(self.fontMetrics().height() * 0.85))

    def _beside(self) -> int:
        self.ensurePolished()
        return self._side() + 9 + self.indent
