"""Replace a file whole or not at all; and the other things the program does on a disk.

The new bytes go to a neutral, private file in the same folder, are flushed, read back and compared; only then does that
file take the place of the old one. At every moment the name stands for all of the old bytes or all of the new ones.

Every system call goes through a `FileSystem`, so a test can make the nth one fail or cut the power after it.
"""

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from itertools import count, islice
from pathlib import Path
from typing import Final, Literal, NewType

import msgspec

from kithmap.store.errors import (
    CannotRead,
    CannotWrite,
    ChangedOnDisk,
    FileFault,
    KeptAside,
    NotConfirmed,
    Reason,
    StoreError,
    TooLarge,
    reason_of,
)
from kithmap.store.file_system import REAL, FileSystem

Digest = NewType("Digest", str)
"""SHA-256 of all bytes of a file, in hexadecimal: tells whether a file is still the one we know."""


class Expectation(Enum):
    """What `replace` may find, besides a known file and no file."""

    ANY = "any"


ANY: Final = Expectation.ANY

_CHUNK: Final = 1 << 20
# Far more than any kind of file needs to be told from others.
_BEGINNING: Final = 1 << 12

# Programs that copy a folder elsewhere, and virus scanners, open a new file for a moment. Seconds; under two in all.
_WAITS: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
_HELD: Final = {errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY}
_WITHOUT_LINKS: Final = {errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}
_LONGEST_NAME: Final = 255
_NAMES_TO_TRY: Final = 100

# What a lock says when somebody else has it; whatever else it says, this disk has no locks.
_TAKEN: Final = {errno.EAGAIN, errno.EWOULDBLOCK, errno.EACCES}


class FileContent(msgspec.Struct, frozen=True):
    data: bytes
    digest: Digest


def digest_of(data: bytes) -> Digest:
    return Digest(hashlib.sha256(data).hexdigest())


def read(path: Path, limit: int, *, system: FileSystem = REAL) -> FileContent:
    """Read a whole file of at most `limit` bytes, through symbolic links. Raises CannotRead and TooLarge."""
    with _refusing(CannotRead, path):
        data = _read_whole(path, limit, system)
    return FileContent(data, digest_of(data))


def digest_of_kind(
    path: Path, is_right: Callable[[bytes], bool], refusal: StoreError, *, system: FileSystem = REAL
) -> Digest | None:
    """The digest of a file that is to be replaced, for `replace` to expect; None when there is no file.

    `is_right` is given the first bytes of the file, 4 KiB or more if there are as many. Where it says no, `refusal` is
    raised and the rest is not read. The digest is of the same open file: nothing can come between. Raises CannotWrite,
    for a folder or a device too.
    """
    with _refusing(CannotWrite, path), suppress(FileNotFoundError), _opened(path, system) as descriptor:
        if not stat.S_ISREG(system.status(descriptor).st_mode):
            raise CannotWrite(path, Reason.NOT_A_FILE)
        beginning = _read_past(_BEGINNING, descriptor, system)
        if not is_right(beginning):
            raise refusal
        return _digest_with_rest(beginning, descriptor, system)
    return None


