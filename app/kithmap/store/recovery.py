"""Unsaved work, kept aside until a save succeeds or the person discards it.

Every window writes to one file of its own, all in one folder, with neutral names: the key of the map the work belongs
to, or "untitled", and a number drawn by lot. A lock beside the file is held while a window uses it, so whatever has no
holder is left over from a program that ended without saving.

    kithmap-recovery 1 <SHA-256 of the file with these 64 digits left out>
    {"path": ..., "digest": ..., "changed": ...}
    <the bytes of a map file>

The file of a protected map is sealed whole with its protection, so nothing in it can be read without the passphrase.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import msgspec
import regex

from kithmap.store import app_files, atomic_file, encryption, locks
from kithmap.store.encryption import Protection
from kithmap.store.errors import CannotRead, DamagedMap, EmptyFile, NewerVersion, StoreError
from kithmap.store.file_system import REAL, FileSystem
from kithmap.store.locations import key_of
from kithmap.store.locks import Hold

CURRENT_VERSION: Final = 1

_UNTITLED: Final = "untitled"
_NAME: Final = regex.compile(r"(untitled|[0-9a-f]{32})-[0-9a-f]{16}\.recovery")
_LOCK_NAME: Final = regex.compile(r"(untitled|[0-9a-f]{32})-[0-9a-f]{16}\.lock")

# Later versions begin with the same line: only so can damage and a newer version be told apart.
_FIRST_LINE: Final = regex.compile(rb"kithmap-recovery ([1-9][0-9]{0,5}) ([0-9a-f]{64})\n")


class UnsavedWork(msgspec.Struct, frozen=True):
    """Work that is not saved: the bytes of a map file, not protected, and what they belong to.

    path, digest: the file the work began from, and its digest then; None for a map without a file.
    changed: when the person last changed it, in UTC.
    """

    data: bytes
    path: Path | None
    digest: str | None
    changed: datetime

    def __post_init__(self) -> None:
        if self.changed.utcoffset() != timedelta(0):
            raise ValueError("not in UTC")

    def __repr__(self) -> str:
        return f"Unsaved({len(self.data)} bytes)"


class Condition(StrEnum):
    """What can be told of a recovery file without a passphrase; a protected one is whole as far as that goes."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    NEWER = "newer"
    UNREADABLE = "unreadable"


class Kept(msgspec.Struct, frozen=True):
    """A recovery file that was found.

    key: the key of the map it belongs to (`locations.key_of`), None for a map without a file. size: in bytes.
    changed: when it was written, in UTC. One that is NEWER belongs to a newer program, which will offer it: leave it.
    """

    file: Path
    key: str | None
    is_protected: bool
    size: int
    changed: datetime
    condition: Condition


class _Header(msgspec.Struct, frozen=True):
    # The path as the bytes the system knows it by: a name need not be text.
    path: bytes | None
    digest: str | None
    changed: Annotated[datetime, msgspec.Meta(tz=True)]


def new_file(folder: Path, path: Path | None) -> Path:
    """A name nobody has for the unsaved work on the map at `path`. Claim it before writing to it."""
    key = _UNTITLED if path is None else key_of(path)
    return folder / f"{key}-{secrets.token_hex(8)}.recovery"


def claim(file: Path, *, system: FileSystem = REAL) -> Hold | None:
    """The file for this window alone, whether it is there yet or not; None when another window has it."""
    return locks.take(lock_of(file), system=system)


def write(file: Path, unsaved: UnsavedWork, protection: Protection | None, *, system: FileSystem = REAL) -> None:
    """Keep this work whole instead of what the file held; with a protection no byte is unsealed. Raises StoreError."""
    data = _packed(unsaved)
    app_files.put(file, data if protection is None else encryption.seal(data, protection), system=system)


def read(
    file: Path, secret: Protection | str | None = None, *, system: FileSystem = REAL
) -> tuple[UnsavedWork, Protection | None]:
    """The work in the file, and the protection it was sealed with. `secret` is a passphrase (slow) or a protection.

    Raises PassphraseNeeded, WrongPassphrase and the other refusals of `encryption`; EmptyFile, DamagedMap,
    NewerVersion, TooLarge and CannotRead.
    """
    data, protection = encryption.opened(atomic_file.read(file, app_files.MAXIMUM_BYTES, system=system).data, secret)
    return _unpacked(data), protection


