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
from kithmap.report.folded_text import IS_LETTER, IS_UNSPACED, Word, gap_of, positions, readings
from kithmap.report.name_endings import LONGEST_ENDING, is_plural, may_be_english, may_change_to, may_end
from kithmap.report.name_spellings import MOST_WORDS, Spelling, spellings
from kithmap.report.name_words import NameWords

# "And", "to", "with" and the like are written together with the next word in these scripts; and "2Ana".
_ATTACHED = regex.compile(r"\p{Nd}{1,4}(?=\p{L}{2})|[והבכלמש]{1,3}(?=\p{Hebrew}{2})|[وفبلكا]{1,4}(?=\p{Arabic}{3})")
# How many signs may stand between the words of one name: "Kask, Ana".
_LONGEST_GAP: Final = 3
_MOST_JOINED: Final = 3
# Two words that are one in the name: with less, "to" and "m" would be Tom.
_SHORTEST_JOINED: Final = 6
_MOST_SURNAMES: Final = 2
# Fewer letters of two words stand side by side by chance.
_SHORTEST_ACROSS: Final = 3
# "Z. Q."
_INITIALS_GAP: Final = 2
# "The Kasks' house": what stands there instead gets an ending of its own.
_PLURAL_POSSESSIVE = regex.compile(r"(?<=s)(['’])(?=\s+\p{L})", regex.IGNORECASE)
_BRACKETS: Final = {"(": ")", "[": "]", "（": "）", "【": "】"}


class Named(NamedTuple):
    """Somebody or something that free text may name.

    printed: what stands on paper in its place; None leaves it as it was typed.
    is_hidden: it is not on paper at all.
    has_parts: one word of the name may stand for it, as a first name does.
    is_noun: in small letters the name is no other word, as with a clinic.
    """

    name: str
    printed: str | None
    is_hidden: bool = False
    has_parts: bool = True
    is_noun: bool = False


class Mention(NamedTuple):
    """Where a text names somebody: a slice of it. begins: a sentence begins with it."""

    start: int
    end: int
    named: Named
    spelling: Spelling
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
    readings: Sequence[Sequence[Word]]
    has_capitals: bool
    has_small: bool

    def between(self, at: int) -> str:
        """What stands before a word that is not the first."""
        return self.text[self.words[at - 1].letters[-1].end : self.words[at].letters[0].start]


class _Node:
    """A place in the tree of all spellings: what may follow, and who is named when nothing does."""

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        # One for each way to be meant: more would never be asked.
        self.named: dict[tuple[bool, ...], tuple[Named, Spelling]] = {}

    def add(self, path: Iterable[str], named: Named, spelling: Spelling) -> None:
        node = self
        for each in path:
            node = node.following.setdefault(each, _Node())
        key = (spelling.is_whole, spelling.is_small, spelling.is_stem, spelling.is_initials)
        node.named.setdefault(key, (named, spelling))


