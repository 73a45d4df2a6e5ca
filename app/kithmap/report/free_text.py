"""What becomes of a text that a person wrote when it goes on paper: names in it stand as they do elsewhere there."""

from collections.abc import Iterable
from typing import Final

import regex

from kithmap.model.document import MAXIMUM_NAME, MAXIMUM_TEXT
from kithmap.report.folded_text import IS_LETTER
from kithmap.report.name_words import NameWords
from kithmap.report.names_in_text import Named, NamesInText

# A telephone number tells who "someone" is.
_NUMBER: Final = regex.compile(r"(?:\p{Nd}[ ().\-/]*){6,}|@")


class FreeText:
    """The texts of one document. `named` is everybody in it, those on paper first."""

    def __init__(self, named: Iterable[Named], words: NameWords) -> None:
        self._names = NamesInText(named, words)

    def said(self, text: str) -> str:
        """The text as it may be printed; "" if it says nothing but who is not on paper, or how to reach them."""
        hidden = [each for each in self._names.mentions(text) if each.named.is_hidden]
        rest = text
        for each in reversed(hidden):
            rest = rest[: each.start] + rest[each.end :]
        if hidden and (_NUMBER.search(rest) or not IS_LETTER.search(rest)):
            return ""
        return cut(self._names(text), MAXIMUM_NAME if len(text) <= MAXIMUM_NAME else MAXIMUM_TEXT)

    def unless_hidden(self, text: str) -> str:
        """The text as it may be printed; "" if it names anybody who is not on paper."""
        return "" if self.names_hidden(text) else cut(self._names(text), MAXIMUM_NAME)

    def names_hidden(self, text: str) -> bool:
        """Whether the text names anybody who is not on paper."""
        return any(each.named.is_hidden for each in self._names.mentions(text))


def cut(text: str, most: int) -> str:
    """The text, not longer than a document may hold: "someone" may be longer than a name."""
    return text[:most]
