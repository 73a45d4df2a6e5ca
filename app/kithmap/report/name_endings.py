"""How names change in sentences, in the languages of the courses, folded (see `folded_text`).

Plural, case, and the adjectives made of names: "Anas", "Kaskiga", "Mardiga", "Markov", "Petrom", "Мариной". A language
with other endings adds its own here.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final

import regex

LONGEST_ENDING: Final = 6

_PLURALS: Final = ("s", "es")
_ESTONIAN_CASES: Final = "s st sse l le lt ks ni na ta ga d de dega dele te tega tele"
_ESTONIAN_VOWELS: Final = ("", "a", "e", "i", "o", "u")
_SLOVENIAN: Final = (
    "a e i o u om em oma ama ov ev ova eva ovo evo ove eve ega emu ih im imi ah am ami ja ju jem ji jo "
    "in ina ini ino ine"
)
_RUSSIAN: Final = "а у ом ем е ы и ои еи ою ею ю я ям ами ями ах ях ов ев ова ева ово ево овы евы ин ина ины инои ину"
_SLAVIC: Final = frozenset((*_SLOVENIAN.split(), *_RUSSIAN.split()))
_ESTONIAN: Final = frozenset(
    {vowel + case for vowel, case in product(_ESTONIAN_VOWELS, ("", *_ESTONIAN_CASES.split()))} - {""} | {"t"}
)
_KNOWN: Final = _SLAVIC | _ESTONIAN | {*_PLURALS}

# With these, a shorter name would be many an ordinary word.
_SHORTEST: Final = 4
_VOWEL: Final = regex.compile(r"[aeiouyаеиоуыэюяьй]$")
_FLEETING: Final = regex.compile(r"(?<=\p{L}[^aeiouаеиоу])[eе](?=[^aeiouаеиоу]$)")
_SOFTENED: Final = str.maketrans("tkp", "dgb")


def may_end(name: str, ending: str, *, is_capital: bool) -> bool:
    """Whether a name may have this ending. After a small letter fewer may, for more words are ordinary ones."""
    if ending in _PLURALS:
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


def changed_stems(name: str) -> Iterator[str]:
    """What is left of a name before an ending: Iren(o), Игор(я), Petr(om), Mard(iga)."""
    if len(name) > 2 and _VOWEL.search(name):
        yield name[:-1]
    elif len(name) > 3 and name[-1] in "tkp":
        yield name[:-1] + name[-1].translate(_SOFTENED)
    if len(name) > 3 and _FLEETING.search(name):
        yield _FLEETING.sub("", name)
