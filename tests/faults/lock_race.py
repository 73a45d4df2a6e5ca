"""Processes that want the same lock: at most one has it at a time, and one that was killed leaves nothing behind.

python -m tests.faults.lock_race hold LOCK             take it, say so in a line, and keep it until the input ends
python -m tests.faults.lock_race race LOCK ROUNDS      take it, remove the file, give it back, again and again
"""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.figures import Figures

from kithmap.store import atomic_file

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
def holder(lock: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Another process, and whether it has the lock: "held" or "taken"."""
    with start("hold", lock) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def kill(process: subprocess.Popen[str]) -> None:
    """As the system does it when memory runs out: nothing can be tidied up."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def can_be_had(lock: Path) -> bool:
    """Whether the lock is free; it is free afterwards too."""
    held = atomic_file.hold(lock)
    if held is not None:
        atomic_file.release(held)
    return held is not None


def race(lock: Path, processes: int, rounds: int) -> tuple[int, int]:
    """How often one of these processes had the lock, and how often two had it together."""
    racing = [start("race", lock, rounds) for _ in range(processes)]
    results = [tuple(map(int, process.communicate()[0].split())) for process in racing]
    return sum(had for had, _ in results), sum(together for _, together in results)


def _hold(lock: Path) -> None:
    print("taken" if atomic_file.hold(lock) is None else "held", flush=True)
    sys.stdin.read()


def _race(lock: Path, rounds: int) -> None:
    had = together = 0
    witness = os.open(lock.with_name("witness"), os.O_RDWR | os.O_CREAT, 0o600)
    for _ in range(rounds):
        held = atomic_file.hold(lock)
        if held is None:
            continue
        had += 1
        try:
            fcntl.lockf(witness, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.sched_yield()
            fcntl.lockf(witness, fcntl.LOCK_UN)
        except BlockingIOError:
            together += 1
        atomic_file.remove(lock)
        atomic_file.release(held)
    print(had, together)


def figures(folder: Path) -> Iterator[Figures]:
    """A killed holder, twenty times; a race."""
    blocked = []
    for number in range(20):
        with holder(folder / "lock") as (process, answer):
            if answer != "held" or can_be_had(folder / "lock"):
                blocked.append(f"{number}: not held by one alone ({answer})")
            kill(process)
            if not can_be_had(folder / "lock"):
                blocked.append(f"{number}: the dead have it")
    yield Figures("lock of a killed process", 20, blocked)
    had, together = race(folder / "raced", 6, 300)
    yield Figures("lock taken and removed by six processes at once", had, ["two had it together"] * together)


if __name__ == "__main__":
    if sys.argv[1] == "hold":
        _hold(Path(sys.argv[2]))
    else:
        _race(Path(sys.argv[2]), int(sys.argv[3]))
