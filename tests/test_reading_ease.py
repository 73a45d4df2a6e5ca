"""Every text can be read by a tired person: short sentences, short words, and none of the words that judge.

The sentences of the program are taken from its source, those of stories and handouts from their files.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kithmap.resources import resources_folder

PACKAGE = Path(__file__).resolve().parent.parent / "app" / "kithmap"
FILES = sorted(file for folder in ("stories", "handouts") for file in (resources_folder() / folder).glob("*.toml"))

LONGEST_SENTENCE = 20
LONG_WORD = 9
# Texts for ten-year-olds have about one long word in twelve.
MOST_LONG_WORDS = 0.08
AVOIDED = {
    "isolated", "isolation", "lacking", "lacks", "poor", "only", "weak", "gap", "gaps", "deficit", "score", "risk",
    "dysfunctional", "toxic", "lonely", "should", "fail", "fails", "failed",
}  # fmt: skip

# Said of things, not of people and what is between them.
OF_THINGS = {
    "Only for you.",
    "Initials only",
    "After %n minutes, only with a passphrase",
    "That last step did not work as it should.",
}
_END = re.compile(r"(?<=[.!?…])[”\")]*\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PLACE = re.compile(r"\{\w+\}|%n")


def looked_up(tree: ast.AST) -> Iterator[str]:
    """The English of every sentence that is translated: `self.tr(text)`, or a function called with context and text."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if called in {"tr", "translate"}:
            place = 0 if called == "tr" and isinstance(node.func, ast.Attribute) else 1
            texts = (argument.value for argument in node.args[place : place + 1] if isinstance(argument, ast.Constant))
            # Words that are looked for in what a person types are a list with semicolons, and no sentence.
            yield from (text for text in texts if isinstance(text, str) and text.count(";") < 2)


@cache
def program_texts() -> dict[str, str]:
    """Every text of the program, and a module it stands in."""
    return {
        text: str(path.relative_to(PACKAGE))
        for path in sorted(PACKAGE.rglob("*.py"))
        for text in looked_up(ast.parse(path.read_text(encoding="utf-8")))
    }


def file_texts(value: object) -> Iterator[str]:
    """Every text in a file, paragraph by paragraph."""
    if isinstance(value, str):
        yield from (" ".join(part.split()) for part in re.split(r"\n\s*\n", value))
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in file_texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in file_texts(each))


def sentences(text: str) -> list[str]:
    return [sentence for line in text.splitlines() for sentence in _END.split(line) if sentence.strip()]


def words(sentence: str) -> list[str]:
    """The words; a place that is filled in later counts as one."""
    return _WORD.findall(_PLACE.sub("place", sentence))


def too_long(text: str) -> list[str]:
    return [sentence for sentence in sentences(text) if len(words(sentence)) > LONGEST_SENTENCE]


def judging(text: str) -> list[str]:
    return [word for word in words(text) if word.casefold() in AVOIDED]


def share_of_long_words(texts: list[str]) -> float:
    found = [word for text in texts for word in words(text)]
    return sum(len(word) >= LONG_WORD for word in found) / len(found)


def test_what_is_measured_is_what_is_said() -> None:
    assert {
        "This map is yours.",
        "Someone to talk to",
        "These services are there too:",
        "A picture of one day, not a test or an assessment.",
        "Practice map: {name}",
    } <= program_texts().keys()
    assert len(program_texts()) > 500
    assert too_long("word " * 20 + "end.") == ["word " * 20 + "end."]
    assert too_long("word " * 19 + "end. " + "word " * 19 + "end.") == []
    assert judging("You should not feel lonely. Loneliness is no word of ours.") == ["should", "lonely"]
    assert share_of_long_words(["a wonderful day"]) == pytest.approx(1 / 3)


def test_no_sentence_of_the_program_has_more_than_twenty_words() -> None:
    assert {sentence for text in program_texts() for sentence in too_long(text)} == set()


def test_the_program_uses_no_word_that_judges() -> None:
    said = {sentence for text in program_texts() for sentence in sentences(text)}
    assert {sentence for sentence in said if judging(sentence)} - OF_THINGS == set()


def test_the_words_of_the_program_are_short() -> None:
    assert share_of_long_words(list(program_texts())) <= MOST_LONG_WORDS


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_stories_and_handouts_are_easy_to_read(file: Path) -> None:
    texts = list(file_texts(tomllib.loads(file.read_text(encoding="utf-8"))))
    assert [sentence for text in texts for sentence in too_long(text)] == []
    # Other languages have words of their own to avoid, and other lengths.
    if file.stem.endswith("_en"):
        assert [text for text in texts if judging(text)] == []
        assert share_of_long_words(texts) <= MOST_LONG_WORDS


def test_there_is_something_to_read() -> None:
    assert {file.stem for file in FILES} >= {"anton_en", "rena_en", "session-plan_en", "keeping-connections_en"}
