"""The real window, offscreen, with questions answered by a script."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kithmap import application
from kithmap.session.session import Session
from kithmap.store.settings import Settings
from kithmap.ui.appearance import Appearance
from kithmap.ui.main_window import MainWindow
from kithmap.words import Words
from window_driver import Mouse, Script

DAY = date(2026, 11, 23)


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def window(qapp: QApplication, script: Script) -> Iterator[MainWindow]:
    """A shown window with an empty new map."""
    application._prepare(qapp)
    application._load_fonts()
    appearance = Appearance("light", 100, reduce_motion=False)
    appearance.apply()
    session = Session(lambda: DAY)
    made = MainWindow(
        session,
        appearance,
        Words(qapp.translate),
        Settings(),
        application.report_of,
        application.example_document,
        dialogs=lambda _parent: script,
    )
    # The offscreen display is smaller than the window: it would begin maximised.
    made.setWindowState(Qt.WindowState.WindowNoState)
    made.resize(1366, 768)
    made.show()
    assert QTest.qWaitForWindowExposed(made)
    made._show_work()
    yield made
    made._accessible.close()
    made.hide()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def mouse() -> Mouse:
    return Mouse()
