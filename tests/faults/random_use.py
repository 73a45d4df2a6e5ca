"""Somebody does anything at all with the real window: no warning of Qt, no exception, always a valid document.

    python -m tests.faults random_use            60,000 events; about an hour
    python -m tests.faults random_use 6000       so many

Clicks, drags, keys, wheel, other sizes and views, all actions, dialogs and menus, at random, from a seed. Events come
through the window system's door, one at a time from the innermost event loop, so what they open stays open while the
next ones come. Every other life has a screen reader listening. Now and then all is put away and the same map opened:
then there must be as many widgets as before, and no more memory. What is wrong is told with the last events before it.
"""

import faulthandler
import gc
import os
import random
import sys
import tempfile
import traceback
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QObject,
    QPoint,
    QRect,
    Qt,
    QThread,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QAccessible, QAction, QCursor, QDesktopServices, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid
from tests.faults.figures import Figures
from tests.faults.warm import Child, Say, live_in
from tests.window_driver import Script, close_for_good, made_window

from kithmap import application
from kithmap.model.document import Document
from kithmap.store import file_format
from kithmap.ui.files.questions import LeaveChoice
from kithmap.ui.widgets import keys
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.dialog_loop import ModalDialog
from kithmap.ui.window.left_side import LeftPage
from kithmap.ui.window.main_window import MainWindow

# Seconds after which a life counts as standing still.
PATIENCE: Final = 3600.0
# Growth from the third part of a life to its end that is no leak: pages made when first looked at, caches that fill.
MORE_WIDGETS: Final = 60
MORE_MEGABYTES: Final = 80.0
SAMPLE: Final = 900
# So many dialogs and menus inside each other, and then only the way out is tried.
DEEPEST: Final = 3
# Seconds within which Esc, pressed again and again, closes whatever is in front, also while something is being done.
ESCAPE_SECONDS: Final = 20.0

_KEYS = Qt.Key
_CONTROL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
MODIFIER_KEYS: Final = {_CONTROL: _KEYS.Key_Control, _SHIFT: _KEYS.Key_Shift, _ALT: _KEYS.Key_Alt}
PLAIN_KEYS: Final = (
    *(_KEYS.Key_Tab, _KEYS.Key_Backtab, _KEYS.Key_Escape, _KEYS.Key_Return, _KEYS.Key_Space, _KEYS.Key_Delete),
    *(_KEYS.Key_Left, _KEYS.Key_Right, _KEYS.Key_Up, _KEYS.Key_Down, _KEYS.Key_Home, _KEYS.Key_End),
    *(_KEYS.Key_0, _KEYS.Key_1, _KEYS.Key_2, _KEYS.Key_3, _KEYS.Key_T, _KEYS.Key_F2, _KEYS.Key_F6, _KEYS.Key_Backspace),
    *(_KEYS.Key_A, _KEYS.Key_Z, _KEYS.Key_PageDown, _KEYS.Key_PageUp, _KEYS.Key_Menu, _KEYS.Key_Shift, _KEYS.Key_F10),
)
CONTROL_KEYS: Final = tuple(
    getattr(_KEYS, f"Key_{each}") for each in [*"ABFGNPSTXYZ0123", "Left", "Right", "Up", "Down", "Plus", "Minus"]
)


class Wrong(list[str]):
    """What went wrong, each with the events before it. Hears Qt's messages and exceptions."""

    def __init__(self, trail: deque[str]) -> None:
        super().__init__()
        self._trail = trail
        qInstallMessageHandler(self._on_message)
        sys.excepthook = self._on_exception
        sys.unraisablehook = lambda fault: self.tell(f"unraisable: {fault.exc_value!r}")

    def tell(self, what: str) -> None:
        """Remember it, and how it came to be."""
        self.append(f"{what}\n        after {' | '.join(self._trail)}")

    def _on_message(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        # Without a screen much is not supported, and need not be said each time; and QTest may aim beside a window.
        is_noise = text.startswith("This plugin does not support") or "occurs outside target window" in text
        if kind is not QtMsgType.QtDebugMsg and not is_noise:
            self.tell(text)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: object) -> None:
        self.tell("".join(traceback.format_exception(kind, error, trace)[-3:]))  # type: ignore[arg-type]


