"""What holds for every picture, whatever it shows."""

import math

from kithmap.layout.picture import Box, Picture
from kithmap.layout.placement import band_of
from kithmap.model import queries
from kithmap.model.document import DatedMap

NEARLY = 1e-6


def check(picture: Picture, dated_map: DatedMap) -> None:
    """Raise AssertionError unless everything that is promised of a picture holds."""
    _nothing_covers_anything(picture)
    _everybody_is_on_their_ring(picture, dated_map)
    _order_is_kept(picture, dated_map)
    _bounds_hold_everything(picture)


def covered(one: Box, other: Box) -> bool:
    """Whether two boxes share more than a rounding error."""
    return (
        one.left < other.right - NEARLY
        and other.left < one.right - NEARLY
        and one.top < other.bottom - NEARLY
        and other.top < one.bottom - NEARLY
    )


def box_meets_circle(box: Box, radius: float) -> bool:
    """Whether a box and a circle round the origin share some area."""
    nearest = math.hypot(max(box.left, 0.0, -box.right), max(box.top, 0.0, -box.bottom))
    return nearest < radius - NEARLY


def _nothing_covers_anything(picture: Picture) -> None:
    fixed = [name.box for name in picture.ring_names]
    boxes = sorted([*fixed, *(mark.box for mark in picture.entries)], key=lambda box: box.left)
    for number, box in enumerate(boxes):
        assert not box_meets_circle(box, picture.me.radius)
        for other in boxes[number + 1 :]:
            if other.left > box.right:
                break
            assert not covered(box, other)


def _everybody_is_on_their_ring(picture: Picture, dated_map: DatedMap) -> None:
    placed = {each.entry: each.placement.ring for each in dated_map.connections if queries.is_on_rings(each)}
    assert {mark.entry: mark.ring for mark in picture.entries} == placed
    radii = [mark.radius for mark in reversed(picture.rings)]
    assert radii == sorted(radii)
    assert [mark.ring for mark in reversed(picture.rings)] == [ring.id for ring in dated_map.rings]
    for mark in picture.entries:
        band = band_of(picture, mark.ring)
        assert band.inner - NEARLY <= math.hypot(mark.x, mark.y) <= band.outer + NEARLY


def _order_is_kept(picture: Picture, dated_map: DatedMap) -> None:
    """Going round clockwise from anybody, the others come in the order of their stored places: one turn in all."""
    for ring in dated_map.rings:
        marks = {mark.entry: mark for mark in picture.entries}
        angles = [math.atan2(marks[each.entry].x, -marks[each.entry].y) for each in queries.on_ring(dated_map, ring.id)]
        steps = [(now - before) % math.tau for before, now in zip(angles, angles[1:] + angles[:1], strict=True)]
        # A step of nearly a whole turn is two at the same angle, give or take a rounding error.
        turned = sum(0.0 if step > math.tau - NEARLY else step for step in steps)
        assert turned < math.tau + NEARLY


def _bounds_hold_everything(picture: Picture) -> None:
    circle = Box(-picture.radius, -picture.radius, 2 * picture.radius, 2 * picture.radius)
    for box in (circle, *(name.box for name in picture.ring_names), *(mark.box for mark in picture.entries)):
        assert picture.bounds.left <= box.left
        assert picture.bounds.top <= box.top
        assert picture.bounds.right >= box.right
        assert picture.bounds.bottom >= box.bottom
