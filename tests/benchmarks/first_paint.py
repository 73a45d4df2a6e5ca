"""A process that shows one window and ends after its first paint; start.py measures it.

    python tests/benchmarks/first_paint.py empty | start | FILE

"empty" is a plain PySide6 window, "start" Kithmap's first page, FILE Kithmap with a map. Writes the names of all loaded
modules to stdout when the window has been painted.
"""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget


class EndAfterPaint(QObject):
    """Ends the process, without any cleaning up, when a window and everything in it has been painted once."""

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the paint event; the rest of the window is painted before the next turn of the event loop."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, _end)
        return False


def _end() -> None:
    os.write(1, "\n".join(sys.modules).encode())
    os._exit(0)


def main(wanted: str) -> int:
    """Show the window."""
    qt = QApplication(sys.argv[:1])
    if wanted == "empty":
        window = QMainWindow()
        window.resize(1366, 768)
        _watch = EndAfterPaint(window)
        window.show()
        return qt.exec()
    from kithmap import application  # noqa: PLC0415 - the empty window must not load it

    # From here on as in application.run_window.
    beginning = application.beginning(qt)
    if wanted == "start":
        _watch = EndAfterPaint(beginning.start)
        beginning.show(None)
        return qt.exec()
    beginning.show(Path(wanted))
    window = beginning.window
    assert window is not None
    # As large as the empty one; without a screen it would begin maximised.
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    _watch = EndAfterPaint(window)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
