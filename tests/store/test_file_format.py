"""Document <-> bytes: what goes in comes out, and whatever is not a map is refused by one of the typed refusals."""

import json
import typing
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden import DOCUMENT
from kithmap.model import document as model
from kithmap.model.document import DatedMap, Document, Entry, Placement
from kithmap.store import file_format, migrations
from kithmap.store.errors import DamagedMap, EmptyFile, EncodingFault, NewerVersion, NotAMap, TooLarge, UnreadableFile
from signed_files import file_of, signed
from strategies import documents

DATA = Path(__file__).parent.parent / "data"
GOLDEN = (DATA / "format-1.kithmap").read_bytes()


SMALL = b'{"maps": [{"id": "m1", "date": "2026-01-02"}], "entries": [{"id": "e1", "name": "Ana"}]}'


@given(documents())
def test_every_document_comes_back_equal_and_encodes_to_the_same_bytes(document: Document) -> None:
    data = file_format.encode(document)
    again = file_format.decode(data)
    assert again == document
    assert file_format.encode(again) == data


def test_the_golden_file_is_the_document_and_the_document_is_the_golden_file() -> None:
    assert file_format.decode(GOLDEN) == DOCUMENT
    assert file_format.encode(DOCUMENT) == GOLDEN


def fields_in_use(value: object) -> set[tuple[str, str]]:
    if isinstance(value, tuple):
        return set().union(*map(fields_in_use, value))
    if not isinstance(value, msgspec.Struct):
        return set()
    found: set[tuple[str, str]] = set()
    for field in msgspec.structs.fields(value):
        inner = getattr(value, field.name)
        if inner != field.default:
            found |= {(type(value).__name__, field.name)} | fields_in_use(inner)
    return found


def test_the_golden_document_uses_every_field_of_the_model() -> None:
    structures = [each for each in vars(model).values() if isinstance(each, type) and issubclass(each, model.Value)]
    expected = {(each.__name__, field.name) for each in structures for field in msgspec.structs.fields(each)}
    assert len(expected) > 50
    assert fields_in_use(DOCUMENT) == expected


def test_a_file_cut_at_any_byte_is_recognised() -> None:
    for length in range(len(GOLDEN)):
        with pytest.raises(EmptyFile if length == 0 else DamagedMap):
            file_format.decode(GOLDEN[:length])


@pytest.mark.parametrize("flip", [0x01, 0x02, 0x20, 0x80, 0xFF])
def test_every_changed_byte_is_recognised(flip: int) -> None:
    for place in range(len(GOLDEN)):
        changed = bytearray(GOLDEN)
        changed[place] ^= flip
        with pytest.raises(DamagedMap):
            file_format.decode(bytes(changed))


@pytest.mark.parametrize("put", [0x00, 0xFE, 0xFF, 0x22])
def test_a_byte_changed_where_a_map_says_what_it_is_makes_it_damaged_not_foreign(put: int) -> None:
    for place in range(len(GOLDEN[: GOLDEN.index(b"document")])):
        if GOLDEN[place] != put:
            with pytest.raises(DamagedMap):
                file_format.decode(GOLDEN[:place] + bytes([put]) + GOLDEN[place + 1 :])


@pytest.mark.parametrize("extra", [b"\n", b" ", b"\0", GOLDEN])
def test_a_file_with_something_after_its_end_is_damaged(extra: bytes) -> None:
    with pytest.raises(DamagedMap):
        file_format.decode(GOLDEN + extra)


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_and_nothing_else_happens(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        file_format.decode(data)


@given(st.binary(max_size=60), st.integers(0, len(GOLDEN)), st.integers(0, 60))
def test_any_bytes_written_over_a_map_are_recognised(data: bytes, place: int, replaced: int) -> None:
    changed = GOLDEN[:place] + data + GOLDEN[place + replaced :]
    if changed.removeprefix(b"\xef\xbb\xbf") != GOLDEN:
        with pytest.raises(UnreadableFile):
            file_format.decode(changed)


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)


@given(st.data())
def test_a_signed_file_with_anything_in_one_place_is_refused_or_comes_back_whole(data: st.DataObject) -> None:
    document = json.loads(msgspec.json.encode(DOCUMENT))
    place, key = document, data.draw(st.sampled_from(sorted(document)))
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
    place[key] = data.draw(plain)
    try:
        opened = file_format.decode(file_of(json.dumps(document).encode()))
    except UnreadableFile:
        return
    assert file_format.decode(file_format.encode(opened)) == opened


