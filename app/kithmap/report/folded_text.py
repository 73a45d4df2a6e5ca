"""Text folded for comparing names: letter by letter, with the place where each stands in the text.

Compatibility forms, capitals, accents and invisible characters make no difference (Unicode Standard, section 3.13, and
Annex 15), nor do letters that one keyboard has and another has not: a dotless i, a barred l, the forms of Arabic
letters at the end of words.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import regex

_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}ー\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{So}\p{Emoji_Modifier}"
IS_LETTER = regex.compile(r"[\p{L}\p{N}]")
IS_UNSPACED = regex.compile(f"[{_UNSPACED}]")
_IS_CASED = regex.compile(r"(?!\p{Georgian})[\p{Lu}\p{Ll}\p{Lt}]")
_IS_CAPITAL = regex.compile(r"[\p{Lu}\p{Lt}]")
_CLUSTER = regex.compile(r"\X")
_WORD = regex.compile(rf"[{_UNSPACED}]+|[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]+", regex.V1)
_INVISIBLE = regex.compile(r"[\p{DI}\p{Cf}\u0640\ufffe\uffff]|(?![\t\n\v\f\r\x85])\p{Cc}")
# Accents and vowel points that people leave out; in other scripts such marks are letters of their own.
_LOOSE_MARK = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}]\p{M}*)\p{Mn}")
_SENTENCE_END = regex.compile(r"[.!?…:;¿¡\t\n\v\f\r\x85\u2028\u2029]")
# Inside a word: "Anne-Marie", "O'Brien", "Z.Q.", and a word that a line parts.
_JOINT = regex.compile(r"[\p{Pd}'’‘`´.\u2212]+\n?")
# Letters Unicode does not take apart, and those that it calls letters where people type an apostrophe.
_ALIKE: Final = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"}
    | dict.fromkeys("\u02b9\u02bb\u02bc\u02bd\u02c8\ua78c\uff07", "'")
)
# Longer ones are no letters of any language; looking at all marks of such a thing would take very long.
_MOST_MARKS: Final = 16


class Letter(NamedTuple):
    """What a reader takes for one character, folded, and where it stands in the text."""

    folded: str
    start: int
    end: int
    is_cased: bool
    is_capital: bool


class Word(NamedTuple):
    """Letters without a gap.

    gap: how many signs stand before it. is_joined: a hyphen, an apostrophe or a full stop joins it to the word before.
    begins: a sentence begins with it.
    """

    folded: str
    letters: tuple[Letter, ...]
    gap: int
    is_joined: bool
    begins: bool

    @property
    def is_unspaced(self) -> bool:
        """Whether its script is written without spaces: names may be anywhere in it."""
        return IS_UNSPACED.match(self.folded) is not None

    @property
    def is_capital(self) -> bool:
        return self.letters[0].is_capital

    @property
    def is_small(self) -> bool:
        """Whether it begins with a small letter of a script that has capitals."""
        return self.letters[0].is_cased and not self.letters[0].is_capital


def words_of(text: str) -> Iterator[Word]:
    letters = tuple(_letters(text))
    letter_at = positions(letters)
    plain = "".join(each.folded for each in letters)
    last = 0
    for match in _WORD.finditer(plain):
        # A word begins and ends with whole letters, but for folded forms such as "½".
        first, after = letter_at.get(match.start()), letter_at.get(match.end())
        if first is not None and after is not None:
            between = plain[last : match.start()]
            begins = last == 0 or _SENTENCE_END.search(between) is not None
            is_joined = last > 0 and _JOINT.fullmatch(between) is not None
            yield Word(match.group(), letters[first:after], len(between), is_joined, begins)
            last = match.end()


def positions(letters: Iterable[Letter]) -> dict[int, int]:
    """Where each letter begins in the folded text (and where the last one ends): its number."""
    places, at = {0: 0}, 0
    for number, letter in enumerate(letters, 1):
        at += len(letter.folded)
        places[at] = number
    return places


def _letters(text: str) -> Iterator[Letter]:
    for match in _CLUSTER.finditer(text):
        folded, is_cased, is_capital = _folded(match.group()[:_MOST_MARKS])
        if folded:
            yield Letter(folded, match.start(), match.end(), is_cased, is_capital)


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> tuple[str, bool, bool]:
    """A letter folded, whether its script has capitals, and whether it is one."""
    composed = unicodedata.normalize("NFKC", cluster)
    visible = unicodedata.normalize("NFKD", _INVISIBLE.sub("", cluster))
    folded = unicodedata.normalize("NFKC", _LOOSE_MARK.sub("", visible)).casefold().translate(_ALIKE)
    plain = _LOOSE_MARK.sub("", unicodedata.normalize("NFKD", folded))
    is_cased = _IS_CASED.match(composed) is not None
    return unicodedata.normalize("NFKC", plain), is_cased, is_cased and _IS_CAPITAL.match(composed) is not None
