"""Work beside the interface: the one place that makes threads, and the way back to the thread that asked.

A job must not touch anything of Qt's. What became of it is dealt with by events of the thread that made the Background.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from itertools import count
from typing import Any, Self, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

Result = TypeVar("Result")


class Background(QObject):
    """One thread, which runs jobs in turn. As a context it ends with the block, once all jobs are done."""

    _ended = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kithmap")
        self._numbers = count()
        self._done: dict[int, Callable[[Future[Any]], object]] = {}
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self, job: Callable[[], Result], done: Callable[["Future[Result]"], object] = Future.result
    ) -> "Future[Result]":
        """Run `job` after those before it; `done` gets the finished future, from events of this object's thread.

        Where nobody says what is to be done, an error of the job is raised there.
        """
        future = self._pool.submit(job)
        # The thread knows a number only: whoever lets go of a widget last destroys it, on its own thread.
        number = next(self._numbers)
        self._done[number] = done
        future.add_done_callback(partial(self._report, number))
        return future

    def close(self) -> None:
        self._pool.shutdown()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _report(self, number: int, future: "Future[Any]") -> None:
        self._ended.emit(number, future)

    @Slot(int, object)
    def _deliver(self, number: int, future: "Future[Any]") -> None:
        self._done.pop(number)(future)


def run_once(job: Callable[[], Result], done: Callable[["Future[Result]"], None]) -> None:
    """Run one job on a thread that ends with it; `done` gets the finished future, from events of this thread."""
    background = Background()

    def end(future: "Future[Result]") -> None:
        background.close()
        done(future)

    background.submit(job, end)


def raise_later(error: BaseException) -> None:
    """Raise an error that nobody expected where every mistake of the program is told: from events, not in between."""

    def throw() -> None:
        raise error

    QTimer.singleShot(0, throw)
