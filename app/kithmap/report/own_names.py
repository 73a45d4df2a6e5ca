"""Whether a name on paper gives away somebody who is not on paper, or only has a word in common with their name.

"Hope's dog" and "Bea from Narcotics Anonymous" say who else there is; "Maria Kask" has a family name of her own, even
if Peeter Kask is not on paper. What no rule can decide gives away.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from kithmap.report.folded_text import Word, words_of
from kithmap.report.name_endings import is_family_name_of
from kithmap.report.name_spellings import BRACKETS, MOST_WORDS, without_article
from kithmap.report.name_words import NameWords
from kithmap.report.names_in_text import Mention

# Between the words of one name: "Anna-Maria O'Brien", "A. Kask". A dash says that there are two.
_SIDE_BY_SIDE: Final = regex.compile(r"[.]?\s+|[.'’\-\u2010\u2011]|")
# "And", "with" and "of" inside a word.
_CONNECTING: Final = regex.compile(r"[的和与與跟及の]")
_LONGEST_UNSPACED: Final = 4


def given_away(name: str, mentions: Sequence[Mention], words: NameWords, *, is_person: bool) -> tuple[Mention, ...]:
    """Those of the mentions in a name that say who else there is."""
    if len(mentions) > MOST_WORDS:
        return tuple(mentions)
    return tuple(each for each in mentions if not _is_own(name, each, words, is_person=is_person))


def _is_own(name: str, mention: Mention, words: NameWords, *, is_person: bool) -> bool:
    """Whether what a name has in common with that of somebody else is its own: the whole name, or one word of it."""
    theirs = without_article(tuple(words_of(mention.named.name)), words)
    whole = _folded(without_article(tuple(words_of(name)), words))
    if whole in (_folded(theirs), list(mention.spelling.words)):
        return True
    # As long as before: a mention keeps its place.
    outside = BRACKETS.sub(lambda match: " " * len(match.group()), name)
    own = without_article(tuple(words_of(outside)), words)
    meant = [each for each in own if mention.start <= each.letters[0].start and each.letters[-1].end <= mention.end]
    if own and own[0].is_unspaced:
        return is_person and not mention.spelling.is_whole and _is_part_of_both(own, theirs, mention)
    is_by_initials = mention.spelling.is_initials
    common = [
        each for each in meant if is_by_initials or any(is_family_name_of(each.folded, word.folded) for word in theirs)
    ]
    if not common or not _are_side_by_side(own, outside) or _is_full(mention, theirs):
        return False
    if not (is_person and mention.named.has_parts):
        return all(each.folded in words.ordinary for each in common)
    if not common[0].letters[0].is_cased:
        # Without capitals "Ali's dog" looks like a name of two words.
        return _has_same_place(own, theirs, common[0])
    return _are_names([each for each in own if each not in common and each.folded not in _folded(theirs)], own, words)


def _folded(name: Sequence[Word]) -> list[str]:
    return sorted(each.folded for each in name)


def _is_full(mention: Mention, theirs: Sequence[Word]) -> bool:
    """Whether more than one word of a name stands there: a first name may be that of many."""
    said = [each for each in theirs if each.folded in mention.spelling.words and not each.is_joined]
    return mention.spelling.is_whole and len(said) > 1


def _are_side_by_side(own: Sequence[Word], text: str) -> bool:
    gaps = (text[one.letters[-1].end : other.letters[0].start] for one, other in pairwise(own))
    return all(map(_SIDE_BY_SIDE.fullmatch, gaps)) and not any(each.is_possessive for each in own)


def _are_names(rest: Sequence[Word], own: Sequence[Word], words: NameWords) -> bool:
    """Whether the other words are names, with a title before them perhaps: "Aunt Zoë" beside "Kask"."""
    is_small = all(each.is_small for each in own)
    no_name = words.titles | words.never | (words.ordinary if is_small else frozenset())
    return all(
        (each.folded in words.titles and each == own[0] and not own[1].is_joined)
        or (each.folded not in no_name and (is_small or not each.is_small))
        for each in rest
    )


def _has_same_place(own: Sequence[Word], theirs: Sequence[Word], common: Word) -> bool:
    """First or last in both names; where they are one word, first."""
    is_first = own[0] == common and theirs[0].folded == common.folded
    return is_first or (len(theirs) > 1 and own[-1] == common and theirs[-1].folded == common.folded)


def _is_part_of_both(own: Sequence[Word], theirs: Sequence[Word], mention: Mention) -> bool:
    """Whether a short name in a script without spaces begins or ends as the other one does: 李小明, 王小明."""
    if len(own) > 1 or len(own[0].folded) > _LONGEST_UNSPACED or _CONNECTING.search(own[0].folded):
        return False
    part = "".join(mention.spelling.words)
    both = own[0].folded, "".join(each.folded for each in theirs)
    return all(each.startswith(part) for each in both) or all(each.endswith(part) for each in both)
