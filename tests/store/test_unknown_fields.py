"""Fields that nobody here knows: a map is opened, edited and saved, and they are still where they were."""

import json
import typing
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden import DOCUMENT
from kithmap.model import document as model
from kithmap.model.document import Document, Feeling, Placement
from kithmap.model.vocabulary import Direction, SupportLevel
from kithmap.store import file_format, unknown_fields
from kithmap.store.errors import DamagedMap, TooLarge
from kithmap.store.file_format import Contents
from kithmap.store.unknown_fields import IDENTITY, NOTHING_UNKNOWN, without_new
from signed_files import file_of, signed
from strategies import documents
from todays import edits

Plain = dict[str, typing.Any]
VALUES = [None, 1, 1.5, "Zoë 🐕", [1, [2, {"deep": []}]], {"b": 1, "a": {}}]


def plain_of(document: Document) -> Plain:
    return typing.cast("Plain", json.loads(msgspec.json.encode(document)))


def opened(plain: Plain) -> Contents:
    return file_format.decode_file(file_of(json.dumps(plain).encode()))


def saved(contents: Contents, document: Document | None = None) -> Plain:
    """The document as it stands in the file that saving makes."""
    data = file_format.encode(document or contents.document, contents.unknown)
    return typing.cast("Plain", json.loads(data)["document"])


def owners(plain: Plain) -> list[Plain]:
    """Every object of the document, itself first; not those in unknown fields."""
    known = [value for name, value in plain.items() if name != "x-field"]
    inner = [each for value in known for each in (value if isinstance(value, list) else [value])]
    return [plain, *(owner for each in inner if isinstance(each, dict) for owner in owners(each))]


def marked(document: Document) -> tuple[Plain, int]:
    """The plain document with an unknown field in every owner, and how many they are."""
    plain = plain_of(document)
    everyone = owners(plain)
    for number, owner in enumerate(everyone):
        owner["x-field"] = [number, VALUES[number % len(VALUES)]]
    return plain, len(everyone)


@given(documents())
def test_unknown_fields_in_every_owner_come_back_in_their_places(document: Document) -> None:
    plain, _ = marked(document)
    contents = opened(plain)
    assert contents.document == document
    assert saved(contents) == plain
    data = file_format.encode(contents.document, contents.unknown)
    assert file_format.decode_file(data) == contents
    assert file_format.encode(contents.document, contents.unknown) == data


def test_the_golden_document_has_owners_of_every_kind() -> None:
    plain, count = marked(DOCUMENT)
    assert count > 30
    assert saved(opened(plain)) == plain


def test_every_structure_that_comes_in_a_tuple_can_be_told_apart() -> None:
    found = set()
    for each in vars(model).values():
        if isinstance(each, type) and issubclass(each, model.Value):
            for field in msgspec.structs.fields(each):
                inner = [part for part in typing.get_args(field.type) if isinstance(part, type)]
                if typing.get_origin(field.type) is tuple:
                    found |= {part for part in inner if issubclass(part, model.Value)}
    assert len(found) > 6
    assert found == set(IDENTITY)


def test_a_file_without_unknown_fields_has_none() -> None:
    assert opened(plain_of(DOCUMENT)).unknown == NOTHING_UNKNOWN
    assert not NOTHING_UNKNOWN
    assert file_format.encode(DOCUMENT, NOTHING_UNKNOWN) == file_format.encode(DOCUMENT)


def test_a_field_beside_the_document_comes_back() -> None:
    data = signed(file_format.encode(DOCUMENT)[:-3] + b',\n  "signature": {"by": "somebody"}\n}\n')
    contents = file_format.decode_file(data)
    assert file_format.encode(contents.document, contents.unknown) == signed(
        data.replace(b'{"by": "somebody"}', b'{\n    "by": "somebody"\n  }')
    )


@pytest.mark.parametrize(
    "value",
    ["1e400", "-0", "1.10", "0.1000000000000000055511151231257827", "9" * 400, '"\\u0000"', '"\\ud83d\\udc15"', "1E5"],
)
def test_a_value_comes_back_as_it_was_spelled(value: str) -> None:
    text = json.dumps({**plain_of(DOCUMENT), "x": "HERE"}).replace('"HERE"', value)
    contents = file_format.decode_file(file_of(text.encode()))
    assert f'"x": {value}\n'.encode() in file_format.encode(contents.document, contents.unknown)


def edited(document: Document) -> Document:
    """Much of what a person can do, to the golden document."""
    document = edits.place(document, {"e1": Placement(ring="outer", angle=12.0), "e5": Placement(ring="closest")})
    document = edits.mark_support(document, ["e1"], "advice", Direction.GIVE, SupportLevel.SOME)
    document = edits.mark_support(document, ["e1"], "hard", Direction.GIVE, SupportLevel.LOT)
    document = edits.add_entries(document, ["Somebody new"])
    document = edits.describe(document, "e3", relationship="teacher")
    return edits.start_dated_map(document, date(2026, 12, 24))


def test_what_is_edited_keeps_its_unknown_fields_and_what_is_new_has_none() -> None:
    plain, count = marked(DOCUMENT)
    contents = opened(plain)
    after = saved(contents, edited(contents.document))
    fields = [owner["x-field"] for owner in owners(after) if "x-field" in owner]
    assert len(fields) == count
    assert len(owners(after)) > count
    entries = [entry.get("x-field") for entry in after["entries"]]
    assert entries == [*(entry["x-field"] for entry in plain["entries"]), None]


