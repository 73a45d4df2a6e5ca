"""Document <-> bytes of a .kithmap file.

A file is UTF-8 JSON, indented by two spaces, and begins with the same three lines in every version:

    {
      "format": "kithmap",
      "version": 1,
      "digest": "<SHA-256 of the file with these 64 digits left out>",
      "document": { ... as in `model.document`; fields that have their default value are left out ... }
    }

The digest lets every changed byte be recognised, also one inside a name. So a file edited by hand counts as damaged.

An unknown field in a file of the current version is refused like a newer version, so that nothing is dropped silently;
opening such a file and keeping what is not understood is not done yet.
"""

import hashlib
import json
from collections.abc import Sequence
from operator import eq
from typing import Any, Final

import msgspec
import regex

from kithmap.model.document import Document
from kithmap.store.errors import DamagedMap, EmptyFile, EncodingFault, NewerVersion, NotAMap, TooLarge
from kithmap.store.migrations import CURRENT_VERSION, STEPS, Step, migrate

__all__ = ["MAXIMUM_BYTES", "EncodingFault", "decode", "encode"]

MAXIMUM_BYTES: Final = 64 * 1024 * 1024

_OPENING: Final = b'{\n  "format": "kithmap",\n  "version": '
_NO_DIGEST: Final = b'  "digest": "",\n'
_VERSION: Final = regex.compile(rb"([1-9][0-9]{0,5}),\n")
_DIGEST: Final = regex.compile(rb'  "digest": "([0-9a-f]{64})",\n')
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_WHERE: Final = regex.compile(r" - at `(\$[^`]*)`$")


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    digest: str
    document: Document


class _OlderEnvelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format: str
    version: int
    digest: str
    document: dict[str, Any]


def encode(document: Document) -> bytes:
    """The bytes of a file that holds this document.

    Decodes them again and compares: raises EncodingFault when they would not bring the same document back (a value of a
    wrong type, say), and TooLarge when they could never be opened again.
    """
    unsigned = _unsigned(document)
    try:
        same = msgspec.json.decode(unsigned, type=_Envelope).document == document
    except msgspec.MsgspecError as error:
        raise EncodingFault from error
    if not same:
        raise EncodingFault
    data = _signed(unsigned)
    if len(data) > MAXIMUM_BYTES:
        raise TooLarge(len(data), MAXIMUM_BYTES)
    return data


def decode(data: bytes, steps: Sequence[Step] = STEPS) -> Document:
    """The document in the bytes of a file. `steps` are the migrations up to the version that is current.

    Raises EmptyFile, NotAMap, DamagedMap, NewerVersion or TooLarge, for any bytes whatsoever nothing else.
    """
    if len(data) > MAXIMUM_BYTES:
        raise TooLarge(len(data), MAXIMUM_BYTES)
    data = data.removeprefix(_BYTE_ORDER_MARK)
    if not data:
        raise EmptyFile
    version, unsigned = _check_envelope(data, 1 + len(steps))
    try:
        if version <= len(steps):
            return _decode_older(unsigned, version, steps)
        return _decode_current(unsigned)
    except msgspec.ValidationError as error:
        if "unknown field" in str(error):
            raise NewerVersion(version) from error
        raise DamagedMap(_where(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedMap("$") from error


def _unsigned(document: Document) -> bytes:
    envelope = _Envelope(format="kithmap", version=CURRENT_VERSION, digest="", document=document)
    try:
        return msgspec.json.format(msgspec.json.encode(envelope), indent=2) + b"\n"
    except (msgspec.MsgspecError, TypeError, ValueError) as error:
        raise EncodingFault from error


def _signed(unsigned: bytes) -> bytes:
    digest = hashlib.sha256(unsigned).hexdigest().encode("ascii")
    head, line, tail = unsigned.partition(_NO_DIGEST)
    return head + line.replace(b'""', b'"' + digest + b'"') + tail


def _check_envelope(data: bytes, current: int) -> tuple[int, bytes]:
    """The version, and the file with the digest left out, once both are known to be right."""
    if not data.startswith(_OPENING):
        if _was_ours(data):
            raise DamagedMap("format")
        raise NotAMap
    version = _VERSION.match(data, len(_OPENING))
    if version is None:
        raise DamagedMap("version")
    number = int(version.group(1))
    if number > current:
        raise NewerVersion(number)
    digest = _DIGEST.match(data, version.end())
    if digest is None:
        raise DamagedMap("digest")
    unsigned = data[: digest.start(1)] + data[digest.end(1) :]
    if hashlib.sha256(unsigned).hexdigest().encode("ascii") != digest.group(1):
        raise DamagedMap("digest")
    return number, unsigned


def _was_ours(data: bytes) -> bool:
    """Whether a file that does not begin as ours do looks like one that was cut, changed or saved as UTF-16."""
    start = data[:200].lstrip(b"\xff\xfe").replace(b"\0", b"")
    like_ours = sum(map(eq, start, _OPENING)) > 0.9 * len(_OPENING)
    return like_ours or _OPENING.startswith(data) or b'"kithmap"' in start


def _decode_current(unsigned: bytes) -> Document:
    document = msgspec.json.decode(unsigned, type=_Envelope).document
    # A file we wrote is byte for byte what we would write. Any other may hide one field behind another of its name.
    if _unsigned(document) != unsigned:
        _refuse_duplicates(unsigned)
    return document


def _decode_older(unsigned: bytes, version: int, steps: Sequence[Step]) -> Document:
    plain = msgspec.json.decode(unsigned, type=_OlderEnvelope).document
    _refuse_duplicates(unsigned)
    try:
        current = migrate(plain, version, steps)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise DamagedMap("$.document") from error
    return msgspec.convert(current, Document)


def _refuse_duplicates(unsigned: bytes) -> None:
    try:
        json.loads(unsigned, object_pairs_hook=_require_unique)
    except ValueError as error:
        raise DamagedMap("$") from error


def _require_unique(pairs: list[tuple[str, Any]]) -> None:
    if len({key for key, _ in pairs}) != len(pairs):
        raise DamagedMap("$")


def _where(error: msgspec.ValidationError) -> str:
    where = _WHERE.search(str(error))
    return where.group(1) if where else "$"
