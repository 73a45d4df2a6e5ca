"""A screen of its own (Xvfb with a window manager), and hands: xdotool moves the real mouse and presses real keys."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageGrab

from patience import on_this_machine, until

DRIVEN = Path(__file__).with_name("driven.py")
# Seconds on a calm machine.
PATIENCE = 20.0


class Screen:
    """An X display with a window manager."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []
        reading, writing = os.pipe()
        self.processes.append(
            subprocess.Popen(
                ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                pass_fds=[writing],
                stderr=subprocess.DEVNULL,
            )
        )
        os.close(writing)
        with os.fdopen(reading) as number:
            self.name = f":{number.readline().strip()}"
        self.environment = {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
        self.processes.append(subprocess.Popen(["openbox"], env=self.environment, stderr=subprocess.DEVNULL))

    def close(self) -> None:
        for process in reversed(self.processes):
            process.terminate()
            process.wait(on_this_machine(PATIENCE))


class Hands:
    """The program on the screen, driven by mouse and keyboard."""

    def __init__(self, screen: Screen, home: Path, *arguments: str) -> None:
        self.screen = screen
        environment = {**screen.environment, "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config")}
        self._process = subprocess.Popen(
            [sys.executable, str(DRIVEN), *arguments],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.until(lambda: (state := self.ask("state")) and state["focus"] != "NoneType")

    def ask(self, question: str, *arguments: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write("\t".join([question, *map(str, arguments)]) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the program ended with {self._process.wait(on_this_machine(PATIENCE))}"
        return json.loads(line)

    def until(self, condition: Callable[[], Any]) -> Any:
        """Wait until the program on the other side of the screen has answered: polling is all there is."""
        return until(condition, PATIENCE, lambda: self.ask("state"))

    def mouse(self, *words: object) -> None:
        subprocess.run(["xdotool", *map(str, words)], env=self.screen.environment, check=True)

    def click(self, at: list[int], *keys: str) -> None:
        downs = [word for key in keys for word in ("keydown", key)]
        ups = [word for key in keys for word in ("keyup", key)]
        self.mouse("mousemove", *at, *downs, "click", 1, *ups)

    def drag(self, start: list[int], end: list[int], *keys: str) -> None:
        downs = [word for key in keys for word in ("keydown", key)]
        ups = [word for key in keys for word in ("keyup", key)]
        path: list[object] = []
        for step in range(1, 9):
            path += ["mousemove", *(round(a + (b - a) * step / 8) for a, b in zip(start, end, strict=True))]
        self.mouse("mousemove", *start, *downs, "mousedown", 1, *path, "mouseup", 1, *ups)

    def keys(self, *names: str) -> None:
        self.mouse("key", *names)

    def type(self, text: str) -> None:
        """Key by key; letters that no key of this keyboard has are pasted, as a person would do."""
        if text.isascii():
            self.mouse("type", "--delay", 4, "--", text)
            return
        copy = ["xclip", "-selection", "clipboard"]
        subprocess.run(copy, input=text.encode(), env=self.screen.environment, check=True, stdout=subprocess.DEVNULL)
        self.keys("ctrl+v")

    def button(self, text: str) -> list[int]:
        return self.until(lambda: self.ask("button", text))

    def dialog(self, kind: str | None = None) -> None:
        """Wait until a dialog (of a kind) is there and hears the keyboard."""
        self.until(
            lambda: (state := self.ask("state"))["dialog"] and kind in (None, state["dialog"]) and state["keyboard"]
        )

    def no_dialog(self) -> None:
        """Wait until no dialog is open, and the window hears the keyboard again."""
        self.until(lambda: (state := self.ask("state"))["dialog"] is None and state["keyboard"])

    def picture(self, name: str) -> None:
        """Keep a picture of the screen, when KITHMAP_SCREENSHOTS names a folder."""
        folder = os.environ.get("KITHMAP_SCREENSHOTS")
        if folder:
            self.looks().save(Path(folder) / f"{name}.png")

    def looks(self) -> Image.Image:
        """The whole screen."""
        return ImageGrab.grab(xdisplay=self.screen.name)

    def close(self) -> int:
        """Close the window as its button would; answers the exit status."""
        self.keys("ctrl+q")
        return self._process.wait(on_this_machine(PATIENCE))

    def end(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(on_this_machine(PATIENCE))
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    made = Screen()
    yield made
    made.close()


@pytest.fixture
def start(screen: Screen, home: Path) -> Iterator[Callable[..., Hands]]:
    started: list[Hands] = []

    def begin(*arguments: str) -> Hands:
        started.append(Hands(screen, home, *arguments))
        return started[-1]

    yield begin
    for hands in started:
        hands.end()
