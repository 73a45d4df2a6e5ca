"""Drops, keys and arrow keys: which ring a point is on, and where there is room."""

import math
from itertools import combinations

import pytest
from arranged import document, picture
from guarantees import box_meets_circle, covered
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from test_arrange import spaced, strewn

from kithmap.layout.picture import Box
from kithmap.layout.placement import (
    band_of,
    free_place,
    free_places,
    neighbour,
    places_at,
    point_of,
    ring_at,
    step_along,
    step_between,
)
from kithmap.layout.room import Spots
from kithmap.layout.style import SCREEN
from kithmap.model.document import Placement
from kithmap.model.errors import NoSuchEntry, NoSuchRing
from kithmap.model.vocabulary import RING_IDS
from todays import edits

BLOCK = Box(-30.0, -29.0, 60.0, 77.0)
EMPTY = picture(document([]))
SOME = picture(document(place for place in spaced(4) if place.ring != "closest" or place.angle < 180.0))
CLOSEST, CLOSE, AROUND = SCREEN.ring_radii


def place_at(made, x, y, block, entry="somebody new"):
    """What dropping one entry at a point means."""
    found = places_at(made, {entry: (x, y)}, {entry: block})
    return found and found[entry]


def is_clear(made, box, moving=()):
    """Whether a box covers nobody, no ring's name and not Me."""
    others = [mark.box for mark in made.entries if mark.entry not in moving]
    others += [name.box for name in made.ring_names]
    return not any(covered(box, other) for other in others) and not box_meets_circle(box, made.me.radius)


@pytest.mark.parametrize(
    ("distance", "ring"),
    [
        (80.0, "closest"),
        (CLOSEST, "closest"),
        (CLOSEST + 0.001, "close"),
        (CLOSE, "close"),
        (CLOSE + 0.001, "around"),
        (AROUND, "around"),
        (AROUND + 29.0, "around"),
    ],
)
def test_the_middle_decides_and_a_line_belongs_to_the_ring_inside(distance, ring):
    place = place_at(EMPTY, distance, 0.0, BLOCK)
    assert place is not None
    assert place.ring == ring
    assert place.angle == 90.0


def test_a_free_drop_is_taken_as_it_is():
    place = place_at(EMPTY, -170.0, 20.0, BLOCK)
    assert point_of(EMPTY, place) == pytest.approx((-170.0, 20.0))


def test_a_little_outside_counts_as_on_the_outermost_line():
    place = place_at(EMPTY, 0.0, AROUND + 20.0, BLOCK)
    assert point_of(EMPTY, place) == pytest.approx((0.0, AROUND))


def test_further_out_is_nowhere():
    assert place_at(EMPTY, AROUND + 29.1, 0.0, BLOCK) is None
    assert ring_at(EMPTY, AROUND + 1.0, 0.0) is None
    assert ring_at(EMPTY, AROUND, 0.0) == "around"


@pytest.mark.parametrize("point", [(0.0, 0.0), (0.0, 10.0), (-25.0, 0.0)])
def test_me_is_the_innermost_ring_and_is_not_covered(point):
    place = place_at(EMPTY, *point, BLOCK)
    assert place.ring == "closest"
    assert is_clear(EMPTY, BLOCK.moved(*point_of(EMPTY, place)))


points = st.tuples(st.floats(0, math.tau), st.floats(0, AROUND + 29)).map(
    lambda polar: (polar[1] * math.cos(polar[0]), polar[1] * math.sin(polar[0]))
)


@given(points, st.sampled_from([SOME, picture(document(strewn(30)))]))
def test_a_drop_covers_nobody_and_stays_in_its_ring(point, made):
    place = place_at(made, *point, BLOCK)
    if place is not None:
        assert place.ring == ring_at(made, *point, beyond=29.0)
        assert is_clear(made, BLOCK.moved(*point_of(made, place)))


@given(points)
@example((103.698, -30.177))  # the furthest that was met: 160.8
def test_a_covered_drop_takes_a_near_place(point):
    place = place_at(SOME, *point, BLOCK)
    # Nobody is wider than two blocks or higher than two: there is room on one side or the other.
    assert math.dist(point, point_of(SOME, place)) < 175.0


