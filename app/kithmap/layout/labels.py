"""Names as labels: about equally wide lines of text, at most so many, then an ellipsis."""

from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from kithmap.layout import line_breaking
from kithmap.layout.line_breaking import Fits, with_ellipsis
from kithmap.layout.picture import TextLine
from kithmap.layout.style import TextWidth

# How much of one line's size the search for equally wide lines may leave on the table.
_BALANCE: Final = 0.5


class Lettering(NamedTuple):
    size: float
    bold: bool
    text_width: TextWidth

    def width(self, text: str) -> float:
        """Advance width of the text in map units."""
        return self.text_width(text, self.size, self.bold)

    def line(self, text: str, baseline: float) -> TextLine:
        return TextLine(text=text, x=0.0, baseline=baseline, size=self.size, width=self.width(text), bold=self.bold)

    def fits(self, width: float) -> Fits:
        return lambda text: self.width(text) <= width


class Label(NamedTuple):
    """Lines of text; `truncated` when they do not hold all of it."""

    lines: tuple[str, ...]
    truncated: bool


@lru_cache(maxsize=8192)
def label(text: str, lettering: Lettering, width: float, count: int) -> Label:
    """The text in at most `count` lines of at most `width` map units (or one grapheme cluster), about equally wide."""
    text = text.rstrip()
    lines = list(islice(line_breaking.lines(text, lettering.fits(width)), count + 1))
    if len(lines) > count:
        return Label((*lines[: count - 1], with_ellipsis(lines[count - 1], lettering.fits(width))), truncated=True)
    if len(lines) > 1:
        lines = _balanced(text, lines, lettering, width)
    return Label(tuple(lines), truncated=False)


def _balanced(text: str, lines: list[str], lettering: Lettering, width: float) -> list[str]:
    """As many lines, but as narrow as they go without cutting a word that was whole."""
    low = max(lettering.width(piece) for piece in line_breaking.pieces(text) if not piece.isspace())
    high = width
    while high - low > _BALANCE * lettering.size:
        middle = (low + high) / 2.0
        narrow = list(islice(line_breaking.lines(text, lettering.fits(middle)), len(lines) + 1))
        if len(narrow) > len(lines):
            low = middle
        else:
            high, lines = middle, narrow
    return lines
