"""Work beside the interface: jobs in turn, answers on the thread that asked, and threads that end."""

import threading
from concurrent.futures import Future

import pytest
from pytestqt.qtbot import QtBot

from kithmap.session.background import Background, raise_later, run_once


def test_jobs_run_in_turn_elsewhere_and_answers_come_back_here(qapp: object, qtbot: QtBot) -> None:
    told: list[tuple[int, threading.Thread]] = []
    answers: list[tuple[int, threading.Thread]] = []

    def job(number: int) -> int:
        told.append((number, threading.current_thread()))
        return number

    def done(future: "Future[int]") -> None:
        answers.append((future.result(), threading.current_thread()))

    with Background() as background:
        for number in range(50):
            background.submit(lambda number=number: job(number), done)
        qtbot.waitUntil(lambda: len(answers) == 50)
    assert [number for number, _ in told] == [number for number, _ in answers] == list(range(50))
    assert {thread for _, thread in answers} == {threading.current_thread()}
    assert threading.current_thread() not in {thread for _, thread in told}


def test_an_error_comes_back_and_the_next_job_runs(qapp: object, qtbot: QtBot) -> None:
    ended: list[Future[int]] = []
    with Background() as background:
        background.submit(lambda: 1 // 0, ended.append)
        background.submit(lambda: 2, ended.append)
        qtbot.waitUntil(lambda: len(ended) == 2)
    assert isinstance(ended[0].exception(), ZeroDivisionError)
    assert ended[1].result() == 2


def test_closing_waits_for_what_was_submitted(qapp: object) -> None:
    done: list[int] = []
    with Background() as background:
        for number in range(5):
            background.submit(lambda number=number: done.append(number))
    assert done == list(range(5))


class Watched:
    """Remembers which thread let go of it last, as a widget would be destroyed by it."""

    def __init__(self, gone: list[threading.Thread]) -> None:
        self._gone = gone

    def answer(self, _future: "Future[None]") -> None:
        pass

    def __del__(self) -> None:
        self._gone.append(threading.current_thread())


@pytest.mark.parametrize("has_own_thread", [False, True])
def test_the_thread_never_lets_go_last_of_who_is_answered(qapp: object, qtbot: QtBot, has_own_thread: bool) -> None:
    gone: list[threading.Thread] = []
    with Background() as background:
        for number in range(1, 301):
            (run_once if has_own_thread else background.submit)(lambda: None, Watched(gone).answer)
            qtbot.waitUntil(lambda number=number: len(gone) == number)
    assert set(gone) == {threading.current_thread()}


def test_a_thread_for_one_job_ends_with_it(qapp: object, qtbot: QtBot) -> None:
    threads: list[threading.Thread] = []
    alive: list[bool] = []
    run_once(lambda: threads.append(threading.current_thread()), lambda _: alive.append(threads[0].is_alive()))
    qtbot.waitUntil(lambda: bool(alive))
    assert alive == [False]


def test_an_error_nobody_expected_is_told_later(qapp: object, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as told:
        raise_later(ZeroDivisionError())
        assert told == []
        qtbot.waitUntil(lambda: len(told) == 1)
    assert told[0][0] is ZeroDivisionError
