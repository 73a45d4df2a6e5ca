"""The real window with a map in it, and how long it takes until something is painted."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from time import perf_counter

# No screen is needed; the window system of a real one is used when it is named in the environment.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kithmap import application
from kithmap.model.document import Document
from kithmap.ui.window.main_window import MainWindow

SIZE = (1366, 768)


def start_qt() -> QApplication:
    """The application object, with settings in a folder of its own."""
    folder = tempfile.mkdtemp(prefix="kithmap-benchmark-")
    atexit.register(shutil.rmtree, folder)
    for variable in ("HOME", "XDG_CONFIG_HOME", "APPDATA"):
        os.environ[variable] = folder
    qt = QApplication(sys.argv[:1])
    application.prepare(qt)
    return qt


def open_window(document: Document) -> MainWindow:
    """The program's own window, shown, with this document in it."""
    window = application.build_window()
    # Without a screen the usual one is small: the window would begin maximised.
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(*SIZE)
    window.show()
    QTest.qWaitForWindowExposed(window)
    if window.size().toTuple() != SIZE:
        raise RuntimeError(f"the window is {window.size().toTuple()}, not {SIZE}")
    show(window, document)
    return window


def show(window: MainWindow, document: Document) -> None:
    """Open a document in the window and wait until nothing is left to do."""
    window.session.start_from(document)
    window._show_work()
    settle()


def settle() -> None:
    """Let everything that is waiting happen."""
    for _ in range(10):
        QApplication.processEvents()


class Painted(QObject):
    """Notices when a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count, and let the event go on."""
        self.count += event.type() == QEvent.Type.Paint
        return False

    def time(self, action: Callable[[], object]) -> float:
        """Milliseconds from the start of an action until the widget has been painted and nothing is waiting."""
        before = self.count
        start = perf_counter()
        action()
        QApplication.processEvents()
        while self.count == before:
            if perf_counter() - start > 5.0:
                raise RuntimeError("nothing was painted")
            QApplication.processEvents()
        return (perf_counter() - start) * 1000.0


def send_mouse(widget: QWidget, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    """A mouse event with its buttons, as the window system would send it."""
    event = QMouseEvent(
        kind, QPointF(at), QPointF(widget.mapToGlobal(at)), button, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)
