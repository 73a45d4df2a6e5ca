"""Words nobody else uses, in every text of a protected map: after a day with the program, none of them is on the disk.

    python -m tests.faults canaries
    python -m tests.faults.canaries FOLDER MARK MUTANT    the day alone, to be watched (by `sockets` too)

The canaries are put where they can be by walking the document's types: a field that is added is tried by itself. The
folder is home, working folder and place for temporary files at once, and is searched whole after each life. Where
strace is, what was written to any file or pipe is searched too, also what has been removed since.
"""

import base64
import os
import re
import secrets
import signal
import socket
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial, partialmethod
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog
from tests.faults.figures import Figures
from tests.faults.traced_calls import is_available
from tests.faults.warm import ROOT, Child, Message, Say, live_in
from tests.finding import let_it_be_time
from tests.todays import edits
from tests.window_driver import Script

from kithmap import application
from kithmap.model.document import (
    Document,
    Feeling,
    GuideProgress,
    OwnKind,
    Placement,
    SmallStep,
    StepReview,
    new_document,
)
from kithmap.model.errors import BrokenRule
from kithmap.model.vocabulary import OWN_SUPPORT_KINDS, Direction, SessionLength, StepAim, StepState, SupportLevel
from kithmap.store import encryption, file_system, recovery
from kithmap.ui.files.questions import LeaveChoice as Leave
from kithmap.ui.files.recovery_dialog import RecoveryChoice
from kithmap.ui.files.versions_dialog import EarlierVersionsDialog
from kithmap.ui.printing.print_dialog import PrintDialog
from kithmap.ui.window import beginning as beginning_module
from kithmap.ui.window.beginning import Beginning
from kithmap.ui.window.main_window import MainWindow

CHEAP: Final = 8
# Everything with which bytes get out of a process, but for pages of a file in memory.
WRITES: Final = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg"


def plain_document() -> Document:
    """A document that holds at least one of each structure there is."""
    day = date(2026, 1, 5)
    document = edits.add_entries(new_document(day), ["One", "Two", "Three"])
    document = edits.place(document, {"e1": Placement(ring="closest", angle=10.0)})
    document = edits.mark_support(document, ["e1"], "listen", Direction.GET, SupportLevel.LOT)
    document = edits.tie(edits.feel(document, "e2", Feeling()), ("e1", "e2"))
    step = SmallStep("s1", next(iter(StepAim)), entry="e1", reviews=(StepReview(day, next(iter(StepState))),))
    own = tuple(OwnKind(id=kind, name="Own") for kind in OWN_SUPPORT_KINDS)
    guide = GuideProgress(next(iter(SessionLength)))
    document = msgspec.structs.replace(document, steps=(step,), own_kinds=own, guide=guide)
    return edits.start_dated_map(document, date(2026, 2, 5))


def with_canaries(document: Document, mark: str) -> tuple[Document, int]:
    """The document with words that begin with `mark` in every text that takes any, and how many there are."""
    count = 0
    for path in list(_texts(document)):
        try:
            document = _put(document, path, f"{mark}{count:03d}")
            count += 1
        except (BrokenRule, msgspec.ValidationError):
            continue  # an id that others refer to, or a word of the vocabulary
    return document, count


def structures(kind: Any = Document) -> set[type[msgspec.Struct]]:
    """This structure and all those that can be inside it."""
    inside = [each for hint in get_type_hints(kind).values() for each in _parts_of(hint)]
    found = {kind}
    for each in inside:
        found |= structures(each)
    return found


def structures_in(value: Any) -> set[type[msgspec.Struct]]:
    """Those a document really holds."""
    if isinstance(value, tuple):
        return {kind for each in value for kind in structures_in(each)}
    if not isinstance(value, msgspec.Struct):
        return set()
    return {type(value)}.union(*(structures_in(getattr(value, name)) for name in value.__struct_fields__))


