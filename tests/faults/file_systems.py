"""File systems that misbehave at one operation: it fails, or somebody else was there just before it."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kithmap.store.file_system import FileSystem

OPERATIONS = [name for name in vars(FileSystem) if not name.startswith("_") and name != "wait"]


class WatchedFileSystem(FileSystem):
    """Does what is asked for and remembers it.

    `calls` holds each operation with its arguments, `log` the names alone. `waited` says how many seconds were waited
    for: here they pass at once, and no flush waits for the disk. `refuse` is asked before each operation and may raise.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self.waited = 0.0

    @property
    def log(self) -> list[str]:
        """The operations asked for."""
        return [name for name, _ in self.calls]

    @property
    def count(self) -> int:
        """How many operations were asked for."""
        return len(self.calls)

    def refuse(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Called before operation number `count`."""

    def wait(self, seconds: float) -> None:
        """Time passes at once."""
        self.waited += seconds

    def flush(self, descriptor: int) -> None:
        """An open file is flushed at once."""
        os.fstat(descriptor)

    def flush_folder(self, path: Path) -> None:
        """A folder is flushed at once."""
        path.stat()

    def __getattribute__(self, name: str) -> Any:
        operation = super().__getattribute__(name)
        return self._watched(name, operation) if name in OPERATIONS else operation

    def _watched(self, name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            self.calls.append((name, arguments))
            try:
                self.refuse(name, arguments)
            except OSError:
                if name == "close":
                    operation(*arguments)  # a close that fails has closed all the same
                raise
            return operation(*arguments)

        return run


class FailingFileSystem(WatchedFileSystem):
    """Fails with `number` (an errno) at operation `nth`, counted from 1; with `for_ever` at every later one too.

    Removing and closing still work after the first failure: a full or broken disk stops neither, and whether nothing is
    left behind can only be asked where it can be done.
    """

    def __init__(self, nth: int = 0, number: int = 0, *, for_ever: bool = False) -> None:
        super().__init__()
        self.nth, self.number, self.for_ever = nth, number, for_ever

    @property
    def failed(self) -> str:
        """The operation that failed first, "" when there was none."""
        return self.log[self.nth - 1] if 0 < self.nth <= self.count else ""

    def refuse(self, name: str, arguments: tuple[Any, ...]) -> None:
        late = self.for_ever and self.count > self.nth and name not in {"remove", "close"}
        if self.nth and (self.count == self.nth or late):
            raise OSError(self.number, os.strerror(self.number))


class HeldFileSystem(FailingFileSystem):
    """Another program holds the file: it cannot be replaced the first `times` times. It can fail otherwise, too."""

    def __init__(self, times: int, held: int = errno.EACCES, nth: int = 0, number: int = 0, **more: bool) -> None:
        super().__init__(nth, number, **more)
        self.times, self.held = times, held

    def replace(self, source: Path, target: Path) -> None:
        self.times -= 1
        if self.times >= 0:
            raise OSError(self.held, "another program has it")
        super().replace(source, target)


class VisitedFileSystem(WatchedFileSystem):
    """Somebody else does `visit` just before operation `nth`, counted from 1."""

    def __init__(self, nth: int, visit: Callable[[], None]) -> None:
        super().__init__()
        self.nth, self.visit = nth, visit

    def refuse(self, name: str, arguments: tuple[Any, ...]) -> None:
        if self.count == self.nth:
            self.visit()
