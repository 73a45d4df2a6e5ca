"""Earlier versions of saved maps: whole copies of the file, protected when it was, kept apart from it.

Each map has a folder with a neutral name, and each copy says in its own name where it stands in the order, when it was
saved and the beginning of its digest:

    00000042-20260314T091500Z-5d41402abc4b2a76.kithmap

What is kept goes by that order and never by today's clock: a clock that jumps, by years or back, drops nothing.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import Final

import msgspec
import regex

from kithmap.store import app_files, atomic_file, encryption
from kithmap.store.errors import DamagedMap, StoreError
from kithmap.store.file_system import REAL, FileSystem
from kithmap.store.locations import key_of

_NAME: Final = regex.compile(r"([0-9]{8,12})-([0-9]{8}T[0-9]{6}Z)-([0-9a-f]{16})\.kithmap", regex.ASCII)
_KEY: Final = regex.compile(r"[0-9a-f]{32}")
_DIGITS: Final = 16
# A protected map is a little larger than what is in it.
_MAXIMUM_BYTES: Final = 66 * 1024 * 1024

# Two programs may have given the same number.
_ORDER: Final = attrgetter("sequence", "saved_at", "digest")
_MINUTE, _HOUR, _DAY = 60, 60 * 60, 24 * 60 * 60


class Backup(msgspec.Struct, frozen=True):
    """One earlier version of a map.

    sequence: its place in the order in which the versions were saved. saved_at: in UTC, whole seconds, as the clock was
    set then. digest: the first 16 hexadecimal digits of the SHA-256 of the file. size: in bytes.
    """

    file: Path
    sequence: int
    saved_at: datetime
    digest: str
    size: int


def _each(backup: Backup) -> int:
    return backup.sequence


def _period(seconds: int) -> Callable[[Backup], int]:
    # Weeks begin on Mondays, the epoch began on a Thursday.
    return lambda backup: (int(backup.saved_at.timestamp()) + 3 * _DAY) // seconds


def _quarter(backup: Backup) -> int:
    return backup.saved_at.year * 4 + (backup.saved_at.month - 1) // 3


# Of each period in which something was saved the newest is kept, as many periods back as is said here: the last twelve
# saves, then five minutes, an hour, a day, a week, a quarter of a year.
_PERIODS: Final[tuple[tuple[Callable[[Backup], int], int], ...]] = (
    (_each, 12),
    (_period(5 * _MINUTE), 12),
    (_period(_HOUR), 24),
    (_period(_DAY), 30),
    # A year touches 53 weeks.
    (_period(7 * _DAY), 53),
    (_quarter, 40),
)


def keep(folder: Path, path: Path, data: bytes, now: datetime, *, system: FileSystem = REAL) -> Backup | None:
    """Keep these bytes of the map at `path` as its newest earlier version, then drop what is no longer needed.

    `now` is aware of its time zone. None when the newest version is the same and whole. Raises StoreError when it
    cannot be written; the older versions are then untouched.
    """
    earlier = of(folder, path, system=system)
    digest = atomic_file.digest_of(data)[:_DIGITS]
    if earlier and earlier[0].digest == digest and _is_whole(earlier[0], system):
        return None
    saved_at = now.astimezone(UTC).replace(microsecond=0)
    sequence = earlier[0].sequence + 1 if earlier else 1
    stamp = saved_at.replace(tzinfo=None).isoformat().replace("-", "").replace(":", "")
    file = folder / key_of(path) / f"{sequence:08d}-{stamp}Z-{digest}.kithmap"
    app_files.put(file, data, system=system)
    backup = Backup(file, sequence, saved_at, digest, len(data))
    for old in to_drop((backup, *earlier)):
        # One more than needed does no harm; the next time tries again.
        with suppress(StoreError):
            remove(old, system=system)
    app_files.tidy_up(file.parent, now, system=system)
    return backup


def of(folder: Path, path: Path, *, system: FileSystem = REAL) -> tuple[Backup, ...]:
    """The earlier versions of the map at `path`, newest first. Raises CannotRead."""
    return _in(folder / key_of(path), system)


def has(folder: Path, path: Path, digest: str) -> bool:
    """Whether a map as it was saved, with this digest of its bytes, is the newest earlier version there is."""
    try:
        kept = of(folder, path)
    except StoreError:
        return False
    return bool(kept) and kept[0].digest == digest[:_DIGITS]


def all_of(folder: Path, *, system: FileSystem = REAL) -> dict[str, tuple[Backup, ...]]:
    """The earlier versions of all maps, by the key of the map, newest first. Raises CannotRead."""
    found = {each.name: _in(each, system) for each in folders(folder)}
    return {key: backups for key, backups in found.items() if backups}


def folders(folder: Path) -> tuple[Path, ...]:
    """The folders of all maps that have, or had, earlier versions; none when there is no folder."""
    try:
        return tuple(sorted(each for each in folder.iterdir() if _KEY.fullmatch(each.name) and each.is_dir()))
    except OSError:
        return ()


def to_drop(backups: Iterable[Backup]) -> tuple[Backup, ...]:
    """Which versions of one map to drop, newest first; at most 171 stay. A period that comes again counts anew."""
    newest_first = sorted(backups, key=_ORDER, reverse=True)
    kept = {
        next(of_one_period)
        for period, most in _PERIODS
        for _, of_one_period in islice(groupby(newest_first, key=period), most)
    }
    return tuple(each for each in newest_first if each not in kept)


def read(backup: Backup, *, system: FileSystem = REAL) -> bytes:
    """The bytes of the map file as it was saved. Raises CannotRead, and DamagedMap when they are others now."""
    content = atomic_file.read(backup.file, _MAXIMUM_BYTES, system=system)
    if content.digest[:_DIGITS] != backup.digest:
        raise DamagedMap("digest")
    return content.data


def is_protected(backup: Backup, *, system: FileSystem = REAL) -> bool:
    """Whether only a passphrase opens this version. Raises CannotRead."""
    return encryption.is_protected(atomic_file.read(backup.file, _MAXIMUM_BYTES, system=system).data)


def unprotected(folder: Path, path: Path, *, system: FileSystem = REAL) -> tuple[Backup, ...]:
    """The earlier versions of a map that are not known to be protected, newest first. Raises CannotRead."""
    return tuple(each for each in of(folder, path, system=system) if not _is_surely_protected(each, system))


def remove(backup: Backup, *, system: FileSystem = REAL) -> None:
    """Remove one version, and the folder of its map with the last one. Raises CannotWrite."""
    atomic_file.remove(backup.file, system=system)
    with suppress(StoreError):
        atomic_file.remove_folder(backup.file.parent, system=system)


def is_backup(file: Path) -> bool:
    return _parsed(file) is not None


def _in(folder: Path, system: FileSystem) -> tuple[Backup, ...]:
    files = atomic_file.list_files(folder, system=system)
    found = [backup for file in files if (backup := _backup(file, system))]
    return tuple(sorted(found, key=_ORDER, reverse=True))


def _backup(file: Path, system: FileSystem) -> Backup | None:
    """The version in this file; None when it is not one of ours, or has just been removed."""
    parsed = _parsed(file)
    if parsed is None:
        return None
    try:
        size = system.status_of(file).st_size
    except OSError:
        return None
    return Backup(file, *parsed, size)


def _parsed(file: Path) -> tuple[int, datetime, str] | None:
    name = _NAME.fullmatch(file.name)
    if name is None:
        return None
    sequence, stamp, digest = name.groups()
    try:
        return int(sequence), datetime.fromisoformat(stamp), digest
    except ValueError:
        return None


def _is_whole(backup: Backup, system: FileSystem) -> bool:
    try:
        read(backup, system=system)
    except StoreError:
        return False
    return True


def _is_surely_protected(backup: Backup, system: FileSystem) -> bool:
    try:
        return is_protected(backup, system=system)
    except StoreError:
        return False