def find(folder: Path, *, system: FileSystem = REAL) -> tuple[Kept, ...]:
    """What programs that are gone left, newest first, damaged too; not what is in use. None where nobody can look."""
    free = [file for file in _files(folder, system) if not is_in_use(file, system=system)]
    return _newest_first(kept for file in free if (kept := _look_at(file, system)))


def claim_found(folder: Path, *, system: FileSystem = REAL) -> tuple[tuple[Kept, Hold], ...]:
    """What `find` finds, each claimed for this window: of several that look at the same moment, one gets it.

    What is offered to the person and put off must be released, or no other window will offer it. What is left of
    writing that was cut off long ago is removed.
    """
    app_files.tidy_up(folder, datetime.now(UTC), system=system)
    holds = {file: hold for file in _files(folder, system) if (hold := claim(file, system=system))}
    # Looked at only now: whoever had it a moment ago may have dealt with it.
    claimed = _newest_first(kept for file in holds if (kept := _look_at(file, system)))
    for gone in holds.keys() - {kept.file for kept in claimed}:
        holds[gone].release()
    return tuple((kept, holds[kept.file]) for kept in claimed)


def discard(file: Path, *, system: FileSystem = REAL) -> None:
    """Remove the work for good. Only who has claimed the file may do so; the claim stays. Raises CannotWrite."""
    atomic_file.remove(file, system=system)


def lock_of(file: Path) -> Path:
    return file.with_suffix(".lock")


def is_in_use(file: Path, *, system: FileSystem = REAL) -> bool:
    """Whether a window that is open, perhaps this one, has claimed the file."""
    return locks.is_taken(lock_of(file), system=system)


def is_recovery(file: Path) -> bool:
    return _NAME.fullmatch(file.name) is not None or _LOCK_NAME.fullmatch(file.name) is not None


def _files(folder: Path, system: FileSystem) -> list[Path]:
    try:
        return [file for file in atomic_file.list_files(folder, system=system) if _NAME.fullmatch(file.name)]
    except StoreError:
        return []


def _newest_first(found: Iterable[Kept]) -> tuple[Kept, ...]:
    return tuple(sorted(found, key=lambda kept: (kept.changed, kept.file.name), reverse=True))


def _look_at(file: Path, system: FileSystem) -> Kept | None:
    """What can be told of a recovery file; None when it is gone."""
    try:
        status = system.status_of(file)
    except OSError:
        return None
    owner = file.name.partition("-")[0]
    key = None if owner == _UNTITLED else owner
    condition, is_protected = _condition_of(file, system)
    return Kept(file, key, is_protected, status.st_size, _time(status.st_mtime), condition)


def _condition_of(file: Path, system: FileSystem) -> tuple[Condition, bool]:
    try:
        data = atomic_file.read(file, app_files.MAXIMUM_BYTES, system=system).data
        if encryption.is_protected(data):
            return Condition.WHOLE, True
        _unpacked(data)
    except NewerVersion:
        return Condition.NEWER, False
    except CannotRead:
        return Condition.UNREADABLE, False
    except StoreError:
        return Condition.DAMAGED, False
    return Condition.WHOLE, False


def _time(seconds: float) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        # A disk can claim any year; this one is at least a date.
        return datetime.fromtimestamp(0, UTC)


def _packed(unsaved: UnsavedWork) -> bytes:
    path = None if unsaved.path is None else bytes(unsaved.path)
    header = msgspec.json.encode(_Header(path, unsaved.digest, unsaved.changed))
    opening, rest = b"kithmap-recovery %d " % CURRENT_VERSION, b"\n%b\n%b" % (header, unsaved.data)
    return b"".join((opening, _digest(opening, rest), rest))


def _digest(opening: bytes, rest: bytes) -> bytes:
    total = hashlib.sha256(opening)
    total.update(rest)
    return total.hexdigest().encode()


def _unpacked(data: bytes) -> UnsavedWork:
    if not data:
        raise EmptyFile
    first = _FIRST_LINE.match(data)
    if first is None or _digest(data[: first.start(2)], data[first.end(2) :]) != first.group(2):
        raise DamagedMap("recovery")
    if (version := int(first.group(1))) > CURRENT_VERSION:
        raise NewerVersion(version)
    line, _, rest = data[first.end() :].partition(b"\n")
    try:
        header = msgspec.json.decode(line, type=_Header)
        path = None if header.path is None else Path(os.fsdecode(header.path))
        return UnsavedWork(rest, path, header.digest, header.changed)
    except (msgspec.DecodeError, ValueError) as error:
        raise DamagedMap("recovery") from error
