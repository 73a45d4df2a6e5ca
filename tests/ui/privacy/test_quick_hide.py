"""Quick hide: at once nothing of the map can be seen or read, in no window, and everything comes back as it was."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QToolTip,
    QWidget,
)

from finding import find
from kithmap.ui.files.questions import Questions
from kithmap.ui.list.model import Field
from kithmap.ui.map.drag import Drag
from kithmap.ui.privacy import quick_hide
from kithmap.ui.privacy.neutral_page import NeutralPage
from kithmap.ui.privacy.quick_hide import Check, QuickHide, ShiftPresses, explanation
from kithmap.ui.widgets.dialog_loop import run_modal
from kithmap.ui.window.first_page import FirstPage
from kithmap.ui.window.main_window import MainWindow
from kithmap.ui.window.rings_dialog import RingsDialog
from window_driver import Mouse, Script, words_of_the_window

NEUTRAL = {"Notes", "Nothing here yet", "Continue"}
SHIFT = Qt.Key.Key_Shift


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class Lock:
    """What is needed to come back."""

    check: Check | None = None

    def __call__(self) -> Check | None:
        return self.check


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def lock() -> Lock:
    return Lock()


@pytest.fixture
def quick(window: MainWindow, clock: Clock, lock: Lock) -> Iterator[QuickHide]:
    """The window's own, with a clock and a lock that tests set."""
    found = window.safety.quick_hide
    found._presses = ShiftPresses(clock)
    found._ask = lock
    yield found
    found.show_again()
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not pages()


@pytest.fixture
def filled(window: MainWindow, quick: QuickHide) -> MainWindow:
    """A window with two people."""
    window.editing.add_names("Ana\nMum")
    ana = window.session.document.entries[0].id
    window.editing.place_in_ring([ana], "close")
    window.selection.set((ana,))
    settle()
    return window


@pytest.fixture
def no_quit(qapp: QApplication) -> Iterator[None]:
    """The last window that closes ends the program, and with it every loop of the tests that follow."""
    qapp.setQuitOnLastWindowClosed(False)
    yield
    qapp.setQuitOnLastWindowClosed(True)


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def pages() -> list[NeutralPage]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, NeutralPage)]


def page() -> NeutralPage:
    (found,) = (each for each in pages() if each.isVisible())
    return found


def press_shift(window: QWindow, times: int = 3) -> None:
    for _ in range(times):
        QTest.keyClick(window, SHIFT)
    settle()


def readable() -> set[str]:
    """Everything a screen reader can find out about the program, but for the path of the program's own file."""
    found: set[str] = set()
    whole = QAccessible.queryAccessibleInterface(QApplication.instance())
    found.add(whole.text(QAccessible.Text.Name))
    waiting = [whole.child(n) for n in range(whole.childCount())]
    while waiting:
        interface = waiting.pop()
        if interface is None or not interface.isValid():
            continue
        found |= {interface.text(which) for which in QAccessible.Text if which is not QAccessible.Text.UserText}
        waiting += [interface.child(n) for n in range(interface.childCount())]
    return found - {""}


def on_screen() -> set[str]:
    """The titles of what the window system shows."""
    return {each.title() for each in QApplication.topLevelWindows() if each.isVisible()}


def assert_neutral() -> None:
    assert readable() == NEUTRAL
    assert on_screen() == {"Notes"}


def while_open(run: Callable[[], object], act: Callable[[], Iterator[None]]) -> object:
    """What `run` returns, which waits for an answer, while `act` goes on from yield to yield."""
    steps = act()
    state = "open"

    def go_on() -> None:
        nonlocal state
        try:
            settle()
            assert state == "open", "the answer came before it was given"
            next(steps)
        except StopIteration:
            state = "done"
        except BaseException:
            give_up()
            raise
        else:
            QTimer.singleShot(0, go_on)

    def give_up() -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, QDialog):
                each.reject()

    QTimer.singleShot(0, go_on)
    try:
        return run()
    finally:
        state = "returned" if state == "open" else state
        settle()
        assert state == "done"


