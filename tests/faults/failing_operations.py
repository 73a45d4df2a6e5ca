"""Every operation of everything `atomic_file` does fails, once and for ever, with each error a disk can have.

Whatever happens, it is told with a refusal of the store; the file is as it was unless the refusal says otherwise;
nothing is left beside it (if it can be removed) and nothing stays open; a flush that failed is not tried again on the
same file; and the next attempt works.
"""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from re import fullmatch
from typing import Any, NamedTuple

from tests.faults import mutants
from tests.faults.figures import Figures
from tests.faults.file_systems import FailingFileSystem, HeldFileSystem

from kithmap.store import atomic_file
from kithmap.store.errors import CannotRead, CannotWrite, KeptAside, NotConfirmed, StoreError

ERRORS = [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EMFILE]
OLD = b"what was there before"
NEW = b"what shall be there now\n" * 5000

Contents = dict[str, bytes]


class Case(NamedTuple):
    """Something to do with a folder. `after` is what is in the folder when it was done."""

    name: str
    before: Contents
    act: Callable[[Path, Any], Any]
    after: Contents
    system: Callable[..., FailingFileSystem] = FailingFileSystem


def _held(nth: int, number: int, *, for_ever: bool) -> HeldFileSystem:
    return HeldFileSystem(1000, errno.EBUSY, nth, number, for_ever=for_ever)


def _held_a_while(nth: int, number: int, *, for_ever: bool) -> HeldFileSystem:
    return HeldFileSystem(2, errno.EACCES, nth, number, for_ever=for_ever)


def _released(path: Path, system: Any) -> None:
    descriptor = atomic_file.hold(path, system=system)
    if descriptor is not None:
        atomic_file.release(descriptor, system=system)


def replacing(replace: Callable[..., Any]) -> list[Case]:
    """Saving, with this way of doing it."""
    known = atomic_file.digest_of(OLD)

    def act(folder: Path, system: Any) -> None:
        replace(folder / "map", NEW, expected=known, system=system)

    def make(folder: Path, system: Any) -> None:
        replace(folder / "map", NEW, expected=None, system=system)

    return [
        Case("replace a file", {"map": OLD}, act, {"map": NEW}),
        Case("make a file", {}, make, {"map": NEW}),
        Case("replace a file that is held for a while", {"map": OLD}, act, {"map": NEW}, _held_a_while),
    ]


CASES = [
    *replacing(atomic_file.replace),
    Case(
        "keep a file aside",
        {"map": OLD, "map 2": OLD},
        lambda folder, system: atomic_file.replace(folder / "map", NEW, expected=atomic_file.ANY, system=system),
        {"map": OLD, "map 2": OLD, "map 3": NEW},
        _held,
    ),
    Case(
        "read",
        {"map": OLD},
        lambda folder, system: atomic_file.read(folder / "map", 100, system=system),
        {"map": OLD},
    ),
    Case(
        "make a folder in a folder",
        {},
        lambda folder, system: atomic_file.make_folder(folder / "a" / "b", system=system),
        {"a/b/": b""},
    ),
    Case("remove", {"map": OLD}, lambda folder, system: atomic_file.remove(folder / "map", system=system), {}),
    Case(
        "remove a folder",
        {"a/": b""},
        lambda folder, system: atomic_file.remove_folder(folder / "a", system=system),
        {},
    ),
    Case(
        "list files", {"map": OLD}, lambda folder, system: atomic_file.list_files(folder, system=system), {"map": OLD}
    ),
    Case("hold a lock", {}, lambda folder, system: _released(folder / "lock", system), {"lock": b""}),
    Case(
        "ask for a lock",
        {"lock": b""},
        lambda folder, system: atomic_file.is_held(folder / "lock", system=system),
        {"lock": b""},
    ),
    Case(
        "ask whether a file can be replaced",
        {"map": OLD},
        lambda folder, system: atomic_file.may_replace(folder / "map", system=system),
        {"map": OLD},
    ),
]  # fmt: skip


# Each with words of what must be found wrong with it.
MUTANTS = {
    mutants.in_place: "CannotWrite",
    mutants.without_looking: ".tmp",
    mutants.flushing_twice: "a flush that failed was tried again",
    mutants.hiding_errors: "None, and there is ['map']",
}


