"""Names as lines: nothing lost, nothing cut inside a letter, an ellipsis when it has to be."""

import pytest
import regex
from arranged import text_width
from hypothesis import given
from hypothesis import strategies as st

from kithmap.layout.labels import Lettering, label
from kithmap.layout.line_breaking import ELLIPSIS, shortened

# Ten units a letter, twenty a wide one.
TEN = Lettering(20.0, bold=False, text_width=lambda text, size, bold: text_width(text, size, bold) / 1.1)

texts = st.text(
    st.sampled_from("ab cd-é e\u0301 漢👩\u200d👧 ") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=40
)


def lines(text, width=100.5, count=3):
    return list(label(text, TEN, width, count).lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana", ["Ana"]),
        ("Uncle Raymond", ["Uncle", "Raymond"]),
        ("Tom  n   d", ["Tom  n   d"]),
        ("one two six ten", ["one two", "six ten"]),
        ("Leonora-Maeve", ["Leonora-", "Maeve"]),
        ("12345678901234", ["1234567890", "1234"]),
        ("a\u00a0b c\u00a0d e\u00a0f", ["a\u00a0b c\u00a0d", "e\u00a0f"]),
        ("   ", []),
        ("漢字漢字漢字漢字", ["漢字漢字", "漢字漢字"]),
    ],
)
def test_lines_break_at_spaces_and_hyphens_first(text, expected):
    assert lines(text) == expected


def test_lines_are_about_equally_wide():
    assert lines("aaa bbb ccc d") == ["aaa bbb", "ccc d"]
    assert lines("one two a b c") == ["one two", "a b c"]


def test_a_long_text_ends_in_an_ellipsis():
    made = label("one two three four five six seven eight nine ten", TEN, 100.0, 3)
    assert made.truncated
    assert len(made.lines) == 3
    assert made.lines[-1].endswith(ELLIPSIS)


def test_a_word_is_never_cut_inside_a_grapheme_cluster():
    family = "👩\u200d👩\u200d👧"
    assert lines(family * 3, width=2.6 * TEN.width(family)) == [family * 2, family]
    assert lines("e\u0301" * 12) == ["e\u0301" * 10, "e\u0301" * 2]


@given(texts, st.floats(12, 400), st.integers(1, 4))
def test_nothing_is_lost_and_every_line_fits(text, width, count):
    made = label(text, TEN, width, count)
    assert len(made.lines) <= count
    for line in made.lines:
        assert TEN.width(line) <= width or len(regex.findall(r"\X", line.removesuffix(ELLIPSIS))) <= 1
    if made.truncated:
        assert _dense("".join(made.lines)[: -len(ELLIPSIS)]) == _dense(text)[: len(_dense("".join(made.lines))) - 1]
    else:
        assert _dense("".join(made.lines)) == _dense(text)


@given(texts, st.floats(22, 200))
def test_one_line_is_shortened_only_when_it_must_be(text, width):
    short = shortened(text, TEN.fits(width))
    if TEN.width(text) <= width:
        assert short == text
    else:
        assert short.endswith(ELLIPSIS)
        assert text.startswith(short.removesuffix(ELLIPSIS))


def _dense(text):
    return "".join(text.split())
