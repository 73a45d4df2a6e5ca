"""Me in the middle of the rings, and the names of the rings in pills on their lines."""

import math
from typing import Final

from kithmap.layout.labels import Lettering, label
from kithmap.layout.line_breaking import shortened
from kithmap.layout.picture import Box, MeMark, RingNameMark, TextLine
from kithmap.layout.sizes import Sizes
from kithmap.layout.style import CAP_HEIGHT, TextWidth
from kithmap.model.ids import RingId
from kithmap.model.names import printable

_I_AM_STEP: Final = 1.2
# The circle grows in these steps until what I am fits; text stays inside this part of its radius.
_GROWTH: Final = (1.0, 1.2, 1.4, 1.6, 1.8)
_INSIDE: Final = 0.94
# Lines of "I am" are wrapped to this part of the radius; a chord shorter than so many letters is of no use.
_I_AM_WIDTH: Final = 1.7
_SHORTEST: Final = 3.0
_MOST_LINES: Final = 3

# A pill round its text: padding at each side and height, and the longest text, in parts of the text's size.
_PILL_SIDE: Final = 0.75
_PILL_HEIGHT: Final = 1.6
_LONGEST_NAME: Final = 12.0


def me_mark(me: str, i_am: tuple[str, ...], sizes: Sizes, text_width: TextWidth) -> MeMark:
    """The circle in the middle with "Me" and below it, as far as they fit, the "I am" lines."""
    title = Lettering(sizes.me_name, bold=True, text_width=text_width)
    small = Lettering(sizes.i_am, bold=False, text_width=text_width)
    base = max(sizes.me, title.width(me) / 2.0 / _INSIDE)
    lines: tuple[TextLine, ...] = ()
    radius = base
    for growth in _GROWTH if i_am else _GROWTH[:1]:
        radius = base * growth
        rows = _wrapped(i_am, radius, small)
        lines = _stacked(me, rows, radius, title, small)
        if [line.text for line in lines[1:]] == rows:
            break
    return MeMark(key="me", radius=radius, lines=lines)


def _wrapped(i_am: tuple[str, ...], radius: float, small: Lettering) -> list[str]:
    width = _I_AM_WIDTH * radius
    labels = [label(printable(text), small, width, _MOST_LINES) for text in i_am]
    return [text for each in labels for text in each.lines]


def _stacked(me: str, rows: list[str], radius: float, title: Lettering, small: Lettering) -> tuple[TextLine, ...]:
    """As many rows as the circle holds below "Me", each shortened to the width of the circle at its height."""
    for count in range(len(rows), -1, -1):
        height = CAP_HEIGHT * title.size + count * _I_AM_STEP * small.size
        baseline = CAP_HEIGHT * title.size - height / 2.0
        baselines = [baseline + (number + 1) * _I_AM_STEP * small.size for number in range(count)]
        widths = [_chord(radius, y - 0.75 * small.size, y + 0.25 * small.size) for y in baselines]
        if all(width >= _SHORTEST * small.size for width in widths):
            below = (
                small.line(shortened(text, small.fits(width)), y)
                for text, y, width in zip(rows, baselines, widths, strict=False)
            )
            return (title.line(me, baseline), *below)
    return ()


def _chord(radius: float, top: float, bottom: float) -> float:
    furthest = max(abs(top), abs(bottom))
    return 2.0 * math.sqrt(max(0.0, (_INSIDE * radius) ** 2 - furthest**2))


def ring_name_mark(ring: RingId, name: str, sizes: Sizes, text_width: TextWidth, radius: float = 0.0) -> RingNameMark:
    """The pill with the ring's name on its line at twelve o'clock; a long name ends in an ellipsis."""
    size = sizes.ring_name
    lettering = Lettering(size, bold=True, text_width=text_width)
    text = shortened(printable(name), lettering.fits(_LONGEST_NAME * size))
    line = lettering.line(text, CAP_HEIGHT * size / 2.0 - radius)
    width = line.width + 2.0 * _PILL_SIDE * size
    height = _PILL_HEIGHT * size
    box = Box(-width / 2.0, -radius - height / 2.0, width, height)
    return RingNameMark(key=f"name:{ring}", ring=ring, box=box, line=line)
