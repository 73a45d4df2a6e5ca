"""Names in free text: what a person writes in a title or a small step may name people who must not be named on paper.

Both sides are compared folded (see `folded_text`), and whatever stands between two words, a space, a line break, a
hyphen, an apostrophe, is the same. A name is found whole, turned round ("Kask, Ana"), with a short ending ("Kaskiga",
"Ana's"), and, for people, by one of its words. Scripts written without spaces have no word borders. What no rule can
decide counts as a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import regex

from kithmap.model.names import initials
from kithmap.report.folded_text import IS_LETTER, IS_UNSPACED, Letter, Word, positions, words_of
from kithmap.report.name_endings import ENDINGS, PLURALS
from kithmap.report.name_words import NameWords

_CHINESE_NAME = regex.compile(r"\p{Han}{3,4}")
# "And", "to", "with" and the like are written together with the next word in these scripts.
_ATTACHED = regex.compile(r"[והבכלמש]{1,2}(?=\p{Hebrew}{2})|[وفبلك]{1,2}(?=\p{Arabic}{2})")

# How many signs may stand between the words of one name: "Kask, Ana".
_LONGEST_GAP: Final = 3
_MOST_TURNED_ROUND: Final = 6
_SHORTEST_STEM: Final = 4
_LONGEST_ENDING: Final = 5
_VOWELS: Final = tuple("aeiouyаеиоуыэюя")


class Named(NamedTuple):
    """Somebody or something that free text may name.

    printed: what stands on paper in its place; None leaves it as it was typed.
    is_hidden: it is not on paper at all.
    has_parts: one word of the name may stand for it, as a first name does.
    """

    name: str
    printed: str | None
    is_hidden: bool = False
    has_parts: bool = True


class Mention(NamedTuple):
    """Where a text names somebody: a slice of it. is_whole: by the whole name; begins: a sentence begins with it."""

    start: int
    end: int
    named: Named
    is_whole: bool
    begins: bool


class _Spelling(NamedTuple):
    """A way to write a name, in folded words. The last of them may have an ending, and must have one if `is_stem`.

    is_small: the name itself was typed in small letters.
    """

    words: tuple[str, ...]
    named: Named
    is_whole: bool = True
    is_small: bool = False
    is_stem: bool = False


class NamesInText:
    """Finds names in free text and replaces them. Of two with the same name, the one that is on paper is meant."""

    def __init__(self, named: Iterable[Named], words: NameWords) -> None:
        self._words = words
        spellings = [spelling for each in named for spelling in _spellings(each, words)]
        # Whole names first, then those on paper; a longer name before "Ana" and a rest. Else as they came.
        spellings.sort(key=lambda each: (not each.is_whole, each.named.is_hidden, -len(each.words)))
        self._by_first: dict[str, list[_Spelling]] = defaultdict(list)
        self._unspaced: dict[str, _Spelling] = {}
        for spelling in _told_apart(spellings):
            self._by_first[spelling.words[0]].append(spelling)
            if len(spelling.words) == 1 and IS_UNSPACED.match(spelling.words[0]):
                self._unspaced.setdefault(spelling.words[0], spelling)
        self._lengths = sorted({len(each) for each in self._unspaced}, reverse=True)

    def __call__(self, text: str) -> str:
        """The text with every name as it stands on paper."""
        parts, at = [], 0
        for mention in self.mentions(text):
            parts += [text[at : mention.start], _printed(mention, text)]
            at = mention.end
        return "".join((*parts, text[at:]))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Where the text names somebody, in order and without overlaps."""
        words = tuple(words_of(text))
        has_capitals = any(letter.is_capital for word in words for letter in word.letters)
        found: list[Mention] = []
        at = 0
        while at < len(words):
            spelling = self._at(words, at, has_capitals=has_capitals)
            last = at + (len(spelling.words) if spelling else 1) - 1
            if spelling:
                start, end = words[at].letters[0].start, words[last].letters[-1].end
                found.append(Mention(start, end, spelling.named, spelling.is_whole, words[at].begins))
            elif words[at].is_unspaced:
                found += self._within(words[at])
            at = last + 1
        return tuple(_joined(found, text))

    def _within(self, word: Word) -> Iterator[Mention]:
        """Names anywhere in a word of a script without spaces, the longest first at each place."""
        text = word.folded
        letter_at = positions(word.letters)
        at = 0
        while at < len(text):
            ends = (at + length for length in self._lengths if {at, at + length} <= letter_at.keys())
            end = next((end for end in ends if text[at:end] in self._unspaced), at)
            if end > at:
                spelling = self._unspaced[text[at:end]]
                first, last = word.letters[letter_at[at]], word.letters[letter_at[end] - 1]
                yield Mention(first.start, last.end, spelling.named, spelling.is_whole, begins=False)
            at = max(end, at + 1)

    def _at(self, words: tuple[Word, ...], at: int, *, has_capitals: bool) -> _Spelling | None:
        """The name that begins with this word, if one does."""
        before = words[at - 1].folded if at else ""
        for first in _without_attached(words[at].folded):
            for stem, ending in _stems(first):
                for spelling in self._by_first.get(stem, ()):
                    if len(spelling.words) > 1:
                        if not ending and _goes_on(words, at, spelling):
                            return spelling
                    elif self._is_meant(spelling, words[at], ending, before, has_capitals=has_capitals):
                        return spelling
        return None

    def _is_meant(self, spelling: _Spelling, word: Word, ending: str, before: str, *, has_capitals: bool) -> bool:
        """Whether a word that is spelled like this name, with an ending perhaps, is the name."""
        stem = spelling.words[0]
        is_ordinary = not self._words.ordinary.isdisjoint({stem, word.folded})
        is_title = not spelling.is_whole and stem in self._words.titles
        if word.folded in self._words.never or (spelling.is_stem and not ending):
            return False
        if ending and not (_may_end(spelling, ending, word.letters[0]) and (ending in ENDINGS or not is_ordinary)):
            return False
        first = word.letters[0]
        if not first.is_cased:
            return True
        if first.is_capital:
            # "A friend of mine": the letter A is a name in the middle of a sentence.
            return not (len(word.folded) == 1 and is_ordinary and word.begins)
        if spelling.is_small or not has_capitals:
            return True
        return not is_ordinary and not is_title and before not in self._words.before


