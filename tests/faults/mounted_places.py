"""Disks that are full and places that are read-only: real ones, mounted where only a child process sees them.

As root the child gets mounts of its own; for anybody else it first becomes root of a user namespace. Where the system
permits neither, `NotPermitted` says why. As root, everything in read-only places is also tried as an ordinary user.
"""

import json
import os
import pwd
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults import mutants
from tests.faults.figures import Figures

from kithmap.store import atomic_file
from kithmap.store.errors import CannotWrite, KeptAside, Reason, StoreError
from kithmap.store.file_system import REAL

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = 4096
OLD = b"what was there before\n" * 1500
NEW = b"what shall be there now\n" * 2500

Result = tuple[str, list[str]]
"""What was tried, and what was wrong with it."""


class NotPermitted(Exception):
    """This system lets us mount nothing; the text says why."""


def run_apart(what: str, *, mounting: bool = True) -> list[Result]:
    """Do one of the things below in a child process, where needed with mounts of its own."""
    place = Path(tempfile.mkdtemp(prefix="kithmap-test-"))
    place.chmod(0o755)  # an ordinary user shall get at what is mounted here
    apart = ["unshare", "-m"] if os.geteuid() == 0 else ["unshare", "-rm"]
    command = [*(apart if mounting else []), sys.executable, "-m", "tests.faults.mounted_places", what, str(place)]
    try:
        if mounting:
            _require_mounts(apart, place)
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    finally:
        shutil.rmtree(place)
    if done.returncode:
        raise AssertionError(done.stderr)
    return [(tried, wrong) for tried, wrong in json.loads(done.stdout)]


def _require_mounts(apart: list[str], place: Path) -> None:
    if shutil.which("unshare") is None or shutil.which("mount") is None:
        raise NotPermitted("unshare and mount are needed, from util-linux")
    trial = subprocess.run(
        [*apart, "mount", "-t", "tmpfs", "none", str(place)], capture_output=True, text=True, check=False
    )
    if trial.returncode:
        raise NotPermitted(f"no mounts of our own are permitted here: {trial.stderr.strip()}")


def _mount(*arguments: object) -> None:
    subprocess.run(["mount", *map(str, arguments)], check=True)


# Full disks


def full(place: Path, replace: Callable[..., Any] = atomic_file.replace) -> Iterator[Result]:
    """A disk of 32 pages with any number of them free, for a map that needs 15."""
    _mount("-t", "tmpfs", "-o", f"size={32 * PAGE}", "none", place)
    for free in range(19):
        _empty(place)
        (place / "map").write_bytes(OLD)
        _fill(place / "filler", free)
        yield f"{free} pages free", _save_where_there_is_no_room(place, place / "map", replace)


def without_names(place: Path, replace: Callable[..., Any] = atomic_file.replace) -> Iterator[Result]:
    """A disk that has room for bytes, but for no further file."""
    _mount("-t", "tmpfs", "-o", "nr_inodes=3", "none", place)
    (place / "map").write_bytes(OLD)
    (place / "filler").touch()
    wrong = _save_where_there_is_no_room(place, place / "map", replace)
    (place / "filler").touch()
    for act in (atomic_file.make_folder, atomic_file.hold):
        try:
            act(place / "new")
        except CannotWrite as refused:
            wrong += [] if refused.reason is Reason.FULL else [f"{act.__name__}: {refused.reason}"]
        else:
            wrong.append(f"{act.__name__}: no refusal")
    yield "no file can be made", wrong


