"""A map file whole: what stands in it, how it is protected, and saving it with an earlier version kept aside.

The functions here wait for the disk and for the passphrase's arithmetic; the window runs them off its own thread.
"""

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Literal

import msgspec

from kithmap.model.document import Document
from kithmap.store import app_files, atomic_file, backups, encryption, file_format
from kithmap.store.atomic_file import ANY, Digest, Expectation
from kithmap.store.encryption import Protection
from kithmap.store.errors import (
    CannotRead,
    NoMapThere,
    NotAMap,
    OtherProtection,
    Reason,
    StoreError,
    TooCostly,
    TooLarge,
    UnreadableFile,
)
from kithmap.store.file_system import REAL, FileSystem
from kithmap.store.migrations import CURRENT_VERSION
from kithmap.store.unknown_fields import NOTHING_UNKNOWN, UnknownFields

# The age header, and 16 bytes for each 64 KiB, more than a plain map.
MAXIMUM_BYTES: Final = file_format.MAXIMUM_BYTES + (1 << 20)

# A map that saves itself every few seconds would otherwise push out the versions somebody would look for.
TIME_BETWEEN_OWN_VERSIONS: Final = timedelta(minutes=5)


class MapFile(msgspec.Struct, frozen=True):
    """What a file holds. `digest` is that of its bytes on disk, None for a map that has no file."""

    document: Document
    unknown: UnknownFields = NOTHING_UNKNOWN
    protection: Protection | None = None
    digest: Digest | None = None
    version: int = CURRENT_VERSION

    @property
    def is_newer(self) -> bool:
        """Whether a newer version of the program wrote it: it can be looked at, but not be written over."""
        return self.version > CURRENT_VERSION


class Save(msgspec.Struct, frozen=True):
    """One save, planned: everything it needs, so that it can run on any thread.

    expected: what must be on the disk, as in `atomic_file.replace`.
    backups: the folder for earlier versions, None to keep none.
    keep_old: keep what is replaced, too (it may be nobody's newest version yet).
    by_itself: the program saves, not the person: versions are kept at most every few minutes.
    came_from: the file the map has when it is planned, None when it has none.
    """

    path: Path
    document: Document
    unknown: UnknownFields
    protection: Protection | None
    expected: Digest | Literal[Expectation.ANY] | None
    backups: Path | None
    keep_old: bool
    by_itself: bool
    came_from: Path | None = None


def read(path: Path, passphrase: str | None = None, *, system: FileSystem = REAL) -> MapFile:
    """Read a map. Raises PassphraseNeeded when it is protected and none is given, and every refusal of the store."""
    content = atomic_file.read(path, MAXIMUM_BYTES, system=system)
    return msgspec.structs.replace(parse(content.data, passphrase), digest=content.digest)


def parse(data: bytes, key: str | Protection | None = None) -> MapFile:
    data, protection = encryption.opened(data, key)
    contents = file_format.decode_file(data)
    return MapFile(contents.document, contents.unknown, protection, version=contents.version)


def encode(document: Document, unknown: UnknownFields, protection: Protection | None) -> bytes:
    data = file_format.encode(document, unknown)
    return data if protection is None else encryption.seal(data, protection)


def save(plan: Save, now: datetime, *, system: FileSystem = REAL) -> Digest:
    """Write a map whole or not at all, and keep it as an earlier version too. Raises as `atomic_file.replace` does.

    An earlier version that cannot be kept stops no save: the map itself matters more. What earlier saves left beside it
    that were cut off is removed.
    """
    data = encode(plan.document, plan.unknown, plan.protection)
    expected = _keep_old(plan, plan.backups, now, system) if plan.keep_old and plan.backups else plan.expected
    digest = atomic_file.replace(plan.path, data, expected=expected, system=system)
    if plan.backups is not None:
        with suppress(StoreError):
            if _is_due(plan, plan.backups, now, system):
                backups.keep(plan.backups, plan.path, data, now, system=system)
    app_files.tidy_up(Path(os.path.realpath(plan.path)).parent, now, system=system)
    return digest


def digest_to_replace(path: Path, *, system: FileSystem = REAL) -> Digest | None:
    """The digest of a map whose place another one may take, for a save to expect; None when there is no file.

    It may be damaged, newer or protected: it becomes an earlier version as it is. In an empty file there is nothing to
    lose. Raises NoMapThere for a file of any other program, CannotRead when nobody can tell.
    """
    try:
        content = atomic_file.read(path, MAXIMUM_BYTES, system=system)
        # The empty passphrase opens nothing, and is enough to learn whether a passphrase would.
        parse(content.data, "")
    except (NotAMap, OtherProtection, TooCostly, TooLarge) as error:
        raise NoMapThere from error
    except UnreadableFile:
        pass
    except CannotRead as error:
        if error.reason is Reason.MISSING:
            return None
        raise
    return content.digest


def _keep_old(plan: Save, folder: Path, now: datetime, system: FileSystem) -> Digest | Literal[Expectation.ANY] | None:
    """Keep what is about to be replaced, and say what `atomic_file.replace` may find then.

    "Whatever is there" becomes what was kept: what another program writes after that is nobody's earlier version.
    """
    try:
        old = atomic_file.read(plan.path, MAXIMUM_BYTES, system=system)
        backups.keep(folder, plan.path, old.data, now, system=system)
    except StoreError:
        return plan.expected
    return old.digest if plan.expected is ANY else plan.expected


def _is_due(plan: Save, folder: Path, now: datetime, system: FileSystem) -> bool:
    if not plan.by_itself:
        return True
    kept = backups.of(folder, plan.path, system=system)
    # A clock that was put back must not stop versions for a year.
    return not kept or not timedelta() <= now - kept[0].saved_at < TIME_BETWEEN_OWN_VERSIONS