HOSTILE = {
    "deep lists": b"[" * 100_000,
    "deep objects": b'{"maps":' * 100_000,
    "deep lists that close": b"[" * 100_000 + b"]" * 100_000,
    "NaN": SMALL.replace(b'"Ana"', b"NaN"),
    "NaN angle": b'{"maps":[{"id":"m","date":"2026-01-02","connections":[{"entry":"e1","placement":'
    b'{"ring":"close","angle":NaN}}]}],"entries":[{"id":"e1","name":"x"}]}',
    "number too large": b'{"maps":[{"id":"m","date":"2026-01-02","connections":[{"entry":"e1","placement":'
    b'{"ring":"close","angle":1e400}}]}],"entries":[{"id":"e1","name":"x"}]}',
    "angle of 360": b'{"maps":[{"id":"m","date":"2026-01-02","connections":[{"entry":"e1","placement":'
    b'{"ring":"close","angle":360}}]}],"entries":[{"id":"e1","name":"x"}]}',
    "huge whole number": SMALL.replace(b'"2026-01-02"', b'"2026-01-02", "feeling_before": ' + b"9" * 5_000),
    "the same field twice": SMALL.replace(b'"name": "Ana"', b'"name": "Ana", "name": "Bea"'),
    "the same field twice on top": SMALL.replace(b'"entries"', b'"title": "a", "title": "b", "entries"'),
    "half a surrogate pair": SMALL.replace(b"Ana", b"\\ud800"),
    "not UTF-8": SMALL.replace(b"Ana", b"\xff\xfe"),
    "a bare control": SMALL.replace(b"Ana", b"A\0na"),
    "10 MB name": SMALL.replace(b"Ana", b"A" * 10_000_000),
    "an empty name": SMALL.replace(b"Ana", b"  "),
    "an entry twice": SMALL.replace(b'"entries": [', b'"entries": [{"id": "e1", "name": "Bea"}, '),
    "an entry that is not there": SMALL.replace(b'"2026-01-02"', b'"2026-01-02", "connections": [{"entry": "e9"}]'),
    "no dated map": b'{"maps": []}',
    "a day that never was": SMALL.replace(b"01-02", b"02-30"),
    "an unknown kind": SMALL.replace(b'"name"', b'"kind": "spaceship", "name"'),
    "a text for a list": SMALL.replace(b'[{"id": "e1", "name": "Ana"}]', b'"e1"'),
    "nothing": b"",
    "null": b"null",
    "two documents": SMALL + b", " + SMALL,
}


@pytest.mark.parametrize("document", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_rightly_signed_file_with_hostile_values_is_damaged(document: bytes) -> None:
    with pytest.raises(DamagedMap):
        file_format.decode(file_of(document))


def test_the_hostile_files_differ_from_a_good_one_only_in_what_is_hostile() -> None:
    assert file_format.decode(file_of(SMALL)).entries[0].name == "Ana"


def test_the_place_of_the_damage_is_named_without_any_name_from_the_map() -> None:
    with pytest.raises(DamagedMap) as caught:
        file_format.decode(file_of(HOSTILE["an unknown kind"].replace(b"Ana", b"Secret")))
    assert caught.value.where == "$.document.entries[0].kind"
    assert "Secret" not in str(caught.value)


@pytest.mark.parametrize("version", [2, 17, 999_999])
def test_a_newer_version_that_is_understood_is_opened_and_named(version: int) -> None:
    contents = file_format.decode_file(file_of(SMALL.replace(b'"name"', b'"nickname": "A", "name"'), version))
    assert contents.version == version
    assert contents.document.entries[0].name == "Ana"


@pytest.mark.parametrize(
    "document",
    [SMALL.replace(b'"name"', b'"kind": "spaceship", "name"'), b'{"people": []}', b'"sealed"', SMALL + b", " + SMALL],
)
def test_a_newer_version_that_is_not_understood_is_refused_as_newer(document: bytes) -> None:
    with pytest.raises(NewerVersion) as caught:
        file_format.decode(file_of(document, 3))
    assert caught.value.args == (3,)


def test_a_damaged_file_of_a_newer_version_is_damaged() -> None:
    with pytest.raises(DamagedMap):
        file_format.decode(file_of(SMALL, 2).replace(b"Ana", b"Anb"))


@pytest.mark.parametrize("version", [2, 17, 999_999])
def test_a_newer_version_is_named_even_when_everything_else_is_unknown(version: int) -> None:
    head = b'{\n  "format": "kithmap",\n  "version": %d,\n' % version
    with pytest.raises(NewerVersion) as caught:
        file_format.decode(head + b'  "sealed": "..."\n}\n')
    assert caught.value.args == (version,)


@pytest.mark.parametrize("version", [b"0", b"-1", b"01", b"1.0", b'"1"', b"null", b"9999999999"])
def test_a_version_that_is_none_is_damage(version: bytes) -> None:
    with pytest.raises(DamagedMap):
        file_format.decode(signed(GOLDEN.replace(b'"version": 1', b'"version": ' + version)))


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        b"{}",
        b"[]",
        b'{"format": "something else"}',
        b'{\n  "format": "geojson",\n  "version": 1\n}\n',
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\0" * 5000,
        b"<html>kithmap</html>",
    ],
)
def test_files_of_other_programs_are_told_apart_from_damaged_maps(data: bytes) -> None:
    with pytest.raises(NotAMap):
        file_format.decode(data)


