"""Work that may take a moment, done beside the window: it stays painted, nothing in it can be touched, and it says why.

The job runs on a thread of its own and must not touch widgets or the session.
"""

from collections.abc import Callable
from concurrent.futures import wait
from typing import Final, TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QThread, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QProgressBar, QWidget

from kithmap.session.background import Background
from kithmap.ui.widgets.layouts import discard, in_column
from kithmap.ui.widgets.scrolling_dialog import announce
from kithmap.ui.widgets.scrolling_dialog import text as plain_text

T = TypeVar("T")

# What is done within this time (seconds) nobody could notice: no event is handled meanwhile.
_UNNOTICED: Final = 0.03
# What is done within this time (milliseconds) need not be explained.
_UNEXPLAINED: Final = 300

_TOUCHES: Final = (
    "MouseButtonPress MouseButtonRelease MouseButtonDblClick MouseMove Wheel KeyPress KeyRelease InputMethod "
    "Shortcut ShortcutOverride ContextMenu TouchBegin TouchUpdate TouchEnd NativeGesture TabletPress "
    "TabletMove TabletRelease DragEnter DragMove Drop Close"
)
_TOUCHING: Final = frozenset(QEvent.Type[name] for name in _TOUCHES.split())
# They change nothing by themselves, and hiding the window in a hurry is done with one of them.
_HARMLESS_KEYS: Final = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta})


def run_in_background(parent: QWidget | None, text: str, job: Callable[[], T]) -> T:
    """The result of `job()`, run on another thread; what it raises is raised here.

    Until then the program cannot be touched, closed or given up with Esc, but it is painted and its timers run. After
    a moment a small panel over `parent` shows `text`. When the program ends meanwhile, the job is finished first.
    """
    blocker = _InputBlocker(parent, text)
    with Background() as background:
        future = background.submit(job, blocker.end)
        if not wait((future,), _UNNOTICED).done:
            blocker.hold()
    try:
        return future.result()
    finally:
        # The trace of the error holds this frame: together they would keep what the job worked with in memory.
        del future


class _InputBlocker(QObject):
    """Keeps every touch away from all windows while it is held, until the job has ended."""

    def __init__(self, parent: QWidget | None, text: str) -> None:
        super().__init__()
        self._parent = parent
        self._text = text
        self._panel: _Panel | None = None
        self._is_held = False
        self._level = 0
        self._loop = QEventLoop()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._explain)

    def hold(self) -> None:
        """Handle events until the job is finished, or the program ends."""
        self._timer.start(_UNEXPLAINED)
        self._is_held = True
        self._level = QThread.currentThread().loopLevel() + 1
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        _application().installEventFilter(self)
        try:
            self._loop.exec()
        finally:
            self._release()

    def end(self, _job: object) -> None:
        # A message that came meanwhile may still be open: it has to be answered before this wait can end.
        if QThread.currentThread().loopLevel() > self._level:
            self._release()
        self._loop.quit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() not in _TOUCHING:
            return False
        if isinstance(event, QKeyEvent) and event.key() in _HARMLESS_KEYS:
            return False
        event.ignore()
        return True

    def _explain(self) -> None:
        over = QApplication.activeModalWidget() or self._parent
        self._panel = _Panel(self._text, over.window() if over is not None and over.isVisible() else None)
        self._panel.show()
        announce(self._panel, self._text)

    def _release(self) -> None:
        if not self._is_held:
            return
        self._is_held = False
        self._timer.stop()
        _application().removeEventFilter(self)
        QGuiApplication.restoreOverrideCursor()
        if self._panel is not None:
            below = self._panel.parentWidget() if self._panel.isActiveWindow() else None
            discard(self._panel)
            if below is not None:
                below.activateWindow()


class _Panel(QDialog):
    """What is being done, and that it is going on. No part of it can be pressed."""

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.CustomizeWindowHint)
        self.setWindowTitle("Kithmap")
        self.setAccessibleName(text)
        self.setModal(True)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setMaximumHeight(16)
        bar.setAccessibleName(text)
        in_column(self, plain_text(text), bar, margins=(22, 18, 22, 20), spacing=12)
        width = 34 * self.fontMetrics().averageCharWidth()
        self.setFixedWidth(min(width, self.screen().availableSize().width()))


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - there is no window without one
    return application
