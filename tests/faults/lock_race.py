"""Processes that want the same lock: at most one has it at a time, and one that was killed leaves nothing behind.

    python -m tests.faults.lock_race hold WAY LOCK         take it, say so in a line, and keep it until the input ends
    python -m tests.faults.lock_race race WAY LOCK ROUNDS  take it, remove the file, give it back, again and again

WAY is a name in WAYS.
"""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.figures import Figures

from kithmap.store import atomic_file
from kithmap.store.file_system import FileSystem

if sys.platform != "win32":
    import fcntl

ROOT = Path(__file__).resolve().parent.parent.parent

FROM_ELSEWHERE = {
    "empty": b"",
    "another computer": b"pid 4711\nhost elsewhere.example\n",
    "this process": str(os.getpid()).encode(),
    "bytes": bytes(range(256)),
}
WITHOUT_LOCKS = [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL, errno.EBADF, errno.EIO]


class _NeverLookingBack(FileSystem):
    """Nobody looks whether the file that was locked still has its name."""

    def lock(self, descriptor: int) -> None:
        super().lock(descriptor)
        self.locked = descriptor

    def status_of(self, path: Path) -> os.stat_result:
        return os.fstat(self.locked)


def _with_removed_files(lock: Path) -> int | None:
    """A mutant: a lock on a file that its holder removed counts."""
    return atomic_file.hold(lock, system=_NeverLookingBack())


def _by_existence(lock: Path) -> int | None:
    """A mutant: who could make the file has the lock, dead or alive."""
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return None


WAYS: dict[str, Callable[[Path], int | None]] = {
    "atomic_file": atomic_file.hold,
    "with removed files": _with_removed_files,
    "by existence": _by_existence,
}


def start(*arguments: object) -> subprocess.Popen[str]:
    """This module in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.lock_race", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def holder(lock: Path, way: str = "atomic_file") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process, and whether it has the lock: "held" or "taken"."""
    with start("hold", way, lock) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def kill(process: subprocess.Popen[str]) -> None:
    """As the system does it when memory runs out: nothing can be tidied up."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def can_be_had(lock: Path, way: str = "atomic_file") -> bool:
    """Whether the lock is free; it is free afterwards too."""
    held = WAYS[way](lock)
    if held is not None:
        atomic_file.release(held)
    return held is not None


def race(lock: Path, processes: int, rounds: int, way: str = "atomic_file") -> tuple[int, int]:
    """How often one of these processes had the lock, and how often two had it together."""
    racing = [start("race", way, lock, rounds) for _ in range(processes)]
    results = [tuple(map(int, process.communicate()[0].split())) for process in racing]
    return sum(had for had, _ in results), sum(together for _, together in results)


def _hold(way: str, lock: str) -> None:
    print("taken" if WAYS[way](Path(lock)) is None else "held", flush=True)
    sys.stdin.read()


def _race(way: str, lock: str, rounds: str) -> None:
    had = together = 0
    witness = os.open(Path(lock).with_name("witness"), os.O_RDWR | os.O_CREAT, 0o600)
    for _ in range(int(rounds)):
        held = WAYS[way](Path(lock))
        if held is None:
            continue
        had += 1
        try:
            fcntl.lockf(witness, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.sched_yield()
            fcntl.lockf(witness, fcntl.LOCK_UN)
        except BlockingIOError:
            together += 1
        atomic_file.remove(Path(lock))
        atomic_file.release(held)
    print(had, together)


def kill_holders(folder: Path, times: int, way: str = "atomic_file") -> list[str]:
    """Take and kill, again and again; says when anything is left that keeps somebody out."""
    wrong = []
    for number in range(times):
        lock = folder / str(number)
        with holder(lock, way) as (process, answer):
            if answer != "held" or can_be_had(lock, way):
                wrong.append(f"{number}: not held by one alone ({answer})")
            kill(process)
            if not can_be_had(lock, way):
                wrong.append(f"{number}: the dead have it")
    return wrong


def figures(folder: Path) -> Iterator[Figures]:
    """A killed holder, twenty times; a race; and the mutants."""
    yield Figures("a holder of the lock is killed", 20, kill_holders(folder, 20))
    left = folder / "left"
    left.mkdir()
    yield Figures("lock by existence", 3, kill_holders(left, 3, "by existence"), is_mutant=True)
    for way, rounds in (("atomic_file", 300), ("with removed files", 3000)):
        had, together = race(folder / way, 6, rounds, way)
        wrong = ["two had it together"] * together
        yield Figures(f"six processes want a lock: {way}", had, wrong, is_mutant=way != "atomic_file")


if __name__ == "__main__":
    {"hold": _hold, "race": _race}[sys.argv[1]](*sys.argv[2:])