def test_those_being_moved_do_not_count():
    mark = SOME.entries[5]
    place = place_at(SOME, mark.x, mark.y, mark.block, mark.entry)
    assert point_of(SOME, place) == pytest.approx((mark.x, mark.y))
    beside = place_at(SOME, mark.x, mark.y, mark.block)
    assert math.dist(point_of(SOME, beside), (mark.x, mark.y)) > 30.0


def test_a_drop_into_a_full_ring_stays_where_it_was_dropped():
    huge = Box(-120.0, -120.0, 240.0, 240.0)
    place = place_at(SOME, 0.0, 80.0, huge)
    assert point_of(SOME, place) == pytest.approx((0.0, 80.0))


def test_a_drop_shows_where_it_landed():
    """What a drop means is free, so the next picture keeps it exactly."""
    shown = document(spaced(3))
    before = picture(shown)
    mark, other = before.entries[0], before.entries[6]
    place = place_at(before, other.x, other.y, mark.block, mark.entry)
    after = picture(edits.place(shown, {mark.entry: place}))
    moved = after.entry(mark.entry)
    assert (moved.x, moved.y) == pytest.approx(point_of(before, place))


def test_several_dropped_together_each_get_a_place():
    ids = [mark.entry for mark in SOME.entries[:4]]
    blocks = {entry: SOME.entry(entry).block for entry in ids}
    middles = {entry: (0.0, -260.0 + number) for number, entry in enumerate(ids)}
    places = places_at(SOME, middles, blocks)
    assert list(places) == ids
    assert {place.ring for place in places.values()} == {"around"}
    boxes = [blocks[entry].moved(*point_of(SOME, place)) for entry, place in places.items()]
    assert not any(covered(one, other) for one, other in combinations(boxes, 2))
    assert all(is_clear(SOME, box, moving=ids) for box in boxes)


def test_several_dropped_where_there_is_room_keep_their_shape():
    middles = {"e0": (-70.0, 250.0), "e1": (70.0, 250.0)}
    places = places_at(EMPTY, middles, dict.fromkeys(middles, BLOCK))
    for entry, middle in middles.items():
        assert point_of(EMPTY, places[entry]) == pytest.approx(middle)


def test_nobody_moves_when_one_falls_outside():
    middles = {"e0": (0.0, 250.0), "e1": (0.0, 400.0)}
    assert places_at(EMPTY, middles, dict.fromkeys(middles, BLOCK)) is None


@pytest.mark.parametrize("ring", RING_IDS[:3])
def test_the_most_open_spot_is_free_and_far_from_others(ring):
    made = picture(document([Placement(ring=ring, angle=90.0)]))
    place = free_place(made, ring, BLOCK)
    point = point_of(made, place)
    assert place.ring == ring
    assert is_clear(made, BLOCK.moved(*point))
    assert math.dist(point, _middle(made, "e0")) > 100.0
    assert free_place(made, ring, BLOCK) == place


def test_open_spots_fill_a_ring_without_crowding():
    shown = document([None] * 12)
    for number in range(12):
        made = picture(shown)
        place = free_place(made, "around", BLOCK)
        shown = edits.place(shown, {f"e{number}": place})
        after = picture(shown)
        assert _middle(after, f"e{number}") == pytest.approx(point_of(after, place))
    assert [ring.radius for ring in after.rings] == [ring.radius for ring in EMPTY.rings]


def test_near_an_angle_is_at_that_angle_when_free():
    assert free_place(EMPTY, "close", BLOCK, near=120.0) == Placement(ring="close", angle=120.0)
    taken = picture(document([Placement(ring="close", angle=120.0)]))
    beside = free_place(taken, "close", BLOCK, near=120.0)
    assert 5.0 < abs(beside.angle - 120.0) < 45.0 or abs(beside.depth - 0.5) > 0.2
    assert is_clear(taken, BLOCK.moved(*point_of(taken, beside)))


