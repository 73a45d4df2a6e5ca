"""Telling from a relationship, which is free text, whether someone is a child or a former partner.

The words to look for are handed in, because people write them in their own language
(`observation_texts.known_relationships`).
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import msgspec
import regex

# "son-in-law" and "daughter's" are words of their own: neither is about a son or a daughter.
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:[-'][\p{L}\p{M}\p{N}]+)*")
# What stays different when compatible characters are made one.
_SAME_SIGN = str.maketrans({"\u2010": "-", "\u2013": "-", "\u2019": "'"})

Phrase = tuple[str, ...]


class Relationships(msgspec.Struct, frozen=True):
    """The phrases that say "my child or grandchild", and those that say "a former partner"."""

    children: frozenset[Phrase] = frozenset()
    former_partners: frozenset[Phrase] = frozenset()

    def is_child(self, relationship: str) -> bool:
        return _holds(relationship, self.children)

    def is_former_partner(self, relationship: str) -> bool:
        return _holds(relationship, self.former_partners)


def phrases(texts: Iterable[str]) -> frozenset[Phrase]:
    """Phrases to look for, each one or more words; capitals and kinds of hyphens and apostrophes do not matter."""
    return frozenset(words for words in map(_words, texts) if words)


@lru_cache(maxsize=4096)
def _holds(relationship: str, wanted: frozenset[Phrase]) -> bool:
    """Whether one of the phrases stands in the text, as whole words side by side: "my youngest son" holds "son"."""
    words = _words(relationship)
    lengths = {len(phrase) for phrase in wanted}
    return any(
        words[start : start + length] in wanted for length in lengths for start in range(len(words) - length + 1)
    )


def _words(text: str) -> Phrase:
    normal = unicodedata.normalize("NFKC", text).casefold().translate(_SAME_SIGN)
    return tuple(_WORD.findall(normal))
