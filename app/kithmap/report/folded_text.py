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
# It begins with a letter: a mark by itself before a name is no part of it.
_WORD = regex.compile(
    rf"[{_UNSPACED}]+|[[\p{{L}}\p{{N}}]--[{_UNSPACED}]][[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]*", regex.V1
)
_INVISIBLE = regex.compile(r"[\p{DI}\p{Cf}\u0640\ufffe\uffff]|(?![\t\n\v\f\r\x85])\p{Cc}")
# Accents and vowel points that people leave out; in other scripts such marks are letters of their own.
_LOOSE_MARK = regex.compile(
    r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    r"|(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Hebrew}\p{Arabic}]\p{M}*)\p{M}"
)
# An accent without its letter, as in "O´Brien": people type it for an apostrophe.
_ACCENT_ALONE = regex.compile(r"\s\p{M}")
_SENTENCE_END = regex.compile(r"[.!?…:;¿¡\t\n\v\f\r\x85\u2028\u2029]")
# Inside a word: "Anne-Marie", "O'Brien", "Z.Q.", and a word that a line parts.
_JOINT = regex.compile(r"[\p{Pd}'.\u2212]+\n?")
_REPEATED = regex.compile(r"\s+|(.)\1+")
# Letters Unicode does not take apart, and those that it calls letters where people type an apostrophe.
_ALIKE: Final = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك"}
    | dict.fromkeys("’‘‛`\u2032\u2035\u02b9\u02bb\u02bc\u02bd\u02c8\ua78c", "'")
)
# "Juergen": where a keyboard has no such letters.
_WRITTEN_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})
_MAY_BE_WRITTEN_OUT = regex.compile(r"[äöüåøæ]|[aou][\u0308\u030a]", regex.IGNORECASE)
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

    gap: how many signs stand before it (see `gap_of`). is_joined: a hyphen, an apostrophe or a full stop joins it to
    the word before. begins: a sentence begins with it.
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
        """Whether it begins with a capital."""
        return self.letters[0].is_capital

    @property
    def is_small(self) -> bool:
        """Whether it begins with a small letter of a script that has capitals."""
        return self.letters[0].is_cased and not self.letters[0].is_capital

    @property
    def is_initial(self) -> bool:
        """Whether it is a capital by itself, and not the word "I"."""
        return len(self.letters) == 1 and self.letters[0].is_capital and self.folded != "i"

    @property
    def is_possessive(self) -> bool:
        """Whether it is the "s" of "Hope's"."""
        return self.is_joined and self.folded == "s"


def readings(text: str) -> Iterator[tuple[Word, ...]]:
    """The words of a text, and the same words with "ue" for "ü" and the like, if it has such letters."""
    yield tuple(words_of(text))
    if _MAY_BE_WRITTEN_OUT.search(text):
        yield tuple(words_of(text, is_written_out=True))


def words_of(text: str, *, is_written_out: bool = False) -> Iterator[Word]:
    """The words of a text, in order."""
    letters = tuple(_letters(text, is_written_out=is_written_out))
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
            yield Word(match.group(), letters[first:after], gap_of(between), is_joined, begins)
            last = match.end()


def gap_of(between: str) -> int:
    """How many signs stand between two words: one that is repeated, or any spaces, count once."""
    return len(_REPEATED.sub(" ", between)) if len(between) > 1 else len(between)


def positions(letters: Iterable[Letter]) -> dict[int, int]:
    """Where each letter begins in the folded text (and where the last one ends): its number."""
    places, at = {0: 0}, 0
    for number, letter in enumerate(letters, 1):
        at += len(letter.folded)
        places[at] = number
    return places


def _letters(text: str, *, is_written_out: bool) -> Iterator[Letter]:
    for match in _CLUSTER.finditer(text):
        folded, is_cased, is_capital = _folded(match.group()[:_MOST_MARKS], is_written_out=is_written_out)
        if folded:
            yield Letter(folded, match.start(), match.end(), is_cased, is_capital)


@lru_cache(maxsize=4096)
def _folded(cluster: str, *, is_written_out: bool) -> tuple[str, bool, bool]:
    """A letter folded, whether its script has capitals, and whether it is one."""
    composed = unicodedata.normalize("NFKC", cluster)
    if _ACCENT_ALONE.match(composed):
        return "'", False, False
    read = composed.casefold().translate(_WRITTEN_OUT) if is_written_out else cluster
    visible = unicodedata.normalize("NFKD", _INVISIBLE.sub("", read))
    folded = unicodedata.normalize("NFKC", _LOOSE_MARK.sub("", visible)).casefold().translate(_ALIKE)
    plain = _LOOSE_MARK.sub("", unicodedata.normalize("NFKD", folded))
    is_cased = _IS_CASED.match(composed) is not None
    return unicodedata.normalize("NFKC", plain), is_cased, is_cased and _IS_CAPITAL.match(composed) is not None
