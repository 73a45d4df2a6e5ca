"""From points to places: what a drop means, where there is room, and where the arrow keys lead.

Everything is judged against the picture on the screen. The middle of an entry decides on which ring it is; exactly on a
line belongs to the ring inside it; inside Me counts as the innermost ring; up to one disc outside the outermost line
still counts as the outermost ring; further out is nowhere.

A `block` is the room an entry needs, relative to its middle (`EntryMark.block`). Points are map units, angles degrees
clockwise from twelve o'clock.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Final, Literal, NamedTuple

from kithmap.layout.bands import Band, comfortable
from kithmap.layout.blocks import TRACE, Point, Rect, circle_boxes, moved, rect_of, to_point
from kithmap.layout.picture import Box, EntryMark, Picture
from kithmap.layout.room import Room, Spots
from kithmap.model.document import Placement, normal_angle
from kithmap.model.errors import NoSuchEntry, NoSuchRing
from kithmap.model.ids import EntryId, RingId

Heading = Literal["left", "right", "up", "down"]

_HEADINGS: Final[Mapping[Heading, Point]] = {
    "left": (-1.0, 0.0),
    "right": (1.0, 0.0),
    "up": (0.0, -1.0),
    "down": (0.0, 1.0),
}

# A grid over a ring to find its most open spot: its spacing in discs, or so many points in a very large ring.
_GRID: Final = 0.5
_POINTS: Final = 2000
# Beyond this distance from others a spot does not become more open, and how much the middle of the band counts.
_OPEN: Final = 150.0
_MIDDLE: Final = 0.5
# Where to begin when every spot is as good: clear of the names of rings at twelve o'clock.
_FIRST: Final = math.tau / 8.0
# One press of an arrow key, in map units along the ring.
_NUDGE: Final = 8.0


def point_of(picture: Picture, placement: Placement) -> Point:
    return to_point((math.radians(placement.angle), band_of(picture, placement.ring).radius(placement.depth)))


def band_of(picture: Picture, ring: RingId) -> Band:
    """The band of one of the picture's rings. Raises NoSuchRing."""
    inner = picture.me.radius
    for mark in reversed(picture.rings):
        if mark.ring == ring:
            return Band(inner, mark.radius)
        inner = mark.radius
    raise NoSuchRing(ring)


def ring_at(picture: Picture, x: float, y: float, beyond: float = 0.0) -> RingId | None:
    """The ring a point is on; None when it lies more than `beyond` outside the outermost line."""
    distance = math.hypot(x, y)
    for mark in reversed(picture.rings):
        if distance <= mark.radius:
            return mark.ring
    return picture.rings[0].ring if distance <= picture.radius + beyond else None


def places_at(
    picture: Picture, middles: Mapping[EntryId, Point], blocks: Mapping[EntryId, Box]
) -> Mapping[EntryId, Placement] | None:
    """What dropping entries together means: by id the points of their middles and the room they need.

    In the order given, each takes its own place, or where that would cover another entry, a ring's name or Me, the
    nearest free one in the same ring, if there is one. None when one is outside the rings: then nobody moves.
    """
    taken = _taken(picture, middles)
    placements = {}
    for entry, (x, y) in middles.items():
        placement = _drop(picture, x, y, blocks[entry], taken)
        if placement is None:
            return None
        placements[entry] = placement
        taken.others.append(_rect_at(picture, placement, blocks[entry]))
    return placements


def free_place(
    picture: Picture, ring: RingId, block: Box, *, near: float | None = None, moving: Collection[EntryId] = ()
) -> Placement:
    """The free place in a ring nearest to an angle (None: the most open); in a full ring the one with most room."""
    return _Openings(picture, ring, [block], _taken(picture, moving)).put(block, near)


def free_places(
    picture: Picture, ring: RingId, angles: Mapping[EntryId, float | None], blocks: Mapping[EntryId, Box]
) -> Mapping[EntryId, Placement]:
    """A place in a ring for each of several entries, in their order, as `free_place` says; none covers another."""
    openings = _Openings(picture, ring, [blocks[entry] for entry in angles], _taken(picture, angles))
    return {entry: openings.put(blocks[entry], near) for entry, near in angles.items()}


