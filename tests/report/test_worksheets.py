"""The blank worksheets: one page each, large enough to write in, and readable aloud."""

from itertools import pairwise

import pytest
from tests.report.making import WORDS, some_fonts
from tests.report.sheets import (
    PAPERS,
    all_text,
    assert_can_be_read_aloud,
    assert_nothing_is_clipped,
    opened,
    tags,
    written,
)

from kithmap.report.styles import PAPER_SIZES
from kithmap.report.worksheets import worksheet_rings, worksheet_support
from kithmap.wording.words import Words, untranslated

FOOT = "A picture of one day, not a test or an assessment."
KINDS = ("Listens", "Calms", "Believes in me", "Everyday help", "Unwell days", "Advice", "Fun company", "Hard moments")


def longer(context, text, comment="", n=-1, /):
    """A language whose labels are 40 % longer."""
    said = untranslated(context, text, comment, n)
    return said if "{" in said or comment.startswith("letter") else said + "abc de"[: max(1, len(said) * 2 // 5)]


def rings(paper, words=WORDS):
    return worksheet_rings(words, "en", paper, some_fonts())


def support(paper, words=WORDS):
    return worksheet_support(words, "en", paper, some_fonts())


@pytest.mark.parametrize("words", [WORDS, Words(longer)], ids=["english", "longer"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("make", [rings, support])
def test_each_is_one_page_with_nothing_clipped(make, paper, words):
    sheet = make(paper, words)
    pen = written(sheet)
    assert len(sheet.flow.pages) == 1
    assert_nothing_is_clipped(sheet, pen)
    assert sorted(sheet.size) == sorted(PAPER_SIZES[paper])
    assert_can_be_read_aloud(sheet)


@pytest.mark.parametrize("make", [rings, support])
def test_each_says_what_it_is_and_asks_for_no_full_name(make):
    text = all_text(written(make("a4")))
    assert text.endswith(FOOT)
    assert "Name or initials Date" in text


@pytest.mark.parametrize("paper", PAPERS)
def test_the_rings_are_large_and_named_with_lines_for_i_am(paper):
    sheet = rings(paper)
    pen = written(sheet)
    text = all_text(pen)
    assert text.count("I am") == 3
    for name in ("Closest", "Close", "Around me", "Me"):
        assert name in {line.text for line in pen.written}
    assert "Closest: Life would feel very different without them." in text
    with opened(sheet) as pdf:
        (figure,) = (kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/Figure")
        assert str(figure.Alt) == "Empty rings to draw on, with Me in the middle."
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    width, height = sheet.size
    assert 24 <= left < right <= width - 24
    assert 60 <= bottom < top <= height - 36
    assert right - left > 0.7 * width
    assert right - left == pytest.approx(top - bottom, rel=0.05)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_table_has_three_dots_each_way_for_ten_names_and_eight_kinds(paper):
    sheet = support(paper)
    pen = written(sheet)
    assert sheet.size[0] > sheet.size[1]
    assert len(pen.circles) == 10 * 8 * 2 * 3 + 9
    xs = {round(x, 2) for x, y, _ in pen.circles[9:]}
    ys = {round(y, 2) for x, y, _ in pen.circles[9:]}
    assert (len(xs), len(ys)) == (24, 20)
    radius = pen.circles[-1][2]
    assert min(b - a for a, b in zip(sorted(xs), sorted(xs)[1:], strict=False)) > 2.5 * radius
    assert min(b - a for a, b in zip(sorted(ys), sorted(ys)[1:], strict=False)) > 2.5 * radius
    # The three of a kind stand together.
    gaps = [b - a for a, b in pairwise(sorted(xs))]
    assert max(gaps[0::3] + gaps[1::3]) < 0.5 * min(gaps[2::3])
    text = all_text(pen)
    for kind in KINDS:
        assert all(word in text for word in kind.split())
    assert text.count("I get") == text.count("I give") == 10
    for part in ("a little", "some", "a lot", "? not sure. A blank is not a no."):
        assert part in text


def test_the_table_is_one_for_those_who_hear_it():
    with opened(support("a4")) as pdf:
        found = tags(pdf)
        assert found.count("TR") == 11
        assert found.count("TH") == 9 + 10
        assert found.count("TD") == 1 + 10 * 9
        table = next(kid for kid in pdf.Root.StructTreeRoot.K[0].K if kid.S == "/Table")
        heads = [cell for cell in table.K[0].K if cell.S == "/TH"]
        assert [str(cell.A.Scope) for cell in heads] == ["/Column"] * 9
        assert all(len(cell.K) for cell in heads), "a heading without a word"
        assert str(table.K[1].K[0].A.Scope) == "/Row"


def test_writing_room_is_high_enough_for_a_hand():
    pen = written(rings("letter"))
    ruled = sorted({round(one[1], 1) for one, other in pen.lines if one[1] == other[1]})[:4]
    assert all(b - a >= 25 for a, b in pairwise(ruled))
    rows = sorted({round(one[1], 1) for one, _ in written(support("letter")).lines})[2:12]
    assert all(b - a >= 25 for a, b in pairwise(rows))