@pytest.mark.parametrize(
    "data",
    [
        GOLDEN.decode().encode("utf-16"),
        GOLDEN.decode().encode("utf-16-be"),
        GOLDEN.replace(b"\n", b"\r\n"),
        json.dumps(json.loads(GOLDEN)).encode(),
        b" " + GOLDEN,
    ],
)
def test_a_map_that_another_program_wrote_again_counts_as_damaged(data: bytes) -> None:
    with pytest.raises(DamagedMap):
        file_format.decode(data)


def test_a_byte_order_mark_is_no_damage() -> None:
    assert file_format.decode(b"\xef\xbb\xbf" + GOLDEN) == DOCUMENT


def test_too_many_bytes_are_refused_before_any_work() -> None:
    with pytest.raises(TooLarge) as caught:
        file_format.decode(bytes(file_format.MAXIMUM_BYTES + 1))
    assert caught.value.args == (file_format.MAXIMUM_BYTES + 1, file_format.MAXIMUM_BYTES)


def test_a_document_too_large_to_open_again_is_not_encoded() -> None:
    note = "x" * model.MAXIMUM_TEXT
    entries = tuple(Entry(id=f"x{number}", name="A", note=note) for number in range(700))
    with pytest.raises(TooLarge):
        file_format.encode(msgspec.structs.replace(DOCUMENT, entries=DOCUMENT.entries + entries, steps=()))


WRONG = typing.cast("typing.Any", [5, b"bytes", None, object(), 2**70])


@pytest.mark.parametrize("title", WRONG[:3])
def test_a_value_of_a_wrong_type_is_never_encoded(title: typing.Any) -> None:
    document = msgspec.structs.replace(DOCUMENT)
    msgspec.structs.force_setattr(document, "title", title)
    with pytest.raises(EncodingFault):
        file_format.encode(document)


@pytest.mark.parametrize("review_date", WRONG[3:])
def test_a_value_that_json_cannot_hold_is_never_encoded(review_date: typing.Any) -> None:
    with pytest.raises(EncodingFault):
        file_format.encode(msgspec.structs.replace(DOCUMENT, review_date=review_date))


def test_a_whole_number_for_an_angle_comes_back_equal() -> None:
    today = DatedMap(
        id="m1",
        date=DOCUMENT.today.date,
        connections=(model.Connection(entry="e1", placement=Placement(ring="close", angle=90)),),
    )
    document = Document(maps=(today,), entries=(Entry(id="e1", name="Ana"),))
    assert file_format.decode(file_format.encode(document)) == document


def too_many_commas() -> Document:
    """It is small enough, but nothing could be said about the memory it takes to open it."""
    note = "," * model.MAXIMUM_TEXT
    entries = tuple(Entry(id=f"x{number}", name="A", note=note) for number in range(100))
    return msgspec.structs.replace(DOCUMENT, entries=DOCUMENT.entries + entries)


def test_a_file_that_could_take_any_memory_is_refused_before_it_is_made_and_before_it_is_read() -> None:
    document = too_many_commas()
    with pytest.raises(TooLarge):
        file_format.encode(document)
    with pytest.raises(TooLarge):
        file_format.decode(file_of(msgspec.json.encode(document)))


def test_a_file_that_would_be_too_large_once_it_is_laid_out_is_not_opened() -> None:
    review = '{"date":"2026-01-02","state":"dropped"},'
    steps = '"steps": [{"id": "1", "aim": "ask", "reviews": [' + (review * 285_000)[:-1] + "]}], "
    data = file_of(SMALL.replace(b'"entries"', steps.encode() + b'"entries"'))
    assert len(data) < file_format.MAXIMUM_BYTES
    with pytest.raises(TooLarge):
        file_format.decode(data)


def heading_to_title(plain: dict[str, typing.Any]) -> dict[str, typing.Any]:
    return {**{key: value for key, value in plain.items() if key != "heading"}, "title": plain["heading"]}


def louder(plain: dict[str, typing.Any]) -> dict[str, typing.Any]:
    return {**plain, "title": plain["title"] + "!"}