def neighbour(picture: Picture, entry_id: EntryId, heading: Heading) -> EntryId | None:
    """The entry an arrow key leads to from this one: near, and rather straight ahead; None at the edge."""
    start = _mark(picture, entry_id)
    ahead_x, ahead_y = _HEADINGS[heading]
    found = []
    for order, mark in enumerate(picture.entries):
        dx, dy = mark.x - start.x, mark.y - start.y
        ahead = dx * ahead_x + dy * ahead_y
        aside = abs(dx * ahead_y - dy * ahead_x)
        if ahead > 0.5 * aside and ahead > 0.0:
            found.append((ahead + 2.0 * aside, order, mark.entry))
    return min(found)[-1] if found else None


def step_along(picture: Picture, entry_id: EntryId, *, clockwise: bool) -> Placement | None:
    """The next free place along the ring at the same depth, past whoever is in the way; None when there is none."""
    mark = _mark(picture, entry_id)
    ring = _ring_of(picture, mark)
    radius = math.hypot(mark.x, mark.y)
    room = _taken(picture, (entry_id,)).room(mark.block, picture.gap)
    start = math.atan2(mark.x, -mark.y)
    step = _NUDGE / radius
    for number in range(1, int(math.tau / step)):
        point = to_point((start + number * (step if clockwise else -step), radius))
        if room.is_free(point):
            return _placement(picture, ring, point)
    return None


def step_between(picture: Picture, entry_id: EntryId, *, outward: bool) -> Placement | None:
    """A free place at about the same angle in the next ring out or in; None when there is no such ring."""
    mark = _mark(picture, entry_id)
    rings = [each.ring for each in reversed(picture.rings)]
    index = rings.index(_ring_of(picture, mark)) + (1 if outward else -1)
    if not 0 <= index < len(rings):
        return None
    return free_place(picture, rings[index], mark.block, near=_angle((mark.x, mark.y)), moving=(entry_id,))


class _Taken(NamedTuple):
    """What may not be covered, with half the gap round it: Me and the names of the rings; other entries."""

    fixed: list[Rect]
    others: list[Rect]

    def room(self, block: Box, gap: float) -> Room:
        return Room(rect_of(block, gap), (*self.fixed, *self.others))


def _taken(picture: Picture, moving: Collection[EntryId]) -> _Taken:
    fixed = [*circle_boxes(picture.me.radius), *(name.box for name in picture.ring_names)]
    others = [mark.box for mark in picture.entries if mark.entry not in moving]
    return _Taken([rect_of(box, picture.gap) for box in fixed], [rect_of(box, picture.gap) for box in others])


def _drop(picture: Picture, x: float, y: float, block: Box, taken: _Taken) -> Placement | None:
    ring = ring_at(picture, x, y, beyond=-block.top)
    if ring is None:
        return None
    wanted = _placement(picture, ring, (x, y))
    return _nearest(picture, wanted, block, taken) or wanted


def _nearest(picture: Picture, wanted: Placement, block: Box, taken: _Taken) -> Placement | None:
    room = taken.room(block, picture.gap)
    if room.is_free(point_of(picture, wanted)):
        return wanted
    band = band_of(picture, wanted.ring)
    place = (math.radians(wanted.angle), band.radius(wanted.depth))
    found = room.nearest(place, comfortable(band, block.top)) or room.nearest(place, band)
    return None if found is None else _placement(picture, wanted.ring, to_point(found))