def _printed(mention: Mention, text: str) -> str:
    printed = mention.named.printed
    if printed is None:
        return text[mention.start : mention.end]
    # "Hope comes on Monday": what stands there instead of her begins the sentence.
    is_beginning = mention.named.is_hidden and mention.begins and text[mention.start].isupper()
    return printed[:1].upper() + printed[1:] if is_beginning else printed


def _without_attached(word: str) -> tuple[str, ...]:
    attached = _ATTACHED.match(word)
    return (word,) if attached is None else (word, *(word[cut:] for cut in range(1, attached.end() + 1)))


def _stems(word: str) -> Iterator[tuple[str, str]]:
    """The word as a name and an ending, the longest name first."""
    for cut in range(len(word), max(0, len(word) - _LONGEST_ENDING - 1), -1):
        yield word[:cut], word[cut:]


def _may_end(spelling: _Spelling, ending: str, first: Letter) -> bool:
    """Whether this name may have this ending, in a word with this first letter."""
    stem = spelling.words[0]
    if ending in PLURALS:
        return len(stem) > 1
    if ending in ENDINGS:
        # Short names have long endings only: "Anaga", but not "Time" for Tim.
        return len(stem) >= _SHORTEST_STEM or (len(stem) == _SHORTEST_STEM - 1 and len(ending) > 1 and first.is_capital)
    return len(stem) >= _SHORTEST_STEM and not spelling.is_stem and (first.is_capital or not first.is_cased)


