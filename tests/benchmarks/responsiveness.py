"""Whether the window answers while the disk, a passphrase or a report keep the program busy.

A timer in the window's thread should come every 5 ms; the longest time it did not is what is measured. An edit and its
painting happen in that thread, and so does showing a map that was read: they are measured apart.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from PySide6.QtWidgets import QApplication
from tests.benchmarks.documents import map_of
from tests.benchmarks.measure import met, p50, print_table, timed
from tests.benchmarks.window import Painted, open_window, settle, start_qt
from tests.faults.watchdog import longest_gap, slow_disk

from kithmap import application
from kithmap.model import edits
from kithmap.model.document import Document
from kithmap.report.print_choices import PrintChoices
from kithmap.store import encryption, map_file
from kithmap.store.locations import recovery_folder
from kithmap.ui.files.recovery_dialog import RecoveryChoice
from kithmap.ui.window.main_window import MainWindow

GOAL = 100.0
ROUNDS = 7
SLOW = 2.0


def main() -> None:
    """Measure and print."""
    start_qt()
    document = map_of(200, 24)
    window = open_window(document)
    rows: list[list[object]] = []

    def note(what: str, measure: Callable[[], float], rounds: int = ROUNDS, *, has_goal: bool = True) -> None:
        found = [measure() for _ in range(rounds)]
        goal = [GOAL, met(max(found), GOAL)] if has_goal else ["", ""]
        rows.append([what, p50(found), max(found), *goal])

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.kithmap"
        _measure(window, document, path, note)
    title = f"Longest time the window stands still, ms (200 entries, 24 dated maps; {QApplication.platformName()})"
    print_table(title, ["while", "p50", "longest", "goal", ""], rows)


def _measure(window: MainWindow, document: Document, path: Path, note: Callable[..., None]) -> None:
    session, files, services = window.session, window.files, window.services
    questions = window._questions
    painted = Painted(window.view.viewport())
    files._save(path)
    texts = iter(range(10_000))

    def edit() -> None:
        session.apply("an edit", edits.describe(session.document, "e1", name=f"Ana {next(texts)}"))

    def kept() -> bool:
        return services.journal._running is None and not services.journal._timer.isActive() and _is_kept()

    def gap_after_edit(is_over: Callable[[], bool]) -> float:
        edit()
        settle()
        return longest_gap(lambda: None, is_over)

    def autosave_gap() -> float:
        edit()
        settle()
        services.autosave.use(on=True)
        gap = longest_gap(services.autosave._save, lambda: services.autosave.under_way is None)
        services.autosave.use(on=False)
        return gap

    def save_gap() -> float:
        edit()
        settle()
        return longest_gap(files.save)

    note("nothing (the machine itself)", lambda: longest_gap(lambda: None, _after(0.5)))
    note("an edit and its painting, themselves", lambda: painted.time(edit), has_goal=False)
    note("an edit is kept in the journal", lambda: gap_after_edit(kept))
    note("the map saves itself", autosave_gap)
    note("the map is saved", save_gap)
    with slow_disk(SLOW):
        note("the same, disk of 2 s: journal", lambda: gap_after_edit(kept), 2)
        note("the same, disk of 2 s: saves itself", autosave_gap, 2)
        note("the same, disk of 2 s: saved", save_gap, 2)
    report = _report_job(document)
    note("a PDF is made", lambda: longest_gap(lambda: questions.wait_for("", report)), 3)
    session.protect(encryption.protect("a passphrase"))
    note("a protected map is saved", save_gap)
    note(
        "a protected map is unlocked",
        lambda: longest_gap(lambda: questions.wait_for("", lambda: map_file.read(path, "a passphrase"))),
    )
    session.protect(None)
    files.save()
    known = map_file.read(path)
    note("a map is read", lambda: longest_gap(lambda: files.read(path)))
    note("a map that was read is shown, itself", lambda: _shown(window, known, path), 3, has_goal=False)
    note("unsaved work is looked for", lambda: _search_gap(window, edit), 3)


def _is_kept() -> bool:
    return any(recovery_folder().glob("*.recovery"))


def _after(seconds: float) -> Callable[[], bool]:
    end = perf_counter() + seconds
    return lambda: perf_counter() > end


def _report_job(document: Document) -> Callable[[], object]:
    return lambda: application.printing().report(document, PrintChoices())


def _shown(window: MainWindow, known: map_file.MapFile, path: Path) -> float:
    def show() -> None:
        window.files.show(known, path)
        settle()

    return timed(show)


def _search_gap(window: MainWindow, edit: Callable[[], None]) -> float:
    """As at a start, with unsaved work of a window that is gone."""
    edit()
    window.services.journal.flush()
    kept = window.services.journal._kept
    assert kept is not None
    kept.release()
    window._questions.unsaved_work = lambda _work: RecoveryChoice.NOT_NOW
    return longest_gap(window.safety.recovering.offer)


if __name__ == "__main__":
    main()
