"""Fields of a file that this version of the program does not know: kept while the map is edited, and written again.

They belong to an owner: the document, an entry, a connection ... An owner is known again by its id (an entry in a
connection, a kind in a support, both ends of a tie), or by the name of its field where there is only one. Values are
kept as the JSON text that stood in the file, so that no number and no text changes on the way.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct

from kithmap.model.document import Connection, DatedMap, Entry, OwnKind, Ring, Step, StepReview, Support, Tie

Key = tuple[str | int, ...]
"""One step from an owner to one inside it: the name of the field, then what tells its elements apart."""


class UnknownFields(Struct, frozen=True):
    """What one owner has: name -> JSON text of its own unknown fields, and what the owners inside it have."""

    fields: Mapping[str, bytes] = {}
    inside: Mapping[Key, "UnknownFields"] = {}

    def __bool__(self) -> bool:
        return bool(self.fields or self.inside)

    def __repr__(self) -> str:
        """Without names and values: they may be anything a person wrote."""
        return f"UnknownFields({len(self.fields)} here, {len(self.inside)} inside)"


NOTHING_UNKNOWN: Final = UnknownFields()

# What tells the elements of a tuple apart. Reviews have no id: they are the first, second ... of their day.
IDENTITY: Final[Mapping[type[Struct], tuple[str, ...]]] = {
    Connection: ("entry",),
    DatedMap: ("id",),
    Entry: ("id",),
    OwnKind: ("id",),
    Ring: ("id",),
    Step: ("id",),
    StepReview: ("date",),
    Support: ("kind",),
    Tie: ("one", "other"),
}


def collect(text: bytes | Raw, value: Struct) -> UnknownFields:
    """The unknown fields in `text`, the JSON object that `value` was decoded from."""
    texts = msgspec.json.decode(text, type=dict[str, Raw])
    inside: dict[Key, UnknownFields] = {}
    for name, part in _parts(value):
        if name in texts:
            each = [texts[name]] if isinstance(part, Struct) else msgspec.json.decode(texts[name], type=list[Raw])
            found = zip(_owners(name, part), each, strict=True)
            inside |= {key: unknown for (key, owner), inner in found if (unknown := collect(inner, owner))}
    fields = {name: bytes(inner) for name, inner in texts.items() if name not in value.__struct_fields__}
    return UnknownFields(fields, inside)


def put_back(value: Struct, unknown: UnknownFields) -> dict[str, Any]:
    """The plain form of `value`, ready for JSON, with the unknown fields of all owners that are still there."""
    plain: dict[str, Any] = msgspec.to_builtins(value)
    for name, part in _parts(value):
        owned = [(owner, unknown.inside.get(key)) for key, owner in _owners(name, part)]
        # A part that has its default value is not in `plain`, but its unknown fields need it.
        if any(inner for _, inner in owned):
            put = [put_back(owner, inner or NOTHING_UNKNOWN) for owner, inner in owned]
            plain[name] = put[0] if isinstance(part, Struct) else put
    return plain | {name: Raw(text) for name, text in unknown.fields.items()}


def without_new(unknown: UnknownFields, before: Struct, after: Struct) -> UnknownFields:
    """The unknown fields without those of owners that an edit has just made.

    The id of an entry that was removed may be given again: what was known of the one is not known of the other. Owners
    that are gone keep theirs, since undo may bring them back.
    """
    if not unknown.inside:
        return unknown
    old, new = _all_owners(before), _all_owners(after)
    inside = {
        key: without_new(inner, old[key], new[key]) if key in new else inner
        for key, inner in unknown.inside.items()
        if key in old or key not in new
    }
    return UnknownFields(unknown.fields, inside)


def _parts(value: Struct) -> Iterator[tuple[str, Struct | tuple[Struct, ...]]]:
    """The fields that hold owners, or a tuple of them."""
    for name in value.__struct_fields__:
        part = getattr(value, name)
        if isinstance(part, Struct) or (isinstance(part, tuple) and part and isinstance(part[0], Struct)):
            yield name, part


def _owners(name: str, part: Struct | tuple[Struct, ...]) -> Iterator[tuple[Key, Struct]]:
    if isinstance(part, Struct):
        yield (name,), part
        return
    seen: Counter[Key] = Counter()
    for owner in part:
        key = (name, *(str(getattr(owner, field)) for field in IDENTITY[type(owner)]))
        yield (*key, seen[key]), owner
        seen[key] += 1


def _all_owners(value: Struct) -> dict[Key, Struct]:
    return {key: owner for name, part in _parts(value) for key, owner in _owners(name, part)}
