"""Replace a file whole or not at all. The only module of the program that writes to disk.

The new bytes go to a neutral, private file in the same folder, are flushed, read back and compared; only then does that
file take the place of the old one. At every moment the name stands for all of the old bytes or all of the new ones.

Every system call goes through a `FileSystem`, so a test can make the nth one fail or cut the power after it.
"""

import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Final, Literal, NewType

import msgspec

from kithmap.store.errors import (
    CannotRead,
    CannotWrite,
    ChangedOnDisk,
    FileFault,
    NotConfirmed,
    Reason,
    StoreError,
    TooLarge,
    reason_of,
)

Digest = NewType("Digest", str)
"""SHA-256 of all bytes of a file, in hexadecimal: tells whether a file is still the one we know."""


class Expectation(Enum):
    """What `replace` may find, besides a known file and no file."""

    ANY = "any"


ANY: Final = Expectation.ANY

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700
_CHUNK: Final = 1 << 20

# Not every system has every flag; these matter where they exist.
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NOT_THROUGH_LINKS: Final = getattr(os, "O_NOFOLLOW", 0)
# A pipe or a device must not keep us waiting: it is refused once it is open.
_WITHOUT_WAITING: Final = getattr(os, "O_NONBLOCK", 0)


class FileContent(msgspec.Struct, frozen=True):
    """The bytes of a file and their digest."""

    data: bytes
    digest: Digest


