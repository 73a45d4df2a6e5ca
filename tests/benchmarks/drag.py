"""Dragging: from each mouse move to the painted map, at growing numbers of entries with three ties each."""

import math

from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView
from tests.benchmarks.documents import map_of
from tests.benchmarks.measure import met, p50, p95, print_table
from tests.benchmarks.window import Painted, open_window, send_mouse, settle, show, start_qt

from kithmap.model import queries
from kithmap.ui.window.main_window import MainWindow

SIZES = (20, 100, 200, 500, 1000)
GOALS = {200: 8.0, 1000: 16.0}
MOVES = 200
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton


def drag_times(window: MainWindow) -> list[float]:
    """Milliseconds from move to paint while one entry is dragged on a spiral through all rings and dropped."""
    view = window.view
    viewport = view.viewport()
    dragged = queries.on_ring(window.session.document.today, "close")[0].entry
    start = view.mapFromScene(view.items_by_entry[dragged].pos())
    middle = view.mapFromScene(0.0, 0.0)
    reach = 0.95 * view.picture.radius * view.zoom
    painted = Painted(viewport)
    path = []
    for number in range(MOVES):
        turn, radius = number / MOVES * math.tau * 2.0, reach * (0.2 + 0.8 * number / MOVES)
        path.append(middle + QPoint(round(radius * math.sin(turn)), round(-radius * math.cos(turn))))
    send_mouse(viewport, QEvent.Type.MouseButtonPress, start, LEFT, LEFT)
    send_mouse(viewport, QEvent.Type.MouseMove, path[0], NONE, LEFT)
    settle()
    found = [painted.time(lambda at=at: send_mouse(viewport, QEvent.Type.MouseMove, at, NONE, LEFT)) for at in path[1:]]
    item = view.items_by_entry[dragged].pos()
    assert (view.mapFromScene(item) - path[-1]).manhattanLength() < 80, "the entry did not follow the mouse"
    send_mouse(viewport, QEvent.Type.MouseButtonRelease, path[-1], LEFT, NONE)
    settle()
    viewport.removeEventFilter(painted)
    return found


def empty_view_times(size: QSize) -> list[float]:
    """Milliseconds to repaint a view of the same size with nothing in it: what no drag can be faster than."""
    scene = QGraphicsScene()
    view = QGraphicsView(scene)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.resize(size)
    view.show()
    settle()
    painted = Painted(view.viewport())
    found = [painted.time(view.viewport().update) for _ in range(MOVES)]
    view.hide()
    return found


def main() -> None:
    """Measure and print."""
    start_qt()
    window = open_window(map_of(SIZES[0]))
    empty = empty_view_times(window.view.viewport().size())
    rows: list[list[object]] = [["empty view", p50(empty), p95(empty), "", "", ""]]
    base = 0.0
    for size in SIZES:
        show(window, map_of(size))
        found = drag_times(window)
        base = base or p50(found)
        goal = GOALS.get(size)
        verdict = met(p95(found), goal) if goal else ""
        rows.append([f"{size} entries", p50(found), p95(found), f"{p50(found) / base:.2f}", goal or "", verdict])
    platform = QApplication.platformName()
    print_table(
        f"Drag, mouse move to painted, ms ({platform})",
        ["map", "p50", "p95", "growth of p50", "goal for p95", ""],
        rows,
    )


if __name__ == "__main__":
    main()
