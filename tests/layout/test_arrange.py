"""The picture: nobody covers anybody, stored places are kept, the order stays, crowds end well."""

import math
from collections.abc import Iterator
from itertools import product

import pytest
from arranged import NAMES, document, picture
from guarantees import box_meets_circle, check, covered
from hypothesis import given, settings
from hypothesis import strategies as st

from kithmap.layout import rings
from kithmap.layout.picture import Box
from kithmap.layout.placement import band_of, point_of
from kithmap.layout.style import SCREEN, Metrics
from kithmap.model.document import Placement, Support
from kithmap.model.vocabulary import RING_IDS, Direction, SupportLevel
from strategies import documents
from todays import edits

TEXT_SIZES = (1.0, 1.5, 2.0)
LISTENS = Support(kind="listen", get=SupportLevel.LOT)


def strewn(count: int, ring_count: int = 3) -> Iterator[Placement]:
    """Places in turn on all rings, at angles and depths without a pattern."""
    for number in range(count):
        turn = number * 0.6180339887
        yield Placement(ring=RING_IDS[number % ring_count], angle=360.0 * (turn % 1.0), depth=(turn * 7.0) % 1.0)


def spaced(per_ring: int) -> Iterator[Placement]:
    """Places with room between them, off twelve o'clock."""
    for order, number in product(range(3), range(per_ring)):
        angle = 360.0 * (number + (order + 1) / 4.0) / per_ring
        yield Placement(ring=RING_IDS[order], angle=angle, depth=0.55)


@given(documents(max_entries=12), st.sampled_from(TEXT_SIZES), st.none() | st.just("listen"))
def test_any_document_makes_a_sound_picture(shown, text, show):
    check(picture(shown, Metrics(text=text), show=show), shown.today)


few_angles = st.sampled_from((0.0, 0.5, 90.0, 91.0, 180.0, 359.9)) | st.floats(0, 360, exclude_max=True)
crowded_places = st.builds(Placement, ring=st.sampled_from(RING_IDS[:3]), angle=few_angles, depth=st.floats(0, 1))


@given(st.lists(crowded_places, max_size=40), st.sampled_from(TEXT_SIZES))
@settings(max_examples=40)
def test_crowds_are_spread(places, text):
    shown = document(places, names=lambda number: NAMES[number % len(NAMES)])
    check(picture(shown, Metrics(text=text)), shown.today)


@pytest.mark.parametrize("text", TEXT_SIZES)
@pytest.mark.parametrize("count", [50, 100])
def test_fifty_names_in_many_scripts(count, text):
    shown = document(strewn(count), names=lambda number: NAMES[number % len(NAMES)])
    made = picture(shown, Metrics(text=text))
    check(made, shown.today)
    names = {entry.id: entry.name for entry in shown.entries}
    assert {names[mark.entry] for mark in made.entries if mark.truncated} == {max(NAMES, key=len)}
    for mark in made.entries:
        assert mark.label_box.width >= max(line.width for line in mark.label)
        assert len(mark.label) <= 3


@pytest.mark.parametrize(
    ("places", "text", "ring_count"),
    [
        ([Placement(ring="closest", angle=90.0)] * 500, 1.0, 3),
        ([Placement(ring="closest", angle=0.0, depth=0.0)] * 60, 2.0, 5),
        ([Placement(ring="edge", angle=0.0, depth=1.0)] * 60, 2.0, 5),
        ([Placement(ring="closest", angle=number * 1.7 % 360) for number in range(200)], 1.0, 2),
        pytest.param(list(strewn(2000, 5)), 2.0, 5, marks=pytest.mark.slow),
    ],
    ids=["500 in one place", "60 at Me", "60 at the edge", "200 in Closest", "2000 everywhere"],
)
def test_the_worst_still_ends_well(places, text, ring_count):
    shown = document(places, rings=ring_count)
    check(picture(shown, Metrics(text=text)), shown.today)


@pytest.mark.parametrize(
    "name", ["x" * 10_000, "wide words " * 900, "e" + "\u0301" * 9_999, "漢" * 10_000, "\ufdfd" * 50]
)
def test_endless_names_get_three_lines(name):
    shown = document(spaced(3), names=lambda _: name)
    made = picture(shown)
    check(made, shown.today)
    assert all(1 <= len(mark.label) <= 3 for mark in made.entries)


def test_free_places_are_kept_exactly():
    shown = document(spaced(4))
    made = picture(shown)
    for mark, connection in zip(made.entries, shown.today.connections, strict=True):
        assert (mark.x, mark.y) == point_of(made, connection.placement)


def test_only_those_in_conflict_move():
    shown = document([*spaced(4), Placement(ring="around", angle=70.0, depth=0.5)])
    made = picture(shown)
    moved = [
        connection.entry
        for connection in shown.today.connections
        if math.dist(point_of(made, connection.placement), _middle(made, connection.entry)) > 1e-9
    ]
    assert moved in (["e8"], ["e12"], ["e8", "e12"])
    check(made, shown.today)


@pytest.mark.parametrize("count", [16, 22, 24, 30])
def test_whoever_is_free_stays_while_others_spread(count):
    shown = document(strewn(count))
    made = picture(shown)
    stored = {each.entry: point_of(made, each.placement) for each in shown.today.connections}
    wanted = {mark.entry: _with_gap(mark.block.moved(*stored[mark.entry])) for mark in made.entries}
    free = [
        entry
        for entry, box in wanted.items()
        if not any(covered(box, other) for name, other in wanted.items() if name != entry)
        and not any(covered(box, name.box) for name in made.ring_names)
        and not box_meets_circle(box, made.me.radius + SCREEN.gap)
    ]
    assert len(free) > 5
    assert [entry for entry in free if math.dist(_middle(made, entry), stored[entry]) > 1e-9] == []


def test_two_in_one_place_part_by_little_more_than_a_block():
    shown = document([Placement(ring="around", angle=90.0), Placement(ring="around", angle=90.0)])
    made = picture(shown)
    one, other = made.entries
    assert math.dist((one.x, one.y), (other.x, other.y)) < one.block.height + SCREEN.gap + 6.0


def test_a_picture_stored_as_it_is_stays_as_it_is():
    made = picture(document(strewn(60), names=lambda _: "Somebody"))
    places = [Placement(ring=mark.ring, angle=_angle(mark), depth=_depth(made, mark)) for mark in made.entries]
    again = picture(document(places, names=lambda _: "Somebody"))
    assert [ring.radius for ring in again.rings] == [ring.radius for ring in made.rings]
    assert sorted((round(mark.x, 4), round(mark.y, 4)) for mark in again.entries) == sorted(
        (round(mark.x, 4), round(mark.y, 4)) for mark in made.entries
    )


def test_rings_keep_their_usual_size_until_they_are_full():
    empty = picture(document([]))
    assert [ring.radius for ring in reversed(empty.rings)] == pytest.approx(SCREEN.ring_radii)
    assert picture(document(spaced(4))).rings == empty.rings
    full = picture(document([Placement(ring="close", angle=angle) for angle in range(0, 360, 10)]))
    closest, close, around = _band_widths(full)
    usual = _band_widths(empty)
    assert (closest, around) == pytest.approx((usual[0], usual[2]))
    assert close > usual[1]


def test_entries_in_the_tray_or_at_a_distance_are_not_drawn():
    shown = document([None, Placement(ring="distance"), Placement(ring="close")], ties=[("e0", "e2"), ("e1", "e2")])
    made = picture(shown)
    assert [mark.entry for mark in made.entries] == ["e2"]
    assert made.ties == ()


def test_ties_join_middles():
    made = picture(document(spaced(1), ties=[("e0", "e2")]))
    (tie,) = made.ties
    assert ((tie.x1, tie.y1), (tie.x2, tie.y2)) == (_middle(made, "e0"), _middle(made, "e2"))


def test_showing_one_kind_fades_the_others():
    comforts = Support(kind="comfort", give=SupportLevel.SOME)
    marked = {0: (LISTENS, comforts), 1: (comforts,), 2: (LISTENS,)}
    shown = document(spaced(1), supports=marked.__getitem__, ties=[("e0", "e1"), ("e0", "e2")])
    made = picture(shown, show="listen")
    assert [mark.faded for mark in made.entries] == [False, True, False]
    assert [(arc.kind, arc.faded) for arc in made.entries[0].arcs] == [("listen", False), ("comfort", True)]
    assert [tie.faded for tie in made.ties] == [True, False]
    assert not any(mark.faded for mark in picture(shown).entries)


def test_marking_support_needs_no_new_search_for_places():
    shown = document(strewn(40))
    before = picture(shown)
    searches = rings._settle.cache_info().misses
    after = picture(edits.mark_support(shown, ["e3"], "listen", Direction.GET, SupportLevel.SOME))
    assert rings._settle.cache_info().misses == searches
    changed = [mark.entry for mark, old in zip(after.entries, before.entries, strict=True) if mark != old]
    assert changed == ["e3"]


def test_keys_are_unique():
    shown = document(spaced(3), ties=[("e0", "e1"), ("e1", "e2")])
    keys = [mark.key for mark in picture(shown).marks]
    assert len(keys) == len(set(keys))


def _middle(made, entry):
    mark = made.entry(entry)
    return mark.x, mark.y


def _with_gap(box):
    gap = SCREEN.gap
    return Box(box.left - gap, box.top - gap, box.width + 2 * gap, box.height + 2 * gap)


def _angle(mark):
    return math.degrees(math.atan2(mark.x, -mark.y)) % 360.0


def _depth(made, mark):
    return band_of(made, mark.ring).depth(math.hypot(mark.x, mark.y))


def _band_widths(made):
    bands = [band_of(made, ring.ring) for ring in reversed(made.rings)]
    return [band.outer - band.inner for band in bands]
