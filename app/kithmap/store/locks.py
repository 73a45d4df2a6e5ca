"""Who has what open: locks that end with the program that has them, however it ends, so none is ever stale."""

import sys
from contextlib import suppress
from pathlib import Path

from kithmap.store import atomic_file
from kithmap.store.errors import StoreError
from kithmap.store.file_system import REAL, FileSystem
from kithmap.store.locations import key_of, locks_folder


class Hold:
    """Something this window has for itself until it releases it, or until the program ends."""

    def __init__(self, lock: Path, descriptor: int | None, system: FileSystem) -> None:
        self._lock, self._descriptor, self._system = lock, descriptor, system

    def release(self) -> None:
        """Give it back, and leave no file behind that tells of it. Releasing twice is fine."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        # While we have it the file is ours alone to remove. Windows removes closed files only, and none in use.
        with suppress(StoreError):
            atomic_file.remove(self._lock, system=self._system)
        atomic_file.release(descriptor, system=self._system)
        if sys.platform == "win32":
            with suppress(StoreError):
                atomic_file.remove(self._lock, system=self._system)


def hold_map(path: Path, *, system: FileSystem = REAL) -> Hold | None:
    """The map at `path` for this window alone; None when another window of this person on this computer has it."""
    return take(locks_folder() / key_of(path), system=system)


def take(lock: Path, *, system: FileSystem = REAL) -> Hold | None:
    """The lock for us alone; None when somebody has it. One that cannot be made is free: a full disk bars nobody."""
    try:
        atomic_file.make_folder(lock.parent, system=system)
        descriptor = atomic_file.hold(lock, system=system)
    except StoreError:
        return Hold(lock, None, system)
    return None if descriptor is None else Hold(lock, descriptor, system)


def is_taken(lock: Path, *, system: FileSystem = REAL) -> bool:
    """Whether somebody has it, perhaps we. A lock that cannot be asked counts as free."""
    try:
        return atomic_file.is_held(lock, system=system)
    except StoreError:
        return False
