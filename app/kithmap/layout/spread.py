"""Spreading the entries of one ring: everybody as near to their own place as possible, none covering another.

A place that is free is kept exactly. Where blocks would cover each other, those in conflict take the nearest free
places in turn, clockwise, and nobody passes anybody: the order by angle stays. Angles inside this module are radians
clockwise from twelve o'clock, counted on from a cut in the widest gap of the ring, so keeping the order is keeping a
list sorted.
"""

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple, TypeVar

from kithmap.layout.bands import Band, comfortable
from kithmap.layout.blocks import TRACE, Place, Point, Rect, moved, to_point
from kithmap.layout.room import Room

_T = TypeVar("_T")

_TURN: Final = 2.0 * math.pi
# How densely crowded entries are to be spread: the part of the band's area that their blocks fill.
_DENSITY: Final = 0.5
# While a crowd is seated, a step across the ring counts so much of one along it: all the depth of the band is used.
_ACROSS: Final = 0.08
# Rounds in which everybody may come nearer to their own place once all have one.
_ROUNDS: Final = 2


class Crowd(NamedTuple):
    """The entries of one ring in their order, the areas they fill, and the walls they must keep clear of.

    `places` are angles (degrees, ascending) and depths; `blocks` are relative to the middle of each entry and, like
    `walls`, already contain half the gap to the next.
    """

    places: tuple[tuple[float, float], ...]
    blocks: tuple[Rect, ...]
    walls: tuple[Rect, ...]
    band: Band


def spread(crowd: Crowd) -> tuple[Point, ...] | None:
    """Middles of the entries, or None when no free arrangement was found in this band."""
    stored = [(math.radians(angle), crowd.band.radius(depth)) for angle, depth in crowd.places]
    points = tuple(map(to_point, stored))
    pairs = overlapping(list(map(moved, crowd.blocks, points)), crowd.walls)
    if not pairs:
        return points
    conflicting = {index for pair in pairs for index in pair}
    start = _widest_gap(stored)
    blocks = _turned(crowd.blocks, start)
    places = _unwound(_turned(stored, start))
    for movable in ([index in conflicting for index in range(len(stored))], [True] * len(stored)):
        ring = _Ring(crowd, places, blocks, _turned(movable, start))
        if ring.seat():
            ring.settle()
            return tuple(map(to_point, _turned(ring.seats, len(stored) - start)))
    return None


def overlapping(rects: Sequence[Rect], walls: Sequence[Rect]) -> list[tuple[int, int]]:
    """Pairs of indices, smaller first, that share some area; walls count on from the last rectangle, two are none."""
    count = len(rects)
    everything = [*rects, *walls]
    pairs = []
    open_ones: list[int] = []
    for index in sorted(range(len(everything)), key=lambda each: everything[each][0]):
        left, top, _, bottom = everything[index]
        left, top, bottom = left + TRACE, top + TRACE, bottom - TRACE
        open_ones = [other for other in open_ones if everything[other][2] > left]
        for other in open_ones:
            rect = everything[other]
            if rect[1] < bottom and rect[3] > top and (index < count or other < count):
                pairs.append((index, other) if index < other else (other, index))
        open_ones.append(index)
    return pairs


