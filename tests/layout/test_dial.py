"""The support dial: fixed clock positions, arcs that grow with the level and never meet their neighbours."""

from itertools import pairwise

import pytest

from kithmap.layout.dial import NARROW_SLOT, WIDE_SLOT, dial, slot
from kithmap.layout.style import dial_angle
from kithmap.model.document import Support
from kithmap.model.vocabulary import ALL_SUPPORT_KINDS, SUPPORT_KINDS, Direction, SupportLevel


def everything(kinds, level):
    return tuple(Support(kind=kind, get=level, give=level) for kind in kinds)


@pytest.mark.parametrize(("kinds", "width"), [(SUPPORT_KINDS, WIDE_SLOT), (ALL_SUPPORT_KINDS, NARROW_SLOT)])
@pytest.mark.parametrize("level", SupportLevel)
def test_arcs_of_different_kinds_never_meet(kinds, width, level):
    assert slot(kinds) == width
    arcs = [arc for arc in dial(everything(kinds, level), width, 29.0, None) if arc.direction is Direction.GET]
    turns = sorted((arc.start, arc.start + arc.span) for arc in arcs)
    assert len(turns) == len(kinds)
    assert all(end < start for (_, end), (start, _) in pairwise(turns))
    assert turns[-1][1] - 360.0 < turns[0][0]


def test_own_and_optional_kinds_stand_between_the_eight():
    angles = [dial_angle(kind) for kind in ALL_SUPPORT_KINDS[:12]]
    assert len(set(angles)) == 12
    assert slot((*SUPPORT_KINDS, "own1")) == NARROW_SLOT


def test_the_arc_is_centred_and_grows_with_the_level():
    levels = (SupportLevel.LITTLE, SupportLevel.SOME, SupportLevel.LOT)
    arcs = [dial((Support(kind="value", get=level),), WIDE_SLOT, 29.0, None)[0] for level in levels]
    spans = [arc.span for arc in arcs]
    assert spans == sorted(set(spans))
    assert all(arc.start + arc.span / 2 == pytest.approx(dial_angle("value")) for arc in arcs)
    unsure = dial((Support(kind="value", get=SupportLevel.UNSURE),), WIDE_SLOT, 29.0, None)[0]
    assert unsure.span not in spans


def test_what_i_get_is_thick_and_inside_what_i_give():
    get, give = dial(everything(("listen",), SupportLevel.LOT), WIDE_SLOT, 29.0, None)
    assert (get.direction, give.direction) == (Direction.GET, Direction.GIVE)
    assert get.radius + get.thickness / 2 < give.radius - give.thickness / 2
    assert give.radius + give.thickness / 2 < 29.0
    assert get.thickness > give.thickness


def test_only_what_is_marked_is_drawn():
    assert dial((), WIDE_SLOT, 29.0, None) == ()
    (arc,) = dial((Support(kind="hard", give=SupportLevel.SOME),), WIDE_SLOT, 29.0, "listen")
    assert (arc.kind, arc.direction, arc.faded) == ("hard", Direction.GIVE, True)
