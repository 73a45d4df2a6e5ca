"""Quick hide with real keys on a real screen: what the window system, the taskbar and the eye get to know.

KITHMAP_SCREENSHOTS=FOLDER keeps pictures of every station.
"""

import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from kithmap.store import encryption, file_format
from kithmap.ui.files.files import example_document
from patience import on_this_machine, until

pytestmark = [pytest.mark.screen, pytest.mark.timeout(on_this_machine(240))]

NAMES = ("Ana", "Mum", "Secretname")
# Seconds on a calm machine.
PATIENCE = 20.0
# The name of the program stands in WM_CLASS, which cannot change while it runs; nothing of the map may stand anywhere.
PROPERTIES = ("WM_NAME", "_NET_WM_NAME", "WM_ICON_NAME", "_NET_WM_ICON_NAME", "_NET_WM_VISIBLE_NAME")


def seen(environment: dict[str, str], *command: str) -> str:
    # A window may go while it is asked about.
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout


def windows(environment: dict[str, str]) -> dict[str, str]:
    """Every window the window manager looks after, by its number: its names, as the taskbar shows them."""
    listed = seen(environment, "xprop", "-root", "_NET_CLIENT_LIST")
    found = {}
    for number in re.findall(r"0x[0-9a-f]+", listed):
        lines = seen(environment, "xprop", "-id", number, *PROPERTIES).splitlines()
        found[number] = "\n".join(line for line in lines if "not found" not in line)
    return found


def titles_on(environment: dict[str, str]) -> set[str]:
    return {title for names in windows(environment).values() for title in re.findall(r'"(.*)"', names)}


def titles(hands) -> set[str]:
    return titles_on(hands.screen.environment)


def place(hands) -> list[str]:
    """Where the one window is that is shown, with its frame."""
    (number, *others) = windows(hands.screen.environment)
    lines = seen(hands.screen.environment, "xwininfo", "-id", number, "-frame").splitlines()
    return [str(len(others)), *(line.strip() for line in lines if re.match(r"\s*(Absolute|Width|Height)", line))]


def share_of_one_colour(hands) -> float:
    """How much of the screen has the colour most of it has."""
    whole = hands.looks().convert("RGB").tobytes()
    pixels = [whole[at : at + 3] for at in range(0, len(whole), 3 * 97)]
    return max(Counter(pixels).values()) / len(pixels)


def three_shifts(hands) -> None:
    hands.keys("shift", "shift", "shift")
    hands.until(lambda: titles(hands) == {"Notes"})


def assert_neutral(hands) -> None:
    # All windows there are, also those that are not shown.
    told = seen(hands.screen.environment, "xwininfo", "-root", "-tree")
    assert "Notes" in told
    assert not [name for name in (*NAMES, "Rings", "Open a map", "Save", "Menu") if name in told]
    assert titles(hands) == {"Notes"}


def bring_back(hands, wanted: set[str]) -> None:
    hands.click(hands.until(lambda: hands.ask("button", "Continue")))
    hands.until(lambda: wanted <= titles(hands))


def end_explanation(hands) -> None:
    """What is said the first time."""
    hands.dialog("QMessageBox")
    wait_for_keyboard(hands, "QPushButton")
    hands.keys("Escape")
    hands.no_dialog()


def wait_for_keyboard(hands, kind: str) -> None:
    """A window is there a moment before it has the keyboard."""
    hands.until(lambda: hands.ask("state")["focus"] == kind)


def with_names(start: Callable):
    hands = start()
    hands.click(hands.button("Start a new map"))
    hands.until(lambda: not hands.ask("state")["start"])
    for number, name in enumerate(NAMES, 1):
        hands.type(name)
        hands.keys("Return")
        hands.until(lambda number=number: len(hands.ask("state")["names"]) == number)
    return hands


