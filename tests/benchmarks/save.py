"""Saving and opening, with and without a passphrase, against a plain write of the same bytes to the same disk."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from tests.benchmarks.documents import map_of
from tests.benchmarks.measure import met, p50, p95, print_table, times
from tests.saving import open_map, save

from kithmap.model import edits
from kithmap.model.document import Document
from kithmap.session.session import Session
from kithmap.store import encryption, file_format
from kithmap.store.atomic_file import ANY

GOAL = 50.0
ROUNDS = 60
# An unlock takes its third of a second on purpose.
SLOW_ROUNDS = 8


def plain_write(path: Path, data: bytes) -> None:
    """Write and wait for the disk: no temporary file, no reading back, nothing safe."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def ways(document: Document, data: bytes, folder: Path) -> Iterator[tuple[str, Callable[[], object], int]]:
    """What is measured, the plain write first, and how often."""
    path, protected = folder / "map.kithmap", folder / "protected.kithmap"
    session = _session(document, path, None)
    services = _session(document, folder / "kept.kithmap", folder / "earlier")
    sealed = _session(document, protected, None, encryption.protect("a passphrase"))

    def save_anew() -> None:
        # The same bytes would be no earlier version of their own.
        services.apply("an edit", _with_title(services.document))
        save(services)

    yield "plain write and fsync", lambda: plain_write(folder / "plain", data), ROUNDS
    yield "encode", lambda: file_format.encode(document), ROUNDS
    yield "save", partial(save, session), ROUNDS
    yield "save, and keep an earlier version", save_anew, ROUNDS
    yield "save, protected", partial(save, sealed), ROUNDS
    yield "open", lambda: open_map(session, path), ROUNDS
    yield "unlock", lambda: open_map(sealed, protected, "a passphrase"), SLOW_ROUNDS


def _session(
    document: Document, path: Path, backups: Path | None, protection: encryption.Protection | None = None
) -> Session:
    session = Session(lambda: date(2026, 1, 5), backups)
    session.start_from(document)
    session.protect(protection)
    save(session, path, replacing=ANY)
    return session


def _with_title(document: Document) -> Document:
    return edits.set_heading(document, title="one" if document.title == "two" else "two")


def main() -> None:
    """Measure and print."""
    rows: list[list[object]] = []
    for entries, maps in ((20, 1), (20, 24), (200, 1), (200, 24), (200, 52)):
        document = map_of(entries, maps)
        data = file_format.encode(document)
        size = f"{entries} entries, {maps} dated maps, {len(data) // 1024} kB"
        plain = 0.0
        with tempfile.TemporaryDirectory(prefix=".kithmap-benchmark-", dir=Path.cwd()) as folder:
            for what, action, rounds in ways(document, data, Path(folder)):
                found = times(action, rounds)
                plain = plain or p50(found)
                goal = [GOAL, met(p95(found), GOAL)] if (what, entries, maps) == ("save", 200, 24) else ["", ""]
                rows.append([size, what, p50(found), p95(found), p50(found) / plain, *goal])
    heads = ["map", "what", "p50", "p95", "times a plain write", "goal for p95", ""]
    print_table("Save and open, ms", heads, rows)


if __name__ == "__main__":
    main()
