"""Garbage is collected on the interface's thread, and as often as Python would."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from kithmap.session.collecting import Collecting


class Cycle:
    """Garbage that notes which thread takes it away."""

    def __init__(self, taken: list[threading.Thread]) -> None:
        self.me = self
        self.taken = taken
        self.owned = QObject()

    def __del__(self) -> None:
        self.taken.append(threading.current_thread())


def litter(taken: list[threading.Thread]) -> threading.Thread:
    """A worker that made much garbage, and has ended."""

    def work() -> None:
        for _ in range(3000):
            Cycle(taken)

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    return worker


@pytest.fixture
def collecting(qapp: object) -> Iterator[Collecting]:
    made = Collecting()
    yield made
    made.close()
    assert gc.isenabled()


def test_a_worker_takes_nothing_away_and_the_interface_does(collecting: Collecting, qtbot: QtBot) -> None:
    taken: list[threading.Thread] = []
    litter(taken)
    assert taken == []
    qtbot.waitUntil(lambda: len(taken) > 0, timeout=5000)
    assert set(taken) == {threading.main_thread()}


def test_without_it_a_worker_would(qapp: object) -> None:
    taken: list[threading.Thread] = []
    gc.enable()
    worker = litter(taken)
    gc.disable()
    assert worker in taken
