"""The program talks to nobody: a whole day with it, watched from outside, and without any network.

    python -m tests.faults sockets

A day is the one of `canaries`: window, protected map, saves, kill, recovery; then the example, saved and on paper.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.faults.canaries import A_SOCKET, day_alone, new_mark, traced_day
from tests.faults.figures import Figures
from tests.faults.traced_calls import is_available
from tests.faults.warm import ROOT

# As root a network of one's own needs no user namespace, and others may not be permitted to make one.
ALONE: Final = (["unshare", "-n"], ["unshare", "-r", "-n"])
# What shall pass without a network too. The whole suite does, but takes minutes.
TESTS: Final = ("tests/store", "tests/report", "tests/ui/test_files.py", "tests/test_command_line.py")


def sockets(log: Path) -> tuple[int, list[str]]:
    """How many calls a trace holds, and those that opened a socket by which other computers can be reached."""
    lines = log.read_text(encoding="ascii").splitlines()
    opened = [line for line in lines if re.match(r"\d+ +socket\(", line)]
    return len(lines), [line for line in opened if "AF_UNIX" not in line]


def alone() -> list[str] | None:
    """The command that gives a process a network with nobody else in it; None where that is not permitted."""
    for command in ALONE:
        if (
            shutil.which(command[0])
            and not subprocess.run([*command, "true"], capture_output=True, check=False).returncode
        ):
            return command
    return None


def day_without_network(folder: Path) -> list[str]:
    """What goes wrong on a day without any network."""
    folder.mkdir()
    command = [*(alone() or ()), sys.executable, *day_alone(folder, new_mark())]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stderr.splitlines() if done.returncode else []


def tests_without_network() -> list[str]:
    """What fails of some of the tests without any network."""
    pytest = ["-m", "pytest", "-q", "-p", "no:cacheprovider", *TESTS]
    done = subprocess.run(
        [*(alone() or ()), sys.executable, *pytest], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.splitlines()[-5:] if done.returncode else []


def figures(folder: Path) -> Iterator[Figures]:
    """A day watched, one without a network, and tests without a network."""
    yield from sample(folder)
    if alone() is not None:
        yield Figures(f"tests without a network: {', '.join(TESTS)}", len(TESTS), tests_without_network())


def sample(folder: Path) -> Iterator[Figures]:
    """A day watched, one without a network, and a mutant."""
    if is_available():
        for number, mutant in enumerate(("", A_SOCKET)):
            count, found = sockets(traced_day(folder / str(number), new_mark(), mutant))
            yield Figures(mutant or "calls of a day with the program", count, found, is_mutant=bool(mutant))
    if alone() is not None:
        yield Figures("a day without a network", 1, day_without_network(folder / "alone"))