def test_an_older_file_goes_through_every_step_from_its_version_on() -> None:
    steps = (heading_to_title, louder)
    oldest = SMALL.replace(b'"entries"', b'"heading": "Mine", "entries"')
    middle = SMALL.replace(b'"entries"', b'"title": "Mine", "entries"')
    assert file_format.decode(file_of(oldest, 1), steps).title == "Mine!"
    assert file_format.decode(file_of(middle, 2), steps).title == "Mine!"
    assert file_format.decode(file_of(middle, 3), steps).title == "Mine"
    versions = [file_format.decode_file(file_of(middle, version), steps).version for version in (2, 3, 4)]
    assert versions == [2, 3, 4]


def test_an_unknown_field_of_an_older_file_is_kept_through_every_step() -> None:
    older = SMALL.replace(b'"name"', b'"x-colour": [1, 2.50], "name"').replace(
        b'"entries"', b'"heading": "M", "entries"'
    )
    contents = file_format.decode_file(file_of(older), (heading_to_title, louder))
    assert contents.document.title == "M!"
    assert b'"x-colour"' in file_format.encode(contents.document, contents.unknown)


@pytest.mark.parametrize(
    "document",
    [
        SMALL,
        b"[]",
        SMALL.replace(b'"entries"', b'"heading": "Mine", "heading": "Mine", "entries"'),
        b"[" * 100_000,
        b'{"heading": ' + b"[" * 100_000,
    ],
)
def test_an_older_file_that_does_not_keep_to_its_version_is_damaged(document: bytes) -> None:
    with pytest.raises(DamagedMap):
        file_format.decode(file_of(document, 1), (heading_to_title, louder))


EXPECTED: Mapping[int, Document] = {1: DOCUMENT}
"""For each version of the format, the document its golden file must become. A released one never changes."""


def untested_versions(steps: Sequence[migrations.Migration], files: Mapping[int, bytes]) -> list[int]:
    """The versions whose golden file is missing, is not of that version, does not become the expected document, or does
    so without the step that leads on from that version.
    """
    return [
        version
        for version in range(1, len(steps) + 2)
        if version not in EXPECTED
        or version not in files
        or f'"version": {version},'.encode() not in files[version][:50]
        or not becomes(files[version], steps, EXPECTED[version])
        or (version <= len(steps) and becomes(files[version], without(steps, version), EXPECTED[version]))
    ]


def without(steps: Sequence[migrations.Migration], version: int) -> list[migrations.Migration]:
    return [*steps[: version - 1], dict, *steps[version:]]


def becomes(data: bytes, steps: Sequence[migrations.Migration], document: Document) -> bool:
    try:
        return file_format.decode(data, steps) == document
    except UnreadableFile:
        return False


def golden_files() -> dict[int, bytes]:
    return {int(path.stem.removeprefix("format-")): path.read_bytes() for path in DATA.glob("format-*.kithmap")}


def test_every_format_version_and_every_migration_is_tested() -> None:
    assert untested_versions(migrations.MIGRATIONS, golden_files()) == []


class TestAnUntestedMigrationIsNoticed:
    """What would get through: each of these is a way to add a step without a test of it."""

    @pytest.fixture(autouse=True)
    def _two_versions(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As if the format had a second version, in which a heading became the title."""
        monkeypatch.setitem(typing.cast("dict[int, Document]", EXPECTED), 2, DOCUMENT)
        self.second = file_of(msgspec.json.encode(DOCUMENT), 2)
        self.first = file_of(msgspec.json.encode(DOCUMENT).replace(b'"title"', b'"heading"'), 1)

    def test_a_tested_one_holds(self) -> None:
        assert untested_versions([heading_to_title], {1: self.first, 2: self.second}) == []

    def test_no_golden_file_of_the_new_version(self) -> None:
        assert untested_versions([heading_to_title], {1: self.first}) == [2]

    def test_no_golden_file_of_the_old_version(self) -> None:
        assert untested_versions([heading_to_title], {2: self.second}) == [1]

    def test_nobody_said_what_the_new_file_holds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delitem(typing.cast("dict[int, Document]", EXPECTED), 2)
        assert untested_versions([heading_to_title], {1: self.first, 2: self.second}) == [2]

    def test_a_copy_of_the_old_file_under_the_new_name(self) -> None:
        assert untested_versions([heading_to_title], {1: self.first, 2: self.first}) == [2]

    def test_a_step_that_the_golden_file_does_not_need(self) -> None:
        plain = file_of(msgspec.json.encode(DOCUMENT), 1)
        assert untested_versions([dict], {1: plain, 2: self.second}) == [1]

    def test_a_step_that_does_not_do_its_work(self) -> None:
        assert untested_versions([louder], {1: self.first, 2: self.second}) == [1]