def test_a_full_ring_still_gives_a_place():
    huge = Box(-120.0, -120.0, 240.0, 240.0)
    assert free_place(SOME, "closest", huge).ring == "closest"
    assert free_place(SOME, "closest", huge, near=10.0).ring == "closest"


def test_several_free_places_cover_nobody():
    angles = {f"n{number}": None if number % 2 else 40.0 for number in range(6)}
    places = free_places(SOME, "around", angles, dict.fromkeys(angles, BLOCK))
    assert list(places) == list(angles)
    boxes = [BLOCK.moved(*point_of(SOME, place)) for place in places.values()]
    assert not any(covered(one, other) for one, other in combinations(boxes, 2))
    assert all(is_clear(SOME, box) for box in boxes)


blocks = st.builds(
    lambda half, below: Box(-half, -29.0, 2.0 * half, 29.0 + below), st.floats(30, 60), st.floats(30, 60)
)


@given(st.lists(st.tuples(blocks, st.none() | st.floats(0, 359)), max_size=9))
def test_several_of_any_size_get_free_places_the_same_every_time(wanted):
    sizes = {f"n{number}": block for number, (block, _) in enumerate(wanted)}
    angles = {f"n{number}": near for number, (_, near) in enumerate(wanted)}
    places = free_places(EMPTY, "around", angles, sizes)
    assert free_places(EMPTY, "around", angles, sizes) == places
    assert {place.ring for place in places.values()} <= {"around"}
    boxes = [sizes[entry].moved(*point_of(EMPTY, place)) for entry, place in places.items()]
    assert not any(covered(one, other) for one, other in combinations(boxes, 2))
    assert all(is_clear(EMPTY, box) for box in boxes)


def test_several_are_spread_before_they_are_crowded():
    angles = dict.fromkeys(("n0", "n1", "n2", "n3"))
    places = free_places(EMPTY, "around", angles, dict.fromkeys(angles, BLOCK))
    points = [point_of(EMPTY, place) for place in places.values()]
    assert min(math.dist(one, other) for one, other in combinations(points, 2)) > 150.0


def walled(left, top, right, bottom):
    """Names of rings over everything on one side of the middle but this gap; upright strips cover the gap's sides."""
    far = 1000.0
    edges = [(0.0, -far, left, far), (right, -far, far, far), (left, -far, right, top), (left, bottom, right, far)]
    return [Box(x, y, end - x, foot - y) for x, y, end, foot in edges]


def mirrored(box):
    return Box(-box.right, box.top, box.width, box.height)


def test_small_and_large_each_find_their_gap():
    """On the left a gap for the small one alone, on the right a lower one that both would fit."""
    small, large = Box(-30.0, -29.0, 60.0, 58.0), Box(-60.0, -29.0, 120.0, 58.0)
    right = walled(180.0, -50.0, 330.0, 34.0)
    left = [mirrored(box) for box in walled(200.0, -56.0, 318.0, 56.0)]
    made = replace(EMPTY, ring_names=tuple(replace(EMPTY.ring_names[0], box=box) for box in (*right, *left)))
    places = free_places(made, "around", {"small": None, "large": None}, {"small": small, "large": large})
    assert is_clear(made, small.moved(*point_of(made, places["small"])))
    assert is_clear(made, large.moved(*point_of(made, places["large"])))
    assert point_of(made, places["small"])[0] < 0.0 < point_of(made, places["large"])[0]


@pytest.mark.parametrize("angle", range(0, 360, 20))
def test_one_small_gap_in_a_ring_is_found(angle):
    """Names of rings over all but one gap that leaves a block twenty units to move about in."""
    x, y = point_of(EMPTY, Placement(ring="around", angle=angle))
    far, spare = 1000.0, 10.0 + EMPTY.gap
    left, right = x + BLOCK.left - spare, x + BLOCK.right + spare
    top, bottom = y + BLOCK.top - spare, y + BLOCK.bottom + spare
    frame = [
        Box(-far, -far, left + far, 2 * far),
        Box(right, -far, far - right, 2 * far),
        Box(-far, -far, 2 * far, top + far),
        Box(-far, bottom, 2 * far, far - bottom),
    ]
    made = replace(EMPTY, ring_names=tuple(replace(EMPTY.ring_names[0], box=box) for box in frame))
    place = free_place(made, "around", BLOCK)
    assert is_clear(made, BLOCK.moved(*point_of(made, place)))


