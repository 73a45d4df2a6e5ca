"""Saving and opening: encode and replace the file safely, against a plain write of the same bytes to the same disk."""

import os
import tempfile
from datetime import date
from pathlib import Path

from tests.benchmarks.documents import map_of
from tests.benchmarks.measure import met, p50, p95, print_table, times

from kithmap.session.session import Session
from kithmap.store import file_format

GOAL = 50.0
ROUNDS = 60


def plain_write(path: Path, data: bytes) -> None:
    """Write and wait for the disk: no temporary file, no reading back, nothing safe."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def main() -> None:
    """Measure and print."""
    rows: list[list[object]] = []
    with tempfile.TemporaryDirectory(prefix=".kithmap-benchmark-", dir=Path.cwd()) as folder:
        path, plain = Path(folder) / "map.kithmap", Path(folder) / "plain"
        for entries, maps in ((20, 1), (20, 24), (200, 1), (200, 24), (200, 52)):
            document = map_of(entries, maps)
            data = file_format.encode(document)
            session = Session(lambda: date(2026, 1, 5))
            session.start_from(document)
            session.save(path, replace_other=True)
            for what, action, goal in (
                ("plain write and fsync", lambda data=data: plain_write(plain, data), None),
                ("encode", lambda document=document: file_format.encode(document), None),
                ("save", session.save, GOAL if (entries, maps) == (200, 24) else None),
                ("open", lambda session=session: session.open(path), None),
            ):
                found = times(action, ROUNDS)
                size = f"{entries} entries, {maps} dated maps, {len(data) // 1024} kB"
                rows.append([size, what, p50(found), p95(found), goal or "", met(p95(found), goal) if goal else ""])
    print_table("Save and open, ms", ["map", "what", "p50", "p95", "goal for p95", ""], rows)


if __name__ == "__main__":
    main()