def _parts_of(hint: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        yield hint
    for each in get_args(hint):
        yield from _parts_of(each)


Steps = tuple[str | int, ...]


def _texts(value: Any, hint: Any = Document, path: Steps = ()) -> Iterator[Steps]:
    """Where a text is, or could be: names of fields and places in tuples."""
    if hint is str:
        yield path
    elif isinstance(value, msgspec.Struct):
        for name, inside in get_type_hints(type(value)).items():
            yield from _texts(getattr(value, name), inside, (*path, name))
    elif isinstance(value, tuple) and get_args(hint)[:1] == (str,):
        yield from ((*path, number) for number in range(max(2, len(value))))
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from _texts(each, None, (*path, number))
    elif value is None and str in get_args(hint):
        yield path


def _put(value: Any, path: Steps, text: str) -> Any:
    """The value with another text at this place. Every structure around it is checked."""
    if not path:
        return text
    step, *rest = path
    if isinstance(step, str):
        return msgspec.structs.replace(value, **{step: _put(getattr(value, step), tuple(rest), text)})
    old = value[step] if step < len(value) else ""
    return (*value[:step], _put(old, tuple(rest), text), *value[step + 1 :])


# Looking for them


def found_in(data: bytes, mark: str) -> list[str]:
    """In which forms something with this mark, in whatever case, is in the bytes."""
    forms = _forms(mark)
    found = [name for name, form in forms.items() if form in data or form in data.lower()]
    for inflated in _inflated(data):
        found += [f"{name}, compressed" for name, form in forms.items() if form in inflated]
    return found


def _forms(mark: str) -> dict[str, bytes]:
    plain = mark.encode()
    forms = {"UTF-8": plain, "UTF-16": mark.encode("utf-16-le"), "UTF-16 BE": mark.encode("utf-16-be")}
    for shift in range(3):
        # The characters at both ends depend on what is beside the mark.
        inner = base64.b64encode(bytes(shift) + plain)[(0, 2, 3)[shift] :].rstrip(b"=")[:-1]
        forms[f"base64 {shift}"] = inner
    forms["hexadecimal"] = plain.hex().encode()
    return forms


def _inflated(data: bytes) -> Iterator[bytes]:
    for start in re.finditer(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08", data):
        stream = zlib.decompressobj(wbits=47)
        try:
            yield stream.decompress(data[start.start() :], 1 << 24)
        except zlib.error:
            continue


def on_disk(folder: Path, mark: str) -> list[str]:
    """Files below the folder, and in the memory that programs share, that hold or are named by the mark."""
    shared = [path for path in Path("/dev/shm").glob("*") if path.is_file()]
    found = []
    for path in [*folder.rglob("*"), *shared]:
        data = os.fsencode(path.name) + (path.read_bytes() if path.is_file() else b"")
        found += [f"{path.name}: {form}" for form in found_in(data, mark)]
    return found


def open_to_others(folder: Path) -> list[str]:
    """Files and folders below the folder that are not for their owner alone."""
    modes = [(path, stat.S_IMODE(path.stat().st_mode)) for path in folder.rglob("*")]
    return [f"{path.name} has mode {mode:o}" for path, mode in modes if mode & 0o077]


def written(log: Path, mark: str) -> tuple[int, list[str]]:
    """How many writes a trace holds, and those with the mark."""
    count, found = 0, []
    for line in log.read_text(encoding="ascii").splitlines():
        call, _, rest = line.partition("(")
        if rest and call.split()[-1] in WRITES.split(","):
            count += 1
            data = b"".join(bytes.fromhex(each.replace("\\x", "")) for each in re.findall(r'"((?:\\x..)+)"', rest))
            found += [f"{call}({rest.partition(',')[0]}: {form}" for form in found_in(data, mark)]
    return count, found


# A day with the program


def first_life(home: Path, mark: str, mutant: str, say: Say) -> None:
    """A protected map full of canaries: edited, saved, hidden ... until the program is killed with unsaved work."""
    live_in(home)
    # What goes to the error output is kept by whoever started the program.
    os.dup2(os.open("errors.txt", os.O_WRONLY | os.O_CREAT, 0o600), sys.stderr.fileno())
    BREAK.get(mutant, lambda: None)()
    qt, script, beginning = _program(home)
    beginning.show(None)
    beginning.start.new_wanted.emit()
    window = beginning.window
    assert window is not None
    _prefer(window, autosave=True, remember_recent=True)
    window.files.save()
    window.safety.protecting.set_passphrase()
    document, count = with_canaries(plain_document(), mark)
    window.session.apply("everything", document)
    for step in _steps_of_a_day(window, script, mark):
        step()
        qt.processEvents()
    say("done", count=count)
    os.kill(os.getpid(), signal.SIGKILL)


def second_life(home: Path, mark: str, say: Say) -> None:
    """The work is brought back, edited, saved under another passphrase, and the program is closed."""
    live_in(home)
    _tell_mishaps(say)
    qt, script, beginning = _program(home)
    beginning.show(None)
    beginning.start.painted.emit()
    window = beginning.window
    assert window is not None
    is_back = f"{mark} unsaved" in window.session.document.title
    qt.processEvents()
    window.session.apply("title", edits.set_heading(window.session.document, title=f"{mark} again"))
    script.new = "another passphrase"
    window.safety.protecting.set_passphrase()
    say("done", is_back=is_back, is_saved=not window.session.is_modified)
    window.close()
    beginning.end()


def example_life(home: Path, say: Say) -> None:
    """The example, saved and on paper: what is left of an ordinary day, for those who look at sockets."""
    live_in(home)
    _tell_mishaps(say)
    qt, script, beginning = _program(home)
    beginning.show(None)
    beginning.start.example_wanted.emit()
    window = beginning.window
    assert window is not None
    script.save_path, script.pdf_path = home / "example.kithmap", home / "example.pdf"
    for step in (window.files.save, window.dialogs.make_pdf, window.close):
        step()
        qt.processEvents()
    beginning.end()
    say("done", size=script.pdf_path.stat().st_size)


def _program(home: Path) -> tuple[QApplication, Script, Beginning]:
    """The program as `run_window` makes it, but that questions are answered by a script."""
    encryption.protect.__defaults__ = (CHEAP,)
    script = Script()
    script.save_path = home / "my map.kithmap"
    script.new, script.passphrases = "a passphrase", ["a passphrase"]
    script.answer, script.leave = RecoveryChoice.BRING_BACK, Leave.LEAVE
    MainWindow.__init__ = partialmethod(MainWindow.__init__, questions=lambda _parent: script)
    PrintDialog.exec = lambda _self: QDialog.DialogCode.Accepted
    EarlierVersionsDialog.exec = _shown_for_a_moment
    qt = QApplication(["kithmap"])
    return qt, script, application.beginning(qt)


def _tell_mishaps(say: Say) -> None:
    beginning_module.CrashReporter = lambda _tell: lambda _kind, error, _trace: say("mishap", text=repr(error))


def _shown_for_a_moment(dialog: QDialog) -> int:
    dialog.show()
    QApplication.processEvents()
    dialog.hide()
    return 0


def _steps_of_a_day(window: MainWindow, script: Script, mark: str) -> Iterator[Callable[[], object]]:
    session, services, hide = window.session, window.services, window.safety.quick_hide
    yield services.journal.flush
    yield window.editing.undo
    yield window.editing.redo
    yield partial(let_it_be_time, services.autosave)
    yield services.autosave.wait
    yield lambda: window.selection.set(("e1",))
    yield partial(window.panes.show_view, as_list=True)
    yield lambda: window.list.search.setText(f"{mark} searched")
    yield lambda: window.people.field.setPlainText(f"{mark} typed")
    yield window.people.field.selectAll
    yield window.people.field.copy
    yield hide.hide
    yield hide.show_again
    yield partial(_mishap, mark)
    yield window.dialogs.make_pdf  # nobody says where it goes
    yield window.files.save
    yield window.safety.versions.show
    yield lambda: session.apply("title", edits.set_heading(session.document, title=f"{mark} second"))
    yield window.files.save
    yield lambda: session.apply("title", edits.set_heading(session.document, title=f"{mark} unsaved"))
    yield services.journal.flush


def _mishap(mark: str) -> None:
    """A mistake in the program, in whose error stands what it was about."""

    def fail() -> None:
        raise ValueError(f"{mark} wrong")

    QTimer.singleShot(0, fail)


def _prefer(window: MainWindow, **settings: bool) -> None:
    window.preferences.use(msgspec.structs.replace(window.preferences.value, **settings))


# Programs with a known mistake.


def _plain_journal() -> None:
    write = recovery.write
    recovery.write = lambda file, unsaved, _protection: write(file, unsaved, None)


def _files_for_all() -> None:
    file_system.PRIVATE_FILE = 0o644


def _asking_the_world() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM):
        pass


def _telling_mishaps() -> None:
    beginning_module.CrashReporter = lambda _tell: sys.__excepthook__


# Only who watches from outside can see it.
A_SOCKET: Final = "a socket is opened and closed"
BREAK: Final[dict[str, Callable[[], None]]] = {
    A_SOCKET: _asking_the_world,
    "the journal is not protected": _plain_journal,
    "files are made as everybody makes them": _files_for_all,
    "the error output holds the text of an error": _telling_mishaps,
}


class Day:
    """What a day left behind. `count`: canaries in the document. `left`: what was wrong after each life."""

    def __init__(self, folder: Path, mark: str, mutant: str = "") -> None:
        folder.mkdir(mode=0o700)
        self.left: list[str] = []
        first = Child(partial(first_life, folder, mark, mutant))
        if first.wait() != -signal.SIGKILL or not is_well(first.said):
            raise RuntimeError(f"the first life ended before its time: {first.said}")
        self.count = first.said[0]["count"]
        self._look(folder, mark)
        if not mutant:
            second = Child(partial(second_life, folder, mark))
            status = second.wait()
            if status or not is_well(second.said, is_back=True, is_saved=True):
                self.left.append(f"the second life did not bring the work back and save it: {second.said}")
            self._look(folder, mark)

    def _look(self, folder: Path, mark: str) -> None:
        self.left += on_disk(folder, mark)
        self.left += open_to_others(folder)


def is_well(said: list[Message], **wanted: bool) -> bool:
    """Whether a life came to its end as it should, without a mistake of the program."""
    return [each["what"] for each in said] == ["done"] and wanted.items() <= said[0].items()


def new_mark() -> str:
    """A word that is nowhere else."""
    return "".join(secrets.choice("bcdfghjklmnpqrstvwxz") for _ in range(12))


def traced_day(folder: Path, mark: str, mutant: str = "") -> Path:
    """The same day, and the example on paper, watched from outside: the trace."""
    folder.mkdir()
    log = folder / "trace.txt"
    command = ["strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "50000000", "-o", str(log)]
    command += ["-e", f"trace={WRITES},socket", sys.executable, *day_alone(folder, mark, mutant)]
    subprocess.run(command, cwd=ROOT, check=True)
    return log


def day_alone(folder: Path, mark: str, mutant: str = "") -> list[str]:
    """The arguments of Python for a process in which such a day goes by; with a mutant nothing is looked at."""
    return ["-m", "tests.faults.canaries", str(folder), mark, mutant]


def figures(folder: Path) -> Iterator[Figures]:
    """A day, one that is watched, and the mutants."""
    mark = new_mark()
    day = Day(folder / "day", mark)
    yield Figures("canaries in a protected map, on the disk after each life", day.count, day.left)
    if is_available():
        count, found = written(traced_day(folder / "traced", mark), mark)
        yield Figures("writes of such a day, as strace sees them", count, found)
        mutant = "the journal is not protected"
        count, found = written(traced_day(folder / "broken", mark, mutant), mark)
        yield Figures(f"{mutant}, as strace sees it", count, found, is_mutant=True)
    for number, mutant in enumerate(mutant for mutant in BREAK if mutant != A_SOCKET):
        day = Day(folder / str(number), mark, mutant)
        yield Figures(mutant, day.count, day.left, is_mutant=True)


sample = figures


if __name__ == "__main__":
    given, used_mark, used_mutant = sys.argv[1:]
    used_day = Day(Path(given) / "day", used_mark, used_mutant)
    example = Child(partial(example_life, Path(given)))
    if example.wait() or not is_well(example.said):
        sys.exit(f"the example did not end well: {example.said}")
    if used_day.left and not used_mutant:
        sys.exit(f"the day did not end well: {used_day.left}")
