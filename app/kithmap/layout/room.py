"""Where one more block has room: the nearest free place on a ring, and how open the spots to choose from are."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Final

from kithmap.layout.bands import Band
from kithmap.layout.blocks import TRACE, Place, Point, Rect, to_point

# Distance between the rays that are tried, and how far to look at first, in map units.
_STEP: Final = 3.0
_REACH: Final = 120.0
# A free place keeps a little more distance than needed: rounding must not undo it.
_SPARE: Final = 1e-4
# Side of the squares that spots are kept in, in map units: what is far from a square is far from all its spots.
_CELL: Final = 160.0

# Which square: counted rightwards and downwards.
_Cell = tuple[int, int]


class Room:
    """The points where the middle of a block may be: outside all that is taken, grown by the block itself."""

    def __init__(self, block: Rect, taken: Iterable[Rect]) -> None:
        self._rects = [_grown(rect, block) for rect in taken]

    def is_free(self, point: Point) -> bool:
        """Whether a block with its middle here covers nothing."""
        x, y = point
        return not any(
            rect[0] + TRACE < x < rect[2] - TRACE and rect[1] + TRACE < y < rect[3] - TRACE for rect in self._rects
        )

    def nearest(
        self, wanted: Place, band: Band, low: float = -math.inf, high: float = math.inf, across: float = 1.0
    ) -> Place | None:
        """The nearest free place in a band between two angles; a step across counts `across` times as much."""
        angle = min(max(wanted[0], low), high)
        radius = min(max(wanted[1], band.inner), band.outer)
        low, high = max(low, angle - math.pi), min(high, angle + math.pi)
        x, y = to_point((angle, radius))
        reach = _REACH
        while True:
            # A place at distance d is off by less than 1.5 d in x and y: what is further away is not in its way.
            far = 1.5 * reach / min(1.0, across)
            near = [r for r in self._rects if r[0] < x + far and r[2] > x - far and r[1] < y + far and r[3] > y - far]
            found = _nearest_within(reach, (angle, radius), band, low, high, near, across)
            if found is not None or reach > math.pi * band.outer:
                return found
            reach *= 2.0


class Spots:
    """Points to choose from, and how far a block with its middle there is from what is taken.

    `clearances` belong to the `points` one by one; negative where the block would cover something, `reach` at most.
    """

    def __init__(self, points: Sequence[Point], block: Rect, reach: float) -> None:
        self.points = points
        self.clearances = [reach] * len(points)
        self._block = block
        self._cells = _cells(points)
        self._highest = dict.fromkeys(self._cells, reach)

    def take(self, rect: Rect) -> None:
        """Bring the spots near one more rectangle down to their distance from it."""
        grown = _grown(rect, self._block)
        for cell in _cells_near(grown, max(self._highest.values())):
            # Only squares of the grid that have spots in them, and one at least that can be brought down.
            if _distance(*_apart(grown, _middle(cell), _CELL / 2.0)) < self._highest.get(cell, -math.inf):
                self._highest[cell] = self._lower(self._cells[cell], grown)

    def _lower(self, spots: list[int], grown: Rect) -> float:
        """The largest clearance that is left among them."""
        points, clearances = self.points, self.clearances
        for spot in spots:
            across, down = _apart(grown, points[spot])
            if across < clearances[spot] > down:
                clearances[spot] = min(clearances[spot], _distance(across, down))
        return max([clearances[spot] for spot in spots])


def _cells(points: Sequence[Point]) -> dict[_Cell, list[int]]:
    found = defaultdict(list)
    for spot, (x, y) in enumerate(points):
        found[int(x // _CELL), int(y // _CELL)].append(spot)
    return dict(found)


def _cells_near(rect: Rect, reach: float) -> Iterator[_Cell]:
    left, top, right, bottom = rect
    rows = range(int((top - reach) // _CELL), int((bottom + reach) // _CELL) + 1)
    return product(range(int((left - reach) // _CELL), int((right + reach) // _CELL) + 1), rows)


def _middle(cell: _Cell) -> Point:
    return (cell[0] + 0.5) * _CELL, (cell[1] + 0.5) * _CELL


def _apart(rect: Rect, point: Point, margin: float = 0.0) -> Point:
    """How far a point, or a square of so much round it, is beside and above or below a rectangle; negative within."""
    left, top, right, bottom = rect
    x, y = point
    return (
        (left - x if x + x < left + right else x - right) - margin,
        (top - y if y + y < top + bottom else y - bottom) - margin,
    )


def _distance(across: float, down: float) -> float:
    return math.hypot(across, down) if across > 0.0 and down > 0.0 else max(across, down)


def _grown(rect: Rect, block: Rect) -> Rect:
    """Where the middle of a block must not be, so that it does not cover the rectangle."""
    return rect[0] - block[2], rect[1] - block[3], rect[2] - block[0], rect[3] - block[1]


def _nearest_within(
    reach: float, wanted: Place, band: Band, low: float, high: float, rects: list[Rect], across: float
) -> Place | None:
    """Ray by ray, further and further to both sides."""
    angle, radius = wanted
    best, nearest = None, reach
    for turn in _turns(_STEP / radius):
        if abs(turn) * radius >= nearest or abs(turn) > math.pi:
            return best
        if low <= angle + turn <= high:
            found = _nearest_on_ray(angle + turn, radius, band, rects)
            if found is not None and (distance := math.hypot(turn * radius, across * (found - radius))) < nearest:
                best, nearest = (angle + turn, found), distance
    return best


def _turns(step: float) -> Iterator[float]:
    yield 0.0
    turn = step
    while True:
        yield turn
        yield -turn
        turn += step


def _nearest_on_ray(angle: float, radius: float, band: Band, rects: list[Rect]) -> float | None:
    """The free distance from the middle that is nearest to `radius`, in one direction."""
    closed = _closed_intervals(math.sin(angle), -math.cos(angle), rects)
    outward = inward = radius
    for start, end in sorted(closed):
        if start < outward < end:
            outward = end + _SPARE
    for start, end in sorted(closed, key=lambda each: -each[1]):
        if start < inward < end:
            inward = start - _SPARE
    ways = [each for each in (outward, inward) if band.inner <= each <= band.outer]
    return min(ways, key=lambda each: abs(each - radius), default=None)


def _closed_intervals(x: float, y: float, rects: list[Rect]) -> list[tuple[float, float]]:
    """Where the ray in direction (x, y) runs through the rectangles."""
    # A ray along an axis would divide by nothing; this near to it, it is the same ray.
    x = x if abs(x) > 1e-12 else 1e-12
    y = y if abs(y) > 1e-12 else 1e-12
    closed = []
    for left, top, right, bottom in rects:
        x1, x2, y1, y2 = left / x, right / x, top / y, bottom / y
        start = max(x1 if x1 < x2 else x2, y1 if y1 < y2 else y2)
        end = min(x1 if x1 > x2 else x2, y1 if y1 > y2 else y2)
        if end - start > TRACE and end > 0.0:
            closed.append((start, end))
    return closed
