"""Texts of the guide: names in them may be endless, and must not make the panel wider than it is."""

import re
from typing import Final

import regex
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

_LONGEST_WORD: Final = 18
_PIECE: Final = 8
_BREAK: Final = "\u200b"
_ENDLESS: Final = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")


def breakable(text: str) -> str:
    """The text with invisible places in its longest words where a line may end, never inside a letter and its marks."""
    return _ENDLESS.sub(lambda word: _pieces(word[0]), text)


def _pieces(word: str) -> str:
    letters: list[str] = regex.findall(r"\X", word)
    pieces = ["".join(letters[start : start + _PIECE]) for start in range(0, len(letters), _PIECE)]
    return _BREAK.join(pieces)


class BreakableLabel(QLabel):
    """A plain text in lines; a word that is longer than a line goes on in the next."""

    def __init__(self, words: str = "", look: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if look:
            self.setProperty("look", look)
        self.say(words)

    def say(self, words: str) -> None:
        self.setText(breakable(words))
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest piece of a word (pixels). Qt would claim the lines of a narrower label than there is."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        pieces = re.split(rf"[\s{_BREAK}]+", self.text())
        width = max(metrics.horizontalAdvance(piece) for piece in pieces)
        return QSize(width + 2, metrics.lineSpacing())
