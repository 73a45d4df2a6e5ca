"""How names change in sentences, in the languages of the courses, folded (see `folded_text`).

Plural, case, and the adjectives made of names: "Anas", "Kaskiga", "Mardiga", "Markov", "Petrom", "Мариной". A language
with other endings adds its own here.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final

import regex

_PLURALS: Final = ("s", "es")
# Those of English words too: "marked", "longest".
_ENGLISH: Final = (*_PLURALS, "", "d", "ed", "est")
_ESTONIAN_CASES: Final = ("", "s", "sse", "st", "l", "le", "lt", "ks", "ni", "na", "ta", "ga")
_ESTONIAN_VOWELS: Final = ("", "a", "e", "i", "o", "u")
_SLOVENIAN: Final = (
    "a e i o u om em oma ama ov ev ova eva ovo evo ove eve ega emu ih im imi ah am ami ja ju jem ji jo "
    "in ina ini ino ine ta tu tom tov tova tove tovo"
)
_RUSSIAN: Final = "а у ом ем е ы и ои еи ою ею ю я ям ами ями ах ях ов ев ова ева ово ево овы евы ин ина ины инои ину"
_SLAVIC: Final = frozenset((*_SLOVENIAN.split(), *_RUSSIAN.split()))
_ESTONIAN: Final = {
    *map("".join, product(_ESTONIAN_VOWELS, ("", "de", "te"), _ESTONIAN_CASES, ("", "gi", "ki"))),
    *(vowel + "d" for vowel in _ESTONIAN_VOWELS),
    "t",
} - {""}
_KNOWN: Final = _SLAVIC | _ESTONIAN | {*_PLURALS}
LONGEST_ENDING: Final = max(map(len, _KNOWN))

# With these, a shorter name would be many an ordinary word.
_SHORTEST: Final = 4
_VOWEL: Final = regex.compile(r"[aeiouyаеиоуыэюяьй]$")
_FLEETING: Final = regex.compile(r"(?<=\p{L}[^aeiouаеиоу])[eе](?=[^aeiouаеиоу]$)")
_FAMILY_NAME_OF_A_WOMAN: Final = regex.compile(r"(?:[eo]va|ina|[ео]ва|[иы]на)$")
_SOFTENED: Final = str.maketrans("tkp", "dgb")


def may_end(name: str, ending: str, *, is_capital: bool) -> bool:
    """Whether a name may have this ending. After a small letter fewer may, for more words are ordinary ones."""
    if ending in _PLURALS or ending.isdecimal():
        return len(name) > 1
    if ending not in _KNOWN:
        return False
    # "Anaga", but not "Time" for Tim.
    return len(name) >= _SHORTEST or (len(name) == _SHORTEST - 1 and len(ending) > 1 and is_capital)


def may_change_to(stem: str, ending: str, *, is_capital: bool) -> bool:
    """Whether a stem (see `changed_stems`) may have this ending."""
    return (ending in _KNOWN and len(stem) >= _SHORTEST) or (ending in _SLAVIC and len(stem) > 1 and is_capital)


def is_plural(ending: str) -> bool:
    """Whether it is the ending of a plural, or a possessive without its apostrophe."""
    return ending in _PLURALS


def may_be_english(ending: str) -> bool:
    """Whether an English word that is no name may have it."""
    return ending in _ENGLISH


def is_family_name_of(word: str, name: str) -> bool:
    """Whether it is the same family name, or that of a woman: Petrova beside Petrov."""
    return word == name or (word[:-1] == name and _FAMILY_NAME_OF_A_WOMAN.search(word) is not None)


def changed_stems(name: str) -> Iterator[str]:
    """What is left of a name before an ending: Iren(o), Игор(я), Petr(om), Mard(iga)."""
    if len(name) > 2 and _VOWEL.search(name):
        yield name[:-1]
    elif len(name) > 3 and name[-1] in "tkp":
        yield name[:-1] + name[-1].translate(_SOFTENED)
    if len(name) > 3 and _FLEETING.search(name):
        yield _FLEETING.sub("", name)