def test_what_is_removed_takes_its_unknown_fields_along_and_brings_them_back() -> None:
    plain, _ = marked(DOCUMENT)
    contents = opened(plain)
    removed = edits.delete(contents.document, ["e5"])
    fields = json.dumps(saved(contents, removed))
    assert json.dumps(plain["entries"][4]["x-field"]) not in fields
    assert json.dumps(plain["entries"][3]["x-field"]) in fields
    assert saved(contents) == plain


def test_a_new_entry_with_the_id_of_a_removed_one_does_not_inherit_its_unknown_fields() -> None:
    plain, _ = marked(DOCUMENT)
    contents = opened(plain)
    removed = edits.delete(contents.document, ["e5"])
    unknown = without_new(contents.unknown, contents.document, removed)
    assert unknown == contents.unknown
    added = edits.add_entries(removed, ["Somebody else"])
    assert added.entries[-1].id == "e5"
    unknown = without_new(unknown, removed, added)
    after = json.loads(file_format.encode(added, unknown))["document"]
    assert "x-field" not in after["entries"][4]
    assert "x-field" in after["entries"][3]


def test_a_part_that_has_its_default_value_keeps_its_unknown_fields() -> None:
    plain = plain_of(DOCUMENT)
    plain["maps"][0]["rings"] = [{"id": "closest", "x": 1}, {"id": "close"}, {"id": "around"}]
    plain["maps"][0]["connections"][1]["feeling"] = {"x": 2}
    contents = opened(plain)
    assert contents.document.maps[0].connections[1].feeling == Feeling()
    after = saved(contents)["maps"][0]
    assert after["rings"] == [{"id": "closest", "x": 1}, {"id": "close"}, {"id": "around"}]
    assert after["connections"][1]["feeling"] == {"x": 2}
    # The very default is left out of a file; not so when something unknown stands in it.
    first = contents.document.maps[0]
    connections = (first.connections[0], model.Connection(entry="e4"))
    changed = msgspec.structs.replace(first, rings=model.DEFAULT_RINGS, connections=connections)
    document = msgspec.structs.replace(contents.document, maps=(changed, contents.document.today))
    assert document == contents.document
    assert saved(contents, document)["maps"][0] == after


def test_reviews_of_one_day_are_told_apart() -> None:
    plain = plain_of(DOCUMENT)
    review = plain["steps"][0]["reviews"][0]
    plain["steps"][0]["reviews"] = [{**review, "x": number} for number in range(3)]
    assert saved(opened(plain)) == plain


@pytest.mark.parametrize("name", ["x", "Zoë", 'a "quoted" \\ name', "", "\u202e", "version"])
def test_a_field_may_have_any_name(name: str) -> None:
    plain = plain_of(DOCUMENT)
    plain["entries"][0][name] = 1
    # Written as the program writes names, not with more escapes than needed.
    contents = file_format.decode_file(file_of(msgspec.json.encode(plain)))
    assert saved(contents) == plain


TWICE = [
    ('"id":"e1"', '"id":"e1","id":"e1"'),
    ('"id":"e1"', '"id":"e1","\\u0069d":"e1"'),
    ('"id":"e1"', '"x":1,"id":"e1","x":2'),
    ('"id":"e1"', '"x":1,"id":"e1","x":1'),
    ('"kind":"listen"', '"kind":"hard","kind":"listen"'),
    ('"title":', '"title":"","title":'),
]


@pytest.mark.parametrize(("once", "twice"), TWICE)
def test_a_field_that_hides_behind_another_of_its_name_is_damage(once: str, twice: str) -> None:
    text = msgspec.json.encode(DOCUMENT).decode()
    assert once in text
    assert file_format.decode(file_of(text.encode())) == DOCUMENT
    with pytest.raises(DamagedMap):
        file_format.decode(file_of(text.replace(once, twice, 1).encode()))


@pytest.mark.parametrize("value", [b"[" * 17 + b"]" * 17, b'{"a":' * 17 + b"1" + b"}" * 17, b'["\xff"]', b"[NaN]"])
def test_an_unknown_value_that_could_not_be_written_again_is_damage(value: bytes) -> None:
    text = msgspec.json.encode(DOCUMENT)[:-1] + b',"x":'
    assert file_format.decode_file(file_of(text + b"[" * 16 + b"]" * 16 + b"}")).unknown
    with pytest.raises(DamagedMap):
        file_format.decode(file_of(text + value + b"}"))


@pytest.mark.parametrize(
    "fields", [',"x":"' + "x" * unknown_fields.MAXIMUM_BYTES + '"', "".join(f',"x{n}":0' for n in range(100_000))]
)
def test_more_than_can_be_kept_is_refused(fields: str) -> None:
    with pytest.raises(TooLarge):
        file_format.decode(file_of(msgspec.json.encode(DOCUMENT)[:-1] + fields.encode() + b"}"))


def test_unknown_fields_do_not_show_what_they_hold() -> None:
    contents = opened({**plain_of(DOCUMENT), "Secret name": "Secret note"})
    assert contents.unknown.inside
    assert "Secret" not in repr(contents.unknown)


@given(documents(), st.data())
def test_any_edit_keeps_the_fields_of_those_who_stay(document: Document, data: st.DataObject) -> None:
    plain, _ = marked(document)
    contents = opened(plain)
    here = [connection.entry for connection in document.today.connections]
    gone = data.draw(st.sets(st.sampled_from(here))) if here else set()
    after = saved(contents, edits.delete(document, gone))
    left = {entry["id"] for entry in after.get("entries", [])}
    assert after.get("entries", []) == [entry for entry in plain.get("entries", []) if entry["id"] in left]
    assert after["x-field"] == plain["x-field"]
