"""Short endings that names have in sentences, in the languages of the courses, folded (see `folded_text`).

Plural and case, and the adjectives made of names: "Anas", "Kaskiga", "Markov", "Мариной". A language with other endings
adds its own here.
"""

from itertools import product
from typing import Final

PLURALS: Final = frozenset({"s", "es"})

_ESTONIAN_VOWELS: Final = ("", "a", "e", "i", "o", "u")
_ESTONIAN_CASES: Final = "d t s st sse l le lt ks ni na ta ga de dega dele te tega tele"
_SLOVENIAN: Final = "a e i o u om em oma ama ov ev ova eva ovo evo ove eve ega emu ih im imi ah am ami ja ju jem ji jo"
_RUSSIAN: Final = "а у ом ем е ы и ои еи ою ею ю я ям ами ями ах ях ов ев ова ева ово ево овы евы ин ина ины инои ину"

ENDINGS: Final = frozenset(
    {
        *PLURALS,
        *(vowel + case for vowel, case in product(_ESTONIAN_VOWELS, ("", *_ESTONIAN_CASES.split())) if vowel + case),
        *_SLOVENIAN.split(),
        *_RUSSIAN.split(),
    }
)
