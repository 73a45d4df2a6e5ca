"""Editing: from an edit, its undo and its redo to the painted map; and whether undo grows with what came before."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable
from itertools import count

from PySide6.QtWidgets import QApplication
from tests.benchmarks.documents import map_of
from tests.benchmarks.measure import met, p50, p95, print_table
from tests.benchmarks.window import Painted, open_window, settle, show, start_qt

from kithmap.model.vocabulary import SUPPORT_KINDS, Direction, SupportLevel
from kithmap.ui.window.main_window import MainWindow

GOAL = 16.0
ROUNDS = 60
LEVELS = tuple(SupportLevel)


def mark(window: MainWindow, number: int) -> None:
    """Mark support for one entry after the other, always something new."""
    entries = window.session.document.entries
    turn = number // len(entries)
    window.editing.mark(
        (entries[number % len(entries)].id,),
        SUPPORT_KINDS[turn % len(SUPPORT_KINDS)],
        Direction.GET if number % 2 else Direction.GIVE,
        LEVELS[(turn + number) % len(LEVELS)],
    )


def move(window: MainWindow, number: int) -> None:
    """Drop one entry after the other a little further along its ring."""
    marks = window.current_picture.picture.entries
    chosen = marks[(7 * number) % len(marks)]
    aside = 40.0 if number % 2 else -40.0
    window.editing.drop({chosen.entry: (chosen.x + aside, chosen.y)})


def edit_times(window: MainWindow, edit: Callable[[MainWindow, int], None]) -> dict[str, list[float]]:
    """Milliseconds of edits, undos and redos; a round that changes nothing does not count."""
    painted = Painted(window.view.viewport())
    found: dict[str, list[float]] = {"edit": [], "undo": [], "redo": []}
    numbers = count()
    while len(found["edit"]) < ROUNDS:
        before, number = window.session.document, next(numbers)
        took = painted.time(lambda number=number: (edit(window, number), window.view.viewport().update()))
        if window.session.document is before:
            continue
        found["edit"].append(took)
        found["undo"].append(painted.time(window.editing.undo))
        assert window.session.document == before
        found["redo"].append(painted.time(window.editing.redo))
    window.view.viewport().removeEventFilter(painted)
    return found


def main() -> None:
    """Measure and print."""
    start_qt()
    window = open_window(map_of(20))
    window.selection.set((window.session.document.entries[0].id,))
    rows: list[list[object]] = []
    for size in (20, 200, 500):
        show(window, map_of(size))
        for name, edit in (("mark support", mark), ("move", move)):
            rows += _rows(f"{size} entries, {name}", edit_times(window, edit), goal=GOAL if size == 200 else None)
    show(window, map_of(200))
    for number in range(1000):
        mark(window, number)
    settle()
    grown = window.session.document
    rows += _rows("200 entries after 1,000 edits, move", edit_times(window, move), goal=GOAL)
    show(window, grown)
    rows += _rows("the same map without a history, move", edit_times(window, move), goal=None)
    print_table(
        f"Edit, undo and redo to painted, ms ({QApplication.platformName()})",
        ["map", "what", "p50", "p95", "goal for p95", ""],
        rows,
    )


def _rows(name: str, found: dict[str, list[float]], goal: float | None) -> list[list[object]]:
    return [
        [name, what, p50(values), p95(values), goal or "", met(p95(values), goal) if goal else ""]
        for what, values in found.items()
    ]


if __name__ == "__main__":
    main()
