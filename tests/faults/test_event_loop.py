"""The window goes on while a disk that takes its time is waited for; doing it in the window's thread is noticed."""

import errno
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from tests.faults.watchdog import longest_gap, slow_disk
from tests.todays import edits

from finding import let_it_be_time
from kithmap.session.background import Background
from kithmap.store import map_file
from kithmap.store.file_system import FileSystem
from kithmap.store.locations import recovery_folder
from kithmap.store.settings import Settings
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.background_job import run_in_background
from kithmap.ui.widgets.preferences import Preferences
from kithmap.ui.window.main_window import MainWindow
from window_driver import Script, close_for_good, made_window

# Seconds that the disk takes, and milliseconds that the window may stand still at most: machines can be busy, and how
# long it really is says `python -m tests.benchmarks responsiveness`.
SLOW = 1.0
BOUND = 700.0


class Waiting(Script):
    """Waits as the real questions do."""

    wait = staticmethod(run_in_background)

    def wait_for(self, text: str, job: Callable[[], Any]) -> Any:
        return self.wait(None, text, job)


@pytest.fixture
def script() -> Waiting:
    return Waiting()


@pytest.fixture
def window(qapp: QApplication, script: Waiting, tmp_path: Path) -> Iterator[MainWindow]:
    """A window with a saved map."""
    made = made_window(script, Appearance("light", 100), Preferences(Settings(autosave=True)))
    made.show()
    script.save_path = tmp_path / "mine.kithmap"
    made.editing.add_names("Ana\nMum")
    assert made.files.save()
    yield made
    close_for_good(made)


def edit(window: MainWindow, title: str) -> None:
    session = window.session
    session.apply("title", edits.set_heading(session.document, title=title))


def gap_of_journal(window: MainWindow) -> float:
    def kept() -> bool:
        return window.services.journal._running is None and any(recovery_folder().glob("*.recovery"))

    return longest_gap(lambda: edit(window, "kept"), kept)


def gap_of_saving_while_it_saves_itself(window: MainWindow) -> float:
    def save() -> None:
        edit(window, "first")
        let_it_be_time(window.services.autosave)
        assert window.services.autosave.under_way is not None
        edit(window, "second")
        assert window.files.save()

    return longest_gap(save)


def gap_of_leaving_while_it_saves_itself(window: MainWindow) -> float:
    def leave() -> None:
        edit(window, "third")
        let_it_be_time(window.services.autosave)
        assert window.services.autosave.under_way is not None
        assert window.files.may_leave()

    return longest_gap(leave)


def test_the_window_goes_on_while_a_file_is_found_out_about(
    window: MainWindow, script: Waiting, tmp_path: Path
) -> None:
    first, script.save_path = script.save_path, tmp_path / "other.kithmap"
    assert first is not None
    with slow_disk(SLOW):
        assert longest_gap(window.files.save_as) < BOUND
        assert window.session.path == script.save_path
        assert longest_gap(lambda: window.files.open(first)) < BOUND
        assert longest_gap(window.files.look_again) < BOUND
    assert window.session.path == first
    assert window.session.barrier is None
    assert window.files.open(first)  # the map this window has itself is open to it
    assert window.session.barrier is None


def test_the_window_goes_on_while_a_save_to_a_new_place_is_not_confirmed(
    window: MainWindow, script: Waiting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_system: FileSystem, _folder: Path) -> None:
        raise OSError(errno.EIO, "nothing can be said for sure")

    script.save_path = tmp_path / "other.kithmap"
    monkeypatch.setattr(FileSystem, "flush_folder", refuse)
    with slow_disk(SLOW):
        assert longest_gap(window.files.save_as) < BOUND
    assert [title for title, _ in script.told] == ["This map is not saved yet"]
    assert window.session.path == script.save_path
    assert window.session.file.access.hold is not None
    assert window.session.is_modified


def test_the_window_goes_on_while_the_disk_is_waited_for(window: MainWindow, script: Waiting) -> None:
    with slow_disk(SLOW):
        assert gap_of_journal(window) < BOUND
        assert gap_of_saving_while_it_saves_itself(window) < BOUND
        assert gap_of_leaving_while_it_saves_itself(window) < BOUND
    assert script.told == []
    assert script.asked == ["save"]
    assert script.save_path is not None
    assert map_file.read(script.save_path).document == window.session.document
    assert not window.session.is_modified


def test_keeping_work_in_the_window_s_thread_would_be_noticed(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    def submit(_background: Background, job: Callable[[], Any], done: Callable[..., None] | None = None) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(job())
        if done is not None:
            QTimer.singleShot(0, lambda: done(future))
        return future

    monkeypatch.setattr(Background, "submit", submit)
    with slow_disk(SLOW):
        assert gap_of_journal(window) > BOUND


def test_saving_in_the_window_s_thread_would_be_noticed(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Waiting, "wait", staticmethod(lambda _parent, _text, job: job()))
    with slow_disk(SLOW):
        edit(window, "saved")
        assert longest_gap(window.files.save) > BOUND
