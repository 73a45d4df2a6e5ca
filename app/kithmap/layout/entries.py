"""How one entry looks: disc, shape with initials, label and dial, all relative to its middle."""

from functools import lru_cache
from typing import Final

import msgspec

from kithmap.layout.labels import Lettering, label
from kithmap.layout.picture import Box, TextLine
from kithmap.layout.style import ASCENT, CAP_HEIGHT, DESCENT, Metrics, TextWidth
from kithmap.model.names import initials, printable

# Up to so many entries on the rings: size of the disc, of the lettering, width of the labels.
_TIERS: Final = ((16, 1.0, 1.0, 1.0), (36, 0.88, 12 / 13, 0.93), (70, 0.78, 11 / 13, 0.85))
_SMALLEST: Final = (0.68, 10 / 13, 0.78)

# Width of the initials inside a shape, as part of its radius: the chord of a circle at the height of capitals.
_INITIALS_ROOM: Final = 1.5

_LABEL_DISTANCE: Final = 1.0


class Sizes(msgspec.Struct, frozen=True):
    """Sizes of the entries of one picture, in map units."""

    disc: float
    shape: float
    initials: float
    label: float
    label_width: float
    label_lines: int
    line_height: float


class Look(msgspec.Struct, frozen=True):
    """What does not depend on where an entry is nor on its support."""

    initials: TextLine
    label: tuple[TextLine, ...]
    label_box: Box
    truncated: bool


def sizes_for(count: int, metrics: Metrics) -> Sizes:
    """Sizes when `count` entries are on the rings: the more, the smaller.

    Lettering and the width of labels grow with the person's text size, discs by half as much.
    """
    disc, lettering, width = next((tier for most, *tier in _TIERS if count <= most), _SMALLEST)
    disc *= text_growth(metrics)
    return Sizes(
        disc=metrics.disc * disc,
        shape=metrics.shape * disc,
        initials=metrics.initials_size * metrics.text * lettering,
        label=metrics.label_size * metrics.text * lettering,
        label_width=metrics.label_width * metrics.text * width,
        label_lines=metrics.label_lines,
        line_height=metrics.line_height,
    )


def text_growth(metrics: Metrics) -> float:
    """How much discs and Me grow with the text size: half as much as the lettering."""
    return (1.0 + metrics.text) / 2.0


@lru_cache(maxsize=8192)
def look(name: str, sizes: Sizes, text_width: TextWidth) -> Look:
    """The initials and the label of a name, with the area the label fills below the disc."""
    lettering = Lettering(sizes.label, bold=False, text_width=text_width)
    wrapped = label(printable(name), lettering, sizes.label_width, sizes.label_lines)
    top = sizes.disc + _LABEL_DISTANCE
    step = sizes.line_height * sizes.label
    lines = tuple(
        lettering.line(text, top + ASCENT * sizes.label + number * step) for number, text in enumerate(wrapped.lines)
    )
    width = max((line.width for line in lines), default=0.0)
    height = (ASCENT + DESCENT) * sizes.label + (len(lines) - 1) * step if lines else 0.0
    return Look(
        initials=_initials(name, sizes, text_width),
        label=lines,
        label_box=Box(-width / 2.0, top, width, height),
        truncated=wrapped.truncated,
    )


def _initials(name: str, sizes: Sizes, text_width: TextWidth) -> TextLine:
    """Made smaller where they would not fit into the shape."""
    text = initials(name)
    lettering = Lettering(sizes.initials, bold=True, text_width=text_width)
    width = lettering.width(text)
    room = _INITIALS_ROOM * sizes.shape
    if width > room:
        lettering = lettering._replace(size=sizes.initials * room / width)
    return lettering.line(text, CAP_HEIGHT * lettering.size / 2.0)
