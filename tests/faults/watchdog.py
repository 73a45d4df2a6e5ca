"""How long the window stands still: a timer in its thread should come every five milliseconds, and when did it?"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from kithmap.store.file_system import FileSystem

TICK = 5
# Seconds. What takes longer never ends.
PATIENCE = 120.0


def longest_gap(action: Callable[[], object], is_over: Callable[[], bool] = lambda: True) -> float:
    """Milliseconds: the longest time without a tick, from the start of an action until it is over.

    Events are handled meanwhile, as they are while a person looks on; what the action raises is raised here.
    """
    watch = _Watch(is_over)
    QTimer.singleShot(0, watch, lambda: watch.run(action))
    watch.loop.exec()
    if watch.error is not None:
        raise watch.error
    return max(watch.gaps) * 1000.0


@contextmanager
def slow_disk(seconds: float) -> Iterator[None]:
    """A disk that takes so long each time it is waited for: to write for good, and to say what may be written."""
    flush, may_write = FileSystem.flush, FileSystem.may_write

    def slow_may_write(system: FileSystem, path: Path) -> bool:
        time.sleep(seconds)
        return may_write(system, path)

    def slow_flush(system: FileSystem, descriptor: int) -> None:
        time.sleep(seconds)
        flush(system, descriptor)

    FileSystem.flush, FileSystem.may_write = slow_flush, slow_may_write  # type: ignore[method-assign]
    try:
        yield
    finally:
        FileSystem.flush, FileSystem.may_write = flush, may_write  # type: ignore[method-assign]


class _Watch(QObject):
    def __init__(self, is_over: Callable[[], bool]) -> None:
        super().__init__()
        self.loop = QEventLoop()
        self.gaps: list[float] = []
        self.error: BaseException | None = None
        self._is_over = is_over
        self._is_done = False
        self._begin = self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK)

    def run(self, action: Callable[[], object]) -> None:
        """Do it, within the event loop."""
        try:
            action()
        except BaseException as error:  # noqa: BLE001 - raised again by whoever watches
            self.error = error
        self._is_done = True

    def _tick(self) -> None:
        now = perf_counter()
        self.gaps.append(now - self._last)
        self._last = now
        if now - self._begin > PATIENCE:
            self.error = TimeoutError()
        if self.error is not None or (self._is_done and self._is_over()):
            self._timer.stop()
            self.loop.quit()
