"""Text in lines, for screen and paper: broken between words, shortened with an ellipsis.

Runs of spaces inside a line stay as typed. A line may end at a space, after a hyphen between letters, and after any
character of Chinese and Japanese (not before the signs that close something). A word too long for a line breaks between
grapheme clusters, so that no letter loses its accent and no emoji falls apart.
"""

from collections.abc import Callable, Iterator
from typing import Final

import regex

ELLIPSIS: Final = "…"

# Spaces a line may break at: not the no-break ones.
_SPACE: Final = r"\t\n\v\f\r \u0085\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u3000"
_EACH: Final = r"\p{Han}\p{Hiragana}\p{Katakana}"
_WORD: Final = rf"[^{_SPACE}{_EACH}]"
_PIECE: Final = regex.compile(
    rf"[{_SPACE}]+|[{_EACH}]\p{{M}}*[\p{{Pe}}\p{{Pf}}\p{{Po}}]*|(?:{_WORD}(?<!\p{{L}}[-‐–](?=\p{{L}})))*{_WORD}"
)
_CLUSTER: Final = regex.compile(r"\X")

Fits = Callable[[str], bool]


def pieces(text: str) -> list[str]:
    """The words of the text, and the spaces between them: where a line may end."""
    return _PIECE.findall(text)


def lines(text: str, fits: Fits, fits_first: Fits | None = None) -> Iterator[str]:
    """Line after line, as they are asked for: a name may have thousands. Only spaces where a line is broken are lost.

    A grapheme cluster that does not fit still gets its line. `fits_first` holds for a first line that has less room: it
    is empty when no word goes there.
    """
    line = ""
    fits_here = fits_first or fits
    for match in _PIECE.finditer(text):
        piece = match.group()
        if piece.isspace() or fits_here(line + piece):
            line += piece
            continue
        if fits_here is fits_first or line.strip():
            yield line.rstrip()
            fits_here = fits
        while not fits_here(piece) and (head := longest_start(piece, fits_here)) != piece:
            yield head
            piece = piece[len(head) :]
        line = piece
    if line:
        yield line


def longest_start(text: str, fits: Fits) -> str:
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


def shortened(text: str, fits: Fits) -> str:
    """The text if it fits into one line, else as much of its start as fits together with an ellipsis."""
    return text if fits(text) else with_ellipsis(text, fits)


def with_ellipsis(text: str, fits: Fits) -> str:
    return longest_start(text, lambda part: fits(part.rstrip() + ELLIPSIS)).rstrip() + ELLIPSIS
