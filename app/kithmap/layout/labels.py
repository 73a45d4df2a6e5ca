"""Names as lines of text: wrapped between words, at most so many lines, then an ellipsis.

Runs of spaces inside a line stay as typed. A word too long for a line breaks after a hyphen, else between grapheme
clusters, so that no letter loses its accent and no emoji falls apart.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

import regex

from kithmap.layout.picture import TextLine
from kithmap.layout.style import TextWidth

ELLIPSIS: Final = "…"

# Spaces a line may break at (not the no-break ones), and words, cut after the hyphens inside them.
_SPACE: Final = " \u1680\u2000-\u2006\u2008-\u200a\u3000"
_PIECE: Final = regex.compile(rf"[{_SPACE}]+|[^{_SPACE}\-‐–]*[-‐–]+(?=[^{_SPACE}])|[^{_SPACE}]+")
_CLUSTER: Final = regex.compile(r"\X")

# How much of one line's size the search for equally wide lines may leave on the table.
_BALANCE: Final = 0.5

_Fits = Callable[[str], bool]


class Lettering(NamedTuple):
    """Lettering of one size (map units) and weight, and how it is measured."""

    size: float
    bold: bool
    text_width: TextWidth

    def width(self, text: str) -> float:
        """Advance width of the text in map units."""
        return self.text_width(text, self.size, self.bold)

    def line(self, text: str, baseline: float) -> TextLine:
        """The text centred on x = 0."""
        return TextLine(text=text, x=0.0, baseline=baseline, size=self.size, width=self.width(text), bold=self.bold)

    def fits(self, width: float) -> _Fits:
        return lambda text: self.width(text) <= width


class Label(NamedTuple):
    """Lines of text; `truncated` when they do not hold all of it."""

    lines: tuple[str, ...]
    truncated: bool


@lru_cache(maxsize=8192)
def label(text: str, lettering: Lettering, width: float, count: int) -> Label:
    """The text in at most `count` lines of at most `width` map units, about equally wide.

    A single grapheme cluster wider than `width` still gets its line.
    """
    lines = list(islice(_lines(text, lettering.fits(width)), count + 1))
    if len(lines) > count:
        return Label((*lines[: count - 1], _with_ellipsis(lines[count - 1], lettering, width)), truncated=True)
    if len(lines) > 1:
        lines = _balanced(text, lines, lettering, width)
    return Label(tuple(lines), truncated=False)


def shortened(text: str, lettering: Lettering, width: float) -> str:
    """The text if it fits into one line of `width`, else as much of its start as fits together with an ellipsis."""
    return text if lettering.width(text) <= width else _with_ellipsis(text, lettering, width)


def _with_ellipsis(text: str, lettering: Lettering, width: float) -> str:
    start = _longest_start(text, lambda part: lettering.width(part.rstrip() + ELLIPSIS) <= width)
    return start.rstrip() + ELLIPSIS


def _lines(text: str, fits: _Fits) -> Iterator[str]:
    """Line after line, as they are asked for: a name may have thousands."""
    line = ""
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece.isspace() or fits(line + piece):
            line += piece
            continue
        if line and not line.isspace():
            yield line.rstrip()
        while not fits(piece) and (head := _longest_start(piece, fits)) != piece:
            yield head
            piece = piece[len(head) :]
        line = piece
    if line and not line.isspace():
        yield line.rstrip()


def _longest_start(text: str, fits: _Fits) -> str:
    """The longest start of the text that fits, in whole grapheme clusters, one at least."""
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        ends.append(match.end())
        # Measuring is dear: on the way up, look only when the number of clusters is a power of two.
        if len(ends) & (len(ends) - 1) == 0 and not fits(text[: ends[-1]]):
            break
    low, high = 0, len(ends)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(text[: ends[middle]]) else (low, middle)
    return text[: ends[low]]


def _balanced(text: str, lines: list[str], lettering: Lettering, width: float) -> list[str]:
    """As many lines, but as narrow as they go without cutting a word that was whole."""
    low = max(lettering.width(piece) for piece in _PIECE.findall(text) if not piece.isspace())
    high = width
    while high - low > _BALANCE * lettering.size:
        middle = (low + high) / 2.0
        narrow = list(islice(_lines(text, lettering.fits(middle)), len(lines) + 1))
        if len(narrow) > len(lines):
            low = middle
        else:
            high, lines = middle, narrow
    return lines
