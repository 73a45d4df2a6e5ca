"""Ways of saving that look right and are not. Each harness must notice those that break what it watches over."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

from kithmap.store import atomic_file
from kithmap.store.atomic_file import Digest
from kithmap.store.errors import CannotWrite, ChangedOnDisk, KeptAside, Reason, reason_of
from kithmap.store.file_system import FileSystem


def _polite(replace: Callable[..., Digest]) -> Callable[..., Digest]:
    """Errors become refusals, so that a mutant is noticed by what it does."""

    @wraps(replace)
    def run(path: Path, data: bytes, **more: Any) -> Digest:
        try:
            return replace(path, data, **more)
        except OSError as error:
            raise CannotWrite(path, reason_of(error), error.errno) from error

    return run


def _write(path: Path, data: bytes, system: FileSystem, *, flush: bool = True) -> None:
    descriptor = system.create(path)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[system.write(descriptor, rest) :]
        if flush:
            system.flush(descriptor)
    finally:
        system.close(descriptor)


def _temporary(path: Path) -> Path:
    return path.with_name(".kithmap-0123456789abcdef.tmp")


@_polite
def in_place(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """The old file goes first, then the new one is written where it was."""
    with suppress(FileNotFoundError):
        system.remove(path)
    _write(path, data, system)
    system.flush_folder(path.parent)
    return atomic_file.digest_of(data)


@_polite
def renamed_before_written(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """The new file takes the name, and only then gets its bytes."""
    descriptor = system.create(_temporary(path))
    system.replace(_temporary(path), path)
    rest = memoryview(data)
    while rest:
        rest = rest[system.write(descriptor, rest) :]
    system.flush(descriptor)
    system.close(descriptor)
    system.flush_folder(path.parent)
    return atomic_file.digest_of(data)


@_polite
def without_flush(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """The name changes before the bytes are on the disk."""
    _write(_temporary(path), data, system, flush=False)
    system.replace(_temporary(path), path)
    system.flush_folder(path.parent)
    return atomic_file.digest_of(data)


@_polite
def without_folder_flush(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """Nobody waits until the new name is on the disk."""
    _write(_temporary(path), data, system)
    system.replace(_temporary(path), path)
    return atomic_file.digest_of(data)


@_polite
def without_looking(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """Whatever is there is replaced, known or not; and after an error the temporary file stays."""
    _write(_temporary(path), data, system)
    system.replace(_temporary(path), path)
    system.flush_folder(path.parent)
    return atomic_file.digest_of(data)


@_polite
def looking_first(path: Path, data: bytes, *, expected: Digest | None, system: FileSystem) -> Digest:
    """Whether the file is the known one is asked before the work instead of after it."""
    there = atomic_file.digest_of(path.read_bytes()) if path.exists() else None
    if there != expected:
        raise ChangedOnDisk
    return without_looking(path, data, expected=expected, system=system)


@_polite
def looking_at_the_date(path: Path, data: bytes, *, expected: Digest | None, system: FileSystem) -> Digest:
    """A file of the same date and size counts as the same file."""
    known = path.stat() if path.exists() else None
    _write(_temporary(path), data, system)
    there = path.stat() if path.exists() else None
    same = known and there and (known.st_mtime_ns, known.st_size) == (there.st_mtime_ns, there.st_size)
    if not same and (known or there):
        system.remove(_temporary(path))
        raise ChangedOnDisk
    system.replace(_temporary(path), path)
    system.flush_folder(path.parent)
    return atomic_file.digest_of(data)


@_polite
def waiting_for_ever(path: Path, data: bytes, *, expected: Digest | None, system: FileSystem) -> Digest:
    """Whoever holds the file decides when the window answers again."""
    _write(_temporary(path), data, system)
    for _ in range(100):
        with suppress(PermissionError):
            system.replace(_temporary(path), path)
            return atomic_file.digest_of(data)
        system.wait(0.1)
    system.remove(_temporary(path))
    raise CannotWrite(path, Reason.NOT_ALLOWED)


@_polite
def written_over_what_is_beside(path: Path, data: bytes, *, expected: Digest | None, system: FileSystem) -> Digest:
    """What cannot take its place gets the next name, whoever has it."""
    try:
        return atomic_file.replace(path, data, expected=expected, system=system)
    except KeptAside as kept:
        beside = path.with_name(f"{path.stem} 2{path.suffix}")
        kept.kept_as.replace(beside)
        raise KeptAside(beside) from kept


@_polite
def flushing_twice(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """A flush that failed is tried once more. The second says all is well, and the bytes are lost all the same."""

    class Again(FileSystem):
        def __getattribute__(self, name: str) -> object:
            return super().__getattribute__(name) if name == "flush" else getattr(system, name)

        def flush(self, descriptor: int) -> None:
            try:
                system.flush(descriptor)
            except OSError:
                system.flush(descriptor)

    return atomic_file.replace(path, data, expected=atomic_file.ANY, system=Again())


@_polite
def hiding_errors(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """Whatever fails, the person is told that the map is saved."""
    with suppress(Exception):
        return atomic_file.replace(path, data, expected=atomic_file.ANY, system=system)
    return atomic_file.digest_of(data)


@_polite
def readable_for_all(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """The usual open(): whoever shares the computer may read the map."""
    descriptor = os.open(_temporary(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    os.write(descriptor, data)
    os.fsync(descriptor)
    os.close(descriptor)
    system.replace(_temporary(path), path)
    system.flush_folder(path.parent)
    return atomic_file.digest_of(data)


@_polite
def telling_name(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
    """The temporary file has the name of the map in its own name."""
    _write(path.with_name(f"{path.name}.tmp"), data, system)
    system.replace(path.with_name(f"{path.name}.tmp"), path)
    system.flush_folder(path.parent)
    return atomic_file.digest_of(data)


def may_replace_by_bits(path: Path) -> Reason | None:
    """What the permission bits say, which is not all there is to it."""
    try:
        mode = (path if path.exists() else path.parent).stat().st_mode
    except OSError as error:
        return reason_of(error)
    return None if stat.S_IMODE(mode) & 0o222 else Reason.READ_ONLY
