"""How one entry looks: disc, shape with initials, label and dial, all relative to its middle."""

from functools import lru_cache
from typing import Final

import msgspec

from kithmap.layout.labels import Lettering, label
from kithmap.layout.picture import Box, TextLine
from kithmap.layout.sizes import Sizes
from kithmap.layout.style import ASCENT, CAP_HEIGHT, DESCENT, TextWidth
from kithmap.model.names import initials, printable

# Width of the initials inside a shape, as part of its radius: the chord of a circle at the height of capitals.
_INITIALS_ROOM: Final = 1.5

# Free space between disc and label, and at both ends of its lines in parts of their size: two labels side by side must
# not read as one.
_LABEL_DISTANCE: Final = 1.0
_LABEL_ENDS: Final = 0.35


class Look(msgspec.Struct, frozen=True):
    """What does not depend on where an entry is nor on its support."""

    initials: TextLine
    label: tuple[TextLine, ...]
    label_box: Box
    truncated: bool


@lru_cache(maxsize=8192)
def look(name: str, sizes: Sizes, text_width: TextWidth) -> Look:
    lettering = Lettering(sizes.label, bold=False, text_width=text_width)
    wrapped = label(printable(name), lettering, sizes.label_width, sizes.label_lines)
    top = sizes.disc + _LABEL_DISTANCE
    step = sizes.line_height * sizes.label
    lines = tuple(
        lettering.line(text, top + ASCENT * sizes.label + number * step) for number, text in enumerate(wrapped.lines)
    )
    width = max(line.width for line in lines) + 2.0 * _LABEL_ENDS * sizes.label if lines else 0.0
    height = (ASCENT + DESCENT) * sizes.label + (len(lines) - 1) * step if lines else 0.0
    return Look(
        initials=_initials(name, sizes, text_width),
        label=lines,
        label_box=Box(-width / 2.0, top, width, height),
        truncated=wrapped.truncated,
    )


def _initials(name: str, sizes: Sizes, text_width: TextWidth) -> TextLine:
    text = initials(name)
    lettering = Lettering(sizes.initials, bold=True, text_width=text_width)
    width = lettering.width(text)
    room = _INITIALS_ROOM * sizes.shape
    if width > room:
        lettering = lettering._replace(size=sizes.initials * room / width)
    return lettering.line(text, CAP_HEIGHT * lettering.size / 2.0)