class NamesInText:
    """Finds names in free text and replaces them. Of two with the same name, the one that is on paper is meant."""

    def __init__(self, named: Iterable[Named], words: NameWords) -> None:
        self._words = words
        self._by_words, self._by_letters = _Node(), _Node()
        known = [
            (each, spelling)
            for each in named
            for spelling in spellings(each.name, words, has_parts=each.has_parts, is_noun=each.is_noun)
        ]
        # Whole names first, then those on paper. Else as they came.
        known.sort(key=lambda pair: (not pair[1].is_whole, pair[0].is_hidden, pair[1].is_stem))
        for each, spelling in _told_apart(known):
            self._by_words.add(spelling.words, each, spelling)
            if all(map(IS_UNSPACED.match, spelling.words)):
                self._by_letters.add("".join(spelling.words), each, spelling)

    def __call__(self, text: str) -> str:
        """The text with every name as it stands on paper."""
        return replaced(text, self.mentions(text))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Where the text names somebody, in order and without overlaps."""
        read = tuple(readings(text))
        words = read[0]
        has_small = any(word.is_small and len(word.folded) > 2 for word in words)
        sentence = _Sentence(text, words, read, any(word.is_capital for word in words), has_small)
        found: list[Mention] = []
        at = searched = named = 0
        while at < len(words):
            match = self._match_at(sentence, at)
            if match is not None:
                match = self._with_neighbours(match, sentence, named)
                found.append(_mention(match, sentence))
                at = named = match.after
                continue
            after = at + 1
            if words[at].is_unspaced and at >= searched:
                searched = _run_after(words, at)
                inside = tuple(self._within(words[at:searched]))
                found += inside
                if inside:
                    after = named = searched
            at = after
        return tuple(_joined(found, text))

    def _within(self, words: Sequence[Word]) -> Iterator[Mention]:
        """Names anywhere in words of a script without spaces, the longest at each place."""
        letters = [letter for word in words for letter in word.letters]
        text = "".join(word.folded for word in words)
        letter_at = positions(letters)
        word_at = [number for number, word in enumerate(words) for _ in word.folded]
        at = 0
        while at < len(text):
            found, end = self._longest_in(text, at, letter_at, word_at)
            if found is not None:
                first, last = letters[letter_at[at]], letters[letter_at[end] - 1]
                yield Mention(first.start, last.end, *found, begins=False)
            at = max(end, at + 1)

    def _longest_in(
        self, text: str, at: int, letter_at: Mapping[int, int], word_at: Sequence[int]
    ) -> tuple[tuple[Named, Spelling] | None, int]:
        node, best, end = self._by_letters, None, at
        begins = at == 0 or word_at[at - 1] != word_at[at]
        for place in range(at, len(text)):
            if text[place] not in node.following:
                break
            node = node.following[text[place]]
            if not node.named or not {at, place + 1} <= letter_at.keys():
                continue
            found = next(iter(node.named.values()))
            may_part = found[1].is_whole and (begins or place + 1 - at >= _SHORTEST_ACROSS)
            if may_part or word_at[at] == word_at[place]:
                best, end = found, place + 1
        return best, end

    def _match_at(self, sentence: _Sentence, at: int) -> _Found | None:
        """The longest name that begins with this word."""
        for words in sentence.readings:
            for first in _without_attached(words[at].folded):
                found = self._longest(sentence, words, at, first)
                if found is not None:
                    return found
        return self._in_pieces(sentence, at)

    def _longest(self, sentence: _Sentence, words: Sequence[Word], at: int, first: str) -> _Found | None:
        node: _Node | None = self._by_words
        best = None
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
            is_initial = words[place - 1].is_initial and words[place].is_initial and words[place].gap <= _INITIALS_GAP
            if words[place].gap > 1 and not words[place].is_joined and not is_initial:
                break
            text += words[place].folded
            is_long = is_initial or len(text) >= _SHORTEST_JOINED
            is_long = is_long or all(each.is_joined for each in words[at + 1 : place + 1])
            child = self._by_words.following.get(text) if is_long else None
            for named, spelling in child.named.values() if child else ():
                if not spelling.is_stem and self._is_meant(spelling, sentence, at, text, ""):
                    return _Found(named, spelling, at, place + 1)
        return None

    def _is_meant(self, spelling: Spelling, sentence: _Sentence, at: int, stem: str, ending: str) -> bool:
        """Whether a word that is spelled like a name, with an ending perhaps, is the name."""
        word, text = sentence.words[at], stem + ending
        following = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
        # "Markiga" is no English word, though "mark" is; "closed" is one.
        read_as = {text, stem, stem + "e", stem + "y"} if may_be_english(ending) else {text}
        is_ordinary = not self._words.ordinary.isdisjoint(read_as)
        is_never = text in self._words.never
        is_title = stem in self._words.titles
        if ending and (is_never or text in self._words.titles or (is_ordinary and not is_plural(ending))):
            return False
        if spelling.is_initials:
            return not ending and not is_ordinary and not is_never and all(each.is_capital for each in word.letters)
        # "Aunt Mary" is not Aunt Zoë.
        if is_title and not spelling.is_whole and _is_name_after(following, sentence):
            return False
        if not word.is_small:
            # "A friend of mine": the letter A is a name in the middle of a sentence.
            return not (len(text) == 1 and is_ordinary and word.begins)
        before = sentence.words[at - 1].folded if at else ""
        if is_never or (is_ordinary and len(text) == 1) or (is_title and before in self._words.before):
            return False
        is_possessive = following is not None and following.is_possessive
        return spelling.is_small or is_possessive or not sentence.has_capitals or not is_ordinary

    def _with_neighbours(self, found: _Found, sentence: _Sentence, least: int) -> _Found:
        """With what belongs to a name: a title before it where it is hidden, a family name that is not on the map.

        "My sister Ana", "Mrs Kask" and "the choir" are one. Words before `least` belong to another name.
        """
        words, first, after = sentence.words, found.first, found.after
        for rest in found.spelling.rest:
            if after == len(words) or words[after].folded != rest:
                break
            after += 1
        while first > least and found.named.is_hidden and self._belongs_before(sentence, first):
            first -= 1
        # "Z. Quixotelle"
        if found.named.has_parts and (found.named.is_hidden or not found.spelling.is_whole):
            while first > least and words[first - 1].is_initial and words[first].gap <= _INITIALS_GAP:
                first -= 1
        if found.named.has_parts and words[after - 1].is_capital:
            most = min(len(words), after + _MOST_SURNAMES)
            while after < most and self._is_surname(sentence, after):
                after += 1
        return found._replace(first=first, after=after)

    def _belongs_before(self, sentence: _Sentence, at: int) -> bool:
        before = sentence.words[at - 1].folded
        is_near = not sentence.words[at].begins and sentence.between(at).isspace()
        return is_near and (before in self._words.titles or before in self._words.own)

    def _is_surname(self, sentence: _Sentence, at: int) -> bool:
        """Whether a word with a capital goes on with the name before it. In a title all words have capitals."""
        words, word = sentence.words, sentence.words[at]
        if not sentence.between(at).isspace() or word.begins or not word.is_capital:
            return False
        # "Zanzibara Q."
        if word.is_initial and sentence.text.startswith(".", word.letters[0].end):
            return True
        if word.folded in self._words.never | self._words.ordinary | self._words.titles:
            return False
        is_last = at + 1 == len(words) or words[at + 1].gap > 1
        return (sentence.has_small or is_last) and self._match_at(sentence, at) is None


def _run_after(words: Sequence[Word], at: int) -> int:
    """Where words of a script without spaces end that begin with this one."""
    after = at + 1
    while after < len(words) and words[after].is_unspaced and words[after].gap <= _LONGEST_GAP:
        after += 1
    return after


def _is_name_after(word: Word | None, sentence: _Sentence) -> bool:
    """Whether a word goes on with a name. In a title all words have capitals."""
    return word is not None and word.is_capital and word.gap == 1 and not word.begins and sentence.has_small


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
    possessive = _PLURAL_POSSESSIVE.match(text, end)
    return Mention(start, possessive.end() if possessive else end, found.named, found.spelling, first.begins)


def replaced(text: str, mentions: Iterable[Mention]) -> str:
    """The text with these names in it as they stand on paper."""
    parts, at = [], 0
    for mention in mentions:
        parts += [text[at : mention.start], _printed(mention, text)]
        at = mention.end
    return "".join((*parts, text[at:]))


def _printed(mention: Mention, text: str) -> str:
    printed = mention.named.printed
    if printed is None:
        return text[mention.start : mention.end]
    if _PLURAL_POSSESSIVE.match(text, mention.end - 1):
        printed += text[mention.end - 1] + "s"
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
    is_near = gap_of(between) <= _LONGEST_GAP and not IS_LETTER.search(between)
    return is_near and one.named == other.named and not (one.spelling.is_whole or other.spelling.is_whole)
