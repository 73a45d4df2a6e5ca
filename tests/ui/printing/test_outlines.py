"""Outlines made by Qt: the same letters as the font of the report, in any order they are read."""

import io

import pytest
from PIL import Image
from PySide6.QtGui import QFontDatabase
from tests.report.making import FIFTY, MISSING, NICKNAMES, a_document, parts_of_report

from kithmap.report.fonts import Fonts
from kithmap.report.pdf import make_pdf
from kithmap.resources import resources_folder
from kithmap.ui.printing.outlines import text_outline

FOLDER = resources_folder() / "fonts"


@pytest.fixture(autouse=True)
def _noto(qapp):
    for name in ("NotoSans-Regular", "NotoSans-Bold"):
        assert QFontDatabase.addApplicationFont(str(FOLDER / f"{name}.ttf")) >= 0


def ends(outline):
    return [(command[-2], command[-1]) for command in outline.commands if len(command) > 1]


def test_letters_have_the_width_they_have_in_the_report():
    fonts = Fonts(FOLDER, text_outline)
    for text in ("Ana", "Ελένη", "Ольга"):
        for bold in (False, True):
            outline = text_outline(text, bold)
            assert outline.width == pytest.approx(fonts.text_width(text, 1000, bold), rel=0.03)
            assert "".join(part for part, _, _ in outline.parts) == text


def test_the_outline_stands_on_the_baseline_and_starts_at_the_left():
    xs, ys = zip(*ends(text_outline("H", False)), strict=True)
    assert max(ys) == 0
    assert min(ys) == pytest.approx(-714, abs=2)
    assert 0 <= min(xs) < max(xs) <= text_outline("H", False).width


def test_a_mark_stands_with_its_letter():
    outline = text_outline("e\u0301a\u200d", False)
    assert next(part for part, _, _ in outline.parts) == "e\u0301"
    assert "".join(part for part, _, _ in outline.parts) == "e\u0301a\u200d"
    assert min(y for _, y in ends(outline)) < min(y for _, y in ends(text_outline("ea", False)))


def test_words_from_the_right_read_from_the_right():
    outline = text_outline("אבג", False)
    assert [part for part, _, _ in outline.parts] == ["א", "ב", "ג"]
    lefts = [left for _, left, _ in outline.parts]
    assert lefts == sorted(lefts, reverse=True)
    assert min(lefts) == pytest.approx(0, abs=1)


def test_every_contour_is_closed():
    letters = [command[0] for command in text_outline("B8", True).commands]
    assert letters.count("M") == letters.count("Z") == 6
    assert letters[-1] == "Z"


def test_nothing_has_no_outline():
    outline = text_outline("", False)
    assert (outline.commands, outline.width, outline.parts, outline.missing, outline.images) == ((), 0, (), (), ())


def test_what_no_font_shows_is_reported():
    assert text_outline(f"a{MISSING}b", False).missing == (MISSING,)
    assert text_outline("ab", False).missing == ()


def test_an_emoji_is_a_picture_or_reported_or_an_outline():
    outline = text_outline("A 🌻", False)
    assert "".join(part for part, _, _ in outline.parts) == "A 🌻"
    if not outline.images:
        assert outline.missing == ("🌻",) or len(outline.commands) > 30
        return
    (picture,) = outline.images
    image = Image.open(io.BytesIO(picture.png))
    assert image.mode == "RGBA"
    assert image.getextrema()[3][1] == 255
    assert picture.x > 600
    assert picture.y < 0 < picture.width
    again = text_outline("A 🌻", False)
    assert again.width == outline.width
    assert again.images[0].png == picture.png


def test_a_report_with_real_outlines():
    latin = [name for name in FIFTY if name.isascii()]
    made, picture, fonts = parts_of_report(a_document([*latin, "e\u0301lan"]), NICKNAMES, Fonts(FOLDER, text_outline))
    assert make_pdf(made, picture, fonts).startswith(b"%PDF")
