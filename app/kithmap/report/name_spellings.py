"""The ways in which a name may be written in a sentence."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final, NamedTuple

import regex

from kithmap.report.folded_text import IS_LETTER, Word, readings, words_of
from kithmap.report.name_endings import changed_stems
from kithmap.report.name_words import NameWords

# What comes after so many words is looked for only where they are found.
MOST_WORDS: Final = 12
_MOST_TURNED_ROUND: Final = 6
_SHORTEST_PIECE: Final = 3
_SHORTEST_NUMBER: Final = 3

BRACKETS = regex.compile(r"[(\[（【].*?[)\]）】]")
_CHINESE_OR_KOREAN = regex.compile(r"(?:\p{Han}|\p{Hangul}){3,4}")
_JAPANESE = regex.compile(r"\p{Han}{2}[\p{Han}\p{Hiragana}\p{Katakana}ー]{2,}")
_ARTICLE = regex.compile(r"ال(?=\p{Arabic}{3})")


class Spelling(NamedTuple):
    """Folded words. The last of them may have an ending, and must have one if it `is_stem`.

    rest: the words of a very long name that follow. is_whole: the whole name, not a part of it. is_small: in small
    letters it is the name as well. is_initials: in small letters it never is.
    """

    words: tuple[str, ...]
    is_whole: bool = True
    is_small: bool = False
    is_stem: bool = False
    is_initials: bool = False
    rest: tuple[str, ...] = ()


def spellings(name: str, words: NameWords, *, has_parts: bool, is_noun: bool) -> Iterator[Spelling]:
    """Every spelling of a name.

    With `has_parts` those of its words that may stand for it, as a first name does, and with `is_noun` its whole name
    in small letters, as for a clinic.
    """
    for form in _forms(name, words):
        yield from _whole(form, is_noun=is_noun)
    own = tuple(words_of(name))
    if has_parts:
        for part in _parts(name, own, words):
            yield from _in_one(part, is_whole=False, is_small=_is_small(own))
    else:
        for inside in map(words_of, BRACKETS.findall(name)):
            yield from _whole(tuple(each for each in inside if each.folded not in words.never), is_noun=False)
    for letters in _initials(own):
        yield Spelling((letters,), is_whole=False, is_initials=True)


def _forms(name: str, words: NameWords) -> Iterator[tuple[Word, ...]]:
    """The name with and without what stands in brackets, and with and without "the" or "my" before it."""
    for text in dict.fromkeys((name, BRACKETS.sub(" ", name))):
        for each in readings(text):
            yield each
            bare = without_article(each, words)
            if bare != each:
                yield bare


def without_article(name: tuple[Word, ...], words: NameWords) -> tuple[Word, ...]:
    """The words of a name without "the", "my" and the like before them; all of them if nothing else says much."""
    first = next((n for n, each in enumerate(name) if each.folded not in words.own | words.before), len(name))
    rest = name[first:]
    return name if all(each.folded in words.never for each in rest) else rest


def _initials(words: Sequence[Word]) -> set[str]:
    """What people say instead of a name of several words: "NA" for Narcotics Anonymous, "AA" for AA meetings."""
    letters = "".join(each.folded[0] for each in words if each.is_capital)
    short = {each.folded for each in words if len(words) > 1 and all(letter.is_capital for letter in each.letters)}
    return {each for each in {letters, letters[:1] + letters[-1:], *short} if len(each) > 1}


def _whole(words: tuple[Word, ...], *, is_noun: bool) -> Iterator[Spelling]:
    spoken = tuple(each for each in words if IS_LETTER.match(each.folded)) or words
    folded = tuple(each.folded for each in spoken)
    if not folded or _is_no_name(folded):
        return
    is_small = is_noun or _is_small(spoken)
    if spoken != words:
        yield Spelling(tuple(each.folded for each in words)[:MOST_WORDS])
    if len(folded) > 1:
        for cut in range(len(folded) if len(folded) <= _MOST_TURNED_ROUND else 1):
            turned = (*folded[cut:], *folded[:cut])
            yield Spelling(turned[:MOST_WORDS], rest=turned[MOST_WORDS:])
    if len(folded) <= MOST_WORDS:
        yield from _in_one(spoken, is_whole=True, is_small=is_small)


def _in_one(words: tuple[Word, ...], *, is_whole: bool, is_small: bool) -> Iterator[Spelling]:
    """The words as one, with what endings make of it."""
    word = "".join(each.folded for each in words)
    yield Spelling((word,), is_whole, is_small)
    if len(words) > 1:
        yield Spelling(tuple(each.folded for each in words), is_whole, is_small)
    if _ARTICLE.match(word):
        yield Spelling((_ARTICLE.sub("", word),), is_whole, is_small)
    if is_whole and len(words) > 1:
        return
    for stem in changed_stems(word):
        yield Spelling((stem,), is_whole, is_small, is_stem=True)


def _parts(name: str, own: tuple[Word, ...], words: NameWords) -> Iterator[tuple[Word, ...]]:
    """The words of a name that may stand for it, each as its pieces: "O'Brien" is one word."""
    bracketed = {each.folded for inside in BRACKETS.findall(name) for each in words_of(inside)}
    is_small = _is_small(own)
    for compound in _compounds(own):
        if _may_stand_alone(compound, words, is_small=is_small, is_bracketed=compound[0].folded in bracketed):
            yield compound
            if len(compound) > 1:
                yield from ((each,) for each in compound if len(each.folded) >= _SHORTEST_PIECE)
    for each in own:
        if _CHINESE_OR_KOREAN.fullmatch(each.folded):
            yield (_cut(each, len(each.letters) - 2, len(each.letters)),)
        if _JAPANESE.fullmatch(each.folded):
            yield (_cut(each, 0, 2),)
            yield (_cut(each, 2, len(each.letters)),)


def _compounds(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    numbered = enumerate(words)
    starts = [number for number, each in numbered if not each.is_joined]
    for _, group in groupby(range(len(words)), lambda number: sum(start <= number for start in starts)):
        yield tuple(words[number] for number in group)


def _may_stand_alone(compound: tuple[Word, ...], words: NameWords, *, is_small: bool, is_bracketed: bool) -> bool:
    first, text = compound[0], "".join(each.folded for each in compound)
    if text in words.never or len(text) < 2 or not IS_LETTER.match(text):
        return False
    if text in words.titles:
        return not first.is_small
    # "Mum's friend Bea" is not Mum.
    if len(compound) > 1 and compound[-1].folded == "s":
        return False
    if text in words.ordinary:
        return not (is_small or is_bracketed or first.is_small)
    return is_small or not first.is_small


def _cut(word: Word, start: int, end: int) -> Word:
    letters = word.letters[start:end]
    return word._replace(folded="".join(each.folded for each in letters), letters=letters)


def _is_small(words: tuple[Word, ...]) -> bool:
    return not any(each.is_capital for each in words)


def _is_no_name(folded: tuple[str, ...]) -> bool:
    """A number says nothing about anybody, and "I" is everybody."""
    text = "".join(folded)
    return text == "i" or (text.isdecimal() and len(text) < _SHORTEST_NUMBER)
