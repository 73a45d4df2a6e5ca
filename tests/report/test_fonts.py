"""Which text is ordinary and which is an outline, how wide it is, and where lines break."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from tests.report.making import DAY, FIFTY, MISSING, NICKNAMES, WORDS, a_document, some_fonts

from kithmap.report.contents import contents
from kithmap.report.contents import texts as texts_in
from kithmap.report.redaction import redact

FONTS = some_fonts()
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@pytest.mark.parametrize(
    "text",
    ["Ana", "Łukasz Żółkiewski", "Nguyễn Thị Minh Khai", "Γιώργος", "Ольга", "O'Brien & Sons <plumbers>", "…·—", ""],
)
def test_latin_greek_and_cyrillic_are_ordinary_text(text):
    assert FONTS.is_plain(text, bold=False)
    assert FONTS.is_plain(text, bold=True)


@pytest.mark.parametrize(
    "text",
    [
        "محمد",
        "אברהם",
        "张伟",
        "김민준",
        "अनन्या",
        "สมชาย",
        "ქეთევან",
        "አበበ",
        "🌻",
        "e\u0301",
        "a\u00a0b",
        "a\u200db",
        "\u00ad",
    ],
)
def test_everything_else_is_an_outline(text):
    assert not FONTS.is_plain(text, bold=False)
    assert not FONTS.is_plain(f"Ana {text}", bold=True)


def test_width_is_the_sum_of_advances_without_kerning():
    whole = FONTS.text_width("AVAV", 10, bold=False)
    assert whole == pytest.approx(2 * FONTS.text_width("A", 10, bold=False) + 2 * FONTS.text_width("V", 10, bold=False))
    assert FONTS.text_width("Ana", 1000, bold=False) == pytest.approx(1818)
    assert FONTS.text_width("张伟", 10, bold=False) == pytest.approx(12)


@given(text=texts, width=st.floats(20, 300), first=st.none() | st.floats(0, 300), bold=st.booleans())
def test_wrapped_lines_fit_and_hold_everything(text, width, first, bold):
    lines = FONTS.wrapped(text, width, 11, bold, first)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for number, line in enumerate(lines):
        room = first if number == 0 and first is not None else width
        assert FONTS.text_width(line.rstrip(), 11, bold) <= room + 0.001 or is_one_character(line)


def is_one_character(line):
    return len(regex.findall(r"\X", line.strip())) == 1


def test_lines_break_at_spaces_and_hyphens_before_they_break_words():
    width = FONTS.text_width("d'Aubigné-M", 11, bold=False)
    assert FONTS.wrapped("Jean-Baptiste d'Aubigné-Montgolf", width, 11, bold=False) == [
        "Jean-",
        "Baptiste",
        "d'Aubigné-",
        "Montgolf",
    ]


def test_a_word_without_end_is_cut_quickly():
    lines = FONTS.wrapped("x" * 5_000, 100, 11, bold=False)
    assert "".join(lines) == "x" * 5_000
    assert all(FONTS.text_width(line, 11, bold=False) <= 100 for line in lines)


@given(text=texts, width=st.floats(20, 200))
def test_shortened_text_fits_and_says_that_it_is_short(text, width):
    short = FONTS.shortened(text, width, 11, bold=False)
    if short != text:
        assert short.endswith("…")
        assert text.startswith(short[:-1].rstrip())
        assert FONTS.text_width(short, 11, bold=False) <= width or is_one_character(short[:-1])


def test_missing_characters_are_reported_once():
    document = redact(a_document(["Ana", f"Bo {MISSING}{MISSING}", "张伟", f"{MISSING}"]), NICKNAMES, WORDS)
    made = contents(document, NICKNAMES, WORDS, DAY)
    assert FONTS.missing_characters(texts_in(made)) == (MISSING,)
    fine = redact(a_document(FIFTY), NICKNAMES, WORDS)
    assert FONTS.missing_characters(texts_in(contents(fine, NICKNAMES, WORDS, DAY))) == ()
