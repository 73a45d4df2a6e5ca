"""The real program is told to end, from outside, in whatever it is doing: the work is on the disk before it is gone.

    python -m tests.faults interruptions          each way in each situation
    python -m tests.faults interruptions 100      so many times

A signal (a terminal closes, a computer shuts down) must end the program without a question, also one with an open
dialog. The end of a session says so first; what comes after is a kill. `kithmap.__main__.main` is what runs, without a
screen, and the last edit was a moment ago: no timer has kept it yet.
"""

import ctypes
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from shiboken6 import Shiboken
from tests.faults.figures import Figures
from tests.faults.person import fingerprint
from tests.faults.warm import ROOT, Child, Message, Say, live_in
from tests.patience import on_this_machine

from kithmap import __main__
from kithmap.session import interruption
from kithmap.store import file_format, recovery
from kithmap.ui.window import beginning as window_beginning
from kithmap.ui.window.main_window import MainWindow

END_OF_SESSION: Final = "end of session"
WAYS: Final = ("SIGTERM", "SIGHUP", "SIGINT", END_OF_SESSION)
# Seconds until somebody who shuts a computer down loses patience with a program.
PATIENCE: Final = 10.0


def work(home: Path, situation: str, way: str, mutant: str, say: Say) -> None:
    """Be the program; say "ready", with what must be kept, when the situation is there."""
    live_in(home)
    BREAK.get(mutant, lambda: None)()

    def ready(window: MainWindow) -> None:
        say("ready", digest=state_of(window))
        if way == END_OF_SESSION:
            commit_data()
            say("told")

    come_into(situation, ready)
    raise SystemExit(__main__.main([]))


def come_into(situation: str, ready: Callable[[MainWindow], None]) -> None:
    """Let the program that is about to run come into this situation by itself."""

    class Driven(window_beginning.Beginning):
        def show(self, file: Path | None) -> None:
            super().show(file)
            QTimer.singleShot(0, self.come_into_it)

        def come_into_it(self) -> None:
            self._enter(lambda window: window.files.new())
            window = self.window
            assert window is not None
            window.editing.add_names("Ana\nMum")
            # From the innermost event loop: whatever is opened here is open by then.
            QTimer.singleShot(50, lambda: ready(window))
            SITUATIONS[situation](window)

    window_beginning.Beginning = Driven


def commit_data() -> None:
    """Emit QGuiApplication.commitDataRequest as Qt does; the binding cannot: its argument is a C++ reference."""
    gui, core = ctypes.CDLL("libQt6Gui.so.6"), ctypes.CDLL("libQt6Core.so.6")
    qt = QGuiApplication.instance()
    assert qt is not None
    meta = qt.metaObject()
    while meta.className() != "QGuiApplication":
        meta = meta.superClass()
    names = [bytes(meta.method(n).name().data()) for n in range(meta.methodOffset(), meta.methodCount())]
    manager = QObject()
    arguments = (ctypes.c_void_p * 2)(None, Shiboken.getCppPointer(manager)[0])
    table = ctypes.addressof(ctypes.c_char.in_dll(gui, "_ZN15QGuiApplication16staticMetaObjectE"))
    activate = core._ZN11QMetaObject8activateEP7QObjectPKS_iPPv
    activate.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p]
    activate.restype = None
    activate(Shiboken.getCppPointer(qt)[0], table, names.index(b"commitDataRequest"), arguments)


def state_of(window: MainWindow) -> str:
    """What must be kept: the document, with what is half typed in the field for names."""
    before = window.session.document
    window.people.hand_over()
    digest = fingerprint(file_format.encode(window.session.document))
    if window.session.document is not before:
        typed = window.session.document.entries[-1].name
        window.session.undo()
        window.people.field.setPlainText(typed)
    return digest


def _type_half_a_name(window: MainWindow) -> None:
    window.people.field.setPlainText("Half a na")


def _wait_for_something(window: MainWindow) -> None:
    window.files.questions.wait_for("", lambda: threading.Event().wait(0.5))


def _hide(window: MainWindow) -> None:
    window.safety.quick_hide.hide()


def _open_menu(window: MainWindow) -> None:
    window.show_menu()


SITUATIONS: Final[dict[str, Callable[[MainWindow], object]]] = {
    "nothing open": lambda _window: None,
    "half a name typed": _type_half_a_name,
    "a message open": lambda window: window.files.questions.show_message("A title", "A text"),
    "asked whether to save": lambda window: window.files.may_leave(),
    "a file dialog open": lambda window: window.files.save_as(),
    "asked for a passphrase": lambda window: window.files.questions.ask_passphrase(None, bool),
    "a sheet open": lambda window: window.dialogs.edit_rings(),
    "the menu open": _open_menu,
    "waiting for the disk": _wait_for_something,
    "hidden": _hide,
}