def _goes_on(words: tuple[Word, ...], at: int, spelling: _Spelling) -> bool:
    """Whether the words of the text from here on are those of the name; the last one may have an ending."""
    following = words[at : at + len(spelling.words)]
    if len(following) < len(spelling.words) or any(each.gap > _LONGEST_GAP for each in following[1:]):
        return False
    *firsts, last = zip(following, spelling.words, strict=True)
    word, name = last
    ending = word.folded.removeprefix(name)
    return all(word.folded == name for word, name in firsts) and (
        word.folded == name or (word.folded.startswith(name) and len(name) > 1 and ending in ENDINGS)
    )


def _spellings(named: Named, words: NameWords) -> Iterator[_Spelling]:
    """Every way to write a name: whole, turned round, in one word; and its parts, if they may stand for it."""
    everything = tuple(words_of(named.name))
    spoken = tuple(each for each in everything if IS_LETTER.match(each.folded)) or everything
    folded = tuple(each.folded for each in spoken)
    is_small = not any(each.letters[0].is_capital for each in spoken)
    if spoken != everything:
        yield _Spelling(tuple(each.folded for each in everything), named)
    if len(folded) == 1:
        yield from _in_one_word(folded[0], named, is_whole=True, is_small=is_small)
    elif folded:
        for cut in range(len(folded) if len(folded) <= _MOST_TURNED_ROUND else 1):
            yield _Spelling((*folded[cut:], *folded[:cut]), named)
        yield _Spelling(("".join(folded),), named, is_small=is_small)
        parts = (each for each in spoken if named.has_parts and _may_stand_alone(each, words, is_small=is_small))
        for part in parts:
            yield from _in_one_word(part.folded, named, is_whole=False, is_small=is_small)


def _in_one_word(word: str, named: Named, *, is_whole: bool, is_small: bool) -> Iterator[_Spelling]:
    yield _Spelling((word,), named, is_whole, is_small)
    if len(word) > _SHORTEST_STEM and word.endswith(_VOWELS):
        # Irena, Irene, Ireno: the last vowel changes with the ending.
        yield _Spelling((word[:-1],), named, is_whole, is_small, is_stem=True)
    if named.has_parts and _CHINESE_NAME.fullmatch(word):
        # The family name comes first, and friends leave it out.
        yield _Spelling((word[-2:],), named, is_whole=False)


def _may_stand_alone(part: Word, words: NameWords, *, is_small: bool) -> bool:
    if part.folded in words.never or len(part.folded) < 2 or not IS_LETTER.match(part.folded):
        return False
    return is_small or part.letters[0].is_capital or not part.letters[0].is_cased


def _told_apart(spellings: Iterable[_Spelling]) -> Iterator[_Spelling]:
    """A word that is part of several names on paper says no more than its own first letter."""
    owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
    kept = tuple(spellings)
    for each in kept:
        if not each.is_whole and not each.named.is_hidden:
            owners[each.words].add(each.named.name)
    for each in kept:
        if len(owners[each.words]) > 1 and not each.is_whole and each.named.printed is not None:
            yield each._replace(named=each.named._replace(printed=initials(each.words[0])))
        else:
            yield each


def _joined(mentions: Iterable[Mention], text: str) -> Iterator[Mention]:
    """Parts of one name side by side are one mention, as in "Anaga Kaskiga"."""
    last: Mention | None = None
    for mention in mentions:
        if last is not None and _are_one(last, mention, text[last.end : mention.start]):
            last = last._replace(end=mention.end)
            continue
        if last is not None:
            yield last
        last = mention
    if last is not None:
        yield last


def _are_one(one: Mention, other: Mention, between: str) -> bool:
    is_near = len(between) <= _LONGEST_GAP and not IS_LETTER.search(between)
    return is_near and one.named == other.named and not (one.is_whole or other.is_whole)