# Shift


def test_three_presses_of_shift_hide_at_once_and_continue_brings_back(filled: MainWindow, quick: QuickHide) -> None:
    assert "Ana" in readable()
    told: list[str] = []
    quick.hidden.connect(lambda: told.append("hidden"))
    quick.shown.connect(lambda: told.append("shown"))
    press_shift(filled.windowHandle(), 2)
    assert not quick.is_hidden
    press_shift(filled.windowHandle(), 1)
    assert quick.is_hidden
    assert_neutral()
    assert not filled.isVisible()
    QTest.mouseClick(page().button, Qt.MouseButton.LeftButton)
    settle()
    assert not quick.is_hidden
    assert filled.isVisible()
    assert filled.isActiveWindow()
    assert "Ana" in readable()
    assert told == ["hidden", "shown"]


def test_shift_works_while_a_name_is_typed_and_the_name_stays(filled: MainWindow, quick: QuickHide) -> None:
    filled.people.focus_field()
    QTest.keyClicks(filled.people.field, "Not ent")
    press_shift(filled.windowHandle())
    assert quick.is_hidden
    quick.show_again()
    settle()
    assert filled.people.field.toPlainText() == "Not ent"
    assert QApplication.focusWidget() is filled.people.field
    QTest.keyClicks(QApplication.focusWidget(), "ered")
    assert filled.people.field.toPlainText() == "Not entered"


def shift_event(kind: QEvent.Type, *, repeat: bool = False, control: bool = False) -> QKeyEvent:
    modifiers = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    return QKeyEvent(kind, SHIFT, modifiers, "", repeat)


def slowly(window: MainWindow, clock: Clock) -> None:
    for _ in range(3):
        press_shift(window.windowHandle(), 1)
        clock.seconds += 2.6


def held_down(window: MainWindow, _clock: Clock) -> None:
    handle = window.windowHandle()
    QApplication.sendEvent(handle, shift_event(QEvent.Type.KeyPress))
    for _ in range(5):
        QApplication.sendEvent(handle, shift_event(QEvent.Type.KeyRelease, repeat=True))
        QApplication.sendEvent(handle, shift_event(QEvent.Type.KeyPress, repeat=True))
    QApplication.sendEvent(handle, shift_event(QEvent.Type.KeyRelease))


def capitals(window: MainWindow, _clock: Clock) -> None:
    window.people.focus_field()
    for letter in (Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_C):
        QTest.keyPress(window.windowHandle(), SHIFT)
        QTest.keyClick(window.windowHandle(), letter, Qt.KeyboardModifier.ShiftModifier)
        QTest.keyRelease(window.windowHandle(), SHIFT)


def another_key_between(window: MainWindow, _clock: Clock) -> None:
    press_shift(window.windowHandle(), 2)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Right)
    press_shift(window.windowHandle(), 1)


def with_clicks(window: MainWindow, _clock: Clock) -> None:
    handle = window.windowHandle()
    for _ in range(3):
        QTest.keyPress(handle, SHIFT)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, QPoint(500, 20))
        QTest.keyRelease(handle, SHIFT)


def with_control(window: MainWindow, _clock: Clock) -> None:
    for _ in range(3):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(window.windowHandle(), shift_event(kind, control=True))


@pytest.mark.parametrize("way", [slowly, held_down, capitals, another_key_between, with_clicks, with_control])
def test_what_does_not_count_as_three_presses(
    filled: MainWindow, quick: QuickHide, clock: Clock, way: Callable[[MainWindow, Clock], None]
) -> None:
    way(filled, clock)
    settle()
    assert not quick.is_hidden


