"""Fonts of the report: what they can show, how wide text is, and where a line may break.

Latin, Greek and Cyrillic are ordinary text in the bundled Noto Sans. A piece of text with anything else in it (another
script, a combining mark, an emoji) is drawn whole as outlines, which a function handed in makes: it can shape, order
and look for other fonts.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
import regex
from reportlab.pdfbase.ttfonts import TTFontFace

from kithmap.layout import line_breaking
from kithmap.model.names import printable
from kithmap.report.outline import MakeOutline

REGULAR: Final = "NotoSans-Regular"
BOLD: Final = "NotoSans-Bold"

_CLUSTER: Final = regex.compile(r"\X")
# No line of the report holds more characters, so nothing longer is ever measured.
_LONGEST_LINE: Final = 240


class Face(msgspec.Struct, frozen=True):
    """What one bundled font file can show: advance widths in 1/1000 em by code point."""

    widths: dict[str, float]

    def shows(self, text: str) -> bool:
        return all(character in self.widths for character in text)


class Fonts:
    """The two faces of the report and the outlines of everything they cannot show (each made once)."""

    def __init__(self, folder: Path, outline: MakeOutline) -> None:
        self._faces = {bold: _face(folder / f"{name}.ttf") for bold, name in ((False, REGULAR), (True, BOLD))}
        self.folder = folder
        self.outline = cache(outline)

    def is_plain(self, text: str, bold: bool) -> bool:
        return self._faces[bold].shows(text)

    def text_width(self, text: str, size: float, bold: bool) -> float:
        """Advance width of a line of text in the unit of `size`, without kerning."""
        face = self._faces[bold]
        if face.shows(text):
            return sum(map(face.widths.__getitem__, text)) * size / 1000
        return self.outline(text, bold).width * size / 1000

    def missing_characters(self, all_texts: Iterable[str]) -> tuple[str, ...]:
        """Characters that no font can show, each once, in order of appearance."""
        missing: dict[str, None] = {}
        for text in dict.fromkeys(map(printable, all_texts)):
            for piece in _pieces(text):
                if not self.is_plain(piece, bold=False):
                    missing.update(dict.fromkeys(self.outline(piece, False).missing))  # noqa: FBT003
        return tuple(missing)

    def wrapped(self, text: str, width: float, size: float, bold: bool, first: float | None = None) -> list[str]:
        """The text in lines no wider than `width` (the first no wider than `first`, when given)."""
        fits_first = None if first is None else self._fits(first, size, bold)
        return list(line_breaking.lines(text, self._fits(width, size, bold), fits_first))

    def shortened(self, text: str, width: float, size: float, bold: bool) -> str:
        return line_breaking.shortened(text, self._fits(width, size, bold))

    def _fits(self, width: float, size: float, bold: bool) -> line_breaking.Fits:
        return lambda text: len(text) <= _LONGEST_LINE and self.text_width(text, size, bold) <= width


def _pieces(text: str) -> list[str]:
    clusters = _CLUSTER.findall(text)
    return ["".join(clusters[i : i + _LONGEST_LINE]) for i in range(0, len(clusters), _LONGEST_LINE)]


@cache
def _face(file: Path) -> Face:
    face = TTFontFace(str(file))
    shown = (code for code in face.charToGlyph if code <= 0xFFFF and _is_plain(chr(code)))
    return Face({chr(code): face.getCharWidth(code) for code in shown})


def _is_plain(character: str) -> bool:
    # Marks must be set onto their letter, joiners and no-break spaces must survive copying: outlines do both.
    return character == " " or unicodedata.category(character)[0] not in "CMZ"
