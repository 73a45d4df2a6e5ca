"""Quick hide: all windows of the program give way to a page that looks like nothing in particular, and come back whole.

Hidden windows keep what is typed, and dialogs go on waiting (see `widgets.dialog_loop`). Their native windows are given
up: what has none has no title, no icon, no place in the taskbar, and stands in no accessibility tree. The page is a
window of its own, where the hidden one was.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from functools import partial
from time import monotonic
from typing import Final, NamedTuple, Self

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import Shiboken

from kithmap.session.background import run_once
from kithmap.ui.privacy.neutral_page import NeutralPage
from kithmap.ui.widgets.dialog_loop import is_waiting
from kithmap.ui.widgets.layouts import discard

PRESSES: Final = 3
WITHIN_SECONDS: Final = 5.0

# Is this the passphrase? Takes a moment; called on another thread.
Check = Callable[[str], bool]

_KINDS = QEvent.Type
_TOUCHED: Final = frozenset({_KINDS.MouseButtonPress, _KINDS.Wheel, _KINDS.TouchBegin, _KINDS.TabletPress})
_MOVED: Final = frozenset({_KINDS.MouseMove, _KINDS.TouchUpdate, _KINDS.TabletMove})
_OTHER_MODIFIERS: Final = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def explanation() -> tuple[str, str]:
    translate = QCoreApplication.translate
    paragraphs = (
        translate(
            "QuickHide",
            "Press Shift three times within five seconds, or choose Quick hide. "
            "An empty page takes the place of everything here.",
        ),
        translate(
            "QuickHide",
            "“Continue” on that page brings everything back as it was. "
            "If your map has a passphrase, you are asked for it.",
        ),
        translate(
            "QuickHide",
            "Nothing is saved or erased by it. What you copied can still be pasted, "
            "and windows of other programs stay open, such as a PDF.",
        ),
        translate(
            "QuickHide",
            "It does not help against somebody who is watching, or programs that spy on this computer. "
            "In a window for choosing a file, the Shift key may not be noticed.",
        ),
        translate(
            "QuickHide",
            "You can switch off the Shift key under “Privacy and saving”. "
            "There you also choose when everything hides by itself.",
        ),
    )
    return translate("QuickHide", "Quick hide"), "\n\n".join(paragraphs)


def since_boot() -> float:
    """Seconds that go on while the computer sleeps; only differences mean something."""
    boot_time = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() if boot_time is None else time.clock_gettime(boot_time)


class ShiftPresses:
    """Counts presses of Shift alone: down and up, with no other key or button in between."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._is_down = False
        self._times: list[float] = []

    def press(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Shift and not event.modifiers() & _OTHER_MODIFIERS:
            self._is_down = True
        else:
            self.forget()

    def release(self, event: QKeyEvent) -> bool:
        """A key went up; True when this was the last press of three within five seconds."""
        if event.isAutoRepeat() or event.key() != Qt.Key.Key_Shift or not self._is_down:
            return False
        self._is_down = False
        now = self._clock()
        self._times = [*(each for each in self._times if now - each <= WITHIN_SECONDS), now]
        if len(self._times) < PRESSES:
            return False
        self.forget()
        return True

    def forget(self) -> None:
        self._is_down = False
        self._times = []


class QuickHide(QObject):
    """Hides everything, and brings it back.

    `ask` gives what is needed to come back: None, or the check of a passphrase. `about_to_hide` comes first: whatever
    is being dragged is put back then. `hidden` and `shown` follow what they tell.
    """

    about_to_hide = Signal()
    hidden = Signal()
    shown = Signal()

    def __init__(
        self, application: QApplication, ask: Callable[[], Check | None], clock: Callable[[], float] = monotonic
    ) -> None:
        super().__init__(application)
        self.shift_presses = True
        self._application = application
        self._ask = ask
        self._presses = ShiftPresses(clock)
        self._aside = _Aside()
        self._page: NeutralPage | None = None
        # Which passphrase is being checked: an answer that comes too late is for another page.
        self._asked = 0
        self._name = application.applicationName()
        self._idle_minutes: int | None = None
        self._touched_at = since_boot()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.hide)
        # Keys and mouse arrive at windows first. Watching those alone leaves all other events at full speed.
        application.focusWindowChanged.connect(self._watch)
        for window in application.topLevelWindows():
            self._watch(window)

    @property
    def is_hidden(self) -> bool:
        return self._page is not None

    @property
    def idle_minutes(self) -> int | None:
        """After how many minutes without a key or the mouse everything hides by itself; None: never."""
        return self._idle_minutes

    @idle_minutes.setter
    def idle_minutes(self, minutes: int | None) -> None:
        self._idle_minutes = minutes
        self._wait_for_idle()

    def hide(self) -> None:
        if self._page is not None:
            return
        self._idle.stop()
        self._presses.forget()
        self._page = page = NeutralPage()
        page.back_wanted.connect(self._on_back_wanted)
        page.passphrase_given.connect(self._try)
        # Closing may open a question, which is better not opened from within the page's own event.
        page.close_wanted.connect(self._close, Qt.ConnectionType.QueuedConnection)
        self.about_to_hide.emit()
        self._application.installEventFilter(self)
        _close_popups()
        self._aside.remember_focus(self._application.focusWidget())
        _stand_in(page, self._application.activeWindow())
        self._aside.take(page)
        page.activateWindow()
        self._name = self._application.applicationName()
        self._application.setApplicationName(page.windowTitle())
        # Not now: a native window must not be given up in the middle of its own event.
        QTimer.singleShot(0, page, self._sweep)
        self.hidden.emit()

    def show_again(self) -> None:
        page, self._page = self._page, None
        if page is None:
            return
        self._asked += 1
        self._application.removeEventFilter(self)
        self._application.setApplicationName(self._name)
        self._aside.take(page)
        self._aside.give_back()
        page.forget()
        discard(page)
        self._wait_for_idle()
        self.shown.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._page is not None:
            return self._guard(self._page, watched, event)
        if isinstance(watched, QWindow):
            self._notice(event.type(), event)
        return False

    def _guard(self, page: NeutralPage, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == _KINDS.Quit:
            # The program is being ended, from outside or by itself: the page must not keep it.
            page.may_close = True
        if kind not in (_KINDS.Show, _KINDS.Close) or not isinstance(watched, QWidget):
            return False
        if not watched.isWindow() or _belongs(watched, page):
            return False
        if kind == _KINDS.Show:
            self._aside.show_black(watched)
            QTimer.singleShot(0, page, self._sweep)
            return False
        # Whether it closes is seen only when the window has had its say.
        watched.event(event)
        if event.isAccepted():
            self._aside.drop(watched)
        return True

    def _notice(self, kind: QEvent.Type, event: QEvent) -> None:
        if kind == _KINDS.KeyPress and isinstance(event, QKeyEvent):
            self._presses.press(event)
        elif kind == _KINDS.KeyRelease and isinstance(event, QKeyEvent):
            if self._presses.release(event) and self.shift_presses:
                # After this event: a window must not be taken away in the middle of what it gets.
                QTimer.singleShot(0, self, self.hide)
        elif kind in _TOUCHED:
            self._presses.forget()
        elif kind not in _MOVED:
            return
        if self._was_left_alone():
            # The computer slept, and its timers with it.
            QTimer.singleShot(0, self, self.hide)
        else:
            self._wait_for_idle()

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _was_left_alone(self) -> bool:
        minutes = self._idle_minutes
        return minutes is not None and since_boot() - self._touched_at > minutes * 60

    def _wait_for_idle(self) -> None:
        self._touched_at = since_boot()
        if self._idle_minutes is None or self.is_hidden:
            self._idle.stop()
        else:
            self._idle.start(self._idle_minutes * 60_000)

    def _sweep(self) -> None:
        if self._page is not None:
            self._aside.take(self._page)
            self._aside.give_up_native_windows(self._page)

    # Coming back

    def _on_back_wanted(self) -> None:
        if self._ask() is None:
            self.show_again()
        elif self._page is not None:
            self._page.ask_passphrase()

    def _try(self, passphrase: str) -> None:
        check, page = self._ask(), self._page
        if page is None:
            return
        if check is None:
            self.show_again()
            return
        page.wait()
        self._asked += 1
        run_once(partial(check, passphrase), partial(self._on_checked, self._asked))

    def _on_checked(self, asked: int, verdict: "Future[bool]") -> None:
        page = self._page
        if page is None or asked != self._asked:
            return
        is_known = verdict.exception() is None
        if is_known and verdict.result():
            self.show_again()
        else:
            # Whatever it is, the person must be able to try again.
            page.refuse(is_wrong=is_known)

    def _close(self) -> None:
        """The page's own close button: close all if nothing is unsaved or half done, else get out of sight."""
        page = self._page
        if page is None:
            return
        if self._aside.can_close() and all(window.close() for window in self._aside.windows):
            self._application.setApplicationName(self._name)
            page.may_close = True
            page.close()
        elif page is self._page:
            page.showMinimized()


class _Place(NamedTuple):
    """Where a window is: its geometry when it is neither maximised nor fills the screen, and whether it does."""

    geometry: QRect
    state: Qt.WindowState

    @classmethod
    def of(cls, window: QWidget) -> Self:
        state = window.windowState() & ~Qt.WindowState.WindowActive
        is_large = state & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen)
        return cls(window.normalGeometry() if is_large else window.geometry(), state)

    def take(self, window: QWidget) -> None:
        # A new native window hears only of changes (not reported; PySide6 6.11.3).
        window.setWindowState(Qt.WindowState.WindowNoState)
        if self.geometry.isValid():
            window.setGeometry(self.geometry)
        window.setWindowState(self.state)


