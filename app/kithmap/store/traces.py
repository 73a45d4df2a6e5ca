"""What the program keeps on this computer beside the maps themselves, listed whole and removed when the person asks.

Only files with names the program gives are listed, so nothing somebody else put into its folders is ever removed.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec
import regex

from kithmap.store import app_files, atomic_file, backups, recovery
from kithmap.store.errors import StoreError
from kithmap.store.file_system import REAL, FileSystem
from kithmap.store.locations import backups_folder, data_folder, key_of, locks_folder, recovery_folder, settings_file
from kithmap.store.locks import take

_LOCK_NAME: Final = regex.compile(r"[0-9a-f]{32}")
# The second is what the first was kept as while another program held it.
_SETTINGS_NAME: Final = regex.compile(r"settings( [0-9]+)?\.json")


class TraceKind(StrEnum):
    SETTINGS = "settings"
    RECOVERY = "recovery"
    EARLIER_VERSIONS = "earlier-versions"
    LOCKS = "locks"


class Trace(msgspec.Struct, frozen=True):
    """What is kept of one kind: its files, and their size together in bytes.

    Files whose writing was cut off count, too. A folder that cannot be looked into stands for what may be in it.
    """

    kind: TraceKind
    files: tuple[Path, ...]
    size: int


def find(*, system: FileSystem = REAL) -> tuple[Trace, ...]:
    """All that is kept on this computer, one trace of each kind, empty ones too."""
    settings = _own(settings_file().parent, lambda file: _SETTINGS_NAME.fullmatch(file.name) is not None, system)
    unsaved = _own(recovery_folder(), recovery.is_recovery, system)
    earlier = [file for folder in backups.folders(backups_folder()) for file in _own(folder, backups.is_backup, system)]
    locks = _own(locks_folder(), lambda file: _LOCK_NAME.fullmatch(file.name) is not None, system)
    return (
        _trace(TraceKind.SETTINGS, settings, system),
        _trace(TraceKind.RECOVERY, unsaved, system),
        _trace(TraceKind.EARLIER_VERSIONS, earlier, system),
        _trace(TraceKind.LOCKS, locks, system),
    )


def remove_all(trace: Trace, *, system: FileSystem = REAL) -> tuple[Path, ...]:
    """Remove the files of this trace and emptied folders; returns those still there. What a window uses stays."""
    left = remove(trace.files, system=system)
    maps = backups.folders(backups_folder())
    ours = (recovery_folder(), *maps, backups_folder(), locks_folder(), data_folder(), settings_file().parent)
    for folder in ours:
        with suppress(StoreError):
            atomic_file.remove_folder(folder, system=system)
    return left


def remove(files: Iterable[Path], *, system: FileSystem = REAL) -> tuple[Path, ...]:
    """Remove these files, as `find` or `plain_leftovers` gave them, and return those that are still there."""
    return tuple(file for file in files if not _is_removed(file, system))


def plain_leftovers(path: Path, *, system: FileSystem = REAL) -> tuple[Path, ...]:
    """Files that still hold something of the map at `path` unprotected, once a passphrase was set for it.

    Its earlier versions, its recovery files that no window uses, and files whose writing was cut off, also beside the
    map; those may be of any map. The protected ones and the map file itself are not among them. Raises CannotRead.
    """
    earlier = backups.unprotected(backups_folder(), path, system=system)
    unsaved = recovery.find(recovery_folder(), system=system)
    places = (backups_folder() / key_of(path), recovery_folder())
    unfinished = [file for place in places for file in atomic_file.list_files(place, system=system)]
    # Not every folder that can be written to can be looked into.
    with suppress(StoreError):
        unfinished += atomic_file.list_files(Path(os.path.realpath(path)).parent, system=system)
    return (
        *(each.file for each in earlier),
        *(each.file for each in unsaved if each.key == key_of(path) and not each.is_protected),
        *(
            file
            for file in unfinished
            if app_files.is_unfinished(file) and not app_files.is_surely_protected(file, system=system)
        ),
    )


def _own(folder: Path, is_ours: Callable[[Path], bool], system: FileSystem) -> list[Path]:
    try:
        files = atomic_file.list_files(folder, system=system)
    except StoreError:
        return [folder]
    return [file for file in files if is_ours(file) or app_files.is_unfinished(file)]


def _trace(kind: TraceKind, files: list[Path], system: FileSystem) -> Trace:
    return Trace(kind, tuple(files), sum(_size(file, system) for file in files))


def _size(file: Path, system: FileSystem) -> int:
    try:
        return system.status_of(file).st_size
    except OSError:
        return 0


def _is_removed(file: Path, system: FileSystem) -> bool:
    lock = _guard_of(file)
    hold = None if lock is None else take(lock, system=system)
    if lock is not None and hold is None:
        return False
    if file != lock:
        with suppress(StoreError):
            atomic_file.remove(file, system=system)
    if hold is not None:
        # This removes the lock, and must be the last to do so: the name may be another window's from then on.
        hold.release()
    return not _is_there(file, system)


def _guard_of(file: Path) -> Path | None:
    """The lock that says whether a window uses the file: itself, or the one beside unsaved work; None for others."""
    if file.parent == locks_folder():
        return file
    return recovery.lock_of(file) if recovery.is_recovery(file) else None


def _is_there(file: Path, system: FileSystem) -> bool:
    try:
        system.status_of(file)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True