class _Ring:
    """The entries of a ring, cut open at its widest gap, while they look for their places."""

    def __init__(self, crowd: Crowd, places: Sequence[Place], blocks: Sequence[Rect], movable: Sequence[bool]) -> None:
        self.stored = places
        self.blocks = blocks
        self.walls = crowd.walls
        self.movable = [index for index, free in enumerate(movable) if free]
        self.bands = [_allowed(crowd.band, block, place) for block, place in zip(blocks, places, strict=True)]
        self.bounds = _bounds(places, movable)
        self.seats = _wishes(places, blocks, crowd.band, self.movable)

    def seat(self) -> bool:
        """In turn, everybody who may move takes the nearest free place; False when somebody finds none."""
        free = set(self.movable)
        taken = [*self.walls, *(self._rect(index) for index in range(len(self.seats)) if index not in free)]
        angle = -math.inf
        for index in self.movable:
            low, high = self.bounds[index]
            found = Room(self.blocks[index], taken).nearest(
                self.seats[index], self.bands[index], max(low, angle), high, _ACROSS
            )
            if found is None:
                return False
            self.seats[index] = found
            taken.append(self._rect(index))
            angle = found[0]
        return True

    def settle(self) -> None:
        """In turn, everybody who may move comes as near to their own place as the others leave room."""
        rects = [self._rect(index) for index in range(len(self.seats))]
        for index in self.movable * _ROUNDS:
            low, high = self.bounds[index]
            before = self.seats[index - 1][0] if index else low
            after = self.seats[index + 1][0] if index + 1 < len(self.seats) else high
            room = Room(self.blocks[index], [*self.walls, *rects[:index], *rects[index + 1 :]])
            found = room.nearest(self.stored[index], self.bands[index], max(low, before), min(high, after))
            if found is not None and self._distance(index, found) < self._distance(index, self.seats[index]):
                self.seats[index] = found
                rects[index] = self._rect(index)

    def _rect(self, index: int) -> Rect:
        return moved(self.blocks[index], to_point(self.seats[index]))

    def _distance(self, index: int, place: Place) -> float:
        return math.dist(to_point(self.stored[index]), to_point(place))


def _turned(values: Sequence[_T], start: int) -> list[_T]:
    return [*values[start:], *values[:start]]


def _widest_gap(stored: Sequence[Place]) -> int:
    gaps = [(angle - stored[index - 1][0]) % _TURN for index, (angle, _) in enumerate(stored)]
    return max(range(len(gaps)), key=gaps.__getitem__)


def _unwound(places: Sequence[Place]) -> list[Place]:
    first = places[0][0]
    return [(angle + _TURN if angle < first else angle, radius) for angle, radius in places]


def _allowed(band: Band, block: Rect, place: Place) -> Band:
    """Where an entry may be: clear of the lines, so that it can be seen which ring it is on, or as near as it is."""
    inside = comfortable(band, block[1])
    return Band(min(inside.inner, place[1]), max(inside.outer, place[1]))


def _bounds(places: Sequence[Place], movable: Sequence[bool]) -> list[tuple[float, float]]:
    """How far each may turn: to those beside it that stay, or to the cut in the widest gap."""
    first, last = places[0][0], places[-1][0]
    slack = (_TURN - (last - first)) / 2.0
    fixed = [None if free else place[0] for place, free in zip(places, movable, strict=True)]
    lows = accumulate(fixed, _latest, initial=first - slack)
    highs = accumulate(reversed(fixed), _latest, initial=last + slack)
    return list(zip(list(lows)[1:], reversed(list(highs)[1:]), strict=True))


def _latest(before: float, now: float | None) -> float:
    return before if now is None else now


def _wishes(places: Sequence[Place], blocks: Sequence[Rect], band: Band, movable: Sequence[int]) -> list[Place]:
    """Where to look for a free place first: a crowd is drawn apart as far as its blocks need in this band."""
    area = math.pi * (band.outer**2 - band.inner**2) * _DENSITY
    spaces = [_TURN * (block[2] - block[0]) * (block[3] - block[1]) / area for block in blocks]
    angles = _spaced([places[index][0] for index in movable], [spaces[index] for index in movable])
    wishes = list(places)
    for index, angle in zip(movable, angles, strict=True):
        wishes[index] = (angle, places[index][1])
    return wishes


def _spaced(angles: Sequence[float], spaces: Sequence[float]) -> list[float]:
    """The nearest angles (least squares) amid spaces that do not overlap, squeezed if a turn is too short for them."""
    squeeze = min(1.0, _TURN / sum(spaces))
    ends = [squeeze * end for end in accumulate(spaces)]
    middles = [end - squeeze * space / 2.0 for end, space in zip(ends, spaces, strict=True)]
    low = angles[0] - (_TURN - (angles[-1] - angles[0])) / 2.0
    high = low + _TURN - ends[-1]
    level = _in_order([angle - middle for angle, middle in zip(angles, middles, strict=True)])
    return [min(max(each, low), high) + middle for each, middle in zip(level, middles, strict=True)]


def _in_order(values: Sequence[float]) -> list[float]:
    """The nearest values (least squares) that never fall: neighbours in the wrong order share their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] * count >= total * pools[-1][1]:
            total += pools[-1][0]
            count += pools[-1][1]
            pools.pop()
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
