"""Quick hide: from the last release of Shift until the neutral page is painted and no other window left; and back."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from time import perf_counter

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.benchmarks.documents import map_of
from tests.benchmarks.measure import met, p50, p95, print_table
from tests.benchmarks.window import Painted, open_window, settle, show, start_qt

from kithmap.ui.privacy.neutral_page import NeutralPage
from kithmap.ui.privacy.quick_hide import QuickHide
from kithmap.ui.window.main_window import MainWindow

GOAL = 50.0
ROUNDS = 30


class Stamp(QObject):
    """Notes when the neutral page was painted for the first time."""

    def __init__(self) -> None:
        super().__init__()
        self.at = 0.0

    def follow(self) -> None:
        """The page has just been shown."""
        self.at = 0.0
        next(each for each in QApplication.topLevelWidgets() if isinstance(each, NeutralPage)).installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note the time, and let the event go on."""
        if event.type() == QEvent.Type.Paint and not self.at:
            self.at = perf_counter()
        return False


def hide_times(window: MainWindow, quick: QuickHide, stamp: Stamp) -> tuple[list[float], list[float]]:
    """Milliseconds until neutral, and until the map is painted again."""
    away: list[float] = []
    back: list[float] = []
    painted = Painted(window.view.viewport())
    for _ in range(ROUNDS):
        for _ in range(2):
            QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
        QTest.keyPress(window.windowHandle(), Qt.Key.Key_Shift)
        start = perf_counter()
        QTest.keyRelease(window.windowHandle(), Qt.Key.Key_Shift)
        while not stamp.at or window.windowHandle() is not None:
            QApplication.processEvents()
        away.append((stamp.at - start) * 1000.0)
        settle()
        back.append(painted.time(quick.show_again))
        settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window.view.viewport().removeEventFilter(painted)
    return away, back


def main() -> None:
    """Measure and print."""
    start_qt()
    window = open_window(map_of(20))
    quick = window.safety.quick_hide
    # Nothing is explained in the middle of it.
    settings = msgspec.structs.replace(window.preferences.value, quick_hide_explained=True)
    window.preferences.use(settings)
    stamp = Stamp()
    quick.hidden.connect(stamp.follow)
    rows: list[list[object]] = []
    for size in (20, 200, 1000):
        show(window, map_of(size))
        away, back = hide_times(window, quick, stamp)
        goal = GOAL if size == 200 else None
        rows.append(
            [
                f"{size} entries",
                "third Shift to neutral",
                p50(away),
                p95(away),
                goal or "",
                met(p95(away), goal) if goal else "",
            ]
        )
        rows.append([f"{size} entries", "Continue to the map painted", p50(back), p95(back), "", ""])
    print_table(
        f"Quick hide, ms ({QApplication.platformName()})", ["map", "what", "p50", "p95", "goal for p95", ""], rows
    )


if __name__ == "__main__":
    main()
