"""Names in free text: what a person writes in a title or a small step may name people who must not be named on paper.

Both sides are compared folded (see `folded_text`), and whatever stands between two words, a space, a line break, a
hyphen, an apostrophe, is the same. A name is found whole, turned round ("Kask, Ana"), with a short ending ("Kaskiga",
"Ana's"), and, for people, by one of its words. Scripts written without spaces have no word borders. What no rule can
decide counts as a name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import regex

from kithmap.model.names import initials
from kithmap.report.folded_text import IS_LETTER, IS_UNSPACED, Word, positions, words_of
from kithmap.report.name_endings import LONGEST_ENDING, is_plural, may_change_to, may_end
from kithmap.report.name_spellings import MOST_WORDS, Spelling, spellings
from kithmap.report.name_words import NameWords

# "And", "to", "with" and the like are written together with the next word in these scripts.
_ATTACHED = regex.compile(r"[והבכלמש]{1,3}(?=\p{Hebrew}{2})|[وفبلكا]{1,4}(?=\p{Arabic}{3})")
# How many signs may stand between the words of one name: "Kask, Ana".
_LONGEST_GAP: Final = 3
_MOST_JOINED: Final = 3
# Two words that are one in the name: with less, "to" and "m" would be Tom.
_SHORTEST_JOINED: Final = 6
_MOST_SURNAMES: Final = 2
_BRACKETS: Final = {"(": ")", "[": "]", "（": "）", "【": "】"}


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


class _Found(NamedTuple):
    """A spelling at some words of a text, from `first` up to and without `after`."""

    named: Named
    spelling: Spelling
    first: int
    after: int


class _Sentence(NamedTuple):
    """A text, its words, and whether its writer uses capitals, and not for every word as in a title."""

    text: str
    words: Sequence[Word]
    has_capitals: bool
    has_small: bool


class _Node:
    """A place in the tree of all spellings: what may follow, and who is named when nothing does."""

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        # One for each way to be meant: more would never be asked.
        self.named: dict[tuple[bool, bool, bool], tuple[Named, Spelling]] = {}

    def add(self, path: Iterable[str], named: Named, spelling: Spelling) -> None:
        node = self
        for each in path:
            node = node.following.setdefault(each, _Node())
        node.named.setdefault((spelling.is_whole, spelling.is_small, spelling.is_stem), (named, spelling))


class NamesInText:
    """Finds names in free text and replaces them. Of two with the same name, the one that is on paper is meant."""

    def __init__(self, named: Iterable[Named], words: NameWords) -> None:
        self._words = words
        self._by_words, self._by_letters = _Node(), _Node()
        known = [
            (each, spelling) for each in named for spelling in spellings(each.name, words, has_parts=each.has_parts)
        ]
        # Whole names first, then those on paper. Else as they came.
        known.sort(key=lambda pair: (not pair[1].is_whole, pair[0].is_hidden, pair[1].is_stem))
        for each, spelling in _told_apart(known):
            self._by_words.add(spelling.words, each, spelling)
            if all(map(IS_UNSPACED.match, spelling.words)):
                self._by_letters.add("".join(spelling.words), each, spelling)

    def __call__(self, text: str) -> str:
        parts, at = [], 0
        for mention in self.mentions(text):
            parts += [text[at : mention.start], _printed(mention, text)]
            at = mention.end
        return "".join((*parts, text[at:]))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Where the text names somebody, in order and without overlaps."""
        words = tuple(words_of(text))
        has_small = any(word.is_small and len(word.folded) > 2 for word in words)
        sentence = _Sentence(text, words, any(word.is_capital for word in words), has_small)
        found: list[Mention] = []
        at = 0
        while at < len(words):
            match = self._match_at(sentence, at)
            if match is not None:
                match = self._with_neighbours(match, sentence)
                found.append(_mention(match, sentence))
                at = match.after
                continue
            if words[at].is_unspaced:
                found += self._within(words[at])
            at += 1
        return tuple(_joined(found, text))

    def _within(self, word: Word) -> Iterator[Mention]:
        """Names anywhere in a word of a script without spaces, the longest at each place."""
        letter_at = positions(word.letters)
        at = 0
        while at < len(word.folded):
            found, end = self._longest_in(word.folded, at, letter_at)
            if found is not None:
                named, spelling = found
                first, last = word.letters[letter_at[at]], word.letters[letter_at[end] - 1]
                yield Mention(first.start, last.end, named, spelling.is_whole, begins=False)
            at = max(end, at + 1)

    def _longest_in(
        self, text: str, at: int, letter_at: Mapping[int, int]
    ) -> tuple[tuple[Named, Spelling] | None, int]:
        node, best, end = self._by_letters, None, at
        for place in range(at, len(text)):
            if text[place] not in node.following:
                break
            node = node.following[text[place]]
            if node.named and {at, place + 1} <= letter_at.keys():
                best, end = next(iter(node.named.values())), place + 1
        return best, end

    def _match_at(self, sentence: _Sentence, at: int) -> _Found | None:
        """The longest name that begins with this word."""
        for first in _without_attached(sentence.words[at].folded):
            found = self._longest(sentence, at, first)
            if found is not None:
                return found
        return self._in_pieces(sentence, at)

    def _longest(self, sentence: _Sentence, at: int, first: str) -> _Found | None:
        node: _Node | None = self._by_words
        words, best = sentence.words, None
        for place in range(at, min(len(words), at + MOST_WORDS)):
            if node is None or (place > at and words[place].gap > _LONGEST_GAP):
                break
            text = first if place == at else words[place].folded
            best = self._ending_at(node, text, sentence, at, place) or best
            node = node.following.get(text)
        return best

    def _ending_at(self, node: _Node, text: str, sentence: _Sentence, at: int, place: int) -> _Found | None:
        """The name from word `at` on that ends with word `place` of the text, which may have an ending."""
        for cut in range(len(text), max(0, len(text) - LONGEST_ENDING - 1), -1):
            child = node.following.get(text[:cut])
            for named, spelling in child.named.values() if child else ():
                if _may_have(spelling, text[:cut], text[cut:], sentence.words[place]) and (
                    place > at or self._is_meant(spelling, sentence, at, text[:cut], text[cut:])
                ):
                    return _Found(named, spelling, at, place + 1)
        return None

    def _in_pieces(self, sentence: _Sentence, at: int) -> _Found | None:
        """A name that is one word and stands in the text as several: "Anne-Marie", "Z.Q."."""
        words = sentence.words
        text = words[at].folded
        for place in range(at + 1, min(len(words), at + _MOST_JOINED)):
            if words[place].gap > 1 and not words[place].is_joined:
                break
            text += words[place].folded
            is_long = len(text) >= _SHORTEST_JOINED or all(each.is_joined for each in words[at + 1 : place + 1])
            child = self._by_words.following.get(text) if is_long else None
            for named, spelling in child.named.values() if child else ():
                if not spelling.is_stem and self._is_meant(spelling, sentence, at, text, ""):
                    return _Found(named, spelling, at, place + 1)
        return None

    def _is_meant(self, spelling: Spelling, sentence: _Sentence, at: int, stem: str, ending: str) -> bool:
        """Whether a word that is spelled like a name, with an ending perhaps, is the name."""
        word = sentence.words[at]
        is_ordinary = not self._words.ordinary.isdisjoint({stem, word.folded})
        is_never = word.folded in self._words.never
        if ending and (is_never or (is_ordinary and not is_plural(ending))):
            return False
        if not word.is_small:
            # "A friend of mine": the letter A is a name in the middle of a sentence.
            return not (len(word.folded) == 1 and is_ordinary and word.begins)
        if spelling.is_small or not sentence.has_capitals:
            return not is_never
        before = sentence.words[at - 1].folded if at else ""
        is_title = stem in self._words.titles
        return not (is_never or is_ordinary or (is_title and before in self._words.before))

    def _with_neighbours(self, found: _Found, sentence: _Sentence) -> _Found:
        """With what belongs to a name: a title before it where it is hidden, a family name that is not on the map.

        "My sister Ana", "Mrs Kask" and "the choir" are one.
        """
        words, first, after = sentence.words, found.first, found.after
        for rest in found.spelling.rest:
            if after == len(words) or words[after].folded != rest:
                break
            after += 1
        while first and found.named.is_hidden and self._belongs_before(words, first):
            first -= 1
        if found.named.has_parts and words[after - 1].is_capital:
            most = min(len(words), after + _MOST_SURNAMES)
            while after < most and self._is_surname(sentence, after):
                after += 1
        return found._replace(first=first, after=after)

    def _belongs_before(self, words: Sequence[Word], at: int) -> bool:
        is_near = words[at].gap <= 2 and not words[at].begins and not words[at].is_joined
        return is_near and (words[at - 1].folded in self._words.titles or words[at - 1].folded in self._words.own)

    def _is_surname(self, sentence: _Sentence, at: int) -> bool:
        """Whether a word with a capital goes on with the name before it. In a title all words have capitals."""
        words, word = sentence.words, sentence.words[at]
        between = sentence.text[words[at - 1].letters[-1].end : word.letters[0].start]
        if between != " " or not word.is_capital or len(word.folded) < 2:
            return False
        if word.folded in self._words.never | self._words.ordinary | self._words.titles:
            return False
        is_last = at + 1 == len(words) or words[at + 1].gap > 1
        return (sentence.has_small or is_last) and self._match_at(sentence, at) is None


