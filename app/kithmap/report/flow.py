"""Pages filled from top to bottom with lines of text, each made of pieces.

Everything is laid out first and drawn afterwards, when the number of pages is known. Units: points, y down from the
upper edge of the page.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from kithmap.layout.picture import Box
from kithmap.layout.style import PAPER
from kithmap.report.fonts import Fonts
from kithmap.report.pen import Pen, TextStyle
from kithmap.report.tagging import Element

Paint = Callable[[Pen], None]
# Draws a part of a line; x is the left end of the line, y its baseline.
LinePart = Callable[[Pen, float, float], None]
Line = tuple[LinePart, ...]

LEADING: Final = 1.36
# Where the baseline is in a line's height, as a part of the leading.
BASELINE: Final = 0.76
# Of what stands below a heading or behind a dot.
INDENT: Final = 14.0


class Piece(msgspec.Struct, frozen=True):
    """Text in one style; `tail` stays on its line. A name is a piece of its own: from the right it moves no other."""

    text: str
    style: TextStyle
    tail: str = ""


class Ink(msgspec.Struct, frozen=True):
    """Something to draw, and the element it belongs to (None: decoration)."""

    element: Element | None
    paint: Paint


class Flow:
    """Pages so far, and the place on the last one where the next thing goes."""

    def __init__(self, frame: Box, fonts: Fonts) -> None:
        self.frame = frame
        self.fonts = fonts
        self.pages: list[list[Ink]] = [[]]
        self.y = frame.top

    @property
    def room(self) -> float:
        return self.frame.bottom - self.y

    @property
    def is_fresh(self) -> bool:
        return not self.pages[-1]

    def turn(self) -> None:
        self.pages.append([])
        self.y = self.frame.top

    def need(self, height: float) -> None:
        """Turn the page unless there is room (or nothing on it yet)."""
        if height > self.room and not self.is_fresh:
            self.turn()

    def skip(self, height: float) -> None:
        """Leave some space, but not at the top of a page."""
        if not self.is_fresh:
            self.y += height

    def add(self, element: Element | None, paint: Paint) -> None:
        self.pages[-1].append(Ink(element, paint))

    def text(self, element: Element | None, x: float, baseline: float, text: str, style: TextStyle) -> None:
        self.add(element, lambda pen: pen.text(x, baseline, text, style))

    def dot(self, x: float, y: float, radius: float) -> None:
        self.add(None, lambda pen: pen.circle(x, y, radius, fill=PAPER.accent))

    def rule(self, width: float, colour: str) -> None:
        y, left, right = self.y, self.frame.left, self.frame.right
        self.add(None, lambda pen: pen.line((left, y), (right, y), width, colour))

    def points(self, parent: Element, texts: Iterable[str], style: TextStyle, between: float, radius: float) -> None:
        """A list with a dot of this radius before each text, and `between` left after it."""
        listed = parent.add("L")
        for text in texts:
            self.need(style.size * LEADING)
            body = listed.add("LI").add("LBody")
            self.dot(self.frame.left + 4, self.y + style.size * LEADING / 2, radius)
            self.paragraph(body, [Piece(text, style)], left=INDENT)
            self.y += between

    def paragraph(self, element: Element, pieces: Sequence[Piece], left: float = 0.0) -> None:
        size = pieces[0].style.size
        for line in lines_of(pieces, self.frame.width - left, self.fonts):
            self.need(size * LEADING)
            self.line(element, line, self.frame.left + left, size)
            self.y += size * LEADING

    def line(self, element: Element | None, line: Line, left: float, size: float) -> None:
        """One line whose upper edge is where the flow stands; the flow stays there."""
        self.add(element, painted_line(line, left, self.y + size * LEADING * BASELINE))


def lines_of(pieces: Iterable[Piece], width: float, fonts: Fonts) -> tuple[Line, ...]:
    """Pieces one after the other, broken into lines no wider than `width`."""
    lines: list[list[LinePart]] = [[]]
    x = 0.0
    for piece in pieces:
        style = piece.style
        tail = fonts.text_width(piece.tail.rstrip(), style.size, style.bold)
        broken = fonts.wrapped(piece.text, width - tail, style.size, style.bold, first=width - tail - x)
        for number, text in enumerate(broken):
            if number:
                lines.append([])
                x = 0.0
            if text:
                lines[-1].append(text_part(text, x, style))
                x += fonts.text_width(text, style.size, style.bold)
        if piece.tail:
            lines[-1].append(text_part(piece.tail, x, style))
            x += fonts.text_width(piece.tail, style.size, style.bold)
    return tuple(tuple(line) for line in lines if line)


def text_part(text: str, x: float, style: TextStyle) -> LinePart:
    return lambda pen, left, baseline: pen.text(left + x, baseline, text, style)


def painted_line(line: Line, left: float, baseline: float) -> Paint:
    def paint(pen: Pen) -> None:
        for part in line:
            part(pen, left, baseline)

    return paint