class Person(QObject):
    """Does the next thing whenever the program waits for something to do."""

    def __init__(self, window: MainWindow, questions: Script, chance: random.Random, wrong: Wrong, trail: deque[str]):
        super().__init__()
        self.window, self.questions, self.chance, self.wrong, self.trail = window, questions, chance, wrong, trail
        self.done = 0
        self._begun: list[Iterator[None]] = []
        self._busy: list[int] = []
        self._leaving_since = 0.0
        self._left_by_escape: QWidget | None = None
        QApplication.instance().installEventFilter(self)
        window.session.document_changed.connect(self._look_at)

    def live(self, count: int) -> None:
        """Do so many things, and put everything away."""
        self._left = count
        # What is done may begin a loop of its own, in which a timer whose slot is running would not fire again.
        pulse = QTimer(self)
        pulse.timeout.connect(self._next, Qt.ConnectionType.QueuedConnection)
        pulse.start(0)
        QApplication.exec()
        pulse.stop()
        self._begun.clear()
        self.trail.append("put away")
        window = self.window
        self.questions.leave = LeaveChoice.LEAVE
        window.files.open_example()
        self.questions.leave = LeaveChoice.STAY
        window.left.show_page(LeftPage.NAMES)
        window.panes.show_view(as_list=False)
        window.selection.clear()
        window.resize(1366, 768)
        if (window.appearance.theme, window.appearance.text_percent) != ("light", 100):
            window.appearance.use(theme="light", text_percent=100)
        for _ in range(3):
            QTest.qWait(20)
            gc.collect()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        stay = {type(each).__name__ for each in QApplication.allWidgets() if isinstance(each, QDialog)}
        if stay:
            self.wrong.tell(f"closed, and still there: {', '.join(sorted(stay))}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window stays: closing it would end the life."""
        if event.type() == QEvent.Type.Close and watched in (self.window, self.window.safety.quick_hide._page):
            event.ignore()
            return True
        return False

    def _next(self) -> None:
        """Once more, from the innermost loop; but not out of `processEvents`, with which QTest ends what it sends."""
        level = QThread.currentThread().loopLevel()
        if self._busy and self._busy[-1] == level:
            return
        if self._left == 0 and not self._busy:
            QApplication.exit()
            return
        self._busy.append(level)
        try:
            self._do_something()
        finally:
            self._busy.pop()

    def _do_something(self) -> None:
        """The next step of what was begun last, or something new."""
        if self._left == 0 or len(self._busy) > DEEPEST:
            self._way_out()
            return
        self._left_by_escape = None
        self._left -= 1
        self.done += 1
        if not self._begun:
            self._begun.append(self.chance.choices(list(WAYS), weights=list(WAYS.values()))[0](self))
        way = self._begun.pop()
        # What a step opens may stay open meanwhile, and other things be begun.
        if next(way, self) is not self:
            self._begun.append(way)

    def _look_at(self, _before: Document, after: Document) -> None:
        try:
            if file_format.decode(file_format.encode(after)) != after:
                self.wrong.tell("another document would be read than was written")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            self.wrong.tell(f"not a valid document: {error!r}")

    # What there is to do. Each is a way in steps; anything may happen between two of them.

    def click(self) -> Iterator[None]:
        """A click, most of the time with the left button alone, on anything that can be seen."""
        button = self.chance.choices(list(BUTTONS), weights=(20, 3, 1))[0]
        widget, at = self._somewhere()
        modifiers = self.chance.choices((_NONE, _CONTROL, _SHIFT, _ALT), weights=(16, 2, 1, 1))[0]
        self._click(BUTTONS[button], widget, button, modifiers, at)
        yield

    def double_click(self) -> Iterator[None]:
        """Two clicks in the same place."""
        widget, at = self._somewhere()
        for _ in range(2):
            self._click("half a double click", widget, Qt.MouseButton.LeftButton, _NONE, at)
        yield

    def drag(self) -> Iterator[None]:
        """Press, move, let go; a key may be hit meanwhile."""
        button = self.chance.choices(list(BUTTONS), weights=(12, 1, 2))[0]
        modifiers = self.chance.choices((_NONE, _CONTROL, _SHIFT), weights=(6, 2, 1))[0]
        widget, at = self._somewhere()
        if not isValid(widget):
            return
        window = widget.window()
        if not self._mouse(f"press {_named(widget)}", QTest.mousePress, widget, button, modifiers, at):
            return
        yield
        for _ in range(self.chance.randint(1, 5)):
            other, at = self._somewhere(inside=window)
            self._mouse(f"move {_named(other)}", QTest.mouseMove, other, at)
            yield
            if self.chance.random() < 0.06:
                yield from self.press_key()
        # Over what was there last, or where that was.
        under = other if isValid(other) else window
        self._mouse(f"release {_named(under)}", QTest.mouseRelease, under, button, modifiers, at)
        yield

    def hover(self) -> Iterator[None]:
        """Move about."""
        widget, at = self._somewhere()
        self._mouse(f"over {_named(widget)}", QTest.mouseMove, widget, at)
        yield

    def wheel(self) -> Iterator[None]:
        """Turn the wheel."""
        widget, at = self._somewhere()
        delta = QPoint(0, self.chance.choice((-120, 120)))
        self._mouse(f"wheel {_named(widget)}", lambda handle, place: QTest.wheelEvent(handle, place, delta), widget, at)
        yield

    def press_key(self) -> Iterator[None]:
        """A key, wherever the keyboard is."""
        if self.chance.random() < 0.7:
            self._key(self.chance.choice(PLAIN_KEYS), self.chance.choices((_NONE, _SHIFT, _ALT), weights=(8, 1, 1))[0])
        else:
            self._key(self.chance.choice(CONTROL_KEYS), self.chance.choice((_CONTROL, _CONTROL | _SHIFT)))
        yield

    def type_text(self) -> Iterator[None]:
        """Some letters."""
        for letter in self.chance.choice(("Ana", "b ", "Lukas", "12", "č?")):
            self._key(letter, _NONE)
            yield

    def resize(self) -> Iterator[None]:
        """Another size of the window."""
        self.trail.append("resize")
        self.window.resize(self.chance.randint(900, 1600), self.chance.randint(560, 1000))
        yield

    def switch_view(self) -> Iterator[None]:
        """The rings or the list; another page on the left."""
        self.trail.append("view")
        if self.chance.random() < 0.5:
            self.window.panes.show_view(as_list=self.chance.random() < 0.5)
        else:
            self.window.left.show_page(self.chance.choice(list(LeftPage)))
        yield

    def act(self) -> Iterator[None]:
        """Anything that the menus offer."""
        actions = [each for each in self.window.findChildren(QAction) if each.isEnabled() and not each.menu()]
        action = self.chance.choice(actions)
        self.trail.append(f"action {action.text()}")
        action.trigger()
        yield

    def travel(self) -> Iterator[None]:
        """Another dated map, or steps back and forward."""
        self.trail.append("time")
        window = self.window
        maps = window.session.document.maps
        self.chance.choice(
            (
                lambda: window.current_picture.look_at(self.chance.choice(maps).id),
                lambda: window.current_picture.look_at(None),
                lambda: window.editing.start_dated_map() if len(maps) < 4 else None,
                window.editing.undo,
                window.editing.redo,
            )
        )()
        yield

    def edit_elsewhere(self) -> Iterator[None]:
        """The document changes while something else is going on."""
        self.trail.append("edit")
        editing, document = self.window.editing, self.window.session.document
        someone = [each.entry for each in document.today.connections]
        if not self.window.current_picture.is_today:
            # Nobody can change an earlier map.
            self.window.current_picture.look_at(None)
        elif len(someone) < 6:
            editing.add_names("Ana\nMum\nLeo\nNadia")
        elif len(someone) > 30:
            editing.delete(self.chance.sample(someone, 10))
        else:
            ring = self.chance.choice(document.today.rings).id
            one, other = self.chance.sample(someone, 2)
            self.chance.choice(
                (
                    lambda: editing.place_in_ring([one, other], ring),
                    lambda: editing.take_off_rings([one]),
                    lambda: editing.tie(one, other),
                    lambda: editing.delete([one]),
                    lambda: editing.rename(one, "Someone else"),
                )
            )()
        yield

    # With what

    def _front(self) -> QWidget:
        """What gets mouse and keys now."""
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        page = self.window.safety.quick_hide._page
        return next(
            (each for each in (popup, modal, page) if each is not None and isValid(each) and each.isVisible()),
            self.window,
        )

    def _somewhere(self, inside: QWidget | None = None) -> tuple[QWidget, QPoint]:
        """A visible widget in front, or in this window, and a point inside it; the map, more often than others."""
        front = inside if inside is not None and isValid(inside) and inside.isVisible() else self._front()
        view = self.window.view
        if front is self.window and view.isVisible() and self.chance.random() < 0.4:
            items = list(view.items_by_entry.values())
            viewport = view.viewport()
            if items and self.chance.random() < 0.6:
                at = view.mapFromScene(self.chance.choice(items).pos())
                if viewport.rect().contains(at):
                    return viewport, at
            return viewport, self._point_in(viewport)
        if self.chance.random() < 0.3:
            at = self._point_in(front)
            found = front.childAt(at)
            return (found, found.mapFrom(front, at)) if found is not None else (front, at)
        seen = [
            each
            for each in front.findChildren(QWidget)
            if isValid(each) and each.isVisible() and each.window() is front
        ]
        widget = self.chance.choice(seen) if seen else front
        return widget, self._point_in(widget)

    def _point_in(self, widget: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(max(1, widget.width())), self.chance.randrange(max(1, widget.height())))

    def _mouse(self, told: str, act: Callable[..., None], widget: QWidget, *rest: object) -> bool:
        """Do it where the widget is in its window; False when that is not on the screen."""
        *others, at = rest
        if not isValid(widget):
            return False
        window = widget.window()
        place, handle = widget.mapTo(window, at), window.windowHandle()
        if not _is_there(handle) or not QRect(QPoint(), handle.size()).contains(place):
            return False
        self.trail.append(told)
        QCursor.setPos(window.mapToGlobal(place))
        act(handle, *others, place)
        return True

    def _click(self, told: str, widget: QWidget, button: Qt.MouseButton, *rest: object) -> None:
        for act in (QTest.mousePress, QTest.mouseRelease):
            if isValid(widget) and widget.isVisible():
                self._mouse(f"{told} {_named(widget)}", act, widget, button, *rest)

    def _key(self, key: Qt.Key | str, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & _ALT and QApplication.activePopupWidget() is not None:
            # Alt closes a menu, and QTest would send the key to its window that is gone then, and crash (not reported;
            # Qt 6.11.3): a menu alone is enough.
            key, modifiers = _KEYS.Key_Alt, _NONE
        handle = self._front().windowHandle()
        if _is_there(handle):
            named = key if isinstance(key, str) else key.name
            self.trail.append(f"key {named}{f' {modifiers.name}' if modifiers != _NONE else ''}")
            QTest.keyPress(handle, key, modifiers)
            # After each of these the window may be gone: whoever has the keyboard then hears of the next.
            for each in (key, *(held for modifier, held in MODIFIER_KEYS.items() if modifiers & modifier)):
                if _is_there(handle := self._front().windowHandle()):
                    QTest.keyRelease(handle, each)

    def _way_out(self) -> None:
        page = self.window.safety.quick_hide
        if page.is_hidden:
            page.show_again()
        front = self._front()
        if front is not self._left_by_escape:
            self._left_by_escape, self._leaving_since = front, monotonic()
        elif monotonic() > self._leaving_since + ESCAPE_SECONDS:
            self.wrong.tell(f"{_named(front)} stays though Esc is pressed again and again")
            self._left_by_escape = None
            front.close()
        self._key(_KEYS.Key_Escape, _NONE)


BUTTONS: Final = {
    Qt.MouseButton.LeftButton: "click",
    Qt.MouseButton.RightButton: "right click",
    Qt.MouseButton.MiddleButton: "middle click",
}
WAYS: Final[dict[Callable[[Person], Iterator[None]], int]] = {
    Person.click: 26,
    Person.double_click: 4,
    Person.drag: 12,
    Person.hover: 5,
    Person.wheel: 2,
    Person.press_key: 28,
    Person.type_text: 5,
    Person.resize: 2,
    Person.switch_view: 4,
    Person.act: 4,
    Person.travel: 3,
    Person.edit_elsewhere: 4,
}


def _is_there(handle: QWindow | None) -> bool:
    """Whether a window can get events. Closed ones are named by Qt for a while when they are destroyed already."""
    return handle is not None and isValid(handle) and handle.isVisible()


def _named(widget: QWidget) -> str:
    if not isValid(widget):
        return "what is gone"
    text = getattr(widget, "text", str)()
    return f"{type(widget).__name__} {text[:20]}".strip()


class _Answers(Script):
    """Answers at random."""

    def __init__(self, chance: random.Random, home: Path) -> None:
        super().__init__()
        self._chance = chance
        self.save_path = home / "mine.kithmap"
        self.pdf_path = home / "mine.pdf"
        self.leave = LeaveChoice.STAY

    def ask(self, *_arguments: object, **_named: object) -> bool:
        return self._chance.random() < 0.3


def use(home: Path, seed: int, count: int, mutant: str, say: Say) -> None:
    """Be the program, and somebody who does so many things with it."""
    faulthandler.enable()
    live_in(home)
    MUTANTS.get(mutant, lambda: None)()
    chance, trail = random.Random(seed), deque[str](maxlen=14)
    wrong = Wrong(trail)
    qt = QApplication(["kithmap"])
    application.prepare(qt)
    QDesktopServices.openUrl = lambda _url: True
    QAccessible.setActive(seed % 2 == 1)
    questions = _Answers(chance, home)
    appearance = Appearance("light", 100)
    appearance.apply()
    window = made_window(questions, appearance)
    window.resize(1366, 768)
    window.show()
    # What is made or loaded when it is first looked at, and stays, is no leak.
    import_module("kithmap.insight.network")
    window.files.open_example()
    for page in LeftPage:
        window.left.show_page(page)
    person = Person(window, questions, chance, wrong, trail)
    person.live(count // 3)
    before = _measured()
    person.live(count - count // 3)
    after = _measured()
    if after.widgets > before.widgets + MORE_WIDGETS or after.megabytes > before.megabytes + MORE_MEGABYTES:
        wrong.append(f"it grew from {before} to {after}")
    close_for_good(window)
    for each in wrong[:20]:
        say("wrong", text=f"seed {seed}: {each}")
    say("done", count=person.done, note=f"{before} -> {after}")


class Size(NamedTuple):
    """How much there is of the program."""

    widgets: int
    megabytes: float

    def __str__(self) -> str:
        return f"{self.widgets} widgets, {self.megabytes:.0f} MB"


def _measured() -> Size:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return Size(len(QApplication.allWidgets()), pages * os.sysconf("SC_PAGESIZE") / 2**20)


def life(folder: Path, seed: int, count: int, mutant: str = "") -> Figures:
    """The program lives once, and so many things are done with it."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        child = Child(partial(use, Path(place), seed, count, mutant))
        status = child.wait(PATIENCE)
    wrong = [each["text"] for each in child.said if each["what"] == "wrong"]
    wrong += [f"seed {seed}: it ended with {status}"] * (status != 0)
    done = next((each for each in child.said if each["what"] == "done"), {"count": 0, "note": ""})
    what = mutant or f"anything at all{', with a screen reader' * (seed % 2)}, seed {seed}"
    return Figures(what, done["count"], wrong, bool(mutant), done["note"])


def _keep_dialogs() -> None:
    ModalDialog.deleteLater = lambda _self: None


def _order_every_list() -> None:
    # Also those that are closed: seldom is one open when the order is made.
    keys._in_reading_order = lambda pane: [
        each for each in pane.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


DIALOGS_STAY: Final = "dialogs are not destroyed when they close"
MUTANTS: Final[dict[str, Callable[[], None]]] = {
    DIALOGS_STAY: _keep_dialogs,
    "the order of Tab goes through lists that are windows of their own": _order_every_list,
}


def figures(folder: Path, times: int = 60_000) -> Iterator[Figures]:
    """A life with so many events, a tenth of them with a screen reader, and the mutants."""
    seed = 2 * random.randrange(10**6)
    yield life(folder, seed, times)
    yield life(folder, seed + 1, max(1, times // 10))
    for mutant in MUTANTS:
        yield life(folder, seed, min(times, 3000), mutant)


def sample(folder: Path) -> Iterator[Figures]:
    """A short life, and the first mutant."""
    yield life(folder, 2, SAMPLE)
    yield life(folder, 2, SAMPLE, DIALOGS_STAY)
