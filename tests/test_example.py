"""The example map that comes with the program: fictional, readable, and made by its script to the byte."""

import math
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kithmap import application
from kithmap.__main__ import main
from kithmap.layout.placement import point_of
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.vocabulary import SUPPORT_KINDS, Direction, EntryKind, Feels
from kithmap.store import file_format
from kithmap.ui.files.files import example_document

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "resources" / "examples" / "example.kithmap"


@pytest.fixture
def example() -> Document:
    return example_document()


def test_the_program_finds_it_and_check_accepts_it(example: Document, capsys: pytest.CaptureFixture[str]) -> None:
    assert file_format.decode(EXAMPLE.read_bytes()) == example
    assert main(["check", str(EXAMPLE)]) == 0
    assert "Entries: 16" in capsys.readouterr().out


def test_its_script_makes_the_same_bytes(tmp_path: Path) -> None:
    made = tmp_path / "example.kithmap"
    subprocess.run([sys.executable, "-W", "error", ROOT / "packaging" / "make_example.py", "-o", made], check=True)
    assert made.read_bytes() == EXAMPLE.read_bytes()


def test_it_shows_what_a_map_can_hold(example: Document) -> None:
    today = example.today
    assert [dated_map.date for dated_map in example.maps] == [date(2026, 6, 3), date(2026, 11, 23)]
    assert "(example)" in example.title
    assert len(queries.in_tray(today)) == 3
    assert sum(map(queries.is_on_rings, today.connections)) == 13
    kinds = {entry.kind for entry in example.entries}
    assert kinds >= {EntryKind.PERSON, EntryKind.PAID, EntryKind.GROUP, EntryKind.ANIMAL, EntryKind.PLACE}
    assert EntryKind.REMEMBERED in kinds
    for direction in Direction:
        given = {s.kind for c in today.connections for s in c.supports if s.level(direction) is not None}
        assert given == set(SUPPORT_KINDS) if direction is Direction.GET else len(given) >= 4
    assert len(today.ties) >= 5
    assert today.i_am == ("a cousin", "good with plants", "learning to rest")


def test_it_is_a_map_one_can_show_to_anybody(example: Document) -> None:
    feelings = {connection.feeling.feels for connection in example.today.connections}
    assert not feelings & {Feels.UNSAFE, Feels.HARD}
    assert all(entry.age_band is None for entry in example.entries)


def test_the_two_dates_differ(example: Document) -> None:
    earlier, today = example.maps
    rings = [{c.entry: queries.ring_of(c) for c in dated_map.connections} for dated_map in (earlier, today)]
    moved = {entry for entry, ring in rings[0].items() if rings[1][entry] != ring}
    assert {queries.entry(example, entry).name for entry in moved} == {"Ana", "Leo"}
    assert len(rings[1]) > len(rings[0])


def test_the_window_shows_everybody_where_the_file_says(qapp: QApplication) -> None:
    window = application.build_window()
    try:
        assert window.files.open_example()
        picture = window.current_picture.picture
        assert len(picture.entries) == 13
        for connection in filter(queries.is_on_rings, window.session.document.today.connections):
            assert connection.placement is not None
            x, y = point_of(picture, connection.placement)
            mark = picture.entry(connection.entry)
            assert mark is not None
            assert math.hypot(mark.x - x, mark.y - y) < 1.0, f"{connection.entry} was moved to make room"
    finally:
        assert window.close()
        window.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
