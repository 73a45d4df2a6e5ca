"""Work beside the window: results and errors come back, the window lives, nothing can be touched, nobody is stuck."""

import hashlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMessageBox, QProgressBar, QPushButton, QWidget

from kithmap.ui.widgets.background_job import _Panel, run_in_background
from panel_world import settle

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")


class Job:
    """Goes on until it is released; `ticking` runs something in the window's thread again and again meanwhile."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.thread: threading.Thread | None = None

    def __call__(self) -> str:
        self.thread = threading.current_thread()
        assert self.may_end.wait(20)
        return "done"


def ticking(each: Callable[[int], None], interval: int = 10) -> QTimer:
    timer = QTimer()
    count = iter(range(1_000_000))
    timer.timeout.connect(lambda: each(next(count)))
    timer.start(interval)
    return timer


def panels() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, _Panel) and each.isVisible()]


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    whole = QWidget()
    whole.resize(500, 300)
    whole.field = QLineEdit(whole)
    whole.button = QPushButton("Press", whole)
    whole.button.move(0, 60)
    whole.show()
    whole.activateWindow()
    assert QTest.qWaitForWindowActive(whole)
    whole.field.setFocus()
    yield whole
    whole.hide()
    whole.deleteLater()
    settle()


def test_the_result_comes_back_from_another_thread(qapp: QApplication) -> None:
    assert run_in_background(None, "…", threading.current_thread) is not threading.current_thread()


class Trouble(Exception):
    pass


@pytest.mark.parametrize("slow", [False, True])
def test_what_the_job_raises_is_raised_here(window: QWidget, slow: bool) -> None:
    trouble = Trouble("kept")
    job = Job()

    def fail() -> None:
        if slow:
            job()
        raise trouble

    timer = ticking(lambda count: job.may_end.set() if count > 40 else None)
    with pytest.raises(Trouble) as caught:
        run_in_background(window, "…", fail)
    timer.stop()
    assert caught.value is trouble
    assert panels() == []
    QTest.keyClicks(window.field, "free")
    assert window.field.text() == "free"


def test_a_job_of_no_time_costs_next_to_nothing_and_handles_no_event(window: QWidget) -> None:
    handled = []
    timer = QTimer()
    timer.timeout.connect(lambda: handled.append(1))
    timer.start(0)

    def several() -> float:
        start = time.perf_counter()
        for number in range(10):
            assert run_in_background(window, "…", lambda number=number: number) == number
        return (time.perf_counter() - start) / 10

    assert min(several() for _ in range(30)) < 0.002
    assert handled == []
    timer.stop()


def computing(until: threading.Event) -> int:
    """Python itself at work, as when a PDF is made."""
    total = 0
    while not until.is_set():
        total += sum(range(500))
    return total


def unlocking(until: threading.Event) -> bytes:
    """One long call into a library, as when a passphrase is tried."""
    key = b""
    while not until.is_set():
        key = hashlib.scrypt(b"p", salt=b"s", n=2**14, r=8, p=1)
    return key


@pytest.mark.parametrize("work", [computing, unlocking])
def test_the_window_never_stands_still_for_a_tenth_of_a_second(window: QWidget, work: Callable) -> None:
    def longest_gap() -> float:
        end = threading.Event()
        seen = [time.perf_counter()]

        def tick(count: int) -> None:
            seen.append(time.perf_counter())
            if count > 50:
                end.set()

        timer = ticking(tick)
        assert run_in_background(window, "Working…", lambda: work(end))
        timer.stop()
        assert len(seen) > 50
        return max(later - earlier for earlier, later in pairwise(seen))

    # A busy machine may stop any program: one run without a gap shows that none is of our making.
    assert any(longest_gap() <= 0.1 for _ in range(5))


def test_the_panel_comes_after_a_moment_and_says_why(window: QWidget) -> None:
    job, seen, start = Job(), [], time.perf_counter()

    def look(_count: int) -> None:
        if panels():
            seen.append(time.perf_counter() - start)
            (panel,) = panels()
            assert panel.isModal()
            assert panel.accessibleName() == "Saving your map…"
            assert panel.findChild(QProgressBar).maximum() == 0
            assert panel.parentWidget() is window
            job.may_end.set()

    timer = ticking(look)
    assert run_in_background(window.field, "Saving your map…", job) == "done"
    timer.stop()
    assert seen[0] >= 0.3
    assert panels() == []
    assert QApplication.overrideCursor() is None


def test_what_ends_sooner_shows_no_panel(window: QWidget) -> None:
    shown, job = [], Job()

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, _Panel):
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    timer = ticking(lambda count: job.may_end.set() if count > 8 else None)
    run_in_background(window, "…", job)
    timer.stop()
    # A timer that was left behind would have its turn now.
    later = Job()
    QTimer.singleShot(400, later.may_end.set)
    while not later.may_end.is_set():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    QApplication.instance().removeEventFilter(watch)
    assert shown == []


def test_nothing_can_be_touched_closed_or_given_up_meanwhile(window: QWidget) -> None:
    job, pressed, tried = Job(), [], []
    window.button.clicked.connect(lambda: pressed.append(1))

    def try_everything(count: int) -> None:
        targets = [window.field, *panels()]
        for target in targets:
            QTest.keyClicks(target, "x")
            QTest.keyClick(target, Qt.Key.Key_Escape)
        middle = window.button.mapTo(window, window.button.rect().center())
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)
        assert not window.close()
        tried.append(len(targets))
        if len(targets) == 2 and count > 5:
            job.may_end.set()

    timer = ticking(try_everything)
    assert run_in_background(window, "…", job) == "done"
    timer.stop()
    assert (window.field.text(), pressed) == ("", [])
    assert window.isVisible()
    assert {1, 2} <= set(tried)  # before and with the panel
    settle()
    assert window.field.hasFocus()
    QTest.mouseClick(window.button, Qt.MouseButton.LeftButton)
    assert pressed == [1]


def test_keys_that_change_nothing_are_passed_on(window: QWidget) -> None:
    seen, job = [], Job()

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                seen.append(event.key())
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)

    def press(count: int) -> None:
        QTest.keyClick(window.field, Qt.Key.Key_A)
        QTest.keyClick(window.field, Qt.Key.Key_Shift)
        if count == 3:
            job.may_end.set()

    timer = ticking(press)
    run_in_background(window, "…", job)
    timer.stop()
    QApplication.instance().removeEventFilter(watch)
    assert set(seen) == {Qt.Key.Key_Shift}


def test_it_works_over_another_dialog_which_is_there_afterwards(window: QWidget) -> None:
    dialog = QDialog(window)
    field = QLineEdit(dialog)
    results = []

    def begin() -> None:
        job = Job()

        def look(_count: int) -> None:
            if panels():
                assert panels()[0].parentWidget() is dialog
                job.may_end.set()

        timer = ticking(look)
        results.append(run_in_background(window, "…", job))
        timer.stop()
        QTest.keyClicks(field, "still here")
        results.append(field.text())
        dialog.accept()

    QTimer.singleShot(0, begin)
    assert dialog.exec() == QDialog.DialogCode.Accepted
    assert results == ["done", "still here"]


def test_a_message_that_came_meanwhile_can_be_answered(window: QWidget) -> None:
    job, box = Job(), QMessageBox(window)
    box.setText("Something else")
    stuck = []

    def tick(count: int) -> None:
        if count == 5:
            QTimer.singleShot(0, box.exec)
        elif count == 10:
            job.may_end.set()
        elif count > 60 and box.isVisible():
            # Long after the job has ended: by now no panel may come any more either.
            QTest.mouseClick(box.buttons()[0], Qt.MouseButton.LeftButton)
            if count > 300:
                stuck.append(1)
                box.done(0)

    timer = ticking(tick)
    assert run_in_background(window, "…", job) == "done"
    timer.stop()
    assert (stuck, panels()) == ([], [])
    box.deleteLater()


def test_one_wait_inside_another_ends_both(window: QWidget) -> None:
    outer, inner, results = Job(), Job(), []

    def begin_inner() -> None:
        # Ends while the outer job still goes on.
        QTimer.singleShot(60, inner.may_end.set)
        results.append(run_in_background(window, "inner", inner))
        outer.may_end.set()

    QTimer.singleShot(40, begin_inner)
    results.append(run_in_background(window, "outer", outer))
    assert results == ["done", "done"]
    assert QApplication.overrideCursor() is None
    QTest.keyClicks(window.field, "free")
    assert window.field.text() == "free"


def run_program(body: str) -> list[str]:
    program = f"""
import threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kithmap.ui.widgets.background_job import _Panel, run_in_background
application = QApplication([])
{body}
print("status", application.exec())
print("threads", threading.active_count())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_without_any_window_the_panel_does_not_end_the_program() -> None:
    lines = run_program("""
may_end = threading.Event()
def begin():
    look = QTimer()
    look.timeout.connect(lambda: any(isinstance(w, _Panel) and w.isVisible() for w in application.topLevelWidgets())
        and may_end.set())
    look.start(10)
    print("result", run_in_background(None, "Opening…", lambda: may_end.wait(20)))
    look.stop()
    QTimer.singleShot(50, lambda: (print("still here"), application.exit(3)))
QTimer.singleShot(0, begin)
""")
    assert lines == ["result True", "still here", "status 3", "threads 1"]


def test_the_job_is_finished_when_the_program_ends_meanwhile() -> None:
    lines = run_program("""
import hashlib
may_end = threading.Event()
def job():
    may_end.wait(20)
    hashlib.scrypt(b"p", salt=b"s", n=2**14, r=8, p=1)
    return "saved"
def end():
    application.exit(4)
    may_end.set()
def begin():
    QTimer.singleShot(100, end)
    print("result", run_in_background(None, "Saving…", job))
QTimer.singleShot(0, begin)
""")
    assert lines == ["result saved", "status 4", "threads 1"]
