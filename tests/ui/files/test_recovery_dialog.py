"""Unsaved work after a stop: told in plain words, brought back, left for later, or deleted after one question."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from finding import find
from kithmap.ui.files.recovery_dialog import RecoveryCard, RecoveryChoice, RecoveryDialog, UnsavedSummary
from panel_world import clipped, focusable, settle
from sheet_world import NOW, looking, on_screen

LEFT = Qt.MouseButton.LeftButton
OPEN = UnsavedSummary(NOW - timedelta(hours=2), False, True, entries=12, dated_maps=3, title="<b>Ana's map</b>")
PROTECTED = UnsavedSummary(NOW - timedelta(hours=30), True, True, title="Ana's map")
CHANGED = OPEN._replace(file_has_changed=True)
NEVER_SAVED = OPEN._replace(has_file=False, title="")
DAMAGED = OPEN._replace(is_readable=False)


@pytest.fixture(autouse=True)
def _looks(qapp: QApplication) -> Iterator[None]:
    with looking():
        yield


def words(card: QWidget) -> str:
    return "\n".join(each.text() for each in card.findChildren(QLabel) if each.isVisible())


def test_it_says_what_will_be_restored() -> None:
    with on_screen(RecoveryCard(OPEN, NOW)) as card:
        assert words(card).startswith("Kithmap stopped before your work was saved.")
        assert "12 entries on 3 dated maps. Last changed: Today " in words(card)
        assert "It belongs to a map you saved before." in words(card)


def test_it_says_when_the_file_is_another_one_by_now() -> None:
    with on_screen(RecoveryCard(CHANGED, NOW)) as card:
        assert "The file has been changed since. Your unsaved work will open as a copy." in words(card)


def test_it_says_when_there_is_no_file() -> None:
    with on_screen(RecoveryCard(NEVER_SAVED, NOW)) as card:
        assert "It was never saved in a file." in words(card)
        assert not card.title_button.isVisible()


def test_the_title_is_shown_on_demand_as_it_is() -> None:
    with on_screen(RecoveryCard(OPEN, NOW)) as card:
        assert "Ana" not in words(card)
        QTest.mouseClick(card.title_button, LEFT)
        assert "<b>Ana's map</b>" in words(card)


def test_of_protected_work_no_title_is_there_at_all() -> None:
    with on_screen(RecoveryCard(PROTECTED, NOW)) as card:
        assert "will ask for the passphrase" in words(card)
        assert not card.title_button.isVisible()
        assert not any("Ana" in each.text() for each in card.findChildren(QLabel))


@pytest.mark.parametrize("answer", [RecoveryChoice.BRING_BACK, RecoveryChoice.NOT_NOW])
def test_one_press_brings_it_back_or_leaves_it(answer: RecoveryChoice) -> None:
    with on_screen(RecoveryCard(OPEN, NOW)) as card:
        given = []
        card.answered.connect(given.append)
        button = {RecoveryChoice.BRING_BACK: card.bring_back_button, RecoveryChoice.NOT_NOW: card.not_now_button}[
            answer
        ]
        QTest.mouseClick(button, LEFT)
        assert given == [answer]


def test_deleting_asks_once() -> None:
    with on_screen(RecoveryCard(OPEN, NOW)) as card:
        given = []
        card.answered.connect(given.append)
        QTest.mouseClick(card.delete_button, LEFT)
        assert given == []
        assert "cannot be brought back" in words(card.question)
        QTest.keyClick(card.question.no, Qt.Key.Key_Space)
        assert given == []
        QTest.mouseClick(card.delete_button, LEFT)
        QTest.mouseClick(card.question.yes, LEFT)
        assert given == [RecoveryChoice.DELETE]


def test_damaged_work_can_only_be_left_or_deleted() -> None:
    with on_screen(RecoveryCard(DAMAGED, NOW)) as card:
        assert "damaged" in words(card)
        assert set(focusable(card)) & {card.bring_back_button} == set()
        assert card.not_now_button.isVisible()
        assert card.delete_button.isVisible()


@pytest.mark.parametrize(
    ("key", "answer"), [(Qt.Key.Key_Escape, RecoveryChoice.NOT_NOW), (Qt.Key.Key_Return, RecoveryChoice.BRING_BACK)]
)
def test_in_a_window_of_its_own_enter_brings_it_back_and_esc_leaves_it(key: Qt.Key, answer: RecoveryChoice) -> None:
    dialog = RecoveryDialog(OPEN, NOW, None)
    QTimer.singleShot(0, lambda: QTest.keyClick(dialog, key))
    dialog.exec()
    assert dialog.choice is answer
    dialog.deleteLater()


def test_esc_on_the_question_leaves_the_window_open() -> None:
    with on_screen(RecoveryDialog(OPEN, NOW, None)) as dialog:
        QTest.mouseClick(dialog.card.delete_button, LEFT)
        QTest.keyClick(dialog.card.question.no, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        QTest.mouseClick(dialog.card.delete_button, LEFT)
        QTest.mouseClick(dialog.card.question.yes, LEFT)
        assert dialog.choice is RecoveryChoice.DELETE
        assert not dialog.isVisible()


@pytest.mark.parametrize("unsaved", [OPEN, PROTECTED, CHANGED, DAMAGED])
@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "dark")])
def test_nothing_is_cut_off(unsaved: UnsavedSummary, percent: int, theme: str, long: bool) -> None:
    with looking(theme, percent, long=long), on_screen(RecoveryDialog(unsaved, NOW, None)) as dialog:
        QTest.mouseClick(dialog.card.delete_button, LEFT)
        settle()
        assert clipped(dialog) == []
        if percent == 100:
            assert find(dialog, QScrollArea).verticalScrollBar().maximum() == 0