class FileSystem:
    """The system calls of this module, one method each. All raise OSError."""

    def open_to_read(self, path: Path) -> int:
        """Open an existing file."""
        return os.open(path, os.O_RDONLY | _BINARY | _WITHOUT_WAITING)

    def create(self, path: Path) -> int:
        """Make a new file only its owner may read, for writing; fails if the name is taken, even by a dangling link."""
        return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _NOT_THROUGH_LINKS, PRIVATE_FILE)

    def status(self, descriptor: int) -> os.stat_result:
        """Kind and size of an open file."""
        return os.fstat(descriptor)

    def status_of(self, path: Path) -> os.stat_result:
        """Kind and permissions of a file that is not open."""
        return path.stat()

    def may_write(self, path: Path) -> bool:
        """Whether this person may change the file."""
        return os.access(path, os.W_OK)

    def read(self, descriptor: int, size: int) -> bytes:
        """At most `size` bytes, none at the end of the file."""
        return os.read(descriptor, size)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of the bytes and say how many."""
        return os.write(descriptor, data)

    def flush(self, descriptor: int) -> None:
        """Wait until what was written is on the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close an open file."""
        os.close(descriptor)

    def set_permissions(self, path: Path, bits: int) -> None:
        """Set the permission bits of a file."""
        path.chmod(bits)

    def replace(self, source: Path, target: Path) -> None:
        """Let `source` take the name of `target` in one step."""
        source.replace(target)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, path: Path) -> None:
        """Make a folder only its owner may open."""
        path.mkdir(PRIVATE_FOLDER)

    def flush_folder(self, path: Path) -> None:
        """Wait until the names in a folder are on the disk. Windows has no such call."""
        if os.name == "nt":
            return
        descriptor = os.open(path, os.O_RDONLY | _BINARY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


REAL: Final = FileSystem()


def digest_of(data: bytes) -> Digest:
    """The digest of these bytes."""
    return Digest(hashlib.sha256(data).hexdigest())


def read(path: Path, limit: int, *, system: FileSystem = REAL) -> FileContent:
    """Read a whole file of at most `limit` bytes, through symbolic links. Raises CannotRead and TooLarge."""
    with _refusing(CannotRead, path):
        data = _read_whole(path, limit, system)
    return FileContent(data, digest_of(data))


def replace(
    path: Path, data: bytes, *, expected: Digest | Literal[Expectation.ANY] | None, system: FileSystem = REAL
) -> Digest:
    """Make `data` the whole content of the file and return its digest.

    `expected` is the digest of the bytes that must be there now, None for "no file yet", ANY for "whatever is there".
    It is checked at the last moment, over the whole file. A symbolic link stays and its target is replaced; the
    permission bits of an existing file stay, a new one is private (0600).

    Raises ChangedOnDisk when something else is there, CannotWrite when the system refuses: in both cases the file is as
    it was and nothing is left beside it. Raises NotConfirmed when the new bytes are in place but perhaps not for good.
    """
    digest = digest_of(data)
    with _refusing(CannotWrite, path):
        target = Path(os.path.realpath(path))
        permissions = _permissions_to_keep(target, path, system)
        temporary = target.parent / f".kithmap-{secrets.token_hex(8)}.tmp"
        descriptor = system.create(temporary)
        try:
            _fill(descriptor, data, system)
            _require_digest(temporary, digest, CannotWrite(path, Reason.FAILING), system)
            if permissions is not None:
                system.set_permissions(temporary, permissions)
            if expected is not ANY:
                _require_digest(target, expected, ChangedOnDisk(path), system)
            system.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                system.remove(temporary)
            raise
    try:
        system.flush_folder(target.parent)
    except OSError as error:
        raise NotConfirmed(path, digest, error.errno) from error
    return digest


def make_folder(path: Path, *, system: FileSystem = REAL) -> None:
    """Make a folder, and those above it, that only this person may open (0700); one that exists stays as it is."""
    with _refusing(CannotWrite, path):
        for folder in (*reversed(path.parents), path):
            if not folder.is_dir():
                system.make_folder(folder)


@contextmanager
def _refusing(refusal: Callable[[Path, Reason, int | None], FileFault], path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refusal(path, reason_of(error), error.errno) from error
    except ValueError as error:
        # A name with a NUL in it never reaches the system.
        raise refusal(path, Reason.BAD_NAME, None) from error


def _permissions_to_keep(target: Path, path: Path, system: FileSystem) -> int | None:
    """Permission bits of the file that is there, None when there is none. Refuses what must not be replaced."""
    try:
        mode = system.status_of(target).st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise CannotWrite(path, Reason.NOT_A_FILE)
    # Replacing needs the folder's permission only: without this a write-protected file would be overwritten.
    if not mode & 0o222 or not system.may_write(target):
        raise CannotWrite(path, Reason.READ_ONLY)
    return stat.S_IMODE(mode) & 0o777


def _fill(descriptor: int, data: bytes, system: FileSystem) -> None:
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[system.write(descriptor, rest) :]
        system.flush(descriptor)
    except BaseException:
        with suppress(OSError):
            system.close(descriptor)
        raise
    system.close(descriptor)


def _read_whole(path: Path, limit: int, system: FileSystem) -> bytes:
    descriptor = system.open_to_read(path)
    try:
        status = system.status(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise CannotRead(path, Reason.NOT_A_FILE)
        # The size is a first word only: the file may grow while it is read.
        size, chunks = status.st_size, list[bytes]()
        if size <= limit:
            size = 0
            while size <= limit and (chunk := system.read(descriptor, _CHUNK)):
                chunks.append(chunk)
                size += len(chunk)
        if size > limit:
            raise TooLarge(size, limit)
        return b"".join(chunks)
    finally:
        system.close(descriptor)


def _require_digest(path: Path, expected: Digest | None, refusal: StoreError, system: FileSystem) -> None:
    if _digest_on_disk(path, system) != expected:
        raise refusal


def _digest_on_disk(path: Path, system: FileSystem) -> Digest | None:
    """The digest of whatever has this name now, None when nothing has."""
    try:
        descriptor = system.open_to_read(path)
    except FileNotFoundError:
        return None
    try:
        total = hashlib.sha256()
        while chunk := system.read(descriptor, _CHUNK):
            total.update(chunk)
        return Digest(total.hexdigest())
    finally:
        system.close(descriptor)
