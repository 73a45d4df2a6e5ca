"""Passphrases: typed, pasted, shown, tried beside the window, never kept in a widget; nobody is locked out."""

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QWidget

from kithmap.ui.files.passphrase_dialog import AskPassphrase, PassphraseField, SetPassphrase
from kithmap.ui.widgets import scrolling_dialog as sheet
from panel_world import clipped, focusable, settle
from sheet_world import Ears, looking, on_screen

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
WRONG = "This passphrase does not open the map. Nothing was changed. Please type it once more."
SECRET = "blue kettle on a hill"


class Check:
    """Takes one passphrase; remembers what was tried, and where."""

    def __init__(self, right: str = SECRET) -> None:
        self.right = right
        self.tried: list[str] = []
        self.threads: list[threading.Thread] = []

    def __call__(self, passphrase: str) -> str | None:
        self.tried.append(passphrase)
        self.threads.append(threading.current_thread())
        return None if passphrase == self.right else WRONG


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    heard = Ears()
    monkeypatch.setattr(sheet, "QAccessible", heard)
    return heard


@pytest.fixture
def check() -> Check:
    return Check()


@pytest.fixture
def asking(qapp: QApplication, check: Check) -> Iterator[AskPassphrase]:
    with looking(), on_screen(AskPassphrase(None, "my map.kithmap", check)) as dialog:
        yield dialog


@pytest.fixture
def setting(qapp: QApplication, check: Check) -> Iterator[SetPassphrase]:
    with looking(), on_screen(SetPassphrase(None, check, is_change=False)) as dialog:
        yield dialog


def said(dialog: QWidget) -> list[str]:
    return [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]


def nothing_is_kept(field: QLineEdit) -> bool:
    if field.text():
        return False
    # Of dots nothing can be undone; what was typed might still be there for the letters.
    field.setEchoMode(QLineEdit.EchoMode.Normal)
    field.undo()
    return field.text() == "" and not field.isUndoAvailable() and not field.isRedoAvailable()


def test_a_wrong_try_is_said_plainly_and_the_next_one_may_follow_at_once(asking, check, ears) -> None:
    assert "Please type the passphrase of “my map.kithmap”." in said(asking)
    for number in range(12):
        QTest.keyClicks(asking.field, f"try {number}")
        QTest.keyClick(asking.field, Qt.Key.Key_Return)
        assert WRONG in said(asking)
        assert asking.field.hasFocus()
    # Typing replaced what was tried before, each time.
    assert check.tried == [f"try {number}" for number in range(12)]
    assert ears.heard == [WRONG] * 12
    QTest.keyClicks(asking.field, SECRET)
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert asking.result() == QDialog.DialogCode.Accepted
    assert not asking.isVisible()


def test_it_is_tried_beside_the_window(asking, check) -> None:
    QTest.keyClicks(asking.field, SECRET)
    QTest.mouseClick(asking.open_button, LEFT)
    assert threading.current_thread() not in check.threads


