"""Where lines of text end on the screen: broken at words, inside endless ones, or cut short with an ellipsis."""

import re
from typing import Final

import regex
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

LONGEST_LAID_OUT: Final = 600
UNLIMITED: Final = 1_000
_LONGEST_WORD: Final = 18
_PIECE: Final = 8
_BREAK: Final = "\u200b"
_ENDLESS: Final = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_LONGEST_IN_A_LINE: Final = 10


def lines_of(
    text: str, font: QFont, width: float, maximum: int = UNLIMITED, longest: int = LONGEST_LAID_OUT
) -> list[str]:
    """The first `longest` letters of a text in lines at most `width` pixels wide, broken at words where possible.

    When it needs more than `maximum` lines the last one ends in an ellipsis.
    """
    laid_out = text[:longest]
    layout = QTextLayout(laid_out, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    # Qt counts in UTF-16 units.
    units = laid_out.encode("utf-16-le", "replace")
    lines: list[str] = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(1.0, width))
        start, length = line.textStart(), line.textLength()
        if len(lines) == maximum - 1 and (2 * (start + length) < len(units) or len(laid_out) < len(text)):
            rest = units[2 * start :].decode("utf-16-le", "replace")
            lines.append(elided(rest + "…", QFontMetrics(font), int(width)))
            break
        lines.append(units[2 * start : 2 * (start + length)].decode("utf-16-le", "replace").rstrip())
        line = layout.createLine()
    layout.endLayout()
    return lines or [""]


def in_two_lines(text: str) -> str:
    """A text of more than a few letters broken at the space nearest to its middle."""
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    if len(text) <= _LONGEST_IN_A_LINE or not spaces:
        return text
    middle = min(spaces, key=lambda place: abs(place - len(text) / 2))
    return f"{text[:middle]}\n{text[middle + 1 :]}"


def elided(text: str, metrics: QFontMetrics, width: int) -> str:
    """A text in one line of at most `width` pixels, with an ellipsis where the room ends."""
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)


def longest_word(text: str, metrics: QFontMetrics) -> int:
    """Width in pixels of the longest word."""
    return max((metrics.horizontalAdvance(word) for word in text[:LONGEST_LAID_OUT].split()), default=0)


def breakable(text: str) -> str:
    """The text with invisible places in its longest words where a line may end, never inside a letter and its marks."""
    return _ENDLESS.sub(lambda word: _pieces(word[0]), text)


def longest_piece(text: str, metrics: QFontMetrics) -> int:
    """Width in pixels of the longest part of a `breakable` text that is never broken."""
    return max(metrics.horizontalAdvance(piece) for piece in re.split(rf"[\s{_BREAK}]+", text))


def _pieces(word: str) -> str:
    letters: list[str] = regex.findall(r"\X", word)
    return _BREAK.join("".join(letters[start : start + _PIECE]) for start in range(0, len(letters), _PIECE))
