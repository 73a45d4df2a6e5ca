"""A disk in memory that may forget whatever it was not told to flush, and the power going off at every moment.

The model is harsher than real disks. Each sector written since the last flush of a file is on the disk or not, in any
combination; the length of the file likewise. Each change of names in a folder (a new name, a name taken over, a name
gone) is on the disk or not, in any combination, until that folder is flushed: flushing a file does not save its name.
Only two things are whole: one sector, and one change of a name.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults import mutants
from tests.faults.figures import Figures

from kithmap.store import atomic_file
from kithmap.store.errors import KeptAside
from kithmap.store.file_system import PRIVATE_FILE, PRIVATE_FOLDER, FileSystem

SECTORS = (512, 4096)
FOLDER = Path("/model")
MAP = FOLDER / "map"

Disk = dict[Path, bytes]
"""The files a person finds after the power came back."""

Change = tuple[tuple[Path, int | None], ...]
"""Names that change together: what each stands for from now on, None for nothing."""


class Cut(NamedTuple):
    """The power goes off here. What is on the disk for sure, and what may be there as well."""

    after: str
    saved: dict[int, bytes]
    written: dict[int, bytes]
    names: dict[Path, int]
    changes: tuple[Change, ...]


class ForgetfulDisk(FileSystem):
    """The disk. `cuts` holds what it would be left with after each operation that changed anything."""

    def __init__(self, there: Disk, at_once: int) -> None:
        """Start with these files, safely saved; each write takes at most `at_once` bytes."""
        self.at_once = at_once
        self.saved: dict[int, bytes] = {0: b""}
        self.written: dict[int, bytes] = {}
        self.names: dict[Path, int] = {FOLDER: 0}
        self.folders = {0}
        for path, data in there.items():
            self.names[path] = self._new(data)
        self.changes: list[Change] = []
        self.open: dict[int, list[int]] = {}
        self.cuts: list[Cut] = []
        self._cut("start")

    def _new(self, data: bytes = b"") -> int:
        number = len(self.saved)
        self.saved[number] = data
        return number

    def _cut(self, after: str) -> None:
        self.cuts.append(Cut(after, dict(self.saved), dict(self.written), dict(self.names), tuple(self.changes)))

    def _change(self, after: str, *change: tuple[Path, int | None]) -> None:
        self.changes.append(change)
        self._cut(after)

    @property
    def now(self) -> dict[Path, int]:
        """What each name stands for while the power is on."""
        return _applied(self.names, self.changes)

    def _find(self, path: Path) -> int:
        if path == path.parent:
            return 0
        now = self.now
        if path not in now:
            raise FileNotFoundError(errno.ENOENT, str(path))
        return now[path]

    def _bytes(self, number: int) -> bytes:
        return self.written.get(number, self.saved[number])

    def _status(self, number: int) -> os.stat_result:
        mode = stat.S_IFDIR | PRIVATE_FOLDER if number in self.folders else stat.S_IFREG | PRIVATE_FILE
        return os.stat_result((mode, number, 1, 1, 0, 0, len(self._bytes(number)), 0, 0, 0))

    def open_to_read(self, path: Path) -> int:
        descriptor = len(self.open)
        self.open[descriptor] = [self._find(path), 0]
        return descriptor

    def create(self, path: Path) -> int:
        self._free(path)
        number = self._new()
        descriptor = len(self.open)
        self.open[descriptor] = [number, 0]
        self._change("create", (path, number))
        return descriptor

    def _free(self, path: Path) -> None:
        self._find(path.parent)
        if path in self.now:
            raise FileExistsError(errno.EEXIST, str(path))

    def status(self, descriptor: int) -> os.stat_result:
        return self._status(self.open[descriptor][0])

    def status_of(self, path: Path) -> os.stat_result:
        return self._status(self._find(path))

    def may_write(self, path: Path) -> bool:
        return True

    def set_permissions(self, path: Path, bits: int) -> None:
        self._find(path)

    def read(self, descriptor: int, size: int) -> bytes:
        number, start = self.open[descriptor]
        data = self._bytes(number)[start : start + size]
        self.open[descriptor][1] += len(data)
        return data

    def write(self, descriptor: int, data: memoryview) -> int:
        number, start = self.open[descriptor]
        new = bytes(data[: self.at_once])
        before = self._bytes(number)
        self.written[number] = before[:start] + new + before[start + len(new) :]
        self.open[descriptor][1] += len(new)
        self._cut("write")
        return len(new)

    def flush(self, descriptor: int) -> None:
        number, _ = self.open[descriptor]
        self.saved[number] = self.written.pop(number, self.saved[number])
        self._cut("flush")

    def close(self, descriptor: int) -> None:
        self.open[descriptor] = [-1, 0]

    def replace(self, source: Path, target: Path) -> None:
        self._change("replace", (source, None), (target, self._find(source)))

    def give_name(self, source: Path, target: Path) -> None:
        self._free(target)
        self._change("give_name", (source, None), (target, self._find(source)))

    def remove(self, path: Path) -> None:
        self._find(path)
        self._change("remove", (path, None))

    def make_folder(self, path: Path) -> None:
        self._free(path)
        number = self._new()
        self.folders.add(number)
        self._change("make_folder", (path, number))

    def flush_folder(self, path: Path) -> None:
        self._find(path)
        here = [change for change in self.changes if change[0][0].parent == path]
        self.names = _applied(self.names, here)
        self.changes = [change for change in self.changes if change not in here]
        self._cut("flush_folder")

    def wait(self, seconds: float) -> None:
        """Time passes at once."""


def _applied(names: dict[Path, int], changes: list[Change] | tuple[Change, ...]) -> dict[Path, int]:
    now = dict(names)
    for change in changes:
        for path, number in change:
            if number is None:
                now.pop(path, None)
            else:
                now[path] = number
    return now


def left_after(cut: Cut, sector: int) -> Iterator[Disk]:
    """Every disk the power cut may leave."""
    versions = {
        number: list(_torn(cut.saved[number], data, sector)) if (data := cut.written.get(number)) is not None else [old]
        for number, old in cut.saved.items()
    }
    for kept in product((False, True), repeat=len(cut.changes)):
        names = _applied(cut.names, [change for change, keep in zip(cut.changes, kept, strict=True) if keep])
        reachable = {path: number for path, number in names.items() if path != FOLDER and _is_reachable(path, names)}
        for contents in product(*(versions[number] for number in reachable.values())):
            yield dict(zip(reachable, contents, strict=True))


def _is_reachable(path: Path, names: dict[Path, int]) -> bool:
    return all(above in names for above in path.parents if above.is_relative_to(FOLDER))


def _torn(old: bytes, new: bytes, sector: int) -> Iterator[bytes]:
    """The file with each changed sector old or new, and with either length. What was never written reads as zeros."""
    starts = [
        start
        for start in range(0, max(len(old), len(new)), sector)
        if old[start : start + sector] != new[start : start + sector]
    ]
    longest = max(len(old), len(new))
    for length in {len(old), len(new)}:
        for kept in product((False, True), repeat=len(starts)):
            data = bytearray(old.ljust(longest, b"\0"))
            for start, keep in zip(starts, kept, strict=True):
                if keep:
                    data[start : start + sector] = new.ljust(longest, b"\0")[start : start + sector]
            yield bytes(data[:length])


class Scenario(NamedTuple):
    """What is there, what is done to it, and the bytes of which one must be found under which name.

    `during` allows what may be found for the map while it runs; `in_the_end` what must be found afterwards.
    """

    name: str
    before: Disk
    act: Callable[[FileSystem, Callable[..., Any]], Any]
    during: set[bytes | None]
    in_the_end: Disk


def version(number: int, sector: int, sectors: int) -> bytes:
    """A map whose last sector is half full, different in each of them from every other version."""
    return b"".join(bytes([64 + 16 * number + part]) * sector for part in range(sectors))[: -sector // 2]


def scenarios(sector: int, sectors: int = 9) -> list[Scenario]:
    """Saving for the first time, over a file, twice; beside a held file; in a folder made for it."""
    old, new, newer = (version(number, sector, sectors) for number in range(3))
    known, next_known = atomic_file.digest_of(old), atomic_file.digest_of(new)

    def held(system: FileSystem, _: Callable[..., Any]) -> None:
        with suppress(KeptAside):
            atomic_file.replace(MAP, new, expected=known, system=_Held(system))

    def twice(system: FileSystem, replace: Callable[..., Any]) -> None:
        replace(MAP, new, expected=known, system=system)
        replace(MAP, newer, expected=next_known, system=system)

    def in_new_folder(system: FileSystem, replace: Callable[..., Any]) -> None:
        atomic_file.make_folder(FOLDER / "a" / "b", system=system)
        replace(FOLDER / "a" / "b" / "map", new, expected=None, system=system)

    def over_old(system: FileSystem, replace: Callable[..., Any]) -> None:
        replace(MAP, new, expected=known, system=system)

    def anew(system: FileSystem, replace: Callable[..., Any]) -> None:
        replace(MAP, new, expected=None, system=system)

    return [
        Scenario("over a file", {MAP: old}, over_old, {old, new}, {MAP: new}),
        Scenario("for the first time", {}, anew, {None, new}, {MAP: new}),
        Scenario("twice", {MAP: old}, twice, {old, new, newer}, {MAP: newer}),
        Scenario("beside a held file", {MAP: old}, held, {old}, {MAP: old, FOLDER / "map 2": new}),
        Scenario("in a new folder", {MAP: old}, in_new_folder, {old}, {MAP: old, FOLDER / "a" / "b" / "map": new}),
    ]


class _Held(FileSystem):
    """The disk, while another program holds the map."""

    def __init__(self, disk: FileSystem) -> None:
        self.disk = disk

    def __getattribute__(self, name: str) -> Any:
        own = name in {"replace", "disk"}
        return super().__getattribute__(name) if own else getattr(self.disk, name)

    def replace(self, source: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, "another program has it")


def try_all(
    scenario: Scenario, sector: int, replace: Callable[..., Any] = atomic_file.replace
) -> Iterator[tuple[str, list[str]]]:
    """Every disk that every power cut may leave: what was tried, and what was wrong with it."""
    disk = ForgetfulDisk(scenario.before, 3 * sector)
    scenario.act(disk, replace)
    for number, cut in enumerate(disk.cuts, start=1):
        what = f"{scenario.name}, {sector} B, cut {number} after {cut.after}"
        for found in left_after(cut, sector):
            wrong = [] if found.get(MAP) in scenario.during else [f"{what}: the map is {_short(found.get(MAP))}"]
            yield what, wrong
    for found in left_after(disk.cuts[-1], sector):
        lost = [path.name for path, data in scenario.in_the_end.items() if found.get(path) != data]
        yield (
            f"{scenario.name}, {sector} B, in the end",
            [f"{scenario.name}: {name} is not the new one" for name in lost],
        )


def _short(data: bytes | None) -> str:
    return "gone" if data is None else f"{len(data)} bytes, torn" if data else "empty"


MUTANTS = {
    mutants.without_flush: "torn",
    mutants.without_folder_flush: "not the new one",
    mutants.renamed_before_written: "empty",
    mutants.in_place: "gone",
}  # fmt: skip


def figures(folder: Path) -> Iterator[Figures]:
    """All of it, and the mutants."""
    for sector in SECTORS:
        for scenario in scenarios(sector, 15):
            yield _counted(f"power cut, torn at {sector} B: saving {scenario.name}", try_all(scenario, sector))
    for mutant in MUTANTS:
        found = _counted(mutant.__name__, try_all(scenarios(512)[0], 512, mutant))
        yield found._replace(is_mutant=True)


def _counted(what: str, results: Iterator[tuple[str, list[str]]]) -> Figures:
    tried, bad = 0, list[str]()
    for _, wrong in results:
        tried += 1
        bad += wrong
    return Figures(what, tried, bad)