def replace(
    path: Path, data: bytes, *, expected: Digest | Literal[Expectation.ANY] | None, system: FileSystem = REAL
) -> Digest:
    """Make `data` the whole content of the file and return its digest.

    `expected` is the digest of the bytes that must be there now, None for "no file yet", ANY for "whatever is there".
    It is checked at the last moment, over the whole file. A symbolic link stays and its target is replaced; the
    permission bits of an existing file stay, a new one is private (0600).

    When another program holds the file we wait a little, at most two seconds; then the bytes are kept beside it under a
    free name ("map 2.kithmap") and KeptAside tells which.

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
            try:
                _take_the_name(temporary, target, expected, ChangedOnDisk(), system)
            except OSError as error:
                if error.errno not in _HELD:
                    raise
                raise KeptAside(_keep_aside(temporary, target, system)) from error
        except BaseException:
            with suppress(OSError):
                system.remove(temporary)
            raise
    try:
        system.flush_folder(target.parent)
    except OSError as error:
        raise NotConfirmed(digest, error.errno) from error
    return digest


def may_replace(path: Path, *, system: FileSystem = REAL) -> Reason | None:
    """Why `replace` would refuse just now, or None; nothing is written. A file not there is as good as its folder."""
    try:
        target = Path(os.path.realpath(path))
        _permissions_to_keep(target, path, system)
        return _why_not_in(target.parent, system)
    except CannotWrite as refused:
        return refused.reason
    except OSError as error:
        return reason_of(error)
    except ValueError:
        return Reason.BAD_NAME


def make_folder(path: Path, *, system: FileSystem = REAL) -> None:
    """Make a folder, and those above it, that only this person may open (0700); one that exists stays as it is."""
    with _refusing(CannotWrite, path):
        for folder in (*reversed(path.parents), path):
            if _is_folder(folder, system):
                continue
            try:
                system.make_folder(folder)
            except FileExistsError:
                # Perhaps another window of the program was quicker.
                if not _is_folder(folder, system):
                    raise
            # What is saved in it can only last if the folder does. Not every folder above may be opened for that.
            with suppress(OSError):
                system.flush_folder(folder.parent)


def remove(path: Path, *, system: FileSystem = REAL) -> None:
    """Remove a file, or a symbolic link itself; one that is gone already is fine. Raises CannotWrite."""
    with _refusing(CannotWrite, path), suppress(FileNotFoundError):
        system.remove(path)


def remove_folder(path: Path, *, system: FileSystem = REAL) -> None:
    """Remove a folder if nothing is in it; otherwise, or when it is gone already, do nothing. Raises CannotWrite."""
    with _refusing(CannotWrite, path), suppress(FileNotFoundError):
        try:
            system.remove_folder(path)
        except OSError as error:
            # Systems disagree which of the two a folder with something in it is.
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise


def list_files(folder: Path, *, system: FileSystem = REAL) -> tuple[Path, ...]:
    """The files in a folder by name, without folders and links; none when there is no folder. Raises CannotRead."""
    with _refusing(CannotRead, folder), suppress(FileNotFoundError):
        return tuple(sorted(system.files_in(folder)))
    return ()


def hold(path: Path, *, system: FileSystem = REAL) -> int | None:
    """Take the lock that the file at `path` stands for, and return what `release` wants; None when it is taken.

    The file is made when it is missing (0600) and what is in it does not matter. Only a living process can have the
    lock, this one too: it ends with the process, however that ends. On a disk without locks it is always free. The
    holder may remove the file. Raises CannotWrite when the file cannot be made or opened.
    """
    with _refusing(CannotWrite, path):
        descriptor = _try_to_hold(path, system)
        if descriptor is None:
            # `is_held` has the lock for a moment, and a holder may just be removing the file.
            system.wait(_WAITS[0])
            descriptor = _try_to_hold(path, system)
        return descriptor


def release(descriptor: int, *, system: FileSystem = REAL) -> None:
    with suppress(OSError):
        system.close(descriptor)


def is_held(path: Path, *, system: FileSystem = REAL) -> bool:
    """Whether somebody, perhaps we, has this lock. Nothing is made to find out. Raises CannotRead."""
    with _refusing(CannotRead, path), suppress(FileNotFoundError), _opened(path, system) as descriptor:
        return not _lock(descriptor, system)
    return False


@contextmanager
def _opened(path: Path, system: FileSystem) -> Iterator[int]:
    descriptor = system.open_to_read(path)
    try:
        yield descriptor
    finally:
        system.close(descriptor)


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


def _why_not_in(folder: Path, system: FileSystem) -> Reason | None:
    if not _is_folder(folder, system):
        return Reason.MISSING
    if system.may_write(folder):
        return None
    return Reason.READ_ONLY if system.is_on_read_only_disk(folder) else Reason.NOT_ALLOWED


def _take_the_name(
    temporary: Path,
    target: Path,
    expected: Digest | Literal[Expectation.ANY] | None,
    refusal: ChangedOnDisk,
    system: FileSystem,
) -> None:
    """Put the temporary file in the place of the target, if that is the one we know; wait while it is held."""
    for seconds in (*_WAITS, None):
        try:
            if expected is None:
                return _take_a_free_name(temporary, target, refusal, system)
            if expected is not ANY:
                _require_digest(target, expected, refusal, system)
            return system.replace(temporary, target)
        except OSError as error:
            if error.errno not in _HELD or seconds is None:
                raise
            system.wait(seconds)
    return None


def _take_a_free_name(temporary: Path, target: Path, refusal: ChangedOnDisk, system: FileSystem) -> None:
    """Put the temporary file where there is no file: one that has come meanwhile stays."""
    try:
        system.give_name(temporary, target)
    except FileExistsError as error:
        raise refusal from error
    except OSError as error:
        # Disks of cameras and sticks have one name for a file.
        if error.errno not in _WITHOUT_LINKS:
            raise
        _require_digest(target, None, refusal, system)
        system.replace(temporary, target)


def _keep_aside(temporary: Path, target: Path, system: FileSystem) -> Path:
    for aside in islice(_names_like(target), _NAMES_TO_TRY):
        try:
            system.give_name(temporary, aside)
        except FileExistsError:
            continue
        try:
            system.flush_folder(aside.parent)
        except OSError:
            with suppress(OSError):
                system.remove(aside)
            raise
        return aside
    raise FileExistsError(errno.EEXIST, "")


def _names_like(path: Path) -> Iterator[Path]:
    """ "map 2.kithmap", "map 3.kithmap" ..., no longer than a name may be."""
    for number in count(2):
        stem, ending = path.stem, f" {number}{path.suffix}"
        while stem and len(os.fsencode(stem + ending)) > _LONGEST_NAME:
            stem = stem[:-1]
        yield path.with_name(stem + ending)


def _try_to_hold(path: Path, system: FileSystem) -> int | None:
    """The file, open and locked by us. None when the lock is taken, or stands for a file that has been removed."""
    descriptor = system.open_to_lock(path)
    held = False
    try:
        held = _lock(descriptor, system) and os.path.samestat(system.status(descriptor), system.status_of(path))
    except FileNotFoundError:
        pass
    finally:
        if not held:
            system.close(descriptor)
    return descriptor if held else None


def _lock(descriptor: int, system: FileSystem) -> bool:
    """Lock an open file; False when it is locked already."""
    try:
        system.lock(descriptor)
    except OSError as error:
        return error.errno not in _TAKEN
    return True


def _is_folder(path: Path, system: FileSystem) -> bool:
    try:
        return stat.S_ISDIR(system.status_of(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


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
    with _opened(path, system) as descriptor:
        status = system.status(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise CannotRead(path, Reason.NOT_A_FILE)
        if status.st_size > limit:
            raise TooLarge(status.st_size, limit)
        # The size is a first word only: the file may grow while it is read.
        data = _read_past(limit, descriptor, system)
        if len(data) > limit:
            raise TooLarge(len(data), limit)
        return data


def _read_past(limit: int, descriptor: int, system: FileSystem) -> bytes:
    """All bytes there are, or some of them that are more than `limit`."""
    size, chunks = 0, list[bytes]()
    while size <= limit and (chunk := system.read(descriptor, _CHUNK)):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)


def _require_digest(path: Path, expected: Digest | None, refusal: StoreError, system: FileSystem) -> None:
    if _digest_on_disk(path, system) != expected:
        raise refusal


def _digest_on_disk(path: Path, system: FileSystem) -> Digest | None:
    """The digest of whatever has this name now, None when nothing has, "" when that changed while we looked."""
    try:
        with _opened(path, system) as descriptor:
            before = system.status(descriptor)
            digest = _digest_with_rest(b"", descriptor, system)
    except FileNotFoundError:
        return None
    return digest if _is_still(path, before, system) else Digest("")


def _digest_with_rest(beginning: bytes, descriptor: int, system: FileSystem) -> Digest:
    """The digest of a file of which `beginning` has been read."""
    total = hashlib.sha256(beginning)
    while chunk := system.read(descriptor, _CHUNK):
        total.update(chunk)
    return Digest(total.hexdigest())


def _is_still(path: Path, before: os.stat_result, system: FileSystem) -> bool:
    try:
        now = system.status_of(path)
    except FileNotFoundError:
        return False
    return os.path.samestat(now, before) and _last_change(now) == _last_change(before)


def _last_change(status: os.stat_result) -> tuple[int, int, int]:
    # The second time (of any change, on most systems) cannot be set back by anybody.
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns
