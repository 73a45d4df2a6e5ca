"""One worker beside the interface, for what waits for the disk: jobs run in turn, and answers come back."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

Result = TypeVar("Result")


class Background(QObject):
    """Runs jobs one after the other on a thread of its own. Jobs must not touch anything of Qt's."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kithmap")
        # Queued: the answer is dealt with on the interface's thread, whichever emitted the signal.
        self._finished.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def submit(
        self, job: Callable[[], Result], done: Callable[["Future[Result]"], None] | None = None
    ) -> "Future[Result]":
        """Run `job` after those before it; `done` gets the finished future on this object's thread, from its events."""
        future = self._pool.submit(job)
        if done is not None:
            future.add_done_callback(lambda ended: self._finished.emit(lambda: done(ended)))
        return future

    def close(self) -> None:
        """Wait for the jobs there are and end the thread."""
        self._pool.shutdown()

    @Slot(object)
    def _call(self, function: Callable[[], Any]) -> None:
        function()
