"""Names as people type them, in any script."""

import unicodedata
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kithmap.model.errors import EmptyName
from kithmap.model.names import clean_name, has_visible, initials, names_from_lines, printable

FIFTY = (Path(__file__).parent.parent / "data" / "fifty-names.txt").read_text(encoding="utf-8").splitlines()

# Every line of tests/data/fifty-names.txt, in order.
FIFTY_INITIALS = [
    "A", "M", "DO", "ŁŻ", "TŠ", "ÕJ", "JM", "G", "TM", "SC", "BD", "JD", "ОС", "ΓΠ", "م", "אד", "张", "山花", "김",
    "अश", "নাআ", "த", "สใ", "NK", "ქ", "አበ", "A", "OP", "BQ", "S", "X", "AG", "P", "ND", "TD", "Z", "N1", "RS", "K",
    "L", "L", "L", "W", "A", "UR", "RC", "L", "N", "CO", "TP",
]  # fmt: skip

any_text = st.text()
odd_text = st.text(
    st.sampled_from("Ana بن山👩\u200d👧🏽é\u0301 \t\n\u202e\u2066\u200f\0\u3164\u00a0.-()<>"), max_size=12
)


def test_there_are_fifty_names() -> None:
    assert (len(FIFTY), len(FIFTY_INITIALS)) == (50, 50)


@pytest.mark.parametrize(("name", "expected"), list(zip(FIFTY, FIFTY_INITIALS, strict=True)))
def test_initials_of_fifty_names(name: str, expected: str) -> None:
    assert initials(name) == expected


@pytest.mark.parametrize("name", FIFTY)
def test_each_of_fifty_names_is_kept_exactly_as_typed(name: str) -> None:
    assert clean_name(name) == name


def test_fifty_pasted_names_are_fifty_names() -> None:
    assert names_from_lines("\n".join(FIFTY)) == tuple(FIFTY)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana  ", "Ana"),
        ("Tom  next   door", "Tom  next   door"),
        ("Ana\r\nMaria", "Ana Maria"),
        ("Ana\tMaria", "Ana Maria"),
        ("Ana\u2028Maria", "Ana Maria"),
        ("A\0n\x1ba", "Ana"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066x\u2069\ufeff", "x"),
        ("<b>Bold</b>", "<b>Bold</b>"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_name_is_kept_but_in_one_line_without_controls(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "\u200b", "\u202e", "\u3164", "\u00a0", "\0", "\u200d\u200d", "\u2800"]
)
def test_a_name_with_nothing_to_see_is_refused(text: str) -> None:
    assert not has_visible(text)
    with pytest.raises(EmptyName):
        clean_name(text)


@given(any_text | odd_text)
def test_a_clean_name_is_one_visible_safe_line_and_stays_as_it_is(text: str) -> None:
    try:
        name = clean_name(text)
    except EmptyName:
        assert initials(text) == "·"
        return
    assert name == name.strip()
    assert len(name.splitlines()) == 1
    assert has_visible(name)
    assert not any(unicodedata.category(letter) == "Cc" for letter in name)
    assert not set(name) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff")
    assert clean_name(name) == name


@given(any_text | odd_text)
def test_nothing_visible_is_lost_from_what_is_printed(text: str) -> None:
    visible = regex.compile(r"[^\p{Z}\p{C}]")
    assert visible.findall(printable(text)) == visible.findall(text)


@given(any_text | odd_text)
def test_initials_are_one_or_two_whole_characters_whatever_the_name(name: str) -> None:
    shown = initials(name)
    assert 1 <= len(regex.findall(r"\X", shown)) <= 2
    assert shown == printable(shown)
    assert has_visible(shown)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("ana", "A"),
        ("ana maria lópez", "AL"),
        ("(Elsie)", "E"),
        ("Grandma (Elsie May)", "G"),
        ("Chen（老师）", "C"),
        ("🌻", "🌻"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("...", "."),
        ("- Ana", "A"),
        ("2nd floor", "2F"),
        ("ßen", "ß"),
        ("ǆ", "Ǆ"),
        ("e\u0301va", "E\u0301"),
        ("'Chip' O'Hara", "CO"),
        ("ნინო ქავთარაძე", "ნქ"),
        ("\u3164🌻", "🌻"),
        ("\u3164 Ana \u115f", "A"),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("pasted", "names"),
    [
        ("", ()),
        ("\n \n\t\n", ()),
        ("Ana\nBea", ("Ana", "Bea")),
        ("Ana\r\n\r\n  Bea  \r\n", ("Ana", "Bea")),
        ("- Ana\n* Bea\n• Cem\n– Dot", ("Ana", "Bea", "Cem", "Dot")),
        ("1. Ana\n2) Bea\n13. Cem", ("Ana", "Bea", "Cem")),
        ("2nd floor\n-Ana\nNo. 12", ("2nd floor", "-Ana", "No. 12")),
        ("Ana\nAna", ("Ana", "Ana")),
        ("\u202e\nAna", ("Ana",)),
        ("- \nAna", ("Ana",)),
    ],
)
def test_pasted_lines(pasted: str, names: tuple[str, ...]) -> None:
    assert names_from_lines(pasted) == names


@given(any_text | odd_text)
def test_any_pasted_text_gives_clean_names(text: str) -> None:
    for name in names_from_lines(text):
        assert clean_name(name) == name


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=5), max_size=5))
def test_pasted_names_keep_their_order(names: list[str]) -> None:
    assert names_from_lines("\n".join(names)) == tuple(names)


@pytest.mark.parametrize(
    ("name", "expected"), [("TJ", "TJ"), ("ŁŻ", "ŁŻ"), ("Jo", "J"), ("AB CD", "AC"), ("A 2", "A2")]
)
def test_two_capitals_are_initials_already(name: str, expected: str) -> None:
    assert initials(name) == expected
