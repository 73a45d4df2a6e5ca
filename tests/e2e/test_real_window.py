"""With a real mouse and keyboard on the real window: fifty names, placed, marked, tied, saved, closed, opened, printed.

KITHMAP_SCREENSHOTS=FOLDER keeps pictures of every station.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from kithmap.store import atomic_file, file_format
from patience import on_this_machine

pytestmark = [pytest.mark.screen, pytest.mark.timeout(on_this_machine(400))]

NAMES = (Path(__file__).parent.parent / "data" / "fifty-names.txt").read_text(encoding="utf-8").splitlines()


def rings_of(hands) -> dict[str, str | None]:
    return dict(hands.ask("state")["rings"])


def tray_count(hands) -> int:
    return sum(ring is None for _, ring in hands.ask("state")["rings"])


def test_from_an_empty_start_to_a_pdf_and_back(start: Callable, tmp_path: Path) -> None:
    hands = start()
    hands.picture("1-start")
    hands.click(hands.button("Start a new map"))
    hands.until(lambda: not hands.ask("state")["start"])
    hands.picture("2-empty")
    for number, name in enumerate(NAMES, 1):
        hands.type(name)
        # The clipboard belongs to the next name only when this one has arrived.
        hands.until(lambda name=name: hands.ask("state")["field"] == name)
        hands.keys("Return")
        hands.until(lambda number=number: len(hands.ask("state")["names"]) == number)
    assert hands.ask("state")["names"] == NAMES
    hands.picture("3-fifty-names")

    dragged = {"Mum": ("closest", 200), "Leo": ("closest", 80), "W": ("close", 10), "Nadia": ("close", 190)}
    for name, (ring, angle) in dragged.items():
        hands.drag(hands.until(lambda name=name: hands.ask("chip", name)), hands.ask("spot", ring, angle, 0.6))
        hands.until(lambda name=name, ring=ring: rings_of(hands)[name] == ring)
    hands.click(hands.until(lambda: hands.ask("chip", "Library")))
    hands.click(hands.ask("spot", "around", 120, 0.5))
    hands.until(lambda: rings_of(hands)["Library"] == "around")
    hands.drag(hands.ask("entry", "W"), hands.ask("spot", "around", 20, 0.5))
    hands.until(lambda: rings_of(hands)["W"] == "around")
    hands.picture("4-dragged")

    remaining = [name for name, ring in hands.ask("state")["rings"] if ring is None]
    for number, name in enumerate(remaining, 1):
        # A click picks up, Esc puts back and leaves it selected, a number places it.
        hands.click(hands.until(lambda name=name: hands.ask("chip", name)))
        hands.keys("Escape", "122333"[number % 6])
        hands.until(lambda number=number: tray_count(hands) == len(remaining) - number)
    hands.picture("5-all-placed")

    hands.click(hands.ask("entry", "Mum"))
    for control in ("Listens, I get: not marked", "Listens, I get: a little", "Calms, I give: not marked"):
        hands.click(hands.button(control))
    hands.until(lambda: hands.ask("state")["marks"] == 2)
    hands.drag(hands.ask("entry", "Mum"), hands.ask("entry", "Leo"), "ctrl")
    hands.until(lambda: hands.ask("state")["ties"] == 1)
    hands.keys("ctrl+z")
    hands.until(lambda: hands.ask("state")["ties"] == 0)
    hands.keys("ctrl+shift+z")
    hands.until(lambda: hands.ask("state")["ties"] == 1)
    hands.picture("6-marked-and-tied")

    target = tmp_path / "mine.kithmap"
    hands.keys("ctrl+s")
    hands.dialog()
    hands.keys("ctrl+a")
    hands.type(str(target))
    hands.picture("7-save")
    hands.keys("Return")
    hands.until(lambda: not hands.ask("state")["modified"])
    saved = file_format.decode(atomic_file.read(target, file_format.MAXIMUM_BYTES).data)
    assert [entry.name for entry in saved.entries] == NAMES

    hands.keys("ctrl+p")
    hands.dialog()
    hands.picture("8-print-choices")
    hands.keys("Return")
    hands.dialog("QFileDialog")
    hands.keys("ctrl+a")
    hands.type(str(tmp_path / "mine.pdf"))
    hands.keys("Return")
    hands.dialog("QMessageBox")
    hands.keys("Escape")
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF-")
    hands.no_dialog()
    assert hands.close() == 0

    again = start(str(target))
    again.until(lambda: len(again.ask("state")["names"]) == len(NAMES))
    again.picture("9-opened-again")
    assert again.ask("state")["ties"] == 1
    assert not again.ask("state")["modified"]
    again.keys("ctrl+2")
    again.picture("10-list")
    again.keys("ctrl+1")
    assert again.close() == 0


def test_escape_while_dragging_puts_back(start: Callable) -> None:
    hands = start()
    hands.click(hands.button("Start a new map"))
    hands.until(lambda: not hands.ask("state")["start"])
    hands.type("Ana")
    hands.keys("Return")
    chip = hands.until(lambda: hands.ask("chip", "Ana"))
    end = hands.ask("spot", "close", 90, 0.5)
    # Piece by piece, as a hand does: Qt drops earlier moves when later ones wait in its queue.
    hands.mouse("mousemove", *chip, "mousedown", 1, "mousemove", *end, "mousemove", end[0] + 5, end[1])
    hands.until(lambda: hands.ask("state")["carrying"])
    hands.keys("Escape")
    hands.until(lambda: not hands.ask("state")["carrying"])
    hands.mouse("mouseup", 1)
    # Events keep their order: once another name has arrived, the release has too.
    hands.click(hands.button("Add a name or nickname"))
    hands.type("Mum")
    hands.keys("Return")
    hands.until(lambda: len(hands.ask("state")["names"]) == 2)
    assert rings_of(hands) == {"Ana": None, "Mum": None}
    hands.drag(hands.ask("chip", "Ana"), end)
    hands.until(lambda: rings_of(hands) == {"Ana": "close", "Mum": None})
