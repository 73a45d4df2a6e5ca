"""Document <-> bytes of a .kithmap file.

A file is UTF-8 JSON, indented by two spaces, and begins with the same three lines in every version, newer ones too:

    {
      "format": "kithmap",
      "version": 1,
      "digest": "<SHA-256 of the file with these 64 digits left out>",
      "document": { ... as in `model.document`; fields that have their default value are left out ... }
    }

The digest lets every changed byte be recognised, also one inside a name. So a file edited by hand counts as damaged.

Fields this version does not know are kept apart (`store.unknown_fields`) and written again. A file of a newer version
is opened when all it says beyond that is understood: then it is for looking at only, which is the caller's business.

Nothing is made of the bytes before their number, their digest and the number of values in them are known to be right:
a file of a few megabytes could otherwise ask for a hundred times as much memory.
"""

import hashlib
import json
from collections.abc import Sequence
from operator import eq
from typing import Any, Final

import msgspec
import regex

from kithmap.model.document import Document
from kithmap.store import unknown_fields
from kithmap.store.errors import DamagedMap, EmptyFile, EncodingFault, NewerVersion, NotAMap, TooLarge
from kithmap.store.migrations import CURRENT_VERSION, MIGRATIONS, Migration, migrate
from kithmap.store.unknown_fields import NOTHING_UNKNOWN, UnknownFields

MAXIMUM_BYTES: Final = 24 * 1024 * 1024
# Our own files have one value to 29 bytes, so this is only reached by files (or notes) that are little but commas.
# What is small cannot ask for much memory, whatever it is made of.
MAXIMUM_VALUES: Final = 900_000
_SMALL: Final = 8 * 1024 * 1024

_OPENING: Final = b'{\n  "format": "kithmap",\n  "version": '
_NO_DIGEST: Final = "0" * 64
_VERSION: Final = regex.compile(rb"([1-9][0-9]{0,5}),\n")
_DIGEST: Final = regex.compile(rb'  "digest": "([0-9a-f]{64})",\n')
# What a migration may raise where the values are not what their version promised.
_STEP_FAULTS: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_WHERE: Final = regex.compile(r" - at `(\$[^`]*)`$")


class _Envelope(msgspec.Struct, frozen=True):
    format: str
    version: int
    digest: str
    document: Document


class Contents(msgspec.Struct, frozen=True):
    """What a file holds. `version` is the one it was written in: older, current or newer."""

    document: Document
    unknown: UnknownFields
    version: int


def encode(document: Document, unknown: UnknownFields = NOTHING_UNKNOWN) -> bytes:
    """The bytes of a file that holds this document, and the unknown fields whose owners it still has.

    Decodes them again and compares: raises EncodingFault when they would not bring the same document back (a value of a
    wrong type, say), and TooLarge when they could never be opened again.
    """
    try:
        data = _signed(_written(document, unknown))
        _require_size(data)
        same = msgspec.json.decode(data, type=_Envelope).document == document
    except (msgspec.MsgspecError, RecursionError, TypeError, ValueError) as error:
        raise EncodingFault from error
    if not same:
        raise EncodingFault
    return data


def decode(data: bytes, steps: Sequence[Migration] = MIGRATIONS) -> Document:
    """The document in the bytes of a file, for looking at: what `decode_file` says of it beside that is left out."""
    return decode_file(data, steps).document


def decode_file(data: bytes, steps: Sequence[Migration] = MIGRATIONS) -> Contents:
    """All that is in the bytes of a file. `steps` are the migrations up to the version that is current.

    Raises EmptyFile, NotAMap, DamagedMap, NewerVersion or TooLarge, for any bytes whatsoever nothing else. What comes
    back can be encoded.
    """
    if len(data) > MAXIMUM_BYTES:
        raise TooLarge(len(data), MAXIMUM_BYTES)
    data = data.removeprefix(_BYTE_ORDER_MARK)
    if not data:
        raise EmptyFile
    version = _check_envelope(data, 1 + len(steps))
    _require_size(data)
    try:
        text = data if version > len(steps) else _migrated(data, version, steps)
        document, unknown = _read(text)
    except DamagedMap as error:
        if version > 1 + len(steps):
            raise NewerVersion(version) from error
        raise
    return Contents(document, unknown, version)


