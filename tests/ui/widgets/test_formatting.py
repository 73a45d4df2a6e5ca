"""Times and sizes as people say them."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QLocale

from kithmap.ui.widgets.formatting import moment_in_words, size_in_words

NOW = datetime(2026, 3, 14, 16, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_britain(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    QLocale.setDefault(before)
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system keeps its time zone")
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (NOW - timedelta(hours=1, minutes=55), "Today 14:05"),
        (NOW, "Today 16:00"),
        (NOW - timedelta(hours=16), "Today 00:00"),
        (NOW - timedelta(hours=16, minutes=1), "Yesterday 23:59"),
        (NOW - timedelta(days=2), "12 March 2026, 16:00"),
        (NOW + timedelta(days=1), "15 March 2026, 16:00"),  # the clock was set back since
        (datetime(2026, 3, 14, 1, 30, tzinfo=timezone(timedelta(hours=5))), "Yesterday 20:30"),
    ],
)
def test_moments(moment: datetime, said: str) -> None:
    assert moment_in_words(moment, NOW) == said


def test_the_time_of_the_computer_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    # 14 March 23:30 in Tokyo, looked at on 15 March 01:00 there.
    assert moment_in_words(NOW - timedelta(hours=1, minutes=30), NOW) == "Yesterday 23:30"


@pytest.mark.parametrize(
    ("size", "said"), [(0, "0 bytes"), (512, "512 bytes"), (12_345, "12 kB"), (1_240_213, "1.2 MB")]
)
def test_sizes(size: int, said: str) -> None:
    assert size_in_words(size) == said
