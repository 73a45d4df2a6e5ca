"""Somebody at work in a process that may be killed at any moment, who says what was done and what the program promised.

The session, its journal, saving by itself, and the File menu are the real ones, with a running event loop and real
timers; questions are answered by a script. What is told:

    began(digest, recovered)        what is in the window now; whether it is unsaved work that was brought back
    state(digest)                   another document is shown: an edit, undo or redo is done, a map is opened
    kept(digest)                    the journal has this state on the disk
    saving(path), saved(path, digest)    saving begins; the program says that it is saved
    passphrase(text)                from now on the map may be protected with it
    exported(path)                  a PDF is ready
    asked(question), mishap(text)   what must not happen: a question about other programs, an exception

A state is told apart by the digest of the bytes its map file would have.
"""

import os
import random
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.faults import mutants
from tests.faults.file_systems import OPERATIONS
from tests.faults.warm import Say, live_in
from tests.finding import find, let_it_be_time
from tests.todays import edits
from tests.window_driver import Script, made_window

from kithmap import application
from kithmap.model.document import Document, Placement, new_document
from kithmap.model.vocabulary import RING_IDS, SUPPORT_KINDS, Direction, SupportLevel
from kithmap.report.print_choices import PrintChoices
from kithmap.session import journal
from kithmap.session.file_state import SaveResult
from kithmap.session.services import SessionServices
from kithmap.session.session import Session
from kithmap.store import app_files, atomic_file, encryption, file_format, map_file, recovery
from kithmap.store.atomic_file import Digest
from kithmap.store.file_system import FileSystem
from kithmap.store.locations import backups_folder, recovery_folder
from kithmap.store.map_file import Save
from kithmap.ui.files.files import Files
from kithmap.ui.files.questions import Changed
from kithmap.ui.files.recovery import Recovering
from kithmap.ui.files.recovery_dialog import RecoveryChoice
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.background_job import run_in_background

# So cheap that it can be done a thousand times; the bytes are protected all the same.
WORK_FACTOR = 2


class Life(NamedTuple):
    """One life of the program, until it is killed.

    map: the file to open when nothing is brought back. nth: it kills itself at this file operation, counted from 1;
    counted: only operations of this name count.
    autosave: saves by itself so many milliseconds after an edit, 0: not at all. size: entries to begin with.
    way: "random" works until it is killed, "edits" too, but never saves; "script" does a bit of everything in order,
    "end" saves and closes.
    """

    seed: int
    way: str = "random"
    map: Path | None = None
    passphrases: tuple[str, ...] = ()
    nth: int = 0
    counted: str = ""
    autosave: int = 0
    size: int = 3
    has_window: bool = False
    mutant: str = ""


def live(home: Path, life: Life, say: Say) -> None:
    """Be the program, with this home folder."""
    live_in(home)
    sys.excepthook = lambda kind, error, trace: say("mishap", text=repr(error), trace=traceback.format_tb(trace))
    BREAK.get(life.mutant, lambda: None)()
    qt = QApplication(["kithmap"])
    _Person(qt, home, life, say).work()


def fingerprint(data: bytes) -> str:
    """What tells a state apart, from the bytes of its map file."""
    return atomic_file.digest_of(data)[:16]


class _Answers(Script):
    """Brings unsaved work back, knows the passphrases, saves under a name of its own."""

    def __init__(self, home: Path, say: Say) -> None:
        super().__init__()
        self.answer = RecoveryChoice.BRING_BACK
        self.changed = Changed.BOTH
        self._home = home
        self._say = say

    def path_to_save(self, _suggestion: Path) -> Path:
        return next(path for number in range(1000) if not (path := self._home / f"map {number}.kithmap").exists())

    def changed_on_disk(self) -> Changed:
        self._say("asked", question="another program changed the file")
        return super().changed_on_disk()

    def wait_for(self, text: str, job: Callable[[], Any]) -> Any:
        return run_in_background(None, text, job)


