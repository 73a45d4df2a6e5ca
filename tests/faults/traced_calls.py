"""What a save really asks of the system, as `strace` sees it from outside: modes, names and order of the calls.

strace -f -y ... python -m tests.faults.traced_calls FOLDER WAY    what is traced; WAY is a name in WAYS
"""

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults import mutants
from tests.faults.figures import Figures

from kithmap.store import atomic_file, backups, encryption, recovery, settings
from kithmap.store.file_system import REAL

ROOT = Path(__file__).resolve().parent.parent.parent
CALLS = (
    "open,openat,creat,mkdir,mkdirat,chmod,fchmod,fchmodat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "mknod,mknodat,unlink,unlinkat,write,pwrite64,ftruncate,truncate,fsync,fdatasync"
)
UMASKS = (0, 0o022, 0o077)
NOW = datetime(2026, 3, 14, 9, 15, tzinfo=UTC)
TITLE = "Olga and me.kithmap"
NEUTRAL = re.compile(r"\.kithmap-[0-9a-f]{16}\.tmp")

WAYS: dict[str, Callable[..., Any]] = {
    "atomic_file": atomic_file.replace,
    "readable_for_all": mutants.readable_for_all,
    "without_flush": mutants.without_flush,
    "without_folder_flush": mutants.without_folder_flush,
    "telling_name": mutants.telling_name,
    "in_place": mutants.in_place,
}
MUTANTS = {
    "readable_for_all": "made for others too",
    "without_flush": "before what was written was flushed",
    "without_folder_flush": "nobody flushed the folder",
    "telling_name": "a name that tells",
    "in_place": "written where it is read",
}


class Call(NamedTuple):
    """One system call: its name, the paths in it, its other words, and whether it succeeded."""

    name: str
    paths: tuple[Path, ...]
    words: str
    succeeded: bool


def is_available() -> bool:
    """Whether there is a strace, and whether it may watch anybody here."""
    if shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def trace(folder: Path, way: str) -> list[Call]:
    """Save in all kinds of ways below the folder, and say what was asked of the system there."""
    log = folder / "calls.txt"
    place = folder / "place"
    place.mkdir(mode=0o700)
    command = ["strace", "-f", "-y", "-s", "0", "-o", str(log), "-e", f"trace={CALLS}"]
    command += [sys.executable, "-B", "-m", "tests.faults.traced_calls", str(place), way]
    subprocess.run(command, cwd=ROOT, check=True)
    calls = [call for line in log.read_text(encoding="utf-8").splitlines() if (call := _call(line))]
    return [call for call in calls if any(path.is_relative_to(place) for path in call.paths)]


def _call(line: str) -> Call | None:
    match = re.fullmatch(r"\d+ +(\w+)\((.*)\) += (-?\d+).*", line)
    if match is None:
        return None
    name, words, result = match.groups()
    # "..." is a path that was handed in, <...> one that the system found behind a descriptor.
    paths = tuple(Path(handed or found) for handed, found in re.findall(r'"([^"]+)"|(?<=\d)<(/[^>]*)>', words))
    return Call(name, paths, words, int(result) >= 0)


def what_is_wrong(calls: list[Call], kept_mode: int) -> list[str]:
    """Everything the calls must not have done. `kept_mode` is that of a file that was there before."""
    wrong = [each for call in calls if call.succeeded for each in _wrong_alone(call, kept_mode)]
    for number, call in enumerate(calls):
        if call.name.startswith("rename") and call.succeeded:
            wrong += _wrong_around(calls[:number], call, calls[number + 1 :])
    return wrong


def _wrong_alone(call: Call, kept_mode: int) -> Iterator[str]:
    name = call.paths[-1].name
    mode = int(found.group(1), 8) if (found := re.search(r", (0[0-7]*)$", call.words)) else 0
    if "O_CREAT" in call.words or call.name in {"creat", "mknod", "mknodat"}:
        if mode & 0o077:
            yield f"{name} is made for others too: {mode:o}"
        if "Olga" in name:
            yield f"{name}: a name that tells" if name != TITLE else f"{name} is written where it is read"
    if "mkdir" in call.name and mode != 0o700:
        yield f"the folder {name} is made for others too: {mode:o}"
    if "chmod" in call.name and mode not in {0o600, kept_mode}:
        yield f"{name} is opened to others: {mode:o}"
    if call.name in {"write", "pwrite64", "truncate", "ftruncate"} and not NEUTRAL.fullmatch(name):
        yield f"{name} is written where it is read"


def _wrong_around(before: list[Call], rename: Call, after: list[Call]) -> Iterator[str]:
    source, target = (path for path in rename.paths if path.suffix)
    done = [call.name for call in before if call.paths[-1] == source and call.name in {"write", "fsync", "fdatasync"}]
    if done and done[-1] == "write":
        yield f"{target.name}: the name changed before what was written was flushed"
    until_next = iter(after)
    for call in until_next:
        if call.name == "fsync" and call.paths[-1] == target.parent:
            return
        if call.name.startswith("rename"):
            break
    yield f"{target.name}: nobody flushed the folder"


def wrong_modes(place: Path, kept: set[Path], kept_mode: int) -> list[str]:
    """Files and folders that others can open now."""
    wrong = []
    for path in place.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode != (0o700 if path.is_dir() else kept_mode if path in kept else 0o600):
            wrong.append(f"{path.name} is {mode:o}")
    return wrong


def _save_everything(place: Path, replace: Callable[..., Any]) -> None:
    for umask in UMASKS:
        os.umask(umask)
        below = place / f"{umask:03o}" / "a" / "b"
        atomic_file.make_folder(below)
        replace(below / TITLE, b"first\n" * 1000, expected=None, system=REAL)
        known = atomic_file.read(below / TITLE, 10_000).digest
        replace(below / TITLE, b"second\n" * 1000, expected=known, system=REAL)
        (below / TITLE).chmod(0o640)
        replace(below / TITLE, b"third\n" * 1000, expected=atomic_file.ANY, system=REAL)
        settings.save(below / "settings" / "settings.json", settings.Settings())
        mine = recovery.new_file(below / "recovery", below / TITLE)
        recovery.claim(mine)
        unsaved = recovery.UnsavedWork(b"fourth", below / TITLE, None, NOW)
        recovery.write(mine, unsaved, None)
        recovery.write(mine, unsaved, encryption.protect("a passphrase", work_factor=10))
        for data in (b"fifth", b"sixth"):
            backups.keep(below / "earlier", below / TITLE, data, NOW)


def figures(folder: Path) -> Iterator[Figures]:
    """All of it, and the mutants."""
    for way in WAYS:
        place = folder / way
        place.mkdir()
        calls = trace(place, way)
        wrong = what_is_wrong(calls, 0o640)
        if way not in MUTANTS:
            wrong += wrong_modes(place / "place", set(place.rglob(TITLE)), 0o640)
        yield Figures(f"calls of a save, as strace sees them: {way}", len(calls), wrong, way in MUTANTS)


if __name__ == "__main__":
    _save_everything(Path(sys.argv[1]), WAYS[sys.argv[2]])
