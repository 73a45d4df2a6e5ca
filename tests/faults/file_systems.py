"""A file system whose nth operation fails, once or from then on, for tests of what is left on the disk."""

import os
from collections.abc import Callable
from typing import Any

from kithmap.store.atomic_file import FileSystem

OPERATIONS = [name for name in vars(FileSystem) if not name.startswith("_") and name != "wait"]


class FailingFileSystem(FileSystem):
    """Fails with `number` (an errno) at operation `nth`, counted from 1; with `for_ever` at every later one too.

    `log` says which operations were asked for, `waited` how many seconds were waited for: here they pass at once.
    Removing and closing still work after the first failure: a full or broken disk stops neither, and whether nothing is
    left behind can only be asked where it can be done.
    """

    def __init__(self, nth: int = 0, number: int = 0, *, for_ever: bool = False) -> None:
        self.nth, self.number, self.for_ever = nth, number, for_ever
        self.log: list[str] = []
        self.waited = 0.0

    @property
    def count(self) -> int:
        """How many operations were asked for."""
        return len(self.log)

    @property
    def failed(self) -> str:
        """The operation that failed first."""
        return self.log[self.nth - 1]

    def wait(self, seconds: float) -> None:
        """Time passes at once."""
        self.waited += seconds

    def __getattribute__(self, name: str) -> Any:
        operation = super().__getattribute__(name)
        return self._counted(name, operation) if name in OPERATIONS else operation

    def _counted(self, name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            self.log.append(name)
            late = self.for_ever and self.count > self.nth and name not in {"remove", "close"}
            if self.nth and (self.count == self.nth or late):
                if name == "close":
                    operation(*arguments)  # a close that fails has closed all the same
                raise OSError(self.number, os.strerror(self.number))
            return operation(*arguments)

        return run
