"""The shapes by kind: closed, inside their reach, and told apart without colour."""

import math

import pytest

from kithmap.layout.shapes import REACH, is_dashed, shape_path
from kithmap.model.vocabulary import EntryKind


def points(path):
    return [(c[i], c[i + 1]) for c in path for i in range(1, len(c), 2)]


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_kind_has_a_closed_outline_within_reach(kind):
    path = shape_path(kind, 17.0)
    assert [c[0] for c in path].count("M") == 1
    assert path[0][0] == "M"
    assert path[-1] == ("Z",)
    ends = [(c[-2], c[-1]) for c in path if len(c) > 1]
    assert max(math.hypot(x, y) for x, y in ends) <= REACH * 17.0 + 1e-9
    assert max(x for x, _ in ends) >= 0.8 * 17.0


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_outline_is_the_same_left_and_right(kind):
    ends = {(round(c[-2], 6), round(c[-1], 6)) for c in shape_path(kind, 1.0) if len(c) > 1}
    assert ends == {(0.0 if x == 0 else -x, y) for x, y in ends}


def test_no_two_kinds_look_alike():
    looks = {(shape_path(kind, 1.0), is_dashed(kind)) for kind in EntryKind}
    assert len(looks) == len(EntryKind)


def test_the_outline_grows_with_the_radius():
    small, large = shape_path(EntryKind.PLACE, 1.0), shape_path(EntryKind.PLACE, 10.0)
    assert points(large) == [(10 * x, 10 * y) for x, y in points(small)]