class _Openings:
    def __init__(self, picture: Picture, ring: RingId, blocks: Collection[Box], taken: _Taken) -> None:
        self._picture = picture
        self._ring = ring
        self._blocks = blocks
        self._taken = taken
        self._seen = 0

    def put(self, block: Box, near: float | None) -> Placement:
        place = None
        if near is not None:
            place = _nearest(self._picture, Placement(ring=self._ring, angle=near), block, self._taken)
        if place is None:
            place = _placement(self._picture, self._ring, self._most_open(block))
        self._taken.others.append(_rect_at(self._picture, place, block))
        return place

    def _most_open(self, block: Box) -> Point:
        """The most open spot where the block covers nothing; if there is none, the most open of all."""
        room = self._taken.room(block, self._picture.gap)
        free = (point for grid in self._grids() for point in grid.open_points() if room.is_free(point))
        return next(free, None) or self._fine.most_open()

    def _grids(self) -> Iterator["_Grid"]:
        """The fine one only where the coarse one has nothing to offer: it has four times the points."""
        yield self._coarse
        yield self._fine

    @cached_property
    def _coarse(self) -> "_Grid":
        return self._grid(2.0)

    @cached_property
    def _fine(self) -> "_Grid":
        return self._grid(1.0)

    def _grid(self, coarseness: float) -> "_Grid":
        top = max(block.top for block in self._blocks)
        band = comfortable(band_of(self._picture, self._ring), top)
        step = coarseness * max(-_GRID * top, math.sqrt(_area(band) / _POINTS))
        # Where the smallest block of all would cover something, any other would too.
        smallest = _common([rect_of(block, self._picture.gap) for block in self._blocks])
        return _Grid(band, step, smallest, self._taken)


class _Grid:
    """Spots all over a band, for blocks of which none is smaller than this one."""

    def __init__(self, band: Band, step: float, block: Rect, taken: _Taken) -> None:
        walls = Room(block, taken.fixed)
        points = list(_points(band, step))
        points = [point for point in points if walls.is_free(point)] or points
        middle = (band.inner + band.outer) / 2.0
        self._aside = [_MIDDLE * abs(math.hypot(*point) - middle) for point in points]
        self._spots = Spots(points, block, _OPEN)
        self._others = taken.others
        self._seen = 0

    def open_points(self) -> list[Point]:
        """Where the smallest block covers nobody, most open first."""
        openness = self._openness()
        free = [spot for spot, clearance in enumerate(self._spots.clearances) if clearance > -TRACE]
        free.sort(key=openness.__getitem__, reverse=True)
        return [self._spots.points[spot] for spot in free]

    def most_open(self) -> Point:
        """The spot with most room, whether there is enough or not."""
        openness = self._openness()
        return self._spots.points[openness.index(max(openness))]

    def _openness(self) -> list[float]:
        """How open each spot is, with all that is taken by now: far from others, and rather half way across."""
        for rect in self._others[self._seen :]:
            self._spots.take(rect)
        self._seen = len(self._others)
        return [clearance - aside for clearance, aside in zip(self._spots.clearances, self._aside, strict=True)]


def _common(rects: list[Rect]) -> Rect:
    left, top, right, bottom = zip(*rects, strict=True)
    return max(left), max(top), min(right), min(bottom)


def _area(band: Band) -> float:
    return math.pi * (band.outer**2 - band.inner**2)


def _points(band: Band, step: float) -> Iterator[Point]:
    lanes = max(1, math.ceil((band.outer - band.inner) / step))
    for lane in range(lanes + 1):
        radius = band.radius(lane / lanes)
        around = math.ceil(math.tau * radius / step)
        for number in range(around):
            yield to_point((_FIRST + math.tau * number / around, radius))


def _placement(picture: Picture, ring: RingId, point: Point) -> Placement:
    """The place of a point on a ring; a point outside its band counts as on its line."""
    depth = band_of(picture, ring).depth(math.hypot(*point))
    return Placement(ring=ring, angle=_angle(point), depth=depth)


def _angle(point: Point) -> float:
    return normal_angle(math.degrees(math.atan2(point[0], -point[1])))


def _rect_at(picture: Picture, placement: Placement, block: Box) -> Rect:
    return moved(rect_of(block, picture.gap), point_of(picture, placement))


def _mark(picture: Picture, entry_id: EntryId) -> EntryMark:
    mark = picture.entry(entry_id)
    if mark is None:
        raise NoSuchEntry(entry_id)
    return mark


def _ring_of(picture: Picture, mark: EntryMark) -> RingId:
    return mark.ring or ring_at(picture, mark.x, mark.y, math.inf) or picture.rings[0].ring
