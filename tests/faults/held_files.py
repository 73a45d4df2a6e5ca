"""Another program (one that copies folders elsewhere, a virus scanner) holds the file or the temporary file a while."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.faults import mutants
from tests.faults.figures import Figures
from tests.faults.file_systems import HeldFileSystem

from kithmap.store import atomic_file
from kithmap.store.errors import CannotWrite, KeptAside, StoreError

OLD = b"what was there before"
NEW = b"what shall be there now\n" * 5000
HELD = [errno.EACCES, errno.EPERM, errno.EBUSY, errno.ETXTBSY]
ATTEMPTS = 6


class HeldWhollyFileSystem(HeldFileSystem):
    """The temporary file is held, too: it can neither take a name nor be given one."""

    def give_name(self, source: Path, target: Path) -> None:
        raise OSError(self.held, "another program has it")


def try_all(folder: Path, replace: Callable[..., Any] = atomic_file.replace) -> Iterator[tuple[str, list[str]]]:
    """Held for no, one, two ... attempts, and for ever; in the end whole under the name that is told, or as it was."""
    for number in HELD:
        for times in (*range(ATTEMPTS + 2), 1000):
            for kind in (HeldFileSystem, HeldWhollyFileSystem):
                what = f"{errno.errorcode[number]}, {times} times, {kind.__name__}"
                place = folder / what
                place.mkdir()
                yield what, [f"{what}: {each}" for each in _try(place, kind(times, number), times, replace)]


def _try(folder: Path, system: HeldFileSystem, times: int, replace: Callable[..., Any]) -> list[str]:
    path = folder / "map.kithmap"
    path.write_bytes(OLD)
    (folder / "map 2.kithmap").write_bytes(OLD)
    told: StoreError | None = None
    try:
        replace(path, NEW, expected=atomic_file.digest_of(OLD), system=system)
    except StoreError as error:
        told = error
    there = {each.name: each.read_bytes() for each in folder.iterdir()}
    beside = {"map 2.kithmap": OLD}
    if times < ATTEMPTS:
        expected, kind = beside | {"map.kithmap": NEW}, type(None)
    elif isinstance(system, HeldWhollyFileSystem):
        expected, kind = beside | {"map.kithmap": OLD}, CannotWrite
    else:
        expected, kind = beside | {"map.kithmap": OLD, "map 3.kithmap": NEW}, KeptAside
    wrong = [] if isinstance(told, kind) else [f"{told!r}"]
    if isinstance(told, KeptAside) and told.kept_as != folder / "map 3.kithmap":
        wrong.append("another name is told")
    if there != expected:
        wrong.append(f"there is {sorted(there)}")
    if system.waited >= 2:
        wrong.append(f"{system.waited} s waited")
    return wrong


MUTANTS = [mutants.without_looking, mutants.waiting_for_ever, mutants.written_over_what_is_beside]


def figures(folder: Path) -> Iterator[Figures]:
    """All of it, and the mutants."""
    for replace in (atomic_file.replace, *MUTANTS):
        place = folder / replace.__name__
        place.mkdir()
        results = list(try_all(place, replace))
        wrong = [each for _, wrong in results for each in wrong]
        what = f"another program holds the file: {replace.__name__}"
        yield Figures(what, len(results), wrong, is_mutant=replace in MUTANTS)
