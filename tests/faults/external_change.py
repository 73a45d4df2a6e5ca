"""Another program changes the file at any moment of a save: its work is never overwritten silently.

Either the save is refused and what the other program did stays, or it came later and stays as well. One moment remains
in which nobody can tell, on any system: between the last look at the file and the one call that changes the name. What
happens there is counted, not hidden.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults import mutants
from tests.faults.figures import Figures
from tests.faults.file_systems import HeldFileSystem, VisitedFileSystem

from kithmap.store import atomic_file
from kithmap.store.errors import ChangedOnDisk, KeptAside, StoreError

OLD = b"what was there before\n" * 3000
NEW = b"what shall be there now\n" * 5000
THEIRS = b"what they have done\n" * 4000
AN_HOUR_AGO = 3_600_000_000_000


def rewrite(path: Path) -> None:
    """All bytes, in the same file."""
    path.write_bytes(THEIRS)


def rewrite_same_size(path: Path) -> None:
    """One byte less, one more, and the dates as they were."""
    status = path.stat() if path.exists() else None
    path.write_bytes(OLD[:-1] + b"!")
    if status:
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def append(path: Path) -> None:
    """A line at the end."""
    with path.open("ab") as file:
        file.write(b"and more")


def truncate(path: Path) -> None:
    """Nothing is left in it."""
    path.write_bytes(b"")


def touch(path: Path) -> None:
    """The same bytes, a new date. Where there is nothing, an empty file."""
    path.touch()


def swap(path: Path) -> None:
    """Another file takes the name, as a sync program does it."""
    other = path.with_name("other")
    other.write_bytes(THEIRS)
    other.replace(path)


def swap_same_size(path: Path) -> None:
    """Another file of the same size and date takes the name."""
    other = path.with_name("other")
    other.write_bytes(OLD[:-1] + b"!")
    if path.exists():
        os.utime(other, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns))
    other.replace(path)


def swap_same_bytes(path: Path) -> None:
    """A copy of the old file takes the name."""
    other = path.with_name("other")
    other.write_bytes(OLD)
    other.replace(path)


def delete(path: Path) -> None:
    """It is gone."""
    path.unlink(missing_ok=True)


def put_a_folder(path: Path) -> None:
    """A folder has the name now."""
    path.unlink(missing_ok=True)
    path.mkdir()


def put_a_link(path: Path) -> None:
    """A link to another file has the name now."""
    path.unlink(missing_ok=True)
    path.with_name("elsewhere").write_bytes(THEIRS)
    path.symlink_to("elsewhere")


VISITS = [
    rewrite,
    rewrite_same_size,
    append,
    truncate,
    touch,
    swap,
    swap_same_size,
    swap_same_bytes,
    delete,
    put_a_folder,
    put_a_link,
]


class _HeldAndVisited(VisitedFileSystem, HeldFileSystem):
    """Held twice, and visited once."""

    def __init__(self, nth: int, visit: Callable[[], None]) -> None:
        HeldFileSystem.__init__(self, 2)
        self.nth, self.visit = nth, visit


class Setting(NamedTuple):
    """What is there at first, and how the save gets at it."""

    name: str
    is_there: bool
    through_link: bool = False
    system: Callable[[int, Callable[[], None]], VisitedFileSystem] = VisitedFileSystem


SETTINGS = [
    Setting("a known file", True),
    Setting("a new file", False),
    Setting("a known file, through a link", True, through_link=True),
    Setting("a known file that is held for a while", True, system=_HeldAndVisited),
]


def try_all(
    setting: Setting, folder: Path, replace: Callable[..., Any] = atomic_file.replace
) -> Iterator[tuple[str, str]]:
    """Each visit before each operation. Says what was tried and how it ended: "refused", "no harm", "unseen", or what
    was wrong. "unseen" is an overwriting in the one moment that remains.
    """
    for visit in VISITS:
        nth = 0
        while True:
            nth += 1
            place = folder / f"{visit.__name__}-{nth}"
            place.mkdir()
            system, ending = _try(setting, place, visit, nth, replace)
            if system.count < nth:
                break
            yield f"{setting.name}: {visit.__name__} before {system.log[nth - 1]} ({nth})", ending


def _try(
    setting: Setting, folder: Path, visit: Callable[[Path], None], nth: int, replace: Callable[..., Any]
) -> tuple[VisitedFileSystem, str]:
    path = folder / "map"
    if setting.is_there:
        path.write_bytes(OLD)
        date = path.stat().st_mtime_ns - AN_HOUR_AGO
        os.utime(path, ns=(date, date))
    name = folder / "link" if setting.through_link else path
    if setting.through_link:
        name.symlink_to("map")
    left = list[bytes | str | None]()

    def come() -> None:
        visit(path)
        left.append(_there(path))

    system = setting.system(nth, come)
    known = atomic_file.digest_of(OLD) if setting.is_there else None
    try:
        replace(name, NEW, expected=known, system=system)
    except (StoreError, OSError) as error:
        return system, _after_refusal(error, path, left)
    return system, _after_success(system, nth, path, left, OLD if setting.is_there else None)


def _after_refusal(error: Exception, path: Path, left: list[bytes | str | None]) -> str:
    if not isinstance(error, StoreError) or isinstance(error, KeptAside):
        return f"{error!r}"
    if left and _there(path) != left[0]:
        return f"{error!r}, but what they did is not there any more"
    if any(each.name.startswith(".kithmap-") for each in path.parent.iterdir()):
        return f"{error!r}, but a temporary file is left"
    return "refused" if isinstance(error, ChangedOnDisk) else "refused otherwise"


def _after_success(
    system: VisitedFileSystem, nth: int, path: Path, left: list[bytes | str | None], known: bytes | None
) -> str:
    """Nothing happened to them if they left the known file, or came after us and are there still."""
    if not left or left[0] == known or (_there(path) == left[0] and system.log[nth - 1] != "replace"):
        return "no harm"
    if system.log[nth - 1] == "replace" and "replace" not in system.log[nth:]:
        return "unseen"
    return "overwritten"


def _there(path: Path) -> bytes | str | None:
    if path.is_symlink():
        return f"a link to {path.readlink()}"
    if path.is_dir():
        return "a folder"
    with suppress(FileNotFoundError):
        return path.read_bytes()
    return None


HARMLESS = {"refused", "refused otherwise", "no harm", "unseen"}
MUTANTS = [mutants.looking_first, mutants.looking_at_the_date, mutants.without_looking]


def figures(folder: Path) -> Iterator[Figures]:
    """All of it, and the mutants."""
    for setting in SETTINGS:
        place = folder / setting.name
        place.mkdir()
        results = list(try_all(setting, place))
        moments = sorted({what.split(" before ")[1] for what, ending in results if ending == "unseen"})
        unseen = sum(ending == "unseen" for _, ending in results)
        wrong = [f"{what}: {ending}" for what, ending in results if ending not in HARMLESS]
        note = f"and {unseen} in the one moment before: {', '.join(moments)}"
        yield Figures(f"another program changes {setting.name}", len(results), wrong, note=note)
    for mutant in MUTANTS:
        place = folder / mutant.__name__
        place.mkdir()
        results = list(try_all(SETTINGS[0], place, mutant))
        wrong = [f"{what}: {ending}" for what, ending in results if ending == "overwritten"]
        yield Figures(mutant.__name__, len(results), wrong, is_mutant=True)
