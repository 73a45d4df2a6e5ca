"""The real window, offscreen, with questions answered by a script."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kithmap import application
from kithmap.ui.appearance import Appearance
from kithmap.ui.main_window import MainWindow
from window_driver import Mouse, Script, close_for_good, made_window


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def window(qapp: QApplication, script: Script) -> Iterator[MainWindow]:
    """A shown window with an empty new map."""
    application.prepare(qapp)
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
def mouse() -> Mouse:
    return Mouse()
