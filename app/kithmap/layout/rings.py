"""How large the rings are: as wide as usual, or as wide as their entries need, from the inside out."""

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from typing import Final, NamedTuple

from kithmap.layout.bands import Band
from kithmap.layout.blocks import Point, Rect, moved
from kithmap.layout.spread import Crowd, spread

# The part of a ring's area that blocks fill before it grows, in steps that keep its size from changing at every name.
_PACKING: Final = 0.5
_GROWTH: Final = 1.08


class Members(NamedTuple):
    """The entries of one ring, in their order: stored angles and depths, the room they need, and the ring's own.

    `width` is that of the band before it grows; `pill` the room for the ring's name, relative to its line.
    """

    width: float
    pill: Rect
    places: tuple[tuple[float, float], ...]
    blocks: tuple[Rect, ...]


class Settled(NamedTuple):
    """A ring that holds its entries: the radius of its line, and their middles."""

    outer: float
    points: tuple[Point, ...]


def settle_rings(me: float, rings: Sequence[Members], middle: Sequence[Rect]) -> list[Settled]:
    """The rings round Me (radius `me`, filling `middle`), inner to outer; those outside keep clear of those within."""
    walls = list(middle)
    inner = me
    settled = []
    for members in rings:
        ring = _settle(members, inner, _within_reach(walls, members, inner))
        settled.append(ring)
        inner = ring.outer
        walls += [*map(moved, members.blocks, ring.points), moved(members.pill, (0.0, -inner))]
    return settled


@lru_cache(maxsize=64)
def _settle(members: Members, inner: float, walls: tuple[Rect, ...]) -> Settled:
    for level in count(_first_level(members, inner)):
        outer = inner + members.width * _GROWTH**level
        pill = moved(members.pill, (0.0, -outer))
        points = spread(Crowd(members.places, members.blocks, (*walls, pill), Band(inner, outer)))
        if points is not None:
            return Settled(outer, points)
    raise AssertionError("count never ends")


def _first_level(members: Members, inner: float) -> int:
    needed = sum((right - left) * (bottom - top) for left, top, right, bottom in members.blocks) / _PACKING
    width = math.sqrt(inner**2 + needed / math.pi) - inner
    return max(0, math.ceil(math.log(width / members.width, _GROWTH))) if width > 0.0 else 0


def _within_reach(walls: Sequence[Rect], members: Members, inner: float) -> tuple[Rect, ...]:
    """The walls an entry with its middle outside the inner line can touch; the others need no new answer."""
    reach = max((_furthest(block) for block in members.blocks), default=0.0)
    return tuple(wall for wall in walls if _furthest(wall) > inner - reach)


def _furthest(rect: Rect) -> float:
    return math.hypot(max(-rect[0], rect[2]), max(-rect[1], rect[3]))