class _Aside(QObject):
    """The windows set aside, those behind first, and the widget that had the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._places: dict[QWidget, _Place] = {}
        self._black: dict[QWidget, Qt.WindowModality] = {}
        self._focus: QWidget | None = None

    @property
    def windows(self) -> list[QWidget]:
        """The windows, without those that somebody else hid or answered meanwhile: they are done with."""
        hidden = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
        return [
            each
            for each in self._places
            if Shiboken.isValid(each) and not each.testAttribute(hidden) and self._can_come_back(each)
        ]

    def remember_focus(self, focus: QWidget | None) -> None:
        """This widget has the keyboard. It must not learn that it loses it: a field in a list would close."""
        if self._focus is not None and Shiboken.isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = focus
        if focus is not None:
            focus.installEventFilter(self)

    def show_black(self, window: QWidget) -> None:
        """A window is about to be shown while all is hidden: it must reach neither the screen nor the keyboard."""
        if window not in self._black:
            if window.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen):
                return
            self._black[window] = window.windowModality()
        # The widget's own: that of QMessageBox makes the window anew (not reported; PySide6 6.11.3).
        QWidget.setWindowModality(window, Qt.WindowModality.NonModal)
        window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)

    def take(self, page: QWidget) -> None:
        questions = list(self._take_dialogs())
        others = sorted(
            (each for each in QApplication.topLevelWidgets() if each.isVisible() and not _belongs(each, page)),
            key=lambda each: len(list(_ancestors(each))),
        )
        for window in others:
            self._set_aside(window)
        for dialog in reversed(questions):
            # Behind it stands what it is about.
            self._places[dialog] = self._places.pop(dialog)

    def drop(self, window: QWidget) -> None:
        self._places.pop(window, None)

    def give_up_native_windows(self, page: QWidget) -> None:
        """Also those of windows that were hidden before: accessibility tools list them, and they have titles."""
        for window in QApplication.topLevelWidgets():
            # Qt sees to its own.
            is_ours = Shiboken.createdByPython(window) and not _belongs(window, page)
            if is_ours and not window.isVisible() and window.windowHandle() is not None:
                window.destroy()

    def can_close(self) -> bool:
        return not any(isinstance(each, QDialog) or each.isWindowModified() for each in self.windows)

    def give_back(self) -> None:
        windows = [(each, self._places[each]) for each in self.windows]
        for window, modality in self._black.items():
            if Shiboken.isValid(window):
                window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
                QWidget.setWindowModality(window, modality)
        self._places, self._black = {}, {}
        for window, place in windows:
            place.take(window)
            window.show()
            window.activateWindow()
        focus = self._focus
        if focus is not None and Shiboken.isValid(focus) and focus.isVisible():
            focus.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep from a widget that the keyboard was gone for a while."""
        kind = event.type()
        if kind == _KINDS.FocusIn:
            watched.removeEventFilter(self)
        return kind in (_KINDS.FocusIn, _KINDS.FocusOut)

    def _take_dialogs(self) -> Iterator[QWidget]:
        """Set modal dialogs aside, the one in front first."""
        while (dialog := QApplication.activeModalWidget()) is not None and dialog.isVisible():
            if self._set_aside(dialog):
                yield dialog

    def _set_aside(self, window: QWidget) -> bool:
        """Hide a window so that it can come back; False when it is given up."""
        if not self._can_come_back(window):
            if isinstance(window, QDialog):
                window.reject()
            window.hide()
            return False
        self._places.pop(window, None)
        self._places[window] = _Place.of(window)
        window.hide()
        # Says that nobody hid it for good; whoever does so meanwhile sets it again.
        window.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
        return True

    def _can_come_back(self, window: QWidget) -> bool:
        """Not the system's own windows, nor Qt's (tooltips, questions of a file dialog), nor those in exec()."""
        is_native = window.testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen) and window not in self._black
        if is_native or not Shiboken.createdByPython(window):
            return False
        is_modal = self._black.get(window, window.windowModality()) is not Qt.WindowModality.NonModal
        return not (isinstance(window, QDialog) and is_modal) or is_waiting(window)


def _stand_in(page: QWidget, window: QWidget | None) -> None:
    model = window
    while model is not None and isinstance(model, QDialog):
        above = model.parentWidget()
        model = above.window() if above is not None else None
    if model is not None and model.isVisible():
        _Place.of(model).take(page)
    page.show()


def _close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if popup.isVisible():
            popup.hide()


def _ancestors(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def _belongs(widget: QWidget, page: QWidget) -> bool:
    return widget is page or page in _ancestors(widget)
