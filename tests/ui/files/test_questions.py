"""Questions over the window as they really are: whole in large letters, and still there after hiding in a hurry."""

import gc
import weakref
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton

from kithmap.ui.files.passphrase_dialog import AskPassphrase, PassphraseField
from kithmap.ui.files.questions import Changed, Questions
from kithmap.ui.printing.print_dialog import HeadingDialog
from kithmap.ui.window.main_window import MainWindow


def while_open(act: Callable[[QDialog], None], opens: Callable[[], object]) -> object:
    """What `opens` returns; `act` is given the dialog it shows."""

    def later() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            act(dialog)
        except BaseException:
            # Whatever a test finds, nothing is left waiting.
            dialog.reject()
            raise

    QTimer.singleShot(0, later)
    return opens()


def press(dialog: QDialog, words: str) -> None:
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text().replace("\n", " ") == words]
    found.click()


def test_what_is_typed_in_a_dialog_is_still_there_after_hiding(window: MainWindow) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, HeadingDialog)
        dialog.fields.title.setText("Ours")
        window.safety.quick_hide.hide()
        assert not dialog.isVisible()
        window.safety.quick_hide.show_again()
        assert dialog.isVisible()
        dialog.accept()

    while_open(act, window.dialogs.edit_heading)
    assert window.session.document.title == "Ours"


def test_a_question_still_waits_for_its_answer_after_hiding(window: MainWindow) -> None:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        window.safety.quick_hide.hide()
        assert not dialog.isVisible()
        window.safety.quick_hide.show_again()
        assert dialog.isVisible()
        press(dialog, "Yes")

    assert while_open(act, lambda: Questions(window).ask("Really?", "All of it.", "Yes")) is True


@pytest.mark.parametrize("percent", [100, 200])
def test_the_ways_out_of_a_conflict_can_be_read(window: MainWindow, percent: int) -> None:
    window.appearance.use(theme="light", text_percent=percent)

    def act(dialog: QDialog) -> None:
        for button in dialog.findChildren(QPushButton):
            assert button.width() >= button.minimumSizeHint().width(), button.text()
            assert button.fontMetrics().horizontalAdvance(button.text().split("\n")[0]) < button.width()
        press(dialog, "Mine: replace the file")

    assert while_open(act, Questions(window).changed_on_disk) is Changed.MINE


def test_giving_up_the_question_about_a_conflict_changes_nothing(window: MainWindow) -> None:
    assert while_open(lambda dialog: dialog.reject(), Questions(window).changed_on_disk) is Changed.CANCEL


def test_nothing_of_what_a_question_brought_stays_in_memory(window: MainWindow) -> None:
    class Opened:
        pass

    def act(dialog: QDialog) -> None:
        (field,) = dialog.findChildren(PassphraseField)
        QTest.keyClicks(field, "sesame")
        QTest.keyClick(field, Qt.Key.Key_Return)

    questions = Questions(window)
    opened = while_open(act, lambda: questions.ask_passphrase(None, lambda _passphrase: Opened()))
    assert isinstance(opened, Opened)
    gone = weakref.ref(opened)
    del opened
    while_open(lambda box: press(box, "Close"), lambda: questions.show_message("A title", "A text"))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None
    assert [each for each in window.findChildren(QDialog) if isinstance(each, QMessageBox | AskPassphrase)] == []
