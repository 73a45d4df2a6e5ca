"""What becomes of a text that a person wrote when it goes on paper: names in it stand as they do elsewhere there."""

from collections.abc import Iterable

from kithmap.report.folded_text import IS_LETTER
from kithmap.report.name_words import NameWords
from kithmap.report.names_in_text import Named, NamesInText


class FreeText:
    """The texts of one document. `named` is everybody in it, those on paper first."""

    def __init__(self, named: Iterable[Named], words: NameWords) -> None:
        self._names = NamesInText(named, words)

    def said(self, text: str) -> str:
        """The text as it may be printed; "" if it says nothing but who is not on paper."""
        hidden = [each for each in self._names.mentions(text) if each.named.is_hidden]
        rest = text
        for each in reversed(hidden):
            rest = rest[: each.start] + rest[each.end :]
        return "" if hidden and not IS_LETTER.search(rest) else self._names(text)

    def unless_hidden(self, text: str) -> str:
        """The text as it may be printed; "" if it names anybody who is not on paper."""
        return "" if self.names_hidden(text) else self._names(text)

    def names_hidden(self, text: str) -> bool:
        """Whether the text names anybody who is not on paper."""
        return any(each.named.is_hidden for each in self._names.mentions(text))
