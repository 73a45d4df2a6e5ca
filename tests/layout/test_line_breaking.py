"""Text in lines: where a line may end, what is lost, and a first line with less room."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from kithmap.layout.line_breaking import Fits, lines, shortened


def letters(count: int) -> Fits:
    return lambda text: len(text) <= count


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("Call Ana on Monday", 8, ["Call Ana", "on", "Monday"]),
        ("on 2026-11-28 at 555-0100", 12, ["on", "2026-11-28", "at 555-0100"]),
        ("Mary-Jane–Smith", 9, ["Mary-", "Jane–", "Smith"]),
        ("no\u00a0break here", 9, ["no\u00a0break", "here"]),
        ("我和王小明一起喝茶吧。", 5, ["我和王小明", "一起喝茶", "吧。"]),
        ("Supercalifragilistic", 6, ["Superc", "alifra", "gilist", "ic"]),
        ("", 6, []),
    ],
)
def test_a_line_ends_where_a_reader_would_end_it(text: str, room: int, expected: list[str]) -> None:
    assert list(lines(text, letters(room))) == expected


def test_a_first_line_with_less_room_is_empty_when_no_word_goes_there() -> None:
    assert list(lines("Ana and Joel", letters(7), letters(4))) == ["Ana", "and", "Joel"]
    assert list(lines("Joellen and", letters(7), letters(4))) == ["", "Joellen", "and"]
    assert list(lines("and then ", letters(20), letters(20))) == ["and then "]


@given(st.text(max_size=60), st.integers(1, 20), st.none() | st.integers(1, 20))
def test_only_spaces_are_lost_and_no_line_is_too_long(text: str, room: int, first: int | None) -> None:
    made = list(lines(text, letters(room), None if first is None else letters(first)))
    assert "".join("".join(made).split()) == "".join(text.split())
    for number, line in enumerate(made):
        most = first if number == 0 and first is not None else room
        assert len(line.rstrip()) <= most or len(regex.findall(r"\X", line.strip())) <= 1


@given(st.text(max_size=60), st.integers(2, 20))
def test_what_is_shortened_fits_and_ends_in_an_ellipsis(text: str, room: int) -> None:
    made = shortened(text, letters(room))
    assert made == text or (made.endswith("…") and text.startswith(made[:-1]))
    assert len(made) <= room or len(regex.findall(r"\X", made)) <= 2
