"""Processes that are there at once: forked from one that has loaded the program but begun nothing.

A process that forks must have neither threads nor Qt's application object. The tests have both, so they run a harness
that forks in a process of its own; the command runs it as it is.

    python -m tests.faults.warm HARNESS FOLDER    the sample of a harness, a line of JSON for each figure
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NoReturn

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from tests.faults.figures import Figures

ROOT: Final = Path(__file__).resolve().parent.parent.parent
# Seconds. Longer than anything here takes, on any machine: who has not ended by then never will.
PATIENCE: Final = 60.0

Message = dict[str, Any]
Say = Callable[..., None]
"""Tell the parent: `say("saved", digest=...)`. The moment is added: "at", in seconds of the monotonic clock."""


class Child:
    """A forked process that runs `run(say)`; `said` is all it told. `ended_at` is when it was killed, or was gone."""

    def __init__(self, run: Callable[[Say], object]) -> None:
        self.said: list[Message] = []
        self.ended_at = 0.0
        self._rest = b""
        reading, writing = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(reading)
            _be(run, writing)
        os.close(writing)
        self._reading = reading
        self._is_over = False

    def listen(self, seconds: float, wanted: str | None = None) -> bool:
        """Take in what it says for so long, until it ends, or until it has said what is wanted: then True."""
        until = time.monotonic() + seconds
        while True:
            if wanted is not None and any(each["what"] == wanted for each in self.said):
                return True
            rest = until - time.monotonic()
            if self._is_over or rest <= 0:
                return False
            if select.select([self._reading], [], [], rest)[0]:
                self._take_in()

    def send(self, number: int) -> None:
        """Send it a signal."""
        os.kill(self.pid, number)

    def kill(self) -> int:
        """End it as the system does when memory runs out: nothing can be tidied up. Returns as `wait` does."""
        self.ended_at = time.monotonic()
        self.send(signal.SIGKILL)
        return self.wait()

    def wait(self, seconds: float = PATIENCE) -> int:
        """Its exit status; negative: the signal that ended it. After so many seconds it is killed."""
        self.listen(seconds)
        if not self._is_over:
            self.send(signal.SIGKILL)
            self.listen(PATIENCE)
        status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.ended_at = self.ended_at or time.monotonic()
        os.close(self._reading)
        return status

    def _take_in(self) -> None:
        data = os.read(self._reading, 1 << 16)
        self._is_over = not data
        *lines, self._rest = (self._rest + data).split(b"\n")
        self.said += map(json.loads, lines)


def _be(run: Callable[[Say], object], writing: int) -> NoReturn:
    def say(what: str, **more: object) -> None:
        # One call: whoever is killed has said all of it or nothing.
        os.write(writing, json.dumps({"what": what, "at": time.monotonic(), **more}).encode() + b"\n")

    status = 1
    try:
        run(say)
        status = 0
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    except BaseException:  # noqa: BLE001 - nothing may run on in a copy of the parent
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)


def live_in(home: Path) -> None:
    """Make this folder the person's own: home, settings, data and temporary files lie below it from now on."""
    for variable, below in {
        "HOME": "",
        "XDG_CONFIG_HOME": ".config",
        "XDG_DATA_HOME": ".local/share",
        "XDG_CACHE_HOME": ".cache",
        "XDG_STATE_HOME": ".local/state",
        "TMPDIR": "tmp",
    }.items():
        os.environ[variable] = str(home / below)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_tell_of_qt)
    (home / "tmp").mkdir(mode=0o700, exist_ok=True)
    os.chdir(home)


def _tell_of_qt(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    # Without a screen much is not supported, and need not be said each time.
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def sample_apart(harness: str, folder: Path) -> list[Figures]:
    """What `sample(folder)` of a harness finds, run in a process that may fork."""
    command = [sys.executable, "-m", "tests.faults.warm", harness, str(folder)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return [Figures(*json.loads(line)) for line in done.stdout.splitlines()]


if __name__ == "__main__":
    for line in import_module(f"tests.faults.{sys.argv[1]}").sample(Path(sys.argv[2])):
        print(json.dumps(line), flush=True)
