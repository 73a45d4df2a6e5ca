"""Draws the marks of a Picture with QPainter. Decides nothing: coordinates and lines of text come with the mark."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from kithmap.layout.picture import Arc, EntryMark, Mark, MeMark, RingMark, RingNameMark, TextLine, TieMark
from kithmap.layout.shapes import is_dashed, shape_path
from kithmap.layout.style import Colours
from kithmap.model.vocabulary import Direction, EntryKind, SupportLevel

FADED_OPACITY: Final = 0.28
FAMILY: Final = "Noto Sans"


def paint_mark(painter: QPainter, mark: Mark, colours: Colours) -> None:
    PAINT[type(mark)](painter, mark, colours)


def paint_ring(painter: QPainter, mark: RingMark, colours: Colours) -> None:
    painter.setPen(QPen(QColor(colours.ring_line), 1.4))
    painter.setBrush(QColor(colours.ring(mark.order)))
    painter.drawEllipse(QPointF(0, 0), mark.radius, mark.radius)


def paint_ring_name(painter: QPainter, mark: RingNameMark, colours: Colours) -> None:
    box = QRectF(mark.box.left, mark.box.top, mark.box.width, mark.box.height)
    painter.setPen(QPen(QColor(colours.ring_line), 1.0))
    painter.setBrush(QColor(colours.surface))
    painter.drawRoundedRect(box, mark.box.height / 2, mark.box.height / 2)
    _text(painter, mark.line, colours.ink)


def paint_me(painter: QPainter, mark: MeMark, colours: Colours) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(QPointF(0, 0), mark.radius, mark.radius)
    for line in mark.lines:
        _text(painter, line, colours.on_accent)


def paint_ties(painter: QPainter, marks: Iterable[TieMark], colours: Colours) -> None:
    """All these lines, in two strokes: many ties are what takes longest to paint."""
    lines: dict[bool, list[QLineF]] = {True: [], False: []}
    for mark in marks:
        lines[mark.faded].append(QLineF(mark.x1, mark.y1, mark.x2, mark.y2))
    for faded, some in lines.items():
        painter.setPen(tie_pen(colours, faded=faded))
        painter.drawLines(some)


def paint_entry(painter: QPainter, mark: EntryMark, colours: Colours) -> None:
    painter.save()
    painter.translate(mark.x, mark.y)
    paint_entry_here(painter, mark, colours, selected=False, focused=False)
    painter.restore()


def paint_entry_here(painter: QPainter, mark: EntryMark, colours: Colours, *, selected: bool, focused: bool) -> None:
    """An entry with its middle at the origin; `selected` and `focused` are states of the screen, not of the picture."""
    if mark.faded and not selected:
        painter.setOpacity(FADED_OPACITY)
    disc = mark.disc
    if selected:
        painter.setPen(QPen(QColor(colours.selection_line), 2.2))
        painter.setBrush(QColor(colours.selection))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.disc))
    painter.drawEllipse(QPointF(0, 0), disc, disc)
    if focused:
        painter.setPen(QPen(QColor(colours.selection_line), 1.6, Qt.PenStyle.DotLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(0, 0), disc + 3.5, disc + 3.5)
    for arc in mark.arcs:
        _arc(painter, arc, colours)
    painter.setPen(shape_pen(mark.kind, colours, private=mark.private))
    painter.setBrush(QColor(colours.shape_fill))
    painter.drawPath(_shape(mark.kind, mark.shape))
    _text(painter, mark.initials, colours.ink)
    for line in mark.label:
        _halo_text(painter, line, colours.ink, colours.canvas)
    painter.setOpacity(1.0)


def tie_pen(colours: Colours, *, faded: bool = False) -> QPen:
    # Opaque and one unit wide: six times quicker than a see-through or wider line (600 ties: 6 ms against 60).
    return QPen(_mixed(colours.tie, colours.ring(1), FADED_OPACITY) if faded else QColor(colours.tie), 1.0)


def shape_pen(kind: EntryKind, colours: Colours, *, private: bool = False) -> QPen:
    """The outline of a shape: dashed for someone remembered, double weight when private."""
    pen = QPen(QColor(colours.ink), 2.6 if private else 1.6)
    if is_dashed(kind):
        pen.setDashPattern([1.6, 1.6])
    return pen


def _mixed(colour: str, ground: str, share: float) -> QColor:
    """A colour laid over a ground as if it were see-through; `share` is how much of it is there."""
    top, below = QColor(colour), QColor(ground)
    parts = ((top.red(), below.red()), (top.green(), below.green()), (top.blue(), below.blue()))
    return QColor(*(round(share * a + (1 - share) * b) for a, b in parts))


def _arc(painter: QPainter, arc: Arc, colours: Colours) -> None:
    colour = QColor(colours.support[arc.kind])
    if arc.faded:
        colour.setAlphaF(FADED_OPACITY)
    pen = QPen(colour, arc.thickness)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if arc.level is SupportLevel.UNSURE:
        pen.setDashPattern([0.7, 0.7] if arc.direction is Direction.GET else [1.0, 1.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    square = QRectF(-arc.radius, -arc.radius, 2 * arc.radius, 2 * arc.radius)
    # Qt counts sixteenths of a degree counter-clockwise from three o'clock; ours run clockwise from twelve.
    painter.drawArc(square, round(16 * (90.0 - arc.start)), round(-16 * arc.span))


@lru_cache(maxsize=64)
def _shape(kind: EntryKind, radius: float) -> QPainterPath:
    path = QPainterPath()
    for command, *numbers in shape_path(kind, radius):
        if command == "M":
            path.moveTo(*numbers)
        elif command == "L":
            path.lineTo(*numbers)
        elif command == "C":
            path.cubicTo(*numbers)
        else:
            path.closeSubpath()
    return path


@lru_cache(maxsize=64)
def font(size: int, bold: bool) -> QFont:
    """The lettering of the map at a size in map units: unhinted and without kerning, so screen and paper agree."""
    result = QFont(FAMILY)
    result.setPixelSize(size)
    result.setBold(bold)
    result.setKerning(False)
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return result


def text_width(text: str, size: float, bold: bool) -> float:
    """Advance of a line of text in map units, as this painter draws it."""
    lettering = font(_whole(size), bold)
    return QFontMetricsF(lettering).horizontalAdvance(text) * size / _whole(size)


def _text(painter: QPainter, line: TextLine, colour: str) -> None:
    with _at_line(painter, line):
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(0, 0), line.text)


def _halo_text(painter: QPainter, line: TextLine, colour: str, halo: str) -> None:
    # Small offsets draw the halo in any script; outlines of glyphs would lose colour emoji.
    with _at_line(painter, line):
        painter.setPen(QColor(halo))
        for dx, dy in _HALO:
            painter.drawText(QPointF(dx, dy), line.text)
        painter.setPen(QColor(colour))
        painter.drawText(QPointF(0, 0), line.text)


_HALO: Final = ((-1.5, 0.0), (1.5, 0.0), (0.0, -1.5), (0.0, 1.5), (-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0))


@contextmanager
def _at_line(painter: QPainter, line: TextLine) -> Iterator[None]:
    """The start of the line at the origin, with its font; fonts come in whole pixels, the rest is scaled."""
    painter.save()
    painter.translate(line.x - line.width / 2, line.baseline)
    whole = _whole(line.size)
    if whole != line.size:
        painter.scale(line.size / whole, line.size / whole)
    painter.setFont(font(whole, line.bold))
    try:
        yield
    finally:
        painter.restore()


def _whole(size: float) -> int:
    return max(1, math.ceil(size))


PAINT: Final[Mapping[type, Callable[[QPainter, Any, Colours], None]]] = {
    RingMark: paint_ring,
    RingNameMark: paint_ring_name,
    MeMark: paint_me,
    TieMark: lambda painter, mark, colours: paint_ties(painter, (mark,), colours),
    EntryMark: paint_entry,
}
