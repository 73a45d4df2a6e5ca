"""Small drawings on the buttons of the guide: faces, rings."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kithmap.ui.widgets.choice_card import Sign

# How far the middle of the mouth hangs below its corners, in halves of the face, from very low to very good.
_MOUTHS: Final = (-0.42, -0.22, 0.0, 0.24, 0.46)


def face(feeling: int) -> Sign:
    """A face that feels like this, 1 to 5."""

    def draw(painter: QPainter, area: QRectF, line: QColor, _filled: QColor) -> None:
        half = area.width() / 2 - 1.2
        middle = area.center()
        painter.setPen(QPen(line, max(1.5, half * 0.12)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, half, half)
        bend = _MOUTHS[feeling - 1] * half
        mouth = QPainterPath(middle + QPointF(-0.45 * half, 0.38 * half - bend / 2))
        mouth.quadTo(middle + QPointF(0.0, 0.38 * half + bend), middle + QPointF(0.45 * half, 0.38 * half - bend / 2))
        painter.drawPath(mouth)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line)
        for side in (-1, 1):
            painter.drawEllipse(middle + QPointF(side * 0.36 * half, -0.25 * half), 0.11 * half, 0.11 * half)

    return draw


def ring(number: int, count: int) -> Sign:
    """All rings, with one of them filled; `number` 0 is the innermost."""

    def draw(painter: QPainter, area: QRectF, line: QColor, filled: QColor) -> None:
        outer = area.width() / 2 - 1.0
        middle = area.center()
        radii = [outer * (each + 1) / count for each in range(count)]
        inner = radii[number - 1] if number else 0.0
        band = QPainterPath()
        band.addEllipse(middle, radii[number], radii[number])
        if inner:
            hole = QPainterPath()
            hole.addEllipse(middle, inner, inner)
            band = band.subtracted(hole)
        painter.fillPath(band, filled)
        painter.setPen(QPen(line, 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for radius in radii:
            painter.drawEllipse(middle, radius, radius)

    return draw


def outside(painter: QPainter, area: QRectF, line: QColor, filled: QColor) -> None:
    radius = area.width() * 0.36
    painter.setPen(QPen(line, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(area.topLeft() + QPointF(radius + 1, radius + 1), radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(filled)
    painter.drawEllipse(area.bottomRight() - QPointF(4, 4), 3.5, 3.5)
