"""Every refusal in words: what happened, that nothing is lost, what to do next."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kithmap.model import errors as model_errors
from kithmap.model.errors import BrokenRule, EmptyName, ModelError, NoSuchEntry, NoSuchMap, NoSuchRing, NoSuchSmallStep
from kithmap.store import errors as store_errors
from kithmap.store.errors import (
    CannotRead,
    CannotWrite,
    ChangedOnDisk,
    DamagedMap,
    EmptyFile,
    EncodingFault,
    KeptAside,
    NameOfAMap,
    NewerVersion,
    NoMapThere,
    NotAMap,
    NotAPdf,
    NotConfirmed,
    OtherProtection,
    PassphraseNeeded,
    PdfExists,
    Reason,
    StoreError,
    TooCostly,
    TooLarge,
    WrongPassphrase,
)
from kithmap.wording.refusals import sentence
from kithmap.wording.words import untranslated

PATH = Path("/home/somebody/Olga.kithmap")
RULES = ["name-too-long", "too-many-entries", "maps", "too-many-own-kinds", "too-many-steps", "angle"]
REFUSALS: list[StoreError | ModelError] = [
    EmptyFile(),
    NotAMap(),
    DamagedMap("$.document.maps[0]"),
    NewerVersion(3),
    TooLarge(70_000_000, 64 * 1024 * 1024),
    EncodingFault(),
    ChangedOnDisk(),
    NotAPdf(),
    NameOfAMap(),
    PdfExists(),
    NoMapThere(),
    NotConfirmed("0" * 64, 5),
    KeptAside(PATH.with_name("my map 2.kithmap")),
    PassphraseNeeded(),
    WrongPassphrase(),
    OtherProtection(),
    TooCostly(30),
    *(CannotRead(PATH, reason) for reason in Reason),
    *(CannotWrite(PATH, reason) for reason in Reason),
    *(BrokenRule(rule, 7) for rule in RULES),
    NoSuchEntry("e7"),
    NoSuchMap("m7"),
    NoSuchRing("outer"),
    NoSuchSmallStep("s7"),
    EmptyName(),
]
AVOID = (
    "isolated",
    "lacking",
    "poor",
    "only",
    "weak",
    "gap",
    "deficit",
    "score",
    "risk",
    "fail",
    "should",
    "error",
    "invalid",
)


def kinds() -> Iterator[type]:
    for module in (model_errors, store_errors):
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, StoreError | ModelError):
                yield value


def label(error: object) -> str:
    return f"{type(error).__name__}-{getattr(error, 'reason', getattr(error, 'rule', ''))}"


def test_every_refusal_there_is_has_words_of_its_own() -> None:
    bases = {StoreError, ModelError, store_errors.UnreadableFile, store_errors.FileFault}
    assert {type(error) for error in REFUSALS} == set(kinds()) - bases
    general = sentence(StoreError(), untranslated)
    assert general not in {sentence(error, untranslated) for error in REFUSALS}
    assert len(
        {sentence(error, untranslated) for error in REFUSALS if not isinstance(error, CannotRead | CannotWrite)}
    ) == (len([error for error in REFUSALS if not isinstance(error, CannotRead | CannotWrite)]))


@pytest.mark.parametrize("error", REFUSALS, ids=label)
def test_it_is_short_plain_and_says_what_is_safe_and_what_comes_next(error: StoreError | ModelError) -> None:
    text = sentence(error, untranslated)
    sentences = [part for part in re.split(r"(?<=[.!?])\s", re.sub(r"\(.*\)", "", text)) if part]
    assert 2 <= len(sentences) <= 4
    assert all(len(part.split()) <= 20 for part in sentences)
    assert "{" not in text
    assert re.search(r"nothing was changed|as it was|still open|unchanged", text, re.IGNORECASE)
    assert "Please" in text
    assert not [word for word in AVOID if re.search(rf"\b{word}", text, re.IGNORECASE)]


@pytest.mark.parametrize("error", REFUSALS, ids=label)
def test_no_name_and_no_path_is_in_it(error: StoreError | ModelError) -> None:
    assert "Olga" not in sentence(error, untranslated)
    assert "somebody" not in sentence(error, untranslated)
    assert "Olga" not in str(error)


@pytest.mark.parametrize("error", REFUSALS, ids=label)
def test_every_word_of_it_can_be_translated(error: StoreError | ModelError) -> None:
    def shouting(context: str, text: str, comment: str = "", n: int = -1, /) -> str:
        assert context == "Refusals"
        return re.sub(r"(?<!{)\b\w+\b(?!})", lambda word: word.group().upper(), text)

    shown = sentence(error, shouting).replace("$.document.maps[0]", "").replace("my map 2.kithmap", "")
    assert shown == shown.upper()


def test_figures_stand_where_they_belong() -> None:
    assert "64 MB" in sentence(TooLarge(70_000_000, 64 * 1024 * 1024), untranslated)
    assert "$.document.maps[0]" in sentence(DamagedMap("$.document.maps[0]"), untranslated)