def _may_have(spelling: Spelling, stem: str, ending: str, word: Word) -> bool:
    """Whether a word of the text may be the last one of a name, with this ending."""
    if spelling.is_stem:
        return may_change_to(stem, ending, is_capital=word.is_capital)
    is_cased = word.letters[0].is_cased
    return not ending or may_end(stem, ending, is_capital=word.is_capital) or (not is_cased and len(stem) > 3)


def _mention(found: _Found, sentence: _Sentence) -> Mention:
    text, first, last = sentence.text, sentence.words[found.first], sentence.words[found.after - 1]
    start, end = first.letters[0].start, last.letters[-1].end
    opening = next((sign for sign in reversed(text[start:end]) if sign in _BRACKETS), "")
    closing = _BRACKETS.get(opening, "")
    if closing and text.startswith(closing, end) and closing not in text[start:end]:
        end += 1
    return Mention(start, end, found.named, found.spelling.is_whole, first.begins)


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


def _told_apart(known: Sequence[tuple[Named, Spelling]]) -> Iterator[tuple[Named, Spelling]]:
    """A word that is part of several names on paper says no more than its own first letter."""
    owners: dict[tuple[str, ...], set[str]] = {}
    for named, spelling in known:
        if not spelling.is_whole and not named.is_hidden:
            owners.setdefault(spelling.words, set()).add(named.name)
    for named, spelling in known:
        is_shared = not spelling.is_whole and not named.is_hidden and len(owners[spelling.words]) > 1
        if is_shared and named.printed is not None:
            yield named._replace(printed=initials(spelling.words[0])), spelling
        else:
            yield named, spelling


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
