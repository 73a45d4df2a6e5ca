"""Python's garbage, collected on the interface's thread only.

Widgets that are garbage in a cycle are destroyed by whatever thread happens to collect, and Qt's objects must not be
destroyed by a worker (not reported; PySide6 6.11.3; napari/napari#1029 tells of it). So the collector is switched off
and asked from a timer, by the thresholds it would go by itself.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimerEvent

_EVERY: Final = 500  # milliseconds


class Collecting(QObject):
    """Collects as long as events are handled; `close` lets Python do it by itself again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = self.startTimer(_EVERY)

    def close(self) -> None:
        self.killTimer(self._timer)
        gc.enable()

    def timerEvent(self, _event: QTimerEvent) -> None:
        """Collect the oldest generation whose threshold is reached."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