def _written(document: Document, unknown: UnknownFields) -> bytes:
    envelope = _Envelope(format="kithmap", version=CURRENT_VERSION, digest=_NO_DIGEST, document=document)
    return _laid_out(unknown_fields.put_back(envelope, unknown) if unknown else envelope)


def _laid_out(envelope: _Envelope | dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(envelope), indent=2)


def _signed(written: bytes) -> bytes:
    """The bytes of a file: with its digest in the place that was kept for it, and the end of its last line."""
    start = written.index(_NO_DIGEST.encode("ascii"))
    parts = memoryview(written)[:start], memoryview(written)[start + len(_NO_DIGEST) :], b"\n"
    return b"".join((parts[0], _digest_of(*parts), *parts[1:]))


def _digest_of(*parts: bytes | memoryview) -> bytes:
    total = hashlib.sha256()
    for part in parts:
        total.update(part)
    return total.hexdigest().encode("ascii")


def _require_size(data: bytes) -> None:
    if len(data) > MAXIMUM_BYTES:
        raise TooLarge(len(data), MAXIMUM_BYTES)
    # Every value but the first of a list or an object has a comma before it. Those inside texts count too: it is a
    # limit on memory, and the same for what is written as for what is read.
    if len(data) > _SMALL and sum(map(data.count, (b"{", b"[", b","))) > MAXIMUM_VALUES:
        raise TooLarge(len(data), MAXIMUM_BYTES)


def _check_envelope(data: bytes, current: int) -> int:
    if not data.startswith(_OPENING):
        if _was_ours(data):
            raise DamagedMap("format")
        raise NotAMap
    version = _VERSION.match(data, len(_OPENING))
    if version is None:
        raise DamagedMap("version")
    number = int(version.group(1))
    digest = _DIGEST.match(data, version.end())
    if digest is None:
        raise NewerVersion(number) if number > current else DamagedMap("digest")
    view = memoryview(data)
    if _digest_of(view[: digest.start(1)], view[digest.end(1) :]) != digest.group(1):
        raise DamagedMap("digest")
    return number


def _was_ours(data: bytes) -> bool:
    """Whether a file that does not begin as ours do looks like one that was cut, changed or saved as UTF-16."""
    start = data[:200]
    narrow = start.lstrip(b"\xff\xfe").replace(b"\0", b"")
    like_ours = max(sum(map(eq, each, _OPENING)) for each in (start, narrow)) > 0.9 * len(_OPENING)
    return like_ours or _OPENING.startswith(data) or b'"kithmap"' in narrow


def _migrated(data: bytes, version: int, steps: Sequence[Migration]) -> bytes:
    """An older file as the current version would have written it, but for its layout."""
    try:
        json.loads(data, object_pairs_hook=_require_unique, parse_int=str, parse_float=str)
        plain = msgspec.json.decode(data, type=dict[str, Any])
        return msgspec.json.encode(plain | {"document": migrate(plain["document"], version, steps)})
    except (msgspec.MsgspecError, RecursionError, *_STEP_FAULTS) as error:
        raise DamagedMap("$.document") from error


def _require_unique(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise DamagedMap("$")


def _read(data: bytes) -> tuple[Document, UnknownFields]:
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        written = _laid_out(envelope)
        # A file we wrote is byte for byte what we would write: it can hide nothing, and be written again.
        if len(written) == len(data) - 1 and data.startswith(written):
            return envelope.document, NOTHING_UNKNOWN
        unknown = unknown_fields.collect(msgspec.json.format(data, indent=-1), envelope)
        _require_size(_signed(_written(envelope.document, unknown)))
    except msgspec.ValidationError as error:
        raise DamagedMap(_where(error)) from error
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise DamagedMap("$") from error
    return envelope.document, unknown


def _where(error: msgspec.ValidationError) -> str:
    where = _WHERE.search(str(error))
    return where.group(1) if where else "$"
