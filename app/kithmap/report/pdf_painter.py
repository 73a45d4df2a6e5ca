"""Draws the marks of a Picture with a pen: one function for each type of mark, none of them decides anything."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from kithmap.layout.picture import EntryMark, Mark, MeMark, RingMark, RingNameMark, TextLine, TieMark
from kithmap.layout.shapes import is_dashed, shape_path
from kithmap.layout.style import Colours
from kithmap.report.pen import Pen, TextStyle

_FADED: Final = 0.3


def paint(pen: Pen, marks: Iterable[Mark], colours: Colours) -> None:
    for mark in marks:
        PAINTERS[type(mark)](pen, mark, colours)


def paint_halos(pen: Pen, entries: Iterable[EntryMark], colours: Colours) -> None:
    """Keep lines clear of the labels: drawn after rings and ties, before the entries, as decoration."""
    for mark in entries:
        for line in mark.label:
            style = TextStyle(line.size, line.bold, colours.canvas)
            pen.halo(mark.x + line.x, mark.y + line.baseline, line.text, style)


def _paint_ring(pen: Pen, mark: RingMark, colours: Colours) -> None:
    pen.circle(0, 0, mark.radius, fill=colours.ring(mark.order), stroke=colours.ring_line, width=1.2)


def _paint_ring_name(pen: Pen, mark: RingNameMark, colours: Colours) -> None:
    pen.box(mark.box, corner=mark.box.height / 2, fill=colours.raised, stroke=colours.ring_line)
    _text(pen, mark.line, 0, 0, colours.ink)


def _paint_me(pen: Pen, mark: MeMark, colours: Colours) -> None:
    pen.circle(0, 0, mark.radius, fill=colours.accent)
    for line in mark.lines:
        _text(pen, line, 0, 0, colours.on_accent)


def _paint_tie(pen: Pen, mark: TieMark, colours: Colours) -> None:
    pen.line((mark.x1, mark.y1), (mark.x2, mark.y2), 1.1, _faded(colours.tie, mark.faded))


def _paint_entry(pen: Pen, mark: EntryMark, colours: Colours) -> None:
    at = (mark.x, mark.y)
    ink = _faded(colours.ink, mark.faded)
    pen.circle(*at, mark.disc, fill=colours.disc)
    for arc in mark.arcs:
        pen.arc(at, arc, _faded(colours.support[arc.kind], arc.faded or mark.faded))
    dash = (2.4, 2.2) if is_dashed(mark.kind) else ()
    pen.outline(shape_path(mark.kind, mark.shape), at, fill=colours.shape_fill, stroke=ink, width=1.5, dash=dash)
    for line in (mark.initials, *mark.label):
        _text(pen, line, *at, ink)


def _text(pen: Pen, line: TextLine, x: float, y: float, colour: str) -> None:
    pen.centred(x + line.x, y + line.baseline, line.text, TextStyle(line.size, line.bold, colour))


def _faded(colour: str, faded: bool) -> str:
    if not faded:
        return colour
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * _FADED):02X}" for part in parts)


# Typed loosely: each function takes the one type of mark it stands under.
PAINTERS: Final[Mapping[type[Mark], Callable[[Pen, Any, Colours], None]]] = {
    RingMark: _paint_ring,
    RingNameMark: _paint_ring_name,
    MeMark: _paint_me,
    TieMark: _paint_tie,
    EntryMark: _paint_entry,
}