class _Person:
    def __init__(self, qt: QApplication, home: Path, life: Life, say: Say) -> None:
        self.qt, self.life, self.say = qt, life, say
        self.chance = random.Random(life.seed)
        self.questions = _Answers(home, say)
        self.questions.passphrases = list(life.passphrases)
        self.questions.pdf_path = home / "report.pdf"
        if life.has_window:
            application.prepare(qt)
            window = made_window(self.questions, Appearance("light", 100))
            window.show()
            self.session, self.services, self.files = window.session, window.services, window.files
            self.recovering = window.safety.recovering
        else:
            self.session = Session(date.today, backups_folder())
            self.services = SessionServices(self.session, recovery_folder())
            self.files = Files(self.services, self.questions)
            self.recovering = Recovering(self.files, self.services, self.questions, recovery_folder())
        self._tell_what_happens()

    def work(self) -> None:
        """Begin, and do what this life is for."""
        self.operations = kill_at(self.life.nth, self.life.counted)
        self.begin()
        find(self.services.autosave, QTimer).setInterval(self.life.autosave)
        self.services.autosave.use(on=self.life.autosave > 0)
        if self.life.way in {"random", "edits"}:
            QTimer.singleShot(0, self.go_on)
            self.qt.exec()
        for step in self.script() if self.life.way == "script" else self.end():
            step()
            self.qt.processEvents()

    def begin(self) -> None:
        """As at a start of the program: what is unsaved comes back, otherwise the map is opened."""
        recovered = self.recovering.offer()
        if not recovered and self.life.map is not None:
            self.files.open(self.life.map)
        if not recovered and self.life.map is None:
            self.session.start_from(somebodys_map(self.life.size))
        self.say("began", digest=self.state(), recovered=recovered, count=len(self.questions.works))

    def go_on(self) -> None:
        """Do something, and something else a little later."""
        way = self.chance.random()
        if way < 0.86 or self.life.way == "edits":
            self.edit()
        elif way < 0.96:
            self.undo()
        elif way < 0.98:
            self.save()
        elif way < 0.985:
            self.protect()
        elif self.life.has_window:
            self.export()
        QTimer.singleShot(self.chance.choice((0, 5, 20, 60, 200)), self.go_on)

    def script(self) -> Iterator[Callable[[], None]]:
        """A bit of everything, without waiting for timers."""
        flush = self.services.journal.flush
        yield from (self.edit, flush, self.edit, flush, self.save, self.edit, flush, self.undo)
        yield from (
            self.protect,
            self.edit,
            flush,
            self.edit,
            partial(let_it_be_time, self.services.autosave),
            self.services.autosave.wait,
        )
        yield from (self.edit, flush, self.save)
        yield from self.end()
        self.say("operations", count=self.operations())

    def end(self) -> Iterator[Callable[[], None]]:
        """Save, and close the program."""
        yield from (self.edit, self.save, lambda: self.services.close(keep_unsaved=False))
        self.say("closed")

    def edit(self) -> None:
        self.session.apply("an edit", another(self.session.document, self.chance))

    def undo(self) -> None:
        for step in (self.session.undo, self.session.undo, self.session.redo)[: self.chance.randint(1, 3)]:
            step()

    def save(self) -> None:
        self.files.save()

    def protect(self) -> None:
        passphrase = f"passphrase {self.chance.randrange(1000)}"
        protection = None if self.chance.random() < 0.2 else encryption.protect(passphrase, WORK_FACTOR)
        self.say("passphrase", text=passphrase)
        self.session.protect(protection)
        self.files.save()

    def export(self) -> None:
        data, _ = application.printing().report(self.session.document, PrintChoices())
        if self.files.write_pdf(data):
            self.say("exported", path="report.pdf")

    def state(self) -> str:
        return fingerprint(file_format.encode(self.session.document, self.session.file.known.unknown))

    def _tell_what_happens(self) -> None:
        write, save, finish_save = recovery.write, map_file.save, self.session.finish_save
        # Before the journal hears of it.
        self.session.document_changed.connect(lambda _before, _after: self.say("state", digest=self.state()))

        def telling_write(file: Path, unsaved: recovery.UnsavedWork, *rest: Any) -> None:
            write(file, unsaved, *rest)
            self.say("kept", digest=fingerprint(unsaved.data))

        def telling_save(plan: Save, now: datetime) -> Digest:
            self.say("saving", path=plan.path.name)
            return save(plan, now)

        def telling_finish_save(result: SaveResult) -> bool:
            is_noted, plan = finish_save(result), result.plan
            if result.refusal is None:
                state = fingerprint(file_format.encode(plan.document, plan.unknown))
                self.say("saved", path=plan.path.name, digest=state)
            return is_noted

        recovery.write, map_file.save, self.session.finish_save = telling_write, telling_save, telling_finish_save