def test_five_seconds_are_enough_and_shift_can_be_switched_off(
    filled: MainWindow, quick: QuickHide, clock: Clock
) -> None:
    quick.shift_presses = False
    press_shift(filled.windowHandle())
    assert not quick.is_hidden
    quick.shift_presses = True
    for seconds in (2.4, 2.5, 0):
        press_shift(filled.windowHandle(), 1)
        clock.seconds += seconds
    assert quick.is_hidden


def test_haste_does_not_bring_everything_back(filled: MainWindow, quick: QuickHide) -> None:
    press_shift(filled.windowHandle())
    handle = page().windowHandle()
    press_shift(handle, 6)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_A):
        QTest.keyClick(handle, key)
    settle()
    assert quick.is_hidden
    assert_neutral()
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    settle()
    assert not quick.is_hidden


# Nothing can be read


def test_a_window_that_keeps_its_native_window_would_be_found(
    filled: MainWindow, quick: QuickHide, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves the walk: hidden is not enough, its names are still read."""
    monkeypatch.setattr(quick_hide._Aside, "give_up_native_windows", lambda *_: None)
    quick.hide()
    settle()
    assert not filled.isVisible()
    assert "Ana" in readable()


def test_questions_asked_and_closed_before_cannot_be_read_either(filled: MainWindow, quick: QuickHide) -> None:
    box = QMessageBox(filled)
    box.setText("About Ana")
    box.show()
    settle()
    box.accept()
    assert "About Ana" in readable()
    quick.hide()
    settle()
    assert_neutral()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_menus_and_tooltips_go(filled: MainWindow, quick: QuickHide) -> None:
    menu = QMenu("Ana", filled)
    menu.addAction("Move Ana")
    place = filled.mapToGlobal(QPoint(100, 100))

    def hide() -> None:
        settle()
        assert menu.isVisible()
        press_shift(filled.windowHandle())

    QTimer.singleShot(0, hide)
    assert menu.exec(place) is None
    settle()
    assert quick.is_hidden
    assert not menu.isVisible()
    assert_neutral()
    quick.show_again()
    settle()
    assert not menu.isVisible()
    QToolTip.showText(place, "Ana: close", filled)
    settle()
    assert "Ana: close" in readable()
    quick.hide()
    settle()
    assert_neutral()
    quick.show_again()
    settle()
    menu.popup(place)
    assert menu.isVisible()
    assert menu.windowHandle().isVisible()
    menu.close()


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_lists_that_drop_down_work_afterwards(filled: MainWindow, quick: QuickHide) -> None:
    dialog = RingsDialog(filled.session.document, words_of_the_window(), filled)
    dialog.show()
    dialog.count.showPopup()
    settle()
    quick.hide()
    settle()
    assert_neutral()
    quick.show_again()
    settle()
    assert not dialog.count.view().isVisible()
    dialog.count.showPopup()
    settle()
    assert dialog.count.view().isVisible()
    dialog.count.hidePopup()
    dialog.close()


def test_the_first_page_gives_way_too(filled: MainWindow, quick: QuickHide) -> None:
    filled.hide()
    start = FirstPage()
    start.show()
    start.new_button.setFocus()
    assert QTest.qWaitForWindowActive(start)
    geometry = start.geometry()
    press_shift(start.windowHandle())
    assert_neutral()
    assert page().geometry() == geometry
    quick.show_again()
    settle()
    assert start.isVisible()
    assert start.geometry() == geometry
    assert QApplication.focusWidget() is start.new_button
    start.close()
    start.deleteLater()


def test_it_looks_like_the_same_window(filled: MainWindow, quick: QuickHide) -> None:
    quick.hide()
    settle()
    assert page().geometry() == filled.geometry()
    quick.show_again()
    settle()
    filled.setWindowState(Qt.WindowState.WindowMaximized)
    settle()
    quick.hide()
    settle()
    assert page().isMaximized()
    quick.show_again()
    settle()
    assert filled.isMaximized()


def test_the_page_has_no_tooltip_icon_or_name_of_the_program(filled: MainWindow, quick: QuickHide) -> None:
    name = QApplication.applicationName()
    quick.hide()
    settle()
    assert QApplication.applicationName() == "Notes"
    assert page().windowIcon().cacheKey() != QApplication.windowIcon().cacheKey()
    assert not page().windowIcon().isNull()
    quick.show_again()
    assert QApplication.applicationName() == name


# Dialogs


def test_a_dialog_goes_on_waiting_and_keeps_what_is_typed(filled: MainWindow, quick: QuickHide) -> None:
    dialog = RingsDialog(filled.session.document, words_of_the_window(), filled)
    field = next(iter(dialog.names.values()))

    def act() -> Iterator[None]:
        field.setFocus()
        QTest.keyClicks(field, "Heart")
        field.setSelection(1, 3)
        geometry = dialog.geometry()
        for _ in range(2):
            press_shift(dialog.windowHandle())
            yield
            assert_neutral()
            QTest.mouseClick(page().button, Qt.MouseButton.LeftButton)
            yield
            settle()
            assert dialog.isVisible()
            assert dialog.geometry() == geometry
            assert QApplication.activeModalWidget() is dialog
            assert QApplication.focusWidget() is field
            assert (field.text(), field.selectedText()) == ("Heart", "ear")
        dialog.accept()

    assert while_open(lambda: run_modal(dialog), act) == QDialog.DialogCode.Accepted
    assert dialog.document().today.rings[0].name == "Heart"


def test_a_question_over_a_dialog_comes_back_over_it(filled: MainWindow, quick: QuickHide) -> None:
    dialog = RingsDialog(filled.session.document, words_of_the_window(), filled)
    box = QMessageBox(dialog)
    box.setText("Sure about Ana?")
    yes = box.addButton("Yes", QMessageBox.ButtonRole.AcceptRole)

    def act() -> Iterator[None]:
        press_shift(box.windowHandle())
        yield
        assert_neutral()
        assert not box.isVisible()
        quick.show_again()
        yield
        settle()
        assert dialog.isVisible()
        assert QApplication.activeModalWidget() is box
        QTest.mouseClick(yes, Qt.MouseButton.LeftButton)

    def ask() -> Iterator[None]:
        while_open(lambda: run_modal(box), act)
        assert box.clickedButton() is yes
        yield
        assert QApplication.activeModalWidget() is dialog
        dialog.accept()

    assert while_open(lambda: run_modal(dialog), ask) == QDialog.DialogCode.Accepted


def test_a_dialog_in_exec_of_its_own_is_given_up(filled: MainWindow, quick: QuickHide) -> None:
    """Qt takes its hiding for an answer; it must not come back as a window nobody waits for."""
    dialog = QDialog(filled)
    QTimer.singleShot(0, quick.hide)
    assert dialog.exec() == QDialog.DialogCode.Rejected
    settle()
    assert_neutral()
    quick.show_again()
    settle()
    assert not dialog.isVisible()
    assert filled.isActiveWindow()


def test_a_dialog_that_is_done_while_hidden_ends_and_stays_away(filled: MainWindow, quick: QuickHide) -> None:
    dialog = QDialog(filled)

    def act() -> Iterator[None]:
        quick.hide()
        yield
        dialog.accept()

    assert while_open(lambda: run_modal(dialog), act) == QDialog.DialogCode.Accepted
    quick.show_again()
    settle()
    assert not dialog.isVisible()
    assert filled.isVisible()
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("kind", [QMessageBox, QDialog])
def test_a_dialog_that_opens_while_hidden_is_seen_only_after(
    filled: MainWindow, quick: QuickHide, kind: type[QDialog]
) -> None:
    quick.hide()
    settle()
    dialog = kind(filled)
    dialog.setWindowTitle("Ana is not saved")

    def act() -> Iterator[None]:
        yield
        assert_neutral()
        assert QApplication.activeWindow() is page()
        quick.show_again()
        yield
        settle()
        assert dialog.isVisible()
        assert QApplication.activeModalWidget() is dialog
        assert "Ana is not saved" in on_screen()
        dialog.accept()

    assert while_open(lambda: run_modal(dialog), act) == QDialog.DialogCode.Accepted
    assert QApplication.activeModalWidget() is None


def test_a_window_shown_while_hidden_is_seen_only_after(filled: MainWindow, quick: QuickHide) -> None:
    filled.hide()
    start = FirstPage()
    start.show()
    settle()
    quick.hide()
    settle()
    filled.show()
    start.close()
    settle()
    assert_neutral()
    quick.show_again()
    settle()
    assert filled.isVisible()
    assert filled.windowHandle().isVisible()
    assert not start.isVisible()
    start.deleteLater()


def test_file_dialogs_of_qt_are_given_up(filled: MainWindow, quick: QuickHide) -> None:
    seen: list[object] = []

    def act() -> None:
        settle()
        seen.append(type(QApplication.activeModalWidget()))
        for _ in range(3):
            QTest.keyClick(QApplication.focusWindow(), SHIFT)

    QTimer.singleShot(0, act)
    assert Questions(filled).path_to_open() is None
    settle()
    assert seen == [QFileDialog]
    assert quick.is_hidden
    assert_neutral()


def test_a_file_dialog_of_ours_keeps_the_typed_name(filled: MainWindow, quick: QuickHide, tmp_path: Path) -> None:
    dialog = QFileDialog(filled, "Save", str(tmp_path))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    field = dialog.findChild(QLineEdit, "fileNameEdit")

    def act() -> Iterator[None]:
        field.setText("mine")
        press_shift(dialog.windowHandle())
        yield
        assert_neutral()
        quick.show_again()
        yield
        settle()
        assert field.text() == "mine"
        dialog.accept()

    assert while_open(lambda: run_modal(dialog), act) == QDialog.DialogCode.Accepted
    assert dialog.selectedFiles() == [str(tmp_path / "mine")]


# Everything as it was


def test_an_open_field_of_the_list_stays_open(filled: MainWindow, quick: QuickHide) -> None:
    filled.panes.show_view(as_list=True)
    table = filled.list.table
    table.setCurrentIndex(table.model().index(0, Field.NAME))
    table.edit(table.currentIndex())
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "Anabel")
    editor.setSelection(2, 3)
    press_shift(filled.windowHandle())
    assert_neutral()
    quick.show_again()
    settle()
    assert QApplication.focusWidget() is editor
    assert editor.isVisible()
    assert (editor.text(), editor.selectedText()) == ("Anabel", "abe")
    QTest.keyClicks(editor, "X")
    assert filled.session.document.entries[0].name == "AnXl"
    # It closes as ever when the keyboard goes elsewhere.
    filled.people.focus_field()
    settle()
    assert not table.isPersistentEditorOpen(table.currentIndex())
    assert table.indexWidget(table.currentIndex()) is None


def test_scroll_zoom_selection_and_undo_stay(filled: MainWindow, quick: QuickHide) -> None:
    filled.view.setFocus()
    filled.view.zoom_by(3)
    filled.view.verticalScrollBar().setValue(filled.view.verticalScrollBar().value() + 70)
    settle()

    def now() -> tuple[object, ...]:
        view = filled.view
        bars = (view.verticalScrollBar().value(), view.horizontalScrollBar().value())
        return (
            view.transform(),
            bars,
            filled.selection.ids,
            filled.session.document,
            filled.session.undo_text,
            QApplication.focusWidget(),
            filled.geometry(),
        )

    before = now()
    for _ in range(3):
        quick.hide()
        settle()
        quick.show_again()
        settle()
        assert now() == before
    filled.editing.undo()
    assert filled.session.document != before[3]


def test_a_drag_is_given_up(filled: MainWindow, quick: QuickHide, mouse: Mouse) -> None:
    before = filled.session.document
    chip = next(each for each in filled.people.tray.chips if each.text() == "Mum")
    over_map = filled.view.viewport().rect().center() + QPoint(80, 80)
    mouse.press(chip, chip.rect().center())
    mouse.move(filled.view.viewport(), over_map)
    mouse.move(filled.view.viewport(), over_map + QPoint(4, 4))
    assert find(filled, Drag).ids
    press_shift(filled.windowHandle())
    assert quick.is_hidden
    assert not find(filled, Drag).ids
    assert_neutral()
    mouse.release(filled.view.viewport(), over_map)
    quick.show_again()
    settle()
    assert filled.session.document == before
    assert next(each for each in filled.people.tray.chips if each.text() == "Mum").isVisible()


def test_what_was_picked_up_with_a_click_is_put_back(filled: MainWindow, quick: QuickHide) -> None:
    before = filled.session.document
    filled.commands.pick_up()
    assert find(filled, Drag).is_by_click
    quick.hide()
    settle()
    assert not find(filled, Drag).ids
    assert_neutral()
    page().button.click()
    settle()
    assert filled.session.document == before


def test_keys_and_dropped_files_do_nothing_while_hidden(
    filled: MainWindow, quick: QuickHide, script: Script, tmp_path: Path
) -> None:
    before = filled.session.document
    told = (list(script.asked), list(script.told))
    quick.hide()
    settle()
    handle = page().windowHandle()
    control = Qt.KeyboardModifier.ControlModifier
    for key in (Qt.Key.Key_Z, Qt.Key.Key_S, Qt.Key.Key_Q, Qt.Key.Key_N, Qt.Key.Key_T):
        QTest.keyClick(handle, key, control)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F10, Qt.Key.Key_1, Qt.Key.Key_0):
        QTest.keyClick(handle, key)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "other.kithmap"))])
    enter = QDragEnterEvent(
        QPoint(20, 20), Qt.DropAction.CopyAction, files, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(handle, enter)
    assert not enter.isAccepted()
    settle()
    assert_neutral()
    assert filled.session.document is before
    assert filled.selection.ids
    assert (script.asked, script.told) == told


def test_what_was_copied_stays(filled: MainWindow, quick: QuickHide) -> None:
    QApplication.clipboard().setText("copied")
    quick.hide()
    settle()
    assert QApplication.clipboard().text() == "copied"


# The passphrase


def field() -> QLineEdit:
    return page().findChild(QLineEdit)


def words_on_page() -> set[str]:
    return readable()


def open_field(quick: QuickHide) -> QLineEdit:
    quick.hide()
    settle()
    page().button.click()
    settle()
    assert quick.is_hidden
    assert field().isVisible()
    assert QApplication.focusWidget() is field()
    return field()


def test_the_passphrase_is_asked_for_and_can_be_tried_for_ever(
    filled: MainWindow, quick: QuickHide, lock: Lock, qtbot
) -> None:
    tried: list[str] = []

    def check(passphrase: str) -> bool:
        tried.append(passphrase)
        return passphrase == "open sesame"

    lock.check = check
    typed = open_field(quick)
    for number in range(12):
        typed.clear()
        QTest.keyClicks(typed, f"wrong {number}")
        QTest.keyClick(page().windowHandle(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda number=number: len(tried) == number + 1 and typed.isEnabled())
        assert "That is not the passphrase. You can try again." in readable()
        assert typed.hasSelectedText()
        assert f"wrong {number}" not in readable()
        assert "Ana" not in readable()
    QApplication.clipboard().setText("open sesame")
    QTest.keyClick(page().windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert typed.text() == "open sesame"
    QTest.keyClick(page().windowHandle(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not quick.is_hidden)
    assert filled.isVisible()


def test_what_is_typed_is_shown_only_when_asked_for(filled: MainWindow, quick: QuickHide, lock: Lock) -> None:
    lock.check = lambda _passphrase: False
    typed = open_field(quick)
    QTest.keyClicks(typed, "open sesame")
    assert "open sesame" not in readable()
    show = next(each for each in page().findChildren(QPushButton) if each.accessibleName() == "Show what is typed")
    show.click()
    assert typed.displayText() == "open sesame"
    show.click()
    assert "open sesame" not in typed.displayText()
    QTest.keyClick(page().windowHandle(), Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert_neutral()
    page().button.click()
    assert field().text() == ""


def test_the_window_goes_on_living_while_the_passphrase_is_checked(
    filled: MainWindow, quick: QuickHide, lock: Lock, qtbot
) -> None:
    may_end = threading.Event()
    threads: list[int] = []

    def check(_passphrase: str) -> bool:
        threads.append(threading.get_ident())
        return may_end.wait(20)

    lock.check = check
    typed = open_field(quick)
    QTest.keyClicks(typed, "open sesame")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(threads))
    settle()
    assert threads != [threading.get_ident()]
    assert page().findChild(QProgressBar).isVisible()
    assert not typed.isEnabled()
    QTest.keyClick(page().windowHandle(), Qt.Key.Key_Escape)
    assert typed.isVisible()
    may_end.set()
    qtbot.waitUntil(lambda: not quick.is_hidden)
    assert len(threads) == 1


def test_a_verdict_that_comes_late_opens_nothing(filled: MainWindow, quick: QuickHide, lock: Lock, qtbot) -> None:
    may_end, ended = threading.Event(), threading.Event()

    def check(_passphrase: str) -> bool:
        may_end.wait(20)
        ended.set()
        return True

    lock.check = check
    typed = open_field(quick)
    QTest.keyClicks(typed, "open sesame")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    quick.show_again()
    quick.hide()
    may_end.set()
    qtbot.waitUntil(ended.is_set)
    settle()
    assert quick.is_hidden
    assert_neutral()


def test_a_check_that_breaks_can_be_tried_again(filled: MainWindow, quick: QuickHide, lock: Lock, qtbot) -> None:
    def check(passphrase: str) -> bool:
        if passphrase == "first":
            raise MemoryError
        return True

    lock.check = check
    typed = open_field(quick)
    QTest.keyClicks(typed, "first")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    qtbot.waitUntil(typed.isEnabled)
    assert "This could not be checked just now. You can try again." in readable()
    QTest.keyClicks(typed, "second")
    QTest.keyClick(typed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not quick.is_hidden)


# Closing, and hiding by itself


def test_closing_the_page_loses_nothing_that_is_unsaved(filled: MainWindow, quick: QuickHide, script: Script) -> None:
    assert filled.session.is_modified
    quick.hide()
    settle()
    page().close()
    settle()
    assert quick.is_hidden
    assert page().isMinimized()
    assert script.asked == []
    quick.show_again()
    settle()
    assert filled.isVisible()


def test_closing_the_page_closes_a_map_without_changes(window: MainWindow, quick: QuickHide, no_quit: None) -> None:
    assert not window.session.is_modified
    quick.hide()
    settle()
    page().close()
    settle()
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets())


def test_closing_the_page_with_a_name_half_typed_keeps_it(window: MainWindow, quick: QuickHide, script: Script) -> None:
    """Closing hands what is typed to the document, so there is something to save after all."""
    QTest.keyClicks(window.people.field, "Ana")
    assert not window.session.is_modified
    quick.hide()
    settle()
    page().close()
    settle()
    assert page().isMinimized()
    quick.show_again()
    settle()
    assert window.isVisible()
    assert [entry.name for entry in window.session.document.entries] == ["Ana"]
    assert script.asked == ["unsaved"]


def test_closing_the_page_keeps_an_open_question(window: MainWindow, quick: QuickHide) -> None:
    dialog = QDialog(window)

    def act() -> Iterator[None]:
        quick.hide()
        yield
        page().close()
        yield
        assert page().isMinimized()
        quick.show_again()
        yield
        assert dialog.isVisible()
        dialog.accept()

    assert while_open(lambda: run_modal(dialog), act) == QDialog.DialogCode.Accepted


def test_the_page_does_not_keep_the_program_from_ending(
    filled: MainWindow, quick: QuickHide, qapp: QApplication, no_quit: None
) -> None:
    """Qt closes the windows when it is told to quit. (Only the filter is told here: Qt would end all later loops.)"""
    quick.hide()
    settle()
    quick.eventFilter(qapp, QEvent(QEvent.Type.Quit))
    assert page().close()
    assert not any(each.isVisible() for each in QApplication.topLevelWidgets())


def test_a_night_in_which_the_computer_slept_counts(
    filled: MainWindow, quick: QuickHide, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quick_hide, "since_boot", clock)
    filled.preferences.use(msgspec.structs.replace(filled.preferences.value, idle_minutes=3))
    clock.seconds += 170
    QTest.keyClick(filled.windowHandle(), Qt.Key.Key_F2)
    settle()
    assert not quick.is_hidden
    clock.seconds += 8 * 3600
    QTest.keyClick(filled.windowHandle(), Qt.Key.Key_Shift)
    settle()
    assert quick.is_hidden
    clock.seconds += 8 * 3600
    quick.show_again()
    QTest.keyClick(filled.windowHandle(), Qt.Key.Key_Shift)
    settle()
    assert not quick.is_hidden


def test_it_hides_by_itself_when_nobody_is_there(filled: MainWindow, quick: QuickHide) -> None:
    timer = find(quick, QTimer)
    assert quick.idle_minutes is None
    assert not timer.isActive()
    filled.preferences.use(msgspec.structs.replace(filled.preferences.value, idle_minutes=3))
    whole = timer.interval()
    assert whole == 180_000

    def act_and_check(act: Callable[[], object]) -> None:
        timer.start(9_000)
        act()
        assert timer.remainingTime() > whole - 9_000

    handle = filled.windowHandle()
    act_and_check(lambda: QTest.keyClick(handle, Qt.Key.Key_Right))
    act_and_check(lambda: QTest.mouseMove(handle, QPoint(300, 300)))
    act_and_check(lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(500, 20)))
    timer.timeout.emit()
    settle()
    assert_neutral()
    assert not timer.isActive()
    QTest.keyClick(page().windowHandle(), Qt.Key.Key_A)
    assert not timer.isActive()
    quick.show_again()
    assert timer.isActive()
    filled.preferences.use(msgspec.structs.replace(filled.preferences.value, idle_minutes=0))
    assert not timer.isActive()


def test_every_control_of_the_page_has_a_name(filled: MainWindow, quick: QuickHide, lock: Lock) -> None:
    lock.check = lambda _passphrase: False
    open_field(quick)
    for control in (*page().findChildren(QPushButton), *page().findChildren(QLineEdit)):
        name = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        assert name.strip(), control
        assert not control.isVisible() or control.height() >= 24


def test_it_is_explained_in_plain_words() -> None:
    title, text = explanation()
    assert "Quick hide" in title
    for said in ("Shift three times", "Continue", "passphrase", "erased", "spy", "watching", "switch off"):
        assert said in text
    assert all(len(sentence.split()) <= 22 for sentence in text.replace("\n", " ").split(". "))


def test_nothing_piles_up(filled: MainWindow, quick: QuickHide, qapp: QApplication) -> None:
    before = len(QApplication.topLevelWidgets())
    for _ in range(10):
        press_shift(filled.windowHandle())
        assert_neutral()
        page().button.click()
        settle()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(QApplication.topLevelWidgets()) == before
    assert isinstance(QApplication.focusWidget(), QWidget)
