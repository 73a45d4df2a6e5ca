"""Opening: from choosing a file to the painted map, in a window that is already there."""

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication
from tests.benchmarks.documents import map_of
from tests.benchmarks.measure import met, p50, p95, print_table
from tests.benchmarks.window import Painted, open_window, settle, start_qt

from kithmap.model.document import new_document
from kithmap.store import file_format

GOAL = 1500.0
ROUNDS = 15


def main() -> None:
    """Measure and print."""
    start_qt()
    window = open_window(map_of(12))
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.kithmap"
        for entries, maps in ((12, 1), (50, 12), (200, 1), (200, 52)):
            document = map_of(entries, maps)
            path.write_bytes(file_format.encode(document))
            found = []
            for _ in range(ROUNDS):
                window.session.start_from(new_document(document.today.date))
                settle()
                painted = Painted(window.view.viewport())
                found.append(painted.time(lambda: window.files.open(path)))
                window.view.viewport().removeEventFilter(painted)
                assert window.session.document == document
            goal = GOAL if maps == 52 else None
            rows.append(
                [
                    f"{entries} entries, {maps} dated maps",
                    p50(found),
                    p95(found),
                    goal or "",
                    met(p95(found), goal) if goal else "",
                ]
            )
    platform = QApplication.platformName()
    print_table(f"Open a file to painted, ms ({platform})", ["map", "p50", "p95", "goal", ""], rows)


if __name__ == "__main__":
    main()
