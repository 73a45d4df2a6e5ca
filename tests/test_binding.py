"""The Qt binding itself: some releases lose a reference to None at every call, until the interpreter aborts."""

import sys

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTransform

CALLS = 10_000


def test_calls_that_return_nothing_leave_the_count_of_none_alone() -> None:
    thing, timer, transform = QObject(), QTimer(), QTransform()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        thing.setObjectName("x")
        timer.setInterval(number)
        transform.reset()
    # The interpreter itself takes and gives back a few; a lost reference per call would be ten thousand.
    assert abs(sys.getrefcount(None) - before) < CALLS // 100


def test_slots_that_return_nothing_leave_the_count_of_none_alone() -> None:
    timer = QTimer()
    heard = []
    timer.objectNameChanged.connect(lambda _: heard.append(1))
    before = sys.getrefcount(None)
    for number in range(CALLS):
        timer.setObjectName(str(number))
    assert len(heard) == CALLS
    assert abs(sys.getrefcount(None) - before) < CALLS // 100
