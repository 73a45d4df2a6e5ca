"""The quick guide with a real mouse and keyboard, against the same task without it: clicks and keys are counted.

The task: from the first page to twelve entries on the rings and a PDF.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from patience import on_this_machine

pytestmark = [pytest.mark.screen, pytest.mark.timeout(on_this_machine(400))]

NAMES = ("Mum", "Leo", "Ana", "Joel", "Priya", "Bo", "Tom next door", "Library", "Choir", "Biscuit", "Dr O", "Gran")
RINGS = ("closest", "closest", "close", "close", "close", "around") * 2
DIGITS = {"closest": "1", "close": "2", "around": "3"}


class Counted:
    """Hands that count. A drag is one click; each letter is one key."""

    def __init__(self, hands: Any) -> None:
        self.hands = hands
        self.clicks = self.keys_pressed = 0
        self._start = time.monotonic()

    def click(self, text: str) -> None:
        self.clicks += 1
        self.hands.click(self.hands.button(text))

    def keys(self, *names: str) -> None:
        self.keys_pressed += len(names)
        self.hands.keys(*names)

    def type(self, text: str) -> None:
        self.keys_pressed += len(text)
        self.hands.type(text)

    def name(self, name: str, number: int) -> None:
        self.type(name)
        self.keys("Return")
        self.hands.until(lambda: len(self.hands.ask("state")["names"]) == number)

    def guide(self, *wanted: str | None) -> None:
        self.hands.until(lambda: self.hands.ask("guide") in wanted)

    def make_pdf(self, path: Path) -> None:
        self.hands.dialog()
        self.keys("Return")
        self.hands.dialog("QFileDialog")
        # Where it goes is typed by the test alone; a person takes what is offered.
        self.hands.keys("ctrl+a")
        self.hands.type(str(path))
        self.keys("Return")
        self.hands.dialog("QMessageBox")
        self.keys("Escape")
        self.hands.no_dialog()

    def report(self, way: str) -> None:
        seconds = time.monotonic() - self._start
        total = self.clicks + self.keys_pressed
        print(f"\n{way}: {self.clicks} clicks, {self.keys_pressed} keys, {total} in all; {seconds:.0f} s by machine")


def rings(hands: Any) -> list[str | None]:
    return [ring for _, ring in hands.ask("state")["rings"]]


def test_the_quick_guide_costs_little_more_than_free_use(start: Callable[..., Any], tmp_path: Path) -> None:
    guided = Counted(start())
    hands = guided.hands
    guided.click("Guide me through it")
    guided.guide("LengthPage")
    hands.picture("guide-1-lengths")
    guided.click("Quick")
    guided.guide("WELCOME")
    guided.keys("Return")
    guided.guide("PRIVATE_HERE")
    guided.keys("Return")
    guided.guide("EARLY_PRIVACY")
    hands.picture("guide-2-privacy")
    guided.keys("Return")
    guided.guide("FEELING_BEFORE")
    guided.click("good")
    guided.guide("WHO_COMES")
    for number, name in enumerate(NAMES, 1):
        guided.name(name, number)
    hands.picture("guide-3-names")
    guided.click("Skip this step")
    guided.guide("RINGS")
    guided.keys("Return")
    for number, ring in enumerate(RINGS, 1):
        guided.guide("HOW_CLOSE")
        if number == 4:
            hands.picture("guide-4-how-close")
            guided.click({"closest": "Closest", "close": "Close", "around": "Around me"}[ring])
        else:
            guided.keys(DIGITS[ring])
        hands.until(lambda number=number: sum(each is not None for each in rings(hands)) == number)
    guided.guide("NOTICED")
    hands.picture("guide-5-closing")
    guided.click("Skip this step")
    guided.guide("FINISH")
    hands.picture("guide-6-end")
    guided.click("Make a PDF…")
    guided.make_pdf(tmp_path / "guided.pdf")
    assert rings(hands) == list(RINGS)
    assert (tmp_path / "guided.pdf").read_bytes().startswith(b"%PDF-")
    guided.click("Close the guide")
    guided.guide(None)
    guided.report("Quick guide")
    # Two windows on one screen would take each other's clicks, and unsaved work would be offered at the next start.
    hands.keys("ctrl+s")
    hands.dialog()
    hands.keys("ctrl+a")
    hands.type(str(tmp_path / "guided.kithmap"))
    hands.keys("Return")
    hands.until(lambda: not hands.ask("state")["modified"])
    assert hands.close() == 0

    free = Counted(start())
    hands = free.hands
    free.click("Start a new map")
    hands.until(lambda: not hands.ask("state")["start"])
    for number, name in enumerate(NAMES, 1):
        free.name(name, number)
    for number, (name, ring) in enumerate(zip(NAMES, RINGS, strict=True), 1):
        chip = hands.until(lambda name=name: hands.ask("chip", name))
        hands.drag(chip, hands.ask("spot", ring, 30 * number, 0.5))
        free.clicks += 1
        hands.until(lambda number=number: sum(each is not None for each in rings(hands)) == number)
    free.click("Make a PDF…")
    free.make_pdf(tmp_path / "free.pdf")
    assert rings(hands) == list(RINGS)
    free.report("Free use")

    assert guided.clicks + guided.keys_pressed <= free.clicks + free.keys_pressed + 12


def test_by_keyboard_alone_and_on_another_day(start: Callable[..., Any], tmp_path: Path) -> None:
    first = Counted(start())
    hands = first.hands
    first.keys("Tab", "Return")
    first.guide("LengthPage")
    first.keys("Tab", "Return")  # On my own
    for prompt in ("WELCOME", "PRIVATE_HERE"):
        first.guide(prompt)
        first.keys("Return")
    first.guide("FEELING_BEFORE")
    first.keys("Tab", "Return")  # good
    first.guide("I_AM")
    first.type("a cousin")
    first.keys("Return")
    first.guide("WHO_COMES")
    for number, name in enumerate(NAMES[:3], 1):
        first.name(name, number)
    first.type("not entered")
    first.keys("Escape", "Tab", "Tab", "Return")  # out of the field, Skip this step, Save and stop
    hands.dialog()
    target = tmp_path / "mine.kithmap"
    hands.keys("ctrl+a")
    first.type(str(target))
    first.keys("Return")
    first.guide(None)
    assert not hands.ask("state")["modified"]
    assert hands.ask("state")["names"] == [*NAMES[:3], "not entered"]
    assert hands.close() == 0

    again = Counted(start(str(target)))
    again.guide("ResumePage")
    again.hands.picture("guide-7-resume")
    again.keys("Return")
    again.guide("WHO_COMES")
    again.keys("Return")
    again.guide("AT_HOME")
