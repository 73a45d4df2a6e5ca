"""Spreading the entries of one ring: everybody as near to their own place as possible, none covering another.

A place that is free is kept exactly. Where blocks would cover each other they are pushed apart, mostly along the
ring, and never past each other: the order by angle stays. Angles inside this module are radians clockwise from twelve
o'clock, counted on from a cut in the widest gap of the ring, so that keeping the order is keeping a list sorted.
"""

import math
from collections.abc import Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from kithmap.layout.bands import Band, comfortable
from kithmap.layout.blocks import Point, Rect, moved

_TURN: Final = 2.0 * math.pi
_ROUNDS: Final = 60
# A push across the ring must be so much shorter to be preferred to one along it.
_ACROSS: Final = 0.8
# A push goes a little further than needed, and so little overlap is none: rounding must not undo a solution.
_OVERSHOOT: Final = 0.01
_TRACE: Final = 1e-6
# With more conflicts than this for each entry, pushing would take for ever: spread evenly first.
_HOPELESS: Final = 4.0


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
    points = [_point(angle, radius) for angle, radius in stored]
    pairs = overlapping([moved(*each) for each in zip(crowd.blocks, points, strict=True)], crowd.walls)
    if not pairs:
        return tuple(points)
    start = _widest_gap(stored)
    turned = Crowd(
        places=crowd.places[start:] + crowd.places[:start],
        blocks=crowd.blocks[start:] + crowd.blocks[:start],
        walls=crowd.walls,
        band=crowd.band,
    )
    solved = _solve(turned, {(each - start) % len(stored) for pair in pairs for each in pair if each < len(stored)})
    return solved and solved[-start:] + solved[:-start] if start else solved


def overlapping(rects: Sequence[Rect], walls: Sequence[Rect]) -> list[tuple[int, int]]:
    """Pairs of indices, smaller first, of rectangles that share some area; walls count on from the last rectangle.

    Two walls are no pair.
    """
    count = len(rects)
    everything = [*rects, *walls]
    order = sorted(range(len(everything)), key=lambda index: everything[index][0])
    pairs = []
    open_ones: list[int] = []
    for index in order:
        left, top, _, bottom = everything[index]
        top, bottom, left = top + _TRACE, bottom - _TRACE, left + _TRACE
        open_ones = [other for other in open_ones if everything[other][2] > left]
        for other in open_ones:
            rect = everything[other]
            if rect[1] < bottom and rect[3] > top and (index < count or other < count):
                pairs.append((index, other) if index < other else (other, index))
        open_ones.append(index)
    return pairs


def _point(angle: float, radius: float) -> Point:
    return radius * math.sin(angle), -radius * math.cos(angle)


def _widest_gap(stored: list[tuple[float, float]]) -> int:
    """Index of the entry after the widest gap, going clockwise."""
    gaps = [(angle - stored[index - 1][0]) % _TURN for index, (angle, _) in enumerate(stored)]
    if max(gaps) == 0.0:
        return 0
    return max(range(len(gaps)), key=gaps.__getitem__)


def _solve(crowd: Crowd, crowded: set[int]) -> tuple[Point, ...] | None:
    """The gentlest way that works: move only those in conflict, then anyone, then from an even spread."""
    angles = _unwound(crowd)
    radii = [crowd.band.radius(depth) for _, depth in crowd.places]
    everyone = set(range(len(angles)))
    starts = (
        (angles, radii, crowded),
        (angles, radii, everyone),
        (*_in_lanes(crowd, angles, radii), everyone),
        (*_in_one_lane(crowd, angles), everyone),
    )
    for start_angles, start_radii, movable in starts:
        attempt = _Attempt(crowd, start_angles, start_radii, movable)
        if attempt.relax():
            return attempt.points()
    return None


