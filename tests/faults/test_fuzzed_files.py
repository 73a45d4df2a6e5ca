"""Whatever a file holds, it is opened whole or refused in one of five ways; what opens can be saved and opened again.

A sample with the tests; KITHMAP_FUZZ=20000 for that many examples of each kind, every byte changed to every other
value, and every large file. A file that shows a mistake goes into tests/data/corpus, with its outcome in manifest.json.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.faults import fuzzing
from tests.faults.fuzzing import (
    GOLDEN,
    LARGE,
    REFUSALS,
    added_fields,
    changed_bytes,
    changed_files,
    cost_of,
    cut_files,
    mutated,
    outcome,
    text_of,
    unnoticed,
)
from tests.signed_files import file_of, signed

from kithmap.model.errors import ModelError
from kithmap.store import file_format, unknown_fields
from kithmap.store.unknown_fields import NOTHING_UNKNOWN
from strategies import documents

CORPUS = Path(__file__).parent.parent / "data" / "corpus"
MANIFEST: dict[str, str] = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
LONGER = "KITHMAP_FUZZ" in os.environ
EXAMPLES = int(os.environ.get("KITHMAP_FUZZ", "300"))
ONLY_REFUSALS = {"opened", *(refusal.__name__ for refusal in REFUSALS)}
DOCUMENT_OF_GOLDEN = msgspec.json.encode(json.loads(GOLDEN)["document"])


@pytest.mark.parametrize("name", sorted(MANIFEST))
def test_a_kept_file_has_the_outcome_it_is_kept_for(name: str) -> None:
    assert outcome((CORPUS / name).read_bytes()) == MANIFEST[name]


def test_the_manifest_names_every_kept_file() -> None:
    assert {path.name for path in CORPUS.iterdir()} - {"manifest.json"} == set(MANIFEST)
    assert {*MANIFEST.values()} <= ONLY_REFUSALS


@settings(max_examples=EXAMPLES)
@given(mutated(DOCUMENT_OF_GOLDEN), st.sampled_from((1, 1, 1, 1, 2)))
def test_a_map_that_says_something_hostile_is_opened_whole_or_refused(tree: fuzzing.Members, version: int) -> None:
    assert outcome(file_of(text_of(tree).encode("utf-8"), version)) in ONLY_REFUSALS


@settings(max_examples=EXAMPLES)
@given(documents(max_entries=3, max_maps=2).map(msgspec.json.encode).flatmap(mutated))
def test_any_map_that_says_something_hostile_is_opened_whole_or_refused(tree: fuzzing.Members) -> None:
    data = file_of(text_of(tree).encode("utf-8"))
    with suppress(msgspec.DecodeError, RecursionError):
        data = signed(msgspec.json.format(data, indent=2) + b"\n")
    assert outcome(data) in ONLY_REFUSALS


@settings(max_examples=EXAMPLES)
@given(changed_bytes())
def test_changed_bytes_are_refused(data: bytes) -> None:
    if data.removeprefix(b"\xef\xbb\xbf") != GOLDEN:
        assert outcome(data) in ONLY_REFUSALS - {"opened"}


@settings(max_examples=EXAMPLES)
@given(changed_bytes())
def test_changed_bytes_with_the_right_digest_are_opened_whole_or_refused(data: bytes) -> None:
    assert outcome(signed(data)) in ONLY_REFUSALS


def test_every_cut_and_every_changed_byte_is_recognised_as_damage() -> None:
    assert unnoticed(cut_files()).wrong == []
    assert unnoticed(changed_files(range(1, 256) if LONGER else range(1, 256, 50))).wrong == []


SAMPLE = [
    "texts with an emoji, as we write them",
    "one map again and again",
    "lists in lists",
    "unknown: fields",
    "unknown: a field in every review",
    "garbage",
]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak of memory is read from /proc")
@pytest.mark.parametrize("name", sorted(LARGE) if LONGER else SAMPLE)
def test_no_file_takes_more_than_300_megabytes(tmp_path: Path, name: str) -> None:
    cost = cost_of(LARGE[name](), tmp_path)
    assert cost.megabytes <= 300
    # The figure is 2 s; this is for a machine that is busy or slow, and finds what grows with the square.
    assert cost.seconds < 20


# What each check is for: without it, one of the above finds a mistake. Each mutant must be found.


def found(data: bytes, expected: str) -> bool:
    """Whether opening this file shows a mistake: a wrong outcome, or something raised that is no refusal."""
    try:
        return outcome(data) != expected
    except (AssertionError, msgspec.MsgspecError, ModelError, RecursionError, ValueError, file_format.EncodingFault):
        return True


def found_in_corpus() -> set[str]:
    return {name for name, expected in MANIFEST.items() if found((CORPUS / name).read_bytes(), expected)}


def test_nothing_is_found_in_the_program_as_it_is() -> None:
    assert found_in_corpus() == set()


def test_without_the_digest_changed_bytes_would_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    class Anything(bytes):
        __slots__ = ()
        __hash__ = None  # type: ignore[assignment]

        def __eq__(self, other: object) -> bool:
            return True

        def __ne__(self, other: object) -> bool:
            return False

    monkeypatch.setattr(file_format, "_digest_of", lambda *_: Anything(b"0" * 64))
    assert unnoticed(changed_files(range(1, 2))).wrong


def test_dropped_unknown_fields_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown_fields, "collect", lambda *_: NOTHING_UNKNOWN)
    assert "unknown-fields-everywhere.kithmap" in found_in_corpus()


def test_unknown_fields_that_are_not_written_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown_fields, "put_back", lambda value, _: value)
    assert "unknown-fields-everywhere.kithmap" in found_in_corpus()


def test_fields_that_are_there_twice_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(text: bytes, value: msgspec.Struct) -> unknown_fields.UnknownFields:
        try:
            return collect(text, value)
        except file_format.DamagedMap:
            return NOTHING_UNKNOWN

    collect = unknown_fields.collect
    monkeypatch.setattr(unknown_fields, "collect", careless)
    assert found_in_corpus() >= {"field-twice.kithmap", "document-twice.kithmap", "unknown-field-twice.kithmap"}


def test_unknown_depth_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unknown_fields, "MAXIMUM_HEIGHT", 10_000)
    assert found_in_corpus() == {"depth-17-unknown.kithmap"}


def test_no_limit_on_values_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = LARGE["lists in lists"]()
    assert outcome(data) == "TooLarge"
    monkeypatch.setattr(file_format, "MAXIMUM_VALUES", 10**9)
    assert outcome(data) != "TooLarge"


def test_the_fuzzer_knows_a_field_it_added_from_one_it_did_not() -> None:
    assert added_fields(b'{"a": 1, "x-": 1e400, "b": {"x-2": [1.50]}}') == {
        ("x-", '"1e400"'): 1,
        ("x-2", '["1.50"]'): 1,
    }