def try_all(cases: list[Case], folder: Path, errors: list[int] = ERRORS) -> Iterator[tuple[str, list[str]]]:
    """Each case with each operation failing: what was tried, and what was wrong with it."""
    number_of_try = 0
    for case in cases:
        for number in errors:
            for for_ever in (False, True):
                nth = 0
                while True:
                    nth += 1
                    number_of_try += 1
                    place = folder / str(number_of_try)
                    system = case.system(nth, number, for_ever=for_ever)
                    wrong = _try(case, place, system)
                    if not system.failed:
                        break
                    what = f"{case.name}: {system.failed} ({nth}) {errno.errorcode[number]} {'for ever' * for_ever}"
                    yield what, [f"{what}: {each}" for each in wrong]


def _try(case: Case, folder: Path, system: FailingFileSystem) -> list[str]:
    _make(folder, case.before)
    open_before = _descriptors()
    refusal: Exception | None = None
    try:
        case.act(folder, system)
    except Exception as error:  # noqa: BLE001 - which one it is, is the question
        refusal = error
    wrong = [] if refusal is None or isinstance(refusal, StoreError) else [f"{refusal!r} is no refusal"]
    there = contents(folder)
    if system.failed == "remove":
        # Where nothing can be removed, the temporary file stays; its name tells nothing.
        there = {name: data for name, data in there.items() if not fullmatch(r"\.kithmap-[0-9a-f]{16}\.tmp", name)}
    if not _is_as_told(case, refusal, there):
        wrong.append(f"{refusal!r}, and there is {sorted(there)}")
    if _descriptors() != open_before:
        wrong.append("a file stays open")
    wrong += _flushed_again(system)
    if not wrong and isinstance(refusal, CannotWrite | CannotRead):
        wrong += _next_time(case, folder)
    return wrong


def _is_as_told(case: Case, refusal: Exception | None, there: Contents) -> bool:
    if isinstance(refusal, NotConfirmed | KeptAside) or refusal is None:
        # Asking and holding may go on without what failed; the other cases are all done or all refused.
        return there == case.after
    if case.name == "make a folder in a folder":
        return set(there) <= {"a/", "a/b/"}
    if case.name == "hold a lock":
        return there in ({}, case.after)
    return there == case.before


def _next_time(case: Case, folder: Path) -> list[str]:
    try:
        case.act(folder, FailingFileSystem() if case.system is not _held else _held(0, 0, for_ever=False))
    except KeptAside:
        pass
    except (StoreError, OSError) as error:
        return [f"the next attempt: {error!r}"]
    return [] if contents(folder) == case.after else ["the next attempt did something else"]


def _flushed_again(system: FailingFileSystem) -> list[str]:
    """A descriptor that was flushed once more before it was closed, after the flush that failed."""
    if system.failed != "flush":
        return []
    descriptor = system.calls[system.nth - 1][1][0]
    for name, arguments in system.calls[system.nth :]:
        if name == "close" and arguments == (descriptor,):
            return []
        if name == "flush" and arguments == (descriptor,):
            return ["a flush that failed was tried again"]
    return []


def _make(folder: Path, there: Contents) -> None:
    folder.mkdir()
    for name, data in there.items():
        if name.endswith("/"):
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(data)


def contents(folder: Path) -> Contents:
    """Every file below a folder with its bytes, and every empty folder."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    return found


def _descriptors() -> int:
    """How many files this process has open, where the system tells."""
    return len([*Path("/proc/self/fd").iterdir()]) if Path("/proc/self/fd").is_dir() else 0


def figures(folder: Path) -> Iterator[Figures]:
    """All of it, and the mutants."""
    for case in CASES:
        place = folder / case.name
        place.mkdir()
        results = list(try_all([case], place))
        yield Figures(f"operation fails: {case.name}", len(results), [each for _, wrong in results for each in wrong])
    for mutant in MUTANTS:
        place = folder / mutant.__name__
        place.mkdir()
        results = list(try_all(replacing(mutant)[:1], place))
        wrong = [each for _, wrong in results for each in wrong]
        yield Figures(mutant.__name__, len(results), wrong, is_mutant=True)
