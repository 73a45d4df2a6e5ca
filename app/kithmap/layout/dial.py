"""The support dial round an entry: a slot for each kind at its fixed clock position, arcs that grow with the level."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kithmap.layout.picture import Arc
from kithmap.layout.style import dial_angle
from kithmap.model.document import Support
from kithmap.model.ids import KindId
from kithmap.model.vocabulary import SUPPORT_KINDS, Direction, SupportLevel

# The part of its slot an arc fills; the rest keeps it apart from the kind next to it.
FILLED: Final = {SupportLevel.LITTLE: 0.26, SupportLevel.SOME: 0.52, SupportLevel.LOT: 0.80, SupportLevel.UNSURE: 0.40}
WIDE_SLOT: Final = 360.0 / len(SUPPORT_KINDS)
NARROW_SLOT: Final = WIDE_SLOT / 2.0

# Radius of the middle of the stroke and its thickness, as parts of the disc's radius: I get is thick and inside.
_STROKES: Final = {Direction.GET: (0.765, 0.15), Direction.GIVE: (0.93, 0.085)}


def slot(kinds_in_use: tuple[KindId, ...]) -> float:
    """Degrees for each kind: the usual eight share the circle; with others in use between them, half as much."""
    return WIDE_SLOT if set(kinds_in_use) <= set(SUPPORT_KINDS) else NARROW_SLOT


@lru_cache(maxsize=8192)
def dial(supports: tuple[Support, ...], slot_width: float, disc: float, show: KindId | None) -> tuple[Arc, ...]:
    """The arcs for what is marked; those of other kinds than `show` are faded."""
    return tuple(_arcs(supports, slot_width, disc, show))


def _arcs(supports: tuple[Support, ...], slot_width: float, disc: float, show: KindId | None) -> Iterator[Arc]:
    for support in supports:
        for direction, (radius, thickness) in _STROKES.items():
            level = support.level(direction)
            if level is not None:
                span = slot_width * FILLED[level]
                yield Arc(
                    kind=support.kind,
                    direction=direction,
                    level=level,
                    radius=radius * disc,
                    start=(dial_angle(support.kind) - span / 2.0) % 360.0,
                    span=span,
                    thickness=thickness * disc,
                    faded=show not in (None, support.kind),
                )