def limited(place: Path, replace: Callable[..., Any] = atomic_file.replace) -> Iterator[Result]:
    """No file may have more than so many bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in (0, 1, PAGE, len(NEW) - 1, len(NEW)):
        _empty(place)
        (place / "map").write_bytes(OLD)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
        wrong = _refused(place, place / "map", replace) if limit < len(NEW) else []
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        yield f"{limit} bytes at most", wrong + _saved(place, place / "map", replace)


def _save_where_there_is_no_room(place: Path, path: Path, replace: Callable[..., Any]) -> list[str]:
    before = time.monotonic()
    try:
        replace(path, NEW, expected=atomic_file.digest_of(OLD), system=REAL)
    except StoreError as error:
        wrong = _as_it_was(error, Reason.FULL, place)
    else:
        wrong = [] if path.read_bytes() == NEW else ["said to be saved, and is not"]
        path.write_bytes(OLD)
    if time.monotonic() - before > 5:
        wrong.append("it took more than 5 s to say so")
    (place / "filler").unlink()
    return wrong + _saved(place, path, replace)


def _refused(place: Path, path: Path, replace: Callable[..., Any]) -> list[str]:
    try:
        replace(path, NEW, expected=atomic_file.digest_of(OLD), system=REAL)
    except StoreError as error:
        return _as_it_was(error, Reason.FULL, place)
    return ["no refusal"]


def _as_it_was(error: StoreError, reason: Reason, place: Path) -> list[str]:
    there = {file.name: file.read_bytes() for file in place.iterdir() if file.name != "filler"}
    wrong = [] if isinstance(error, CannotWrite) and error.reason is reason else [f"{error!r}"]
    if there.get("map") != OLD:
        wrong.append("the old map is not as it was")
    if not all(there.values()):
        wrong.append("a file without a byte is left")
    return wrong + [f"{name} is left" for name in there.keys() - {"map"}]


def _saved(place: Path, path: Path, replace: Callable[..., Any]) -> list[str]:
    """Whether all is well as soon as there is room again."""
    try:
        replace(path, NEW, expected=atomic_file.digest_of(path.read_bytes()), system=REAL)
    except (StoreError, OSError) as error:
        return [f"with room again: {error!r}"]
    return [] if path.read_bytes() == NEW and [*place.iterdir()] == [path] else ["with room again: not saved"]


def _empty(place: Path) -> None:
    for file in place.iterdir():
        file.unlink()


def _fill(filler: Path, free: int) -> None:
    """Take pages until so many are left."""
    with filler.open("wb", buffering=0) as file:
        while os.statvfs(filler).f_bavail > free:
            file.write(bytes(PAGE))


# Read-only places


class Place(NamedTuple):
    """A map that is there or not, and why it cannot be replaced; None when it can.

    for_root: the same for somebody whom permissions do not stop. told: what `replace` says, if that is something else.
    """

    name: str
    path: str
    reason: Reason | None
    for_root: Reason | None
    told: type[StoreError] | None = None


PLACES = [
    Place("a folder like any other", "open/map", None, None),
    Place("a new file in a folder like any other", "open/new", None, None),
    Place("a read-only disk", "read-only/map", Reason.READ_ONLY, Reason.READ_ONLY),
    Place("a new file on a read-only disk", "read-only/new", Reason.READ_ONLY, Reason.READ_ONLY),
    Place("a link to a read-only disk", "open/link", Reason.READ_ONLY, Reason.READ_ONLY),
    Place("one read-only file", "open/one", Reason.READ_ONLY, Reason.READ_ONLY),
    Place("a file without write bits", "open/protected", Reason.READ_ONLY, Reason.READ_ONLY),
    Place("a file of somebody else", "open/theirs", Reason.READ_ONLY, None),
    Place("a folder without write bits", "closed/map", Reason.NOT_ALLOWED, None),
    Place("a new file in a folder without write bits", "closed/new", Reason.NOT_ALLOWED, None),
    Place("a folder that nobody may enter", "locked/map", Reason.NOT_ALLOWED, None),
    Place("a folder that is gone", "gone/map", Reason.MISSING, Reason.MISSING),
    # Only trying tells: such a folder keeps files from being replaced by others than their owner.
    Place("somebody's file in a shared folder", "shared/map", None, None, KeptAside),
]


FILES = {
    "open/map": 0o644,
    "open/protected": 0o444,
    "open/theirs": 0o644,
    "closed/map": 0o666,
    "locked/map": 0o666,
    "shared/map": 0o666,
}
MOUNTED = {"open/one": 0o666, "read-only/map": 0o666}
THEIRS = {"open/theirs", "shared/map"}


def read_only(
    place: Path,
    replace: Callable[..., Any] = atomic_file.replace,
    may_replace: Callable[[Path], Reason | None] = atomic_file.may_replace,
) -> Iterator[Result]:
    """What can be told of a place before trying, and what happens when it is tried all the same."""
    nobody = pwd.getpwnam("nobody")
    is_root = Path("/proc/self/uid_map").read_text(encoding="ascii").split() == ["0", "0", "4294967295"]
    _mount("-t", "tmpfs", "-o", "mode=0755", "none", place)
    _set_up(place, nobody.pw_uid if is_root else 0)
    for each in PLACES:
        yield f"{each.name}, as root", _try(place / each.path, each.for_root, None, replace, may_replace)
    if is_root:
        _put_files(place, nobody.pw_uid, FILES)
        os.setgroups([])
        os.setgid(nobody.pw_gid)
        os.setuid(nobody.pw_uid)
        for each in PLACES:
            yield f"{each.name}, as nobody", _try(place / each.path, each.reason, each.told, replace, may_replace)


def _set_up(place: Path, user: int) -> None:
    for name, mode in {"open": 0o777, "read-only": 0o777, "closed": 0o555, "locked": 0o000, "shared": 0o1777}.items():
        (place / name).mkdir()
        (place / name).chmod(mode)
    _put_files(place, user, FILES | MOUNTED)
    (place / "open" / "link").symlink_to("../read-only/map")
    _mount("--bind", place / "read-only", place / "read-only")
    _mount("-o", "remount,bind,ro", place / "read-only")
    _mount("--bind", place / "open" / "one", place / "open" / "one")
    _mount("-o", "remount,bind,ro", place / "open" / "one")


def _put_files(place: Path, user: int, files: dict[str, int]) -> None:
    """These files as they are at first, and no others beside them."""
    for path, mode in files.items():
        (place / path).unlink(missing_ok=True)
        (place / path).write_bytes(OLD)
        (place / path).chmod(mode)
        if path not in THEIRS:
            os.chown(place / path, user, user)
    for name in ("open/new", "closed/new"):
        (place / name).unlink(missing_ok=True)


def _try(
    path: Path,
    reason: Reason | None,
    told: type[StoreError] | None,
    replace: Callable[..., Any],
    may_replace: Callable[[Path], Reason | None],
) -> list[str]:
    wrong = [] if (answer := may_replace(path)) is reason else [f"may_replace says {answer}"]
    before = _seen(path)
    try:
        replace(path, NEW, expected=atomic_file.ANY, system=REAL)
    except KeptAside as kept:
        if told is not KeptAside or kept.kept_as.read_bytes() != NEW:
            wrong.append("kept aside")
    except CannotWrite as refused:
        wrong += [] if refused.reason is reason else [f"replace says {refused.reason}"]
    else:
        wrong += [] if reason is None and told is None and path.read_bytes() == NEW else ["it was replaced"]
        return wrong
    return wrong + ([] if _seen(path) == before else ["something changed"])


def _seen(path: Path) -> tuple[bytes | None, list[str]]:
    """The bytes of the file and the temporary files beside it, as far as this person can see."""
    try:
        there = [each.name for each in path.parent.iterdir() if each.name.startswith(".kithmap-")]
        return path.read_bytes() if path.exists() else None, there
    except OSError:
        return None, []


ALL: dict[str, Callable[[Path], Iterator[Result]]] = {
    "full": full,
    "full, written in place": lambda place: full(place, mutants.in_place),
    "full, not tidied up": lambda place: full(place, mutants.without_looking),
    "without names": without_names,
    "limited": limited,
    "limited, written in place": lambda place: limited(place, mutants.in_place),
    "read-only": read_only,
    "read-only, by bits": lambda place: read_only(place, may_replace=mutants.may_replace_by_bits),
    "read-only, not asked": lambda place: read_only(place, mutants.without_looking),
}
MUTANTS = [name for name in ALL if ", " in name]


def figures(folder: Path) -> Iterator[Figures]:
    """All of it, and the mutants; without mounts, only what needs none."""
    for name in ALL:
        try:
            results = run_apart(name, mounting=not name.startswith("limited"))
        except NotPermitted as why:
            print(f"{name}: {why}")
            continue
        wrong = [f"{what}: {each}" for what, bad in results for each in bad]
        yield Figures(f"disk or place: {name}", len(results), wrong, name in MUTANTS)


if __name__ == "__main__":
    print(json.dumps(list(ALL[sys.argv[1]](Path(sys.argv[2])))))
