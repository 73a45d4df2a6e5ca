"""The real window, offscreen, with questions answered by a script."""

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kithmap import application
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.window.beginning import Beginning
from kithmap.ui.window.main_window import MainWindow
from window_driver import Mouse, Script, close_for_good, made_window


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def window(qapp: QApplication, script: Script) -> Iterator[MainWindow]:
    """A shown window with an empty new map."""
    appearance = Appearance("light", 100)
    appearance.apply()
    made = made_window(script, appearance)
    # The offscreen display is smaller than the window: it would begin maximised.
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 768)
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    made._show_work()
    yield made
    close_for_good(made)


@pytest.fixture
def beginning(qapp: QApplication, script: Script, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beginning]:
    """The first page, not shown yet; the window behind it asks the script."""
    monkeypatch.setattr(
        application, "_window", lambda preferences, appearance: made_window(script, appearance, preferences)
    )
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = application.beginning(qapp)
    yield made
    made.start.close()
    made.start.deleteLater()
    if made.window is not None:
        close_for_good(made.window)


@pytest.fixture
def mouse() -> Mouse:
    return Mouse()
