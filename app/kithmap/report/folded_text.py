"""Text folded for comparing names: letter by letter, with the place where each stands in the text.

Compatibility forms, capitals, accents and invisible characters make no difference (Unicode Standard, section 3.13, and
Annex 15).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{So}\p{Emoji_Modifier}"
IS_LETTER = regex.compile(r"[\p{L}\p{N}]")
IS_UNSPACED = regex.compile(f"[{_UNSPACED}]")
_IS_CASED = regex.compile(r"(?!\p{Georgian})[\p{Lu}\p{Ll}\p{Lt}]")
_IS_CAPITAL = regex.compile(r"[\p{Lu}\p{Lt}]")
_CLUSTER = regex.compile(r"\X")
_WORD = regex.compile(rf"[{_UNSPACED}]+|[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]+", regex.V1)
_INVISIBLE = regex.compile(r"[\p{DI}\p{Cf}\ufffe\uffff]|(?![\t\n\v\f\r\x85])\p{Cc}")
_SENTENCE_END = regex.compile(r"[.!?…:;¿¡\t\n\v\f\r\x85\u2028\u2029]")
# Accents and vowel points that people leave out; in other scripts such marks are letters of their own.
_LOOSE_MARK = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}]\p{M}*)\p{Mn}")
# Unicode calls them letters; people type them where others type an apostrophe.
_APOSTROPHES = str.maketrans(dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02c8\ua78c\uff07", "'"))


class Letter(NamedTuple):
    """What a reader takes for one character, folded, and where it stands in the text."""

    folded: str
    start: int
    end: int
    is_cased: bool
    is_capital: bool


class Word(NamedTuple):
    """Letters without a gap. gap: how many signs stand before it; begins: a sentence begins with it."""

    folded: str
    letters: tuple[Letter, ...]
    gap: int
    begins: bool

    @property
    def is_unspaced(self) -> bool:
        """Whether its script is written without spaces: names may be anywhere in it."""
        return IS_UNSPACED.match(self.folded) is not None


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    visible = unicodedata.normalize("NFKD", _INVISIBLE.sub("", cluster).translate(_APOSTROPHES))
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", _LOOSE_MARK.sub("", visible)).casefold())


def _letters(text: str) -> Iterator[Letter]:
    for match in _CLUSTER.finditer(text):
        folded = _folded(match.group())
        if folded:
            plain = unicodedata.normalize("NFKC", match.group())
            is_cased = _IS_CASED.match(plain) is not None
            yield Letter(folded, match.start(), match.end(), is_cased, is_cased and bool(_IS_CAPITAL.match(plain)))


def words_of(text: str) -> Iterator[Word]:
    """The words of a text. One sign between two words without spaces does not part them."""
    letters = list(_letters(text))
    letters = [each for at, each in enumerate(letters) if not _is_between_unspaced(letters, at)]
    letter_at = positions(letters)
    plain = "".join(each.folded for each in letters)
    last = 0
    for match in _WORD.finditer(plain):
        # A word begins and ends with whole letters, but for folded forms such as "½".
        first, after = letter_at.get(match.start()), letter_at.get(match.end())
        if first is None or after is None:
            continue
        between = plain[last : match.start()]
        begins = last == 0 or _SENTENCE_END.search(between) is not None
        yield Word(match.group(), tuple(letters[first:after]), len(between), begins)
        last = match.end()


def positions(letters: Iterable[Letter]) -> dict[int, int]:
    """Where each letter begins in the folded text (and where the last one ends): its number."""
    positions, at = {0: 0}, 0
    for number, letter in enumerate(letters, 1):
        at += len(letter.folded)
        positions[at] = number
    return positions


def _is_between_unspaced(letters: list[Letter], at: int) -> bool:
    if not 0 < at < len(letters) - 1 or IS_LETTER.match(letters[at].folded) or IS_UNSPACED.match(letters[at].folded):
        return False
    return all(IS_UNSPACED.match(letters[each].folded) for each in (at - 1, at + 1))