class _Attempt:
    """One try at pushing apart: the places as they change, and how far each may go."""

    def __init__(self, crowd: Crowd, angles: Sequence[float], radii: Sequence[float], movable: set[int]) -> None:
        self.blocks = crowd.blocks
        self.walls = crowd.walls
        self.angles = list(angles)
        self.radii = list(radii)
        self.mobility = [1.0 if index in movable else 0.0 for index in range(len(angles))]
        self.bounds = _angle_bounds(angles, movable)
        # Who is pushed keeps clear of the lines, so that it can be seen which ring they are on.
        bands = [comfortable(crowd.band, block[1]) for block in crowd.blocks]
        self.nearest = [min(radius, band.inner) for radius, band in zip(radii, bands, strict=True)]
        self.furthest = [max(radius, band.outer) for radius, band in zip(radii, bands, strict=True)]

    def points(self) -> tuple[Point, ...]:
        """Where everybody is now."""
        return tuple(map(_point, self.angles, self.radii))

    def relax(self) -> bool:
        """Push until nobody covers anybody; False when that does not come about."""
        count = len(self.blocks)
        for _ in range(_ROUNDS):
            pairs = overlapping(list(map(moved, self.blocks, self.points())), self.walls)
            if not pairs:
                return True
            if len(pairs) > _HOPELESS * count:
                return False
            for one, other in pairs:
                if other < count:
                    self._part(one, other)
                else:
                    self._leave(one, self.walls[other - count])
            self._keep_order()
        return False

    def _rect(self, index: int) -> Rect:
        return moved(self.blocks[index], _point(self.angles[index], self.radii[index]))

    def _part(self, before: int, after: int) -> None:
        """Push two entries apart: along the ring in their order, or across it if that is much shorter."""
        turn = (self.angles[before] + self.angles[after]) / 2.0
        if self.angles[after] - self.angles[before] > math.pi:
            # They meet across the cut, where the last stands before the first.
            before, after, turn = after, before, turn + math.pi
        shares = self.mobility[before] + self.mobility[after]
        rects = self._rect(before), self._rect(after)
        if not shares or not _touch(*rects):
            return
        along = _way_out(rects[1], rects[0], turn + math.pi / 2.0)
        if not self._part_across(before, after, rects, turn, _ACROSS * along):
            self.angles[before] -= along * self.mobility[before] / shares / self.radii[before]
            self.angles[after] += along * self.mobility[after] / shares / self.radii[after]

    def _part_across(self, before: int, after: int, rects: tuple[Rect, Rect], turn: float, most: float) -> bool:
        """Push the one further in inwards and the other outwards, if `most` and the band allow."""
        inner, outer = before, after
        if self.radii[inner] > self.radii[outer]:
            inner, outer, rects = outer, inner, (rects[1], rects[0])
        across = _way_out(rects[1], rects[0], turn)
        room_in = self.mobility[inner] * (self.radii[inner] - self.nearest[inner])
        room_out = self.mobility[outer] * (self.furthest[outer] - self.radii[outer])
        if across > min(most, room_in + room_out):
            return False
        inward = min(room_in, max(across / 2.0, across - room_out))
        self.radii[inner] -= inward
        self.radii[outer] += across - inward
        return True

    def _leave(self, index: int, wall: Rect) -> None:
        """Push one entry off a wall, the shortest way that stays in the band."""
        rect = self._rect(index)
        if not self.mobility[index] or not _touch(rect, wall):
            return
        angle, radius = self.angles[index], self.radii[index]
        clockwise = _way_out(rect, wall, angle + math.pi / 2.0)
        back = _way_out(rect, wall, angle - math.pi / 2.0)
        outward = _way_out(rect, wall, angle)
        inward = _way_out(rect, wall, angle + math.pi)
        ways = [(clockwise, clockwise / radius, 0.0), (back, -back / radius, 0.0)]
        if radius + outward <= self.furthest[index]:
            ways.append((outward, 0.0, outward))
        if radius - inward >= self.nearest[index]:
            ways.append((inward, 0.0, -inward))
        _, turn, shift = min(ways)
        self.angles[index] += turn
        self.radii[index] += shift

    def _keep_order(self) -> None:
        self.angles = [
            min(max(angle, low), high) for angle, (low, high) in zip(_in_order(self.angles), self.bounds, strict=True)
        ]


