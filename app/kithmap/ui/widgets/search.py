"""Finding entries by a few letters, without minding case and accents, and the field for them."""

import unicodedata
from functools import lru_cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from kithmap.model.document import Entry

_PLAIN_LETTERS: Final = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
)


@lru_cache(maxsize=4096)
def search_key(text: str) -> str:
    """The text for searching: without case, accents and the strokes of letters such as ł, đ and ø."""
    split = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN_LETTERS))
    return "".join(letter for letter in split if not unicodedata.combining(letter))


def matches(entry: Entry, wanted: str) -> bool:
    """Whether the name or the relationship holds what is wanted; nothing wanted matches everybody."""
    key = search_key(wanted)
    return not key or key in search_key(entry.name) or key in search_key(entry.relationship)


class SearchField(QLineEdit):
    """Esc empties it before it means anything else."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setClearButtonEnabled(True)
        self.setPlaceholderText(self.tr("Find…"))
        self.setAccessibleName(name)

    def begin(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