rects = st.tuples(st.floats(-400, 400), st.floats(-400, 400), st.floats(0, 150), st.floats(0, 150)).map(
    lambda r: (r[0], r[1], r[0] + r[2], r[1] + r[3])
)


@given(st.floats(0, 20), st.lists(rects, max_size=6))
def test_every_spot_knows_how_far_it_is_from_all_that_is_taken(start, taken):
    spots = [(start + 20.0 * column, start + 20.0 * row) for column in range(-10, 11) for row in range(-10, 11)]
    left, top, right, bottom = block = (-30.0, -29.0, 30.0, 48.0)
    kept = Spots(spots, block, 150.0)
    for rect in taken:
        kept.take(rect)
    for (x, y), clearance in zip(spots, kept.clearances, strict=True):
        expected = 150.0
        for rect in taken:
            across = max(rect[0] - (x + right), x + left - rect[2])
            down = max(rect[1] - (y + bottom), y + top - rect[3])
            both = math.hypot(max(across, 0.0), max(down, 0.0))
            expected = min(expected, both or max(across, down))
        assert clearance == pytest.approx(expected)


def test_arrow_keys_lead_to_the_nearest_ahead():
    places = [Placement(ring="around", angle=angle) for angle in (0.0, 90.0, 180.0, 270.0)]
    made = picture(document([*places, Placement(ring="closest", angle=90.0, depth=0.6)]))
    assert neighbour(made, "e3", "right") == "e4"
    assert neighbour(made, "e4", "right") == "e1"
    assert neighbour(made, "e4", "up") == "e0"
    assert neighbour(made, "e4", "down") == "e2"
    assert neighbour(made, "e1", "right") is None
    with pytest.raises(NoSuchEntry):
        neighbour(made, "nobody", "up")


@pytest.mark.parametrize("clockwise", [True, False])
def test_stepping_along_the_ring_passes_who_is_in_the_way(clockwise):
    made = picture(document([Placement(ring="around", angle=180.0), Placement(ring="around", angle=194.0)]))
    place = step_along(made, "e0", clockwise=clockwise)
    assert place.ring == "around"
    assert place.depth == pytest.approx(0.5)
    turned = (place.angle - 180.0) * (1 if clockwise else -1)
    assert 14.0 < turned < 60.0 if clockwise else 0.0 < turned < 5.0
    assert is_clear(made, made.entry("e0").block.moved(*point_of(made, place)), moving=["e0"])


def test_stepping_between_rings_keeps_the_angle():
    made = picture(document([Placement(ring="close", angle=135.0)]))
    outward = step_between(made, "e0", outward=True)
    inward = step_between(made, "e0", outward=False)
    assert (outward.ring, inward.ring) == ("around", "closest")
    assert (outward.angle, inward.angle) == pytest.approx((135.0, 135.0))


def test_there_is_no_ring_beyond_the_last():
    assert step_between(picture(document([Placement(ring="around")])), "e0", outward=True) is None
    assert step_between(picture(document([Placement(ring="closest")])), "e0", outward=False) is None


@given(st.sampled_from(RING_IDS[:3]), st.floats(0, 360, exclude_max=True), st.floats(0.001, 1))
def test_places_and_points_belong_together(ring, angle, depth):
    point = point_of(EMPTY, Placement(ring=ring, angle=angle, depth=depth))
    assert ring_at(EMPTY, *point, beyond=1e-9) == ring or depth == 1.0
    band = band_of(EMPTY, ring)
    assert band.depth(math.hypot(*point)) == pytest.approx(depth)


def test_a_ring_the_map_does_not_have_is_refused():
    with pytest.raises(NoSuchRing):
        point_of(EMPTY, Placement(ring="edge"))


def _middle(made, entry):
    mark = made.entry(entry)
    return mark.x, mark.y
