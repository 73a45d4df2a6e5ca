"""Finding entries by a few letters, without minding case and accents."""

import unicodedata
from functools import lru_cache
from typing import Final

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