def somebodys_map(size: int) -> Document:
    """A map with so many entries and something written about each."""
    document = edits.add_entries(new_document(date(2026, 1, 5)), [f"Name {number}" for number in range(size)])
    for entry in document.entries:
        document = edits.describe(document, entry.id, note="What was said. " * size)
    return document


def another(document: Document, chance: random.Random) -> Document:
    """The document after a random edit."""
    ids = [connection.entry for connection in document.today.connections]
    way = chance.random()
    if len(ids) < 3 or way < 0.3:
        return edits.add_entries(document, [f"Name {chance.randrange(10**9)}"])
    who = chance.choice(ids)
    if way < 0.5:
        place = Placement(ring=chance.choice(RING_IDS[:3]), angle=chance.uniform(0, 359), depth=chance.random())
        return edits.place(document, {who: place})
    if way < 0.6:
        level = chance.choice(list(SupportLevel))
        return edits.mark_support(document, [who], chance.choice(SUPPORT_KINDS), Direction.GET, level)
    if way < 0.7:
        return edits.delete(document, [who])
    if way < 0.85:
        return edits.describe(document, who, note=f"Note {chance.randrange(10**9)}")
    return edits.set_heading(document, title=f"Title {chance.randrange(10**9)}")


def kill_at(nth: int, counted: str) -> Callable[[], int]:
    """Kill this process at its nth file operation (of this name) from now on, 0: never; a write is done half.

    Returns how to ask how many there were.
    """
    done = 0

    def watched(name: str, operation: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            nonlocal done
            done += counted in ("", name)
            if done == nth and counted in ("", name):
                if name == "write":
                    system, descriptor, data = arguments
                    operation(system, descriptor, data[: len(data) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return operation(*arguments)

        return run

    for name in OPERATIONS:
        setattr(FileSystem, name, watched(name, vars(FileSystem)[name]))
    return lambda: done


# Programs with a known mistake.


def _without_journal() -> None:
    journal.Journal._on_state_changed = lambda _self: None


def _journal_in_place() -> None:
    def put(file: Path, data: bytes, *, system: FileSystem) -> None:
        atomic_file.make_folder(file.parent, system=system)
        mutants.in_place(file, data, expected=atomic_file.ANY, system=system)

    app_files.put = put


def _discarding_too_early() -> None:
    save = Files._save

    def forgetting(self: Files, path: Path | None, **more: Any) -> bool:
        self._services.journal.forget()
        self._services._background.submit(lambda: None).result()
        return save(self, path, **more)

    Files._save = forgetting


def _saving_in_place() -> None:
    def replace(path: Path, data: bytes, *, expected: object, system: FileSystem) -> Digest:
        return mutants.in_place(path, data, expected=expected, system=system)

    map_file.atomic_file = SimpleNamespace(**{**vars(atomic_file), "replace": replace})


BREAK: dict[str, Callable[[], None]] = {
    "no journal": _without_journal,
    "the journal is written where it lies": _journal_in_place,
    "the journal goes before the map is saved": _discarding_too_early,
    "the map is written where it lies": _saving_in_place,
}