def interrupt(folder: Path, situation: str, way: str, mutant: str = "", patience: float = PATIENCE) -> list[str]:
    """Bring the program into the situation, tell it to end in this way, and say what is wrong then."""
    # Before the program begins: within a second it keeps its work by itself.
    patience = on_this_machine(patience)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        child = Child(partial(work, Path(place), situation, way, mutant))
        if not child.listen(60.0, "ready"):
            child.kill()
            raise RuntimeError(f"it never was in this situation: {situation}")
        if way == END_OF_SESSION:
            wrong = [] if child.listen(patience, "told") else ["it did not answer"]
            child.kill()
        else:
            child.send(signal.Signals[way])
            status = child.wait(patience)
            wrong = [f"it ended with {status}"] * (status != 0)
        return [f"{situation}, {way}: {each}" for each in (*wrong, *what_is_lost(Path(place), child.said))]


def what_is_lost(home: Path, said: list[Message]) -> Iterator[str]:
    """What was there when the program was told to end, and is not kept."""
    found = recovery.find(home / ".local/share/kithmap/recovery")
    if len(found) != 1:
        yield f"unsaved work is there {len(found)} times"
    for kept in found:
        unsaved, _ = recovery.read(kept.file)
        if fingerprint(unsaved.data) != next(each["digest"] for each in said if each["what"] == "ready"):
            yield "other work is kept than there was"


def interrupt_new_process(folder: Path) -> list[str]:
    """The same with a process that was started as anybody starts it."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        command = [sys.executable, "-m", "tests.faults.interruptions", place]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            digest = process.stdout.readline().strip()
            process.send_signal(signal.SIGTERM)
            try:
                status = process.wait(60.0)
            except subprocess.TimeoutExpired:
                process.kill()
                return ["it did not end"]
        wrong = [f"it ended with {status}"] * (status != 0)
        return [*wrong, *what_is_lost(Path(place), [{"what": "ready", "digest": digest}])]


# Programs with a known mistake.


def _asking_each_window() -> None:
    made = interruption.Interruptions.__init__

    def asking(self: interruption.Interruptions, qt: QGuiApplication, keep: Callable[[], None], _leave: object) -> None:
        made(self, qt, keep, qt.quit)

    interruption.Interruptions.__init__ = asking


def _keeping_nothing() -> None:
    window_beginning.Beginning.keep_now = lambda _self: None
    MainWindow.keep_now = lambda _self: None


def _without_what_is_typed() -> None:
    MainWindow.keep_now = lambda self: self.services.journal.flush()


def _deaf_to_signals() -> None:
    interruption.Interruptions._listen = lambda _self: None
    interruption.Interruptions.close = lambda _self: None


BREAK: Final[dict[str, Callable[[], None]]] = {
    "windows are asked, and ask": _asking_each_window,
    "nothing is kept": _keeping_nothing,
    "what is half typed is not handed over": _without_what_is_typed,
    "signals do what they usually do": _deaf_to_signals,
}


def _all(folder: Path, pairs: list[tuple[str, str]]) -> list[str]:
    return [wrong for situation, way in pairs for wrong in interrupt(folder, situation, way)]


def figures(folder: Path, times: int = len(SITUATIONS) * len(WAYS)) -> Iterator[Figures]:
    """Each way in each situation, or so many of them; and the mutants."""
    every = [(situation, way) for situation in SITUATIONS for way in WAYS]
    wrong = _all(folder, [every[number % len(every)] for number in range(times)])
    yield Figures("told to end: signals, end of session; dialogs open or not", times, wrong)
    yield Figures("told to end: a process started as anybody starts it", 1, interrupt_new_process(folder))
    yield from mutants(folder)


def mutants(folder: Path) -> Iterator[Figures]:
    """Programs that lose work then, or do not end."""
    for mutant, situation, way in (
        ("windows are asked, and ask", "nothing open", "SIGTERM"),
        ("nothing is kept", "nothing open", "end of session"),
        ("what is half typed is not handed over", "half a name typed", "end of session"),
        ("signals do what they usually do", "nothing open", "SIGHUP"),
    ):
        yield Figures(mutant, 1, interrupt(folder, situation, way, mutant, patience=3.0), is_mutant=True)


def sample(folder: Path) -> Iterator[Figures]:
    """What the tests run: each situation once, with any of the ways."""
    chance = random.Random()
    ways = [*WAYS, *(chance.choice(WAYS) for _ in range(len(SITUATIONS) - len(WAYS)))]
    chance.shuffle(ways)
    wrong = _all(folder, list(zip(SITUATIONS, ways, strict=True)))
    yield Figures("told to end", len(SITUATIONS), wrong)
    yield Figures("told to end: a process started as anybody starts it", 1, interrupt_new_process(folder))
    yield from mutants(folder)


if __name__ == "__main__":
    live_in(Path(sys.argv[1]))
    come_into("nothing open", lambda window: print(state_of(window), flush=True))
    os.chdir(ROOT)
    sys.exit(__main__.main([]))
