"""Text behind outlines: found, copied and read in the right order."""

import io
import re

import pikepdf
from hypothesis import given
from hypothesis import strategies as st

from kithmap.report.unseen import UnseenText


def pages_with(unseen, operators):
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary())
    unseen.add_fonts(pdf)
    return pdf, page, operators


def said(unseen, operators):
    """What the operators say by the fonts' own tables, run by run, those from the right turned round."""
    pdf, page, _ = pages_with(unseen, operators)
    meanings = {}
    for name, font in page.obj.Resources.Font.items():
        pairs = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]*)>", font.ToUnicode.read_bytes().split(b"beginbfchar", 1)[1])
        meanings[name] = {
            bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
        }
        assert len(font.Widths) == len(pairs) == int(font.LastChar)
    text = ""
    for run in re.findall(r"(?:/ReversedChars BMC )?BT .*? ET", operators):
        letters = [
            meanings[font][bytes([code])]
            for font, codes in re.findall(r"(/U\d+) [\d.]+ Tf <([0-9a-f]*)> Tj", run)
            for code in bytes.fromhex(codes)
        ]
        text += "".join(reversed(letters) if run.startswith("/Reversed") else letters)
    pdf.save(io.BytesIO())
    return text


def from_left(text, start=0):
    return [(c, start + 500.0 * i, 500.0) for i, c in enumerate(text)]


def from_right(text, start=0):
    return [(c, start + 500.0 * (len(text) - 1 - i), 500.0) for i, c in enumerate(text)]


def test_words_from_the_right_are_set_from_the_left_and_marked():
    unseen = UnseenText()
    operators = unseen.operators(from_right("דוד"), 10, 20, 10)
    assert operators.startswith("/ReversedChars BMC BT 1 0 0 1 10.00 20.00 Tm")
    assert said(unseen, operators) == "דוד"


def test_directions_may_change_within_a_line():
    unseen = UnseenText()
    parts = [*from_left("Ana "), *from_right("דוד", 2000), *from_left(" x", 3500)]
    operators = unseen.operators(parts, 0, 0, 10)
    assert operators.count("ReversedChars") == 1
    assert said(unseen, operators) == "Ana דוד x"


@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=400))
def test_any_text_is_said_in_as_many_fonts_as_it_takes(text):
    unseen = UnseenText()
    assert said(unseen, unseen.operators(from_left(text), 0, 0, 11)) == text


def test_more_letters_than_one_font_holds():
    unseen = UnseenText()
    text = "".join(chr(0x4E00 + i) for i in range(600))
    assert said(unseen, unseen.operators(from_left(text), 0, 0, 11)) == text
