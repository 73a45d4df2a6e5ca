"""Every mark of a picture reaches the paper, as it is."""

from typing import get_args

import pytest
from msgspec.structs import replace
from tests.report.making import FIFTY, NICKNAMES, Nothing, RememberingPen, a_document, parts_of_report, squares

from kithmap.layout.picture import Mark
from kithmap.layout.style import PAPER
from kithmap.model.vocabulary import EntryKind, SupportLevel
from kithmap.report.fonts import Fonts
from kithmap.report.pdf_painter import PAINTERS, paint, paint_halos
from kithmap.report.pen import Pen, TextStyle
from kithmap.report.unseen import UnseenText
from kithmap.resources import resources_folder


@pytest.fixture
def picture():
    return parts_of_report(a_document(FIFTY, i_am=("a sister",)))[1]


@pytest.fixture
def pen():
    return RememberingPen(parts_of_report(a_document(["Ana"]))[2])


def test_there_is_a_painter_for_every_type_of_mark():
    assert set(PAINTERS) == set(get_args(Mark))


def test_all_lettering_is_written_where_the_picture_says(picture, pen):
    paint(pen, picture.marks, PAPER)
    expected = [(line.text, round(line.x, 3), round(line.baseline, 3)) for line in picture.me.lines]
    expected += [(m.line.text, round(m.line.x, 3), round(m.line.baseline, 3)) for m in picture.ring_names]
    expected += [
        (line.text, round(m.x + line.x, 3), round(m.y + line.baseline, 3))
        for m in picture.entries
        for line in (m.initials, *m.label)
    ]
    written = [(w.text, round((w.left + w.right) / 2, 3), round(w.baseline, 3)) for w in pen.written]
    assert sorted(written) == sorted(expected)


def test_rings_ties_arcs_and_shapes_are_all_drawn(picture, pen):
    paint(pen, picture.marks, PAPER)
    radii = [radius for _, _, radius in pen.circles]
    assert [mark.radius for mark in picture.rings] == radii[: len(picture.rings)]
    assert len(radii) == len(picture.rings) + 1 + len(picture.entries)
    assert pen.lines == [((tie.x1, tie.y1), (tie.x2, tie.y2)) for tie in picture.ties]
    assert [arc for arc, _ in pen.arcs] == [arc for mark in picture.entries for arc in mark.arcs]
    assert {arc.level for arc, _ in pen.arcs} == set(SupportLevel)
    assert [bool(dash) for dash in pen.dashes] == [mark.kind is EntryKind.REMEMBERED for mark in picture.entries]
    assert [mark.box for mark in picture.ring_names] == pen.boxes


def test_halos_stand_behind_every_line_of_every_label(picture, pen):
    paint_halos(pen, picture.entries, PAPER)
    assert pen.halos == [line.text for mark in picture.entries for line in mark.label]
    assert pen.written == []


def test_what_is_faded_is_paler(picture, pen):
    mark = next(mark for mark in picture.entries if mark.arcs)
    paint(pen, [mark, replace(mark, faded=True)], PAPER)
    (arc, colour), *_ = pen.arcs
    _, pale = pen.arcs[len(mark.arcs)]
    assert colour == PAPER.support[arc.kind]
    assert sum(bytes.fromhex(pale[1:])) > sum(bytes.fromhex(colour[1:]))


def test_the_choice_of_names_reaches_the_picture():
    assert parts_of_report(a_document(["Ana"]), replace(NICKNAMES, names="initials"))[1].entries[0].label[0].text == "A"


def test_the_pen_leaves_out_controls_and_direction_overrides():
    asked = []

    def outline(text, bold):
        asked.append(text)
        return squares(text, bold)

    pen = Pen(Nothing(), Fonts(resources_folder() / "fonts", outline), UnseenText(), 100.0)
    style = TextStyle(size=10, bold=False, colour="#000000")
    pen.text(0, 0, "ש\u202eb\x00", style)
    pen.centred(0, 0, "ת\u2066b\u2069", style)
    assert set(asked) == {"שb", "תb"}