def _touch(one: Rect, other: Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _way_out(rect: Rect, wall: Rect, direction: float) -> float:
    """How far `rect` must go in a direction (an angle) until it is clear of `wall`."""
    x, y = math.sin(direction), -math.cos(direction)
    ways = []
    if abs(x) > 1e-9:
        ways.append((wall[2] - rect[0]) / x if x > 0 else (wall[0] - rect[2]) / x)
    if abs(y) > 1e-9:
        ways.append((wall[3] - rect[1]) / y if y > 0 else (wall[1] - rect[3]) / y)
    return min(ways) + _OVERSHOOT


def _unwound(crowd: Crowd) -> list[float]:
    """Angles in radians that only grow."""
    angles: list[float] = []
    for degrees, _ in crowd.places:
        angle = math.radians(degrees)
        angles.append(angle + _TURN if angles and angle < angles[0] else angle)
    return angles


def _angle_bounds(angles: Sequence[float], movable: set[int]) -> list[tuple[float, float]]:
    """How far each may turn: to those beside it that stay, or to the cut in the widest gap."""
    slack = (_TURN - (angles[-1] - angles[0])) / 2.0
    lows, highs = [], []
    low = angles[0] - slack
    for index, angle in enumerate(angles):
        low = low if index in movable else angle
        lows.append(low)
    high = angles[-1] + slack
    for index in range(len(angles) - 1, -1, -1):
        high = high if index in movable else angles[index]
        highs.append(high)
    return list(zip(lows, reversed(highs), strict=True))


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


def _spaced(angles: Sequence[float], spaces: Sequence[float]) -> list[float]:
    """The nearest angles with at least `spaces` before each (the first one: after the last); squeezed if need be."""
    total = sum(spaces)
    squeeze = min(1.0, _TURN / total)
    ahead = [squeeze * space for space in spaces]
    ahead[0] = 0.0
    offsets = list(accumulate(ahead))
    slack = (_TURN - (angles[-1] - angles[0])) / 2.0
    low, high = angles[0] - slack, angles[-1] + slack - offsets[-1] - squeeze * spaces[0]
    level = _in_order([angle - offset for angle, offset in zip(angles, offsets, strict=True)])
    return [min(max(value, low), high) + offset for value, offset in zip(level, offsets, strict=True)]


def _in_lanes(crowd: Crowd, angles: list[float], radii: list[float]) -> tuple[list[float], list[float]]:
    """Where it is crowded: evenly along as many lanes as the band has room for, in turn."""
    sizes = [(right - left + bottom - top) / 2.0 for left, top, right, bottom in crowd.blocks]
    width = crowd.band.outer - crowd.band.inner
    lanes = max(1, round(width / (sum(sizes) / len(sizes))))
    middle = crowd.band.radius(0.5)
    spaced = _spaced(angles, [size / middle / lanes for size in sizes])
    changed = [abs(now - before) > _TRACE for now, before in zip(spaced, angles, strict=True)]
    return spaced, [
        crowd.band.radius((index % lanes + 0.5) / lanes) if move else radius
        for index, (move, radius) in enumerate(zip(changed, radii, strict=True))
    ]


def _in_one_lane(crowd: Crowd, angles: list[float]) -> tuple[list[float], list[float]]:
    """All in the middle of the band, so far apart that nobody meets: free as soon as the ring is large enough."""
    middle = crowd.band.radius(0.5)
    reach = [2.0 * max(math.hypot(x, y) for x in (r[0], r[2]) for y in (r[1], r[3])) for r in crowd.blocks]
    spaces = [2.0 * math.asin(min(1.0, (size + reach[index - 1]) / 4.0 / middle)) for index, size in enumerate(reach)]
    return _spaced(angles, spaces), [middle] * len(angles)
