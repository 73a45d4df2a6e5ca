"""Fields of a file that this version of the program does not know: kept while the map is edited, and written again.

They belong to an owner: the document, an entry, a connection ... An owner is known again by its id (an entry in a
connection, a kind in a support, both ends of a tie), or by the name of its field where there is only one. Values are
kept as the JSON text that stood in the file, so that no number and no text changes on the way.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec
from msgspec import Raw, Struct

from kithmap.model.document import (
    Connection,
    DatedMap,
    Document,
    Entry,
    OwnKind,
    Ring,
    SmallStep,
    StepReview,
    Support,
    Tie,
)
from kithmap.store.errors import DamagedMap, TooLarge

# Limits on what is kept though nobody here knows what it is; a field counts for some bytes more than its text.
MAXIMUM_BYTES: Final = 4 * 1024 * 1024
MAXIMUM_HEIGHT: Final = 16
_COST: Final = 40

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

_DOCUMENT: Final[Key] = ("document",)

# What tells the elements of a tuple apart. Reviews have no id: they are the first, second ... of their day.
IDENTITY: Final[Mapping[type[Struct], tuple[str, ...]]] = {
    Connection: ("entry",),
    DatedMap: ("id",),
    Entry: ("id",),
    OwnKind: ("id",),
    Ring: ("id",),
    SmallStep: ("id",),
    StepReview: ("date",),
    Support: ("kind",),
    Tie: ("one", "other"),
}


def collect(text: bytes | Raw, value: Struct) -> UnknownFields:
    """The unknown fields in `text`, the JSON object, without any white space, that `value` was decoded from.

    Raises DamagedMap when one field of an owner hides behind another of its name, or an unknown one is not text or
    nests too deep to be written, and TooLarge when they are more than can be kept.
    """
    return _collect(text, value, _Budget())


class _Budget:
    def __init__(self) -> None:
        self._left = MAXIMUM_BYTES

    def spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise TooLarge(MAXIMUM_BYTES - self._left, MAXIMUM_BYTES)


def _collect(text: bytes | Raw, value: Struct, budget: _Budget) -> UnknownFields:
    if bytes(text) == msgspec.json.encode(value):
        return NOTHING_UNKNOWN
    texts = msgspec.json.decode(text, type=dict[str, Raw])
    fields = {name: bytes(inner) for name, inner in texts.items() if name not in value.__struct_encode_fields__}
    for name, inner in fields.items():
        budget.spend(_COST + len(name) + len(inner))
    # Brackets, and for each field its name, a colon, its value and a comma (but the last): else one is there twice.
    size = 1 + sum(len(msgspec.json.encode(name)) + len(memoryview(inner)) + 2 for name, inner in texts.items())
    if size != len(memoryview(text)):
        raise DamagedMap("$")
    for inner in fields.values():
        _require_writable(inner)
    inside: dict[Key, UnknownFields] = {}
    for name, part in _parts(value):
        if name in texts:
            each = [texts[name]] if isinstance(part, Struct) else msgspec.json.decode(texts[name], type=list[Raw])
            found = zip(_owners(name, part), each, strict=True)
            inside |= {key: unknown for (key, owner), inner in found if (unknown := _collect(inner, owner, budget))}
    return UnknownFields(fields, inside) if fields or inside else NOTHING_UNKNOWN


def _require_writable(text: bytes) -> None:
    if _height(_HEIGHTS.decode(text.decode("utf-8"))) > MAXIMUM_HEIGHT:
        raise DamagedMap("$")


def _height_of_object(pairs: list[tuple[str, Any]]) -> int:
    return 1 + max((_height(value) for _, value in pairs), default=0)


def _height(value: object) -> int:
    if isinstance(value, list):
        return 1 + max(map(_height, value), default=0)
    return value if isinstance(value, int) else 0


# An object becomes its own height, so numbers must not be taken for one.
_HEIGHTS: Final = json.JSONDecoder(object_pairs_hook=_height_of_object, parse_int=str, parse_float=str)


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


def without_new(unknown: UnknownFields, before: Document, after: Document) -> UnknownFields:
    """The unknown fields of a file without those of owners that an edit has just made.

    The id of an entry that was removed may be given again: what was known of the one is not known of the other. Owners
    that are gone keep theirs, since undo may bring them back.
    """
    if _DOCUMENT not in unknown.inside:
        return unknown
    inside = _without_new(unknown.inside[_DOCUMENT], before, after)
    return UnknownFields(unknown.fields, {**unknown.inside, _DOCUMENT: inside})


def _without_new(unknown: UnknownFields, before: Struct, after: Struct) -> UnknownFields:
    if before is after or not unknown.inside:
        return unknown
    old, new = _all_owners(before), _all_owners(after)
    inside = {
        key: _without_new(inner, old[key], new[key]) if key in new else inner
        for key, inner in unknown.inside.items()
        if key in old or key not in new
    }
    return UnknownFields(unknown.fields, inside)


def _parts(value: Struct) -> Iterator[tuple[str, Struct | tuple[Struct, ...]]]:
    """The fields that hold owners, or a tuple of them, as files call them."""
    for field, name in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
        part = getattr(value, field)
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
