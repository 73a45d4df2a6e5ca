"""A mistake of the program: a calm sentence once, places in the code, never a name."""

import io
import sys

import pytest

from kithmap.ui.window.crash_reporter import CrashReporter


def happen(mishaps: CrashReporter) -> None:
    try:
        int("Secretname")
    except ValueError:
        mishaps(*sys.exc_info())


def test_the_person_is_told_and_no_name_is_written() -> None:
    told, output = [], io.StringIO()
    happen(CrashReporter(lambda: told.append(1), output))
    assert told == [1]
    assert "ValueError" in output.getvalue()
    assert "test_crash_reporter.py" in output.getvalue()
    assert "Secretname" not in output.getvalue()
    assert "/" not in output.getvalue()


def test_a_second_mistake_while_telling_opens_no_second_window() -> None:
    told = []

    def show_message() -> None:
        told.append(1)
        happen(mishaps)

    mishaps = CrashReporter(show_message, io.StringIO())
    happen(mishaps)
    assert told == [1]


def test_the_same_mistake_on_every_mouse_move_is_told_once() -> None:
    told, output = [], io.StringIO()
    mishaps = CrashReporter(lambda: told.append(1), output)
    for _ in range(5):
        happen(mishaps)
    assert told == [1]
    assert output.getvalue().count("ValueError") == 5


def test_without_an_error_output_the_person_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(sys, "stderr", None)
    happen(CrashReporter(lambda: told.append(1)))
    assert told == [1]


def test_a_fault_in_telling_is_not_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    def show_message() -> None:
        raise ValueError

    with pytest.raises(ValueError):
        happen(CrashReporter(show_message))