def test_nothing_of_the_map_is_left_on_the_screen(start: Callable) -> None:
    hands = with_names(start)
    hands.type("half a na")
    hands.until(lambda: hands.ask("state")["field"] == "half a na")
    before, looked = place(hands), titles(hands)
    hands.picture("quick-hide-1-before")
    assert share_of_one_colour(hands) < 0.9
    three_shifts(hands)
    assert_neutral(hands)
    hands.until(lambda: place(hands) == before)
    hands.until(lambda: share_of_one_colour(hands) > 0.95)
    hands.picture("quick-hide-2-hidden")
    hands.keys("Delete", "ctrl+z", "ctrl+s", "F1", "space")
    assert_neutral(hands)
    bring_back(hands, looked)
    hands.dialog("QMessageBox")
    hands.picture("quick-hide-3-explained")
    end_explanation(hands)
    hands.until(lambda: place(hands) == before)
    hands.type("me")
    hands.keys("Return")
    hands.until(lambda: hands.ask("state")["names"] == [*NAMES, "half a name"])
    three_shifts(hands)
    bring_back(hands, looked)
    hands.until(lambda: place(hands) == before)
    hands.picture("quick-hide-4-back")


def test_a_file_dialog_and_a_menu_go_too(start: Callable) -> None:
    hands = with_names(start)
    looked = titles(hands)
    hands.keys("ctrl+s")
    hands.dialog("QFileDialog")
    wait_for_keyboard(hands, "QLineEdit")
    three_shifts(hands)
    assert_neutral(hands)
    hands.click(hands.until(lambda: hands.ask("button", "Continue")))
    hands.until(lambda: looked <= titles(hands))
    end_explanation(hands)
    hands.keys("F10")
    hands.until(lambda: hands.ask("state")["popup"])
    three_shifts(hands)
    assert_neutral(hands)
    bring_back(hands, looked)
    assert not hands.ask("state")["popup"]
    assert hands.ask("state")["names"] == list(NAMES)


def test_a_protected_map_needs_its_passphrase(start: Callable, tmp_path: Path) -> None:
    path = tmp_path / "mine.kithmap"
    protection = encryption.protect("open sesame", 12)
    path.write_bytes(encryption.seal(file_format.encode(example_document()), protection))
    hands = start()
    hands.click(hands.button("Open a map"))
    hands.dialog("QFileDialog")
    wait_for_keyboard(hands, "QLineEdit")
    hands.type(str(path))
    hands.keys("Return")
    hands.dialog("AskPassphrase")
    wait_for_keyboard(hands, "PassphraseField")
    hands.type("open sesame")
    hands.keys("Return")
    hands.until(lambda: hands.ask("state")["names"] and not hands.ask("state")["start"])
    names, looked = hands.ask("state")["names"], titles(hands)
    three_shifts(hands)
    hands.click(hands.until(lambda: hands.ask("button", "Continue")))
    wait_for_keyboard(hands, "PassphraseField")
    assert_neutral(hands)
    hands.picture("quick-hide-5-passphrase")
    hands.type("wrong")
    hands.keys("Return")
    hands.until(lambda: hands.ask("button", "That is not the passphrase. You can try again."))
    hands.picture("quick-hide-6-wrong")
    assert_neutral(hands)
    wait_for_keyboard(hands, "PassphraseField")
    hands.type("open sesame")
    hands.keys("Return")
    hands.until(lambda: looked <= titles(hands))
    end_explanation(hands)
    assert hands.ask("state")["names"] == names


def test_the_first_page_hides_and_the_program_can_still_be_ended(screen, home: Path) -> None:
    """The program itself, without anything of the tests in it."""
    environment = {**screen.environment, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
    process = subprocess.Popen([sys.executable, "-m", "kithmap"], env=environment)

    def is_hidden() -> bool:
        # The keyboard comes a moment after the window.
        subprocess.run(["xdotool", "key", "shift", "shift", "shift"], env=environment, check=True)
        return titles_on(environment) == {"Notes"}

    try:
        until(lambda: titles_on(environment) == {"Kithmap"}, PATIENCE, lambda: titles_on(environment))
        until(is_hidden, PATIENCE, lambda: titles_on(environment))
        process.send_signal(signal.SIGTERM)
        assert process.wait(on_this_machine(PATIENCE)) == 0
    finally:
        process.kill()
        process.wait(on_this_machine(PATIENCE))
