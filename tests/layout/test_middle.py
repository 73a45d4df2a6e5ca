"""Me and the names of the rings: readable, inside their shapes, clear of each other."""

import math
from itertools import combinations

import pytest
from arranged import document, picture, text_width
from guarantees import box_meets_circle, covered
from hypothesis import given
from hypothesis import strategies as st

from kithmap.layout.arrange import arrange
from kithmap.layout.middle import me_mark
from kithmap.layout.sizes import sizes_for
from kithmap.layout.style import SCREEN, Metrics

I_AM = ("a cousin", "good with plants", "learning to rest")
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


def me(i_am, text=1.0):
    return me_mark("Me", i_am, sizes_for(10, Metrics(text=text)), text_width)


def test_me_alone_keeps_the_usual_size():
    mark = me(())
    assert mark.radius == SCREEN.me
    assert [line.text for line in mark.lines] == ["Me"]


def test_what_i_am_stands_below_and_the_circle_grows_a_little():
    mark = me(I_AM)
    assert " ".join(line.text for line in mark.lines) == " ".join(["Me", *I_AM])
    assert SCREEN.me < mark.radius <= 1.8 * SCREEN.me


@given(st.lists(texts, max_size=3).map(tuple), st.sampled_from((1.0, 1.5, 2.0)))
def test_lines_stay_inside_the_circle(i_am, text):
    mark = me(i_am, text)
    assert mark.lines[0].text == "Me"
    assert mark.radius <= 1.8 * SCREEN.me * (1 + text) / 2 + 1e-9
    for line in mark.lines:
        top, bottom = line.baseline - 0.72 * line.size, line.baseline + 0.25 * line.size
        if len(line.text) > 2:
            assert math.hypot(line.width / 2, max(abs(top), abs(bottom))) <= mark.radius
    baselines = [line.baseline for line in mark.lines]
    assert baselines == sorted(set(baselines))


@pytest.mark.parametrize("text", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("rings", [2, 3, 4, 5])
def test_ring_names_and_me_keep_clear_of_each_other(rings, text):
    shown = document([], rings=rings, i_am=I_AM)
    names = ["A ring with a name that has no end " * 9] * rings
    made = arrange(shown, shown.today, Metrics(text=text), text_width, me="Me", ring_names=names)
    assert not any(covered(one.box, other.box) for one, other in combinations(made.ring_names, 2))
    for mark, ring in zip(made.ring_names, reversed(made.rings), strict=True):
        assert not box_meets_circle(mark.box, made.me.radius)
        assert mark.line.text.endswith("…")
        assert mark.line.width < mark.box.width
        assert mark.box.top + mark.box.height / 2 == pytest.approx(-ring.radius)
        assert mark.box.top < mark.line.baseline < mark.box.bottom


def test_ring_names_are_shown_as_they_are():
    assert [mark.line.text for mark in picture(document([])).ring_names] == ["Closest", "Close", "Around me"]
