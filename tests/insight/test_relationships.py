"""Whether a relationship, in whatever words, says that someone is a child or a former partner."""

import pytest
from hypothesis import given
from maps import ENGLISH

from kithmap.insight.relationships import Relationships, phrases
from kithmap.wording.observation_texts import known_relationships
from kithmap.wording.words import Words, untranslated
from strategies import texts


def slovenian(context: str, text: str, comment: str = "", n: int = -1, /) -> str:
    """A language in which only the words suggested in the program, and a few more, are translated."""
    words = {"child": "otrok", "grandchild": "vnuk ali vnukinja", "ex-partner": "bivši partner"}
    lists = {"child; ": "hči; hčerka; sin", "ex; ": "bivša žena; bivši mož"}
    if context == "Relationships":
        return next(said for start, said in lists.items() if text.startswith(start))
    return words.get(text, text) if context == "Words" else text


@pytest.mark.parametrize(
    "relationship",
    ["child", "Child", " my daughter ", "youngest son", "sons", "Daughter, 7", "grandson", "step-daughter",
     "step\u2011son", "step\u2010son", "step–son", "foster child", "great-grandchild", "SON",
     "ｓｏｎ", "son and daughter", "grandkids"],
)  # fmt: skip
def test_a_child_or_grandchild(relationship: str) -> None:
    assert ENGLISH.is_child(relationship)


@pytest.mark.parametrize(
    "relationship",
    ["", "friend", "son-in-law", "daughter\u2011in\u2011law", "daughter's friend", "my son’s teacher",
     "childhood friend", "godson", "person", "children-s nurse", "grandparent", "parent", "sister",
     "kid sister", "my kid brother", "kids from the club"],
)  # fmt: skip
def test_someone_else(relationship: str) -> None:
    assert not ENGLISH.is_child(relationship)
    assert not ENGLISH.is_former_partner(relationship)


@pytest.mark.parametrize(
    "relationship",
    ["ex-partner", "Ex\u2010Partner", "ex partner", "my ex", "EX", "ex-husband", "my former wife", "Ex!"],
)
def test_a_former_partner(relationship: str) -> None:
    assert ENGLISH.is_former_partner(relationship)


@pytest.mark.parametrize(
    "relationship", ["partner", "expert", "next door", "text friend", "ex-colleague", "former boss"]
)
def test_not_a_former_partner(relationship: str) -> None:
    assert not ENGLISH.is_former_partner(relationship)


def test_of_the_suggestions_exactly_these_are_understood() -> None:
    suggestions = Words(untranslated).relationships()
    assert [each for each in suggestions if ENGLISH.is_child(each)] == ["child", "grandchild"]
    assert [each for each in suggestions if ENGLISH.is_former_partner(each)] == ["ex-partner"]


def test_another_language_is_understood_beside_english() -> None:
    both = known_relationships(slovenian)
    suggestions = Words(slovenian).relationships()
    assert [each for each in suggestions if both.is_child(each)] == ["otrok", "vnuk ali vnukinja"]
    assert [each for each in suggestions if both.is_former_partner(each)] == ["bivši partner"]
    assert both.is_child("moja hči")
    assert both.is_child("daughter")
    assert both.is_former_partner("BIVŠA ŽENA")
    assert not ENGLISH.is_child("moja hči")
    assert not both.is_child("sinica")


def test_a_translation_left_empty_makes_nobody_a_child() -> None:
    nothing = Relationships(phrases(["", " ", ";"]), phrases([]))
    assert not nothing.is_child("")
    assert not nothing.is_child("friend")
    assert not Relationships().is_former_partner("ex")


@given(texts, texts)
def test_a_word_is_found_among_others(before: str, after: str) -> None:
    assert ENGLISH.is_child(f"{before} , daughter , {after}")