@pytest.mark.parametrize("text", [SECRET, "\r\n" + SECRET + "\n", "x" * 40_000, "  spaces stay  ", "ключ 🔑 مفتاح"])
def test_what_is_pasted_is_taken_whole_without_the_line_end_that_came_along(asking, check, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(asking.field, Qt.Key.Key_V, CONTROL)
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert check.tried == [text.strip("\r\n")]


def test_an_empty_field_is_not_tried(asking, check) -> None:
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert check.tried == []
    assert asking.isVisible()
    assert any("nothing in the field" in each for each in said(asking))


def test_letters_are_shown_only_while_the_person_wants_it(asking) -> None:
    dots, letters = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal
    names = []
    for expected in (dots, letters, dots):
        assert asking.field.echoMode() == expected
        assert asking.field.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
        assert asking.field.inputMethodHints() & Qt.InputMethodHint.ImhNoPredictiveText
        names.append((asking.toggle.text(), asking.toggle.accessibleName()))
        asking.toggle.setFocus()
        QTest.keyClick(asking.toggle, Qt.Key.Key_Space)
    assert names[0] == names[2] == ("Show", "Show the passphrase")
    assert names[1] == ("Hide", "Hide the passphrase")


@pytest.mark.parametrize("shows", [False, True])
@pytest.mark.parametrize("way", ["esc", "cancel", "accept", "close"])
def test_no_field_keeps_anything_when_the_window_closes(asking, check, way: str, shows: bool) -> None:
    if shows:
        QTest.mouseClick(asking.toggle, LEFT)
    QTest.keyClicks(asking.field, "first ")
    asking.field.selectAll()
    QTest.keyClicks(asking.field, SECRET)
    if way == "esc":
        QTest.keyClick(asking.field, Qt.Key.Key_Escape)
    elif way == "close":
        asking.close()
    else:
        QTest.mouseClick(asking.cancel_button if way == "cancel" else asking.open_button, LEFT)
    assert not asking.isVisible()
    assert asking.result() == (QDialog.DialogCode.Accepted if way == "accept" else QDialog.DialogCode.Rejected)
    assert asking.field.echoMode() == QLineEdit.EchoMode.Password
    assert nothing_is_kept(asking.field)


def test_a_mistake_in_trying_does_not_close_the_window(qapp: QApplication, qtbot) -> None:
    def fail(_passphrase: str) -> str | None:
        raise ZeroDivisionError

    with looking(), on_screen(AskPassphrase(None, None, fail)) as dialog:
        QTest.keyClicks(dialog.field, "x")
        with qtbot.captureExceptions() as caught:
            QTest.keyClick(dialog.field, Qt.Key.Key_Return)
        assert [kind for kind, _error, _trace in caught] == [ZeroDivisionError]
        assert dialog.isVisible()


def fill(dialog: SetPassphrase, first: str, second: str | None = None, *, tick: bool = True) -> None:
    for field, text in ((dialog.field, first), (dialog.again, second)):
        if text is not None:
            field.setFocus()
            field.selectAll()
            QTest.keyClicks(field, text)
    if tick and not dialog.understood.isChecked():
        QTest.mouseClick(dialog.understood, LEFT)


def test_a_new_passphrase_is_typed_twice(setting, check) -> None:
    fill(setting, SECRET, "blue kettle on a hil")
    QTest.mouseClick(setting.set_button, LEFT)
    assert check.tried == []
    assert any("not the same" in each for each in said(setting))
    assert setting.again.hasFocus()
    fill(setting, SECRET, SECRET)
    QTest.mouseClick(setting.set_button, LEFT)
    assert check.tried == [SECRET]
    assert setting.result() == QDialog.DialogCode.Accepted
    assert nothing_is_kept(setting.field)
    assert nothing_is_kept(setting.again)


def test_once_is_enough_where_it_can_be_read(setting, check) -> None:
    QTest.mouseClick(setting.toggle, LEFT)
    assert not setting.again.isVisible()
    fill(setting, SECRET)
    QTest.mouseClick(setting.set_button, LEFT)
    assert check.tried == [SECRET]


def test_hiding_it_again_asks_for_the_second_again(setting, check) -> None:
    for _ in range(2):
        QTest.mouseClick(setting.toggle, LEFT)
    fill(setting, SECRET)
    QTest.mouseClick(setting.set_button, LEFT)
    assert setting.again.isVisible()
    assert check.tried == []


def test_it_is_set_only_after_the_warning_was_taken_note_of(setting, check) -> None:
    assert "Nobody can bring back a lost passphrase. Without it, the map stays closed." in said(setting)
    fill(setting, SECRET, SECRET, tick=False)
    QTest.keyClick(setting.again, Qt.Key.Key_Return)
    assert check.tried == []
    assert setting.understood.hasFocus()
    QTest.keyClick(setting.understood, Qt.Key.Key_Space)
    QTest.keyClick(setting.understood, Qt.Key.Key_Return)
    assert check.tried == [SECRET]


def test_nothing_is_not_a_passphrase(setting, check) -> None:
    fill(setting, "", "")
    QTest.mouseClick(setting.set_button, LEFT)
    assert check.tried == []
    assert setting.isVisible()


def test_a_short_one_is_called_short_and_taken_all_the_same(setting, check) -> None:
    check.right = "tea"
    fill(setting, "tea", "tea")
    assert any(each.startswith("This one is short.") for each in said(setting))
    QTest.mouseClick(setting.set_button, LEFT)
    assert check.tried == ["tea"]
    assert setting.result() == QDialog.DialogCode.Accepted


def test_a_space_nobody_sees_is_mentioned(setting) -> None:
    fill(setting, SECRET)
    assert not setting.hint.isVisible()
    QTest.keyClicks(setting.field, " ")
    assert setting.hint.isVisible()
    assert "space" in setting.hint.text()


def test_a_refusal_is_said_and_the_window_stays(setting, check) -> None:
    fill(setting, "other words", "other words")
    QTest.mouseClick(setting.set_button, LEFT)
    assert WRONG in said(setting)
    assert setting.isVisible()


def test_changing_is_called_changing(qapp: QApplication, check) -> None:
    with looking(), on_screen(SetPassphrase(None, check, is_change=True)) as dialog:
        assert said(dialog)[0] == "Change the passphrase"
        assert dialog.set_button.text() == "Change it"


def test_the_program_goes_on_when_the_only_window_there_is_closes() -> None:
    program = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from kithmap.ui.files.passphrase_dialog import AskPassphrase
application = QApplication([])
def begin():
    dialog = AskPassphrase(None, None, lambda passphrase: None)
    QTimer.singleShot(0, lambda: (dialog.field.setText("x"), dialog.open_button.click()))
    print("accepted", dialog.exec())
    QTimer.singleShot(50, lambda: (print("still here"), application.exit(3)))
QTimer.singleShot(0, begin)
print("status", application.exec())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout.splitlines() == ["accepted 1", "still here", "status 3"], done.stderr


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "dark")])
@pytest.mark.parametrize("kind", ["ask", "set"])
def test_nothing_is_cut_off(qapp, check, kind: str, percent: int, theme: str, long: bool) -> None:
    with looking(theme, percent, long=long):
        made = (
            AskPassphrase(None, "a rather long name of a map.kithmap", check)
            if kind == "ask"
            else SetPassphrase(None, check, is_change=False)
        )
        with on_screen(made) as dialog:
            dialog.say_problem(WRONG)
            settle()
            assert clipped(dialog) == []
            assert dialog.screen().availableSize().expandedTo(dialog.size()) == dialog.screen().availableSize()


def test_the_keyboard_goes_in_the_order_of_the_page(setting) -> None:
    order = []
    setting.field.setFocus()
    for _ in focusable(setting):
        order.append(setting.focusWidget())
        QTest.keyClick(setting.focusWidget(), Qt.Key.Key_Tab)
    assert order == [
        setting.field, setting.toggle, setting.again, setting.understood, setting.set_button, setting.cancel_button
    ]  # fmt: skip


def test_a_field_alone_forgets_what_was_typed(qapp: QApplication) -> None:
    with looking(), on_screen(PassphraseField("Passphrase")) as field:
        field.show_letters(on=True)
        QTest.keyClicks(field, SECRET)
        field.forget()
        assert nothing_is_kept(field)
