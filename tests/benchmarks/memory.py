# ruff: noqa: PLC0415 - each process imports only what it measures
"""Memory: what the whole process holds with a map open, and with an empty PySide6 window instead."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import subprocess
import sys

import psutil
from tests.benchmarks.measure import met, print_table

GOAL = 200.0


def held() -> float:
    """Memory of this process in MB that is really there (RSS)."""
    return psutil.Process().memory_info().rss / 1e6


def empty_window() -> float:
    """MB with an empty window."""
    from PySide6.QtWidgets import QApplication, QMainWindow

    qt = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    qt.processEvents()
    return held()


def kithmap(entries: int) -> float:
    """MB with a map open. It is made in a process of its own, so that only opening counts."""
    import tempfile
    from pathlib import Path

    from tests.benchmarks.window import open_window, settle, start_qt

    from kithmap.model.document import new_document
    from kithmap.store import file_format

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.kithmap"
        subprocess.run([sys.executable, "-m", "tests.benchmarks.memory", "--make", str(entries), str(path)], check=True)
        start_qt()
        window = open_window(new_document(file_format.decode(path.read_bytes()).today.date))
        window.files.open(path)
        settle()
        assert len(window.view.items_by_entry) == entries
        return held()


def make_file(entries: int, path: str) -> None:
    """Write a map of so many entries."""
    from pathlib import Path

    from tests.benchmarks.documents import map_of

    from kithmap.store import file_format

    Path(path).write_bytes(file_format.encode(map_of(entries)))


def main() -> None:
    """Measure each in a process of its own, and print."""
    if sys.argv[1:2] == ["--make"]:
        make_file(int(sys.argv[2]), sys.argv[3])
        return
    if len(sys.argv) > 1:
        size = int(sys.argv[1])
        print(kithmap(size) if size else empty_window())
        return
    rows = []
    for size in (0, 20, 200, 1000):
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.memory", str(size)],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        goal = GOAL if size == 200 else None
        found = float(done.stdout)
        name = f"{size} entries open" if size else "empty PySide6 window"
        rows.append([name, found, goal or "", met(found, goal) if goal else ""])
    print_table(f"Memory of the process, MB ({os.environ['QT_QPA_PLATFORM']})", ["window", "MB", "goal", ""], rows)


if __name__ == "__main__":
    main()
