"""The strip under the top: one message at a time, the most important first, never cut off, heard as well as seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from kithmap.ui.widgets import scrolling_dialog as sheet
from kithmap.ui.widgets.banner import Banner
from panel_world import clipped, settle
from sheet_world import Ears, looking, on_screen

LEFT = Qt.MouseButton.LeftButton
READ_ONLY = "This map can be read, but not changed here. Save it under another name to go on."


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    heard = Ears()
    monkeypatch.setattr(sheet, "QAccessible", heard)
    return heard


def page(banner: Banner, width: int = 900) -> QWidget:
    """The banner where it stands in the window: as wide as it, above the rest."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(banner)
    layout.addWidget(QWidget(), 1)
    whole.resize(width, 500)
    return whole


@pytest.fixture
def banner(qapp: QApplication, ears: Ears) -> Iterator[Banner]:
    with looking():
        made = Banner()
        with on_screen(page(made)):
            yield made


def said(banner: Banner) -> str:
    return next(each.text() for each in banner.findChildren(QLabel))


def buttons(banner: Banner) -> dict[str, QPushButton]:
    settle()
    return {each.text(): each for each in banner.findChildren(QPushButton) if each.isVisible()}


def test_it_takes_no_room_until_there_is_something_to_say(banner: Banner) -> None:
    assert not banner.isVisible()
    banner.show_message("a", "One")
    assert banner.isVisible()
    banner.clear("a")
    assert not banner.isVisible()
    banner.clear("never said")


def test_the_most_important_message_is_shown_and_the_others_follow(banner: Banner) -> None:
    banner.show_message("low", "Low")
    banner.show_message("high", "High", importance=2)
    banner.show_message("middle", "Middle", importance=1)
    assert (said(banner), banner.keys) == ("High", ("high", "middle", "low"))
    banner.clear("high")
    assert said(banner) == "Middle"
    banner.clear("middle")
    assert said(banner) == "Low"


def test_a_message_as_important_waits_for_the_one_that_is_read(banner: Banner) -> None:
    banner.show_message("first", "First", importance=1)
    banner.show_message("second", "Second", importance=1)
    assert said(banner) == "First"


def test_all_messages_can_be_reached_with_the_keyboard(banner: Banner) -> None:
    banner.show_message("fixed", "Fixed", importance=1, may_close=False)
    assert not banner.next_button.isVisible()
    banner.show_message("hidden", "Hidden behind it")
    assert said(banner) == "Fixed"
    banner.next_button.setFocus()
    QTest.keyClick(banner.next_button, Qt.Key.Key_Space)
    assert said(banner) == "Hidden behind it"
    QTest.keyClick(banner.next_button, Qt.Key.Key_Space)
    assert said(banner) == "Fixed"


def test_buttons_do_what_they_say_also_when_that_ends_the_message(banner: Banner) -> None:
    done = []
    banner.show_message("a", "One", [("Do it", lambda: (done.append("it"), banner.clear("a"))), ("Not", done.clear)])
    QTest.mouseClick(buttons(banner)["Do it"], LEFT)
    assert done == ["it"]
    assert not banner.isVisible()
    banner.show_message("b", "Two", [("Other", lambda: done.append("other"))])
    assert list(buttons(banner)) == ["Other"]
    QTest.mouseClick(buttons(banner)["Other"], LEFT)
    assert done == ["it", "other"]


def test_only_a_message_that_may_be_closed_has_a_button_for_it(banner: Banner) -> None:
    closed = []
    banner.closed.connect(closed.append)
    banner.show_message("a", "One", may_close=False)
    assert not banner.close_button.isVisible()
    banner.show_message("a", "One more")
    QTest.mouseClick(banner.close_button, LEFT)
    assert closed == ["a"]
    assert not banner.isVisible()


def test_what_appears_is_announced_once(banner: Banner, ears: Ears) -> None:
    banner.show_message("a", "Could not save.", [("Try again", lambda: None)])
    buttons(banner)["Try again"].setFocus()
    for _ in range(3):
        banner.show_message("a", "Could not save.", [("Try again", lambda: None)])
    assert ears.heard == ["Could not save."]
    assert buttons(banner)["Try again"].hasFocus()
    banner.show_message("b", "More important.", importance=1)
    assert ears.heard == ["Could not save.", "More important."]


def test_the_same_words_again_do_what_was_said_last(banner: Banner) -> None:
    done = []
    for number in (1, 2):
        banner.show_message("a", "One", [("Do it", lambda number=number: done.append(number))])
    QTest.mouseClick(buttons(banner)["Do it"], LEFT)
    assert done == [2]


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "dark")])
def test_nothing_is_cut_off_at_any_text_size(qapp: QApplication, percent: int, theme: str, long: bool) -> None:
    with looking(theme, percent, long=long):
        banner = Banner()
        with on_screen(page(banner)) as whole:
            banner.show_message("other", "Another one.")
            choices = [("Save under another name…", lambda: None), ("Close the other window", lambda: None)]
            banner.show_message("a", READ_ONLY, choices, importance=1)
            settle()
            assert clipped(whole) == []
            assert len(buttons(banner)) == 3


def test_buttons_stand_beside_a_short_text_and_below_a_long_one(banner: Banner) -> None:
    banner.show_message("a", "Short.", [("Do it", lambda: None)])
    one = buttons(banner)["Do it"]
    assert one.mapTo(banner, one.rect().topLeft()).x() > banner.width() // 2
    banner.show_message("a", READ_ONLY + " " + READ_ONLY, [("Do it", lambda: None)])
    one = buttons(banner)["Do it"]
    assert one.mapTo(banner, one.rect().topLeft()).x() < 30


def test_a_text_is_shown_as_it_is(banner: Banner) -> None:
    banner.show_message("a", "<b>Ana</b>")
    assert next(each for each in banner.findChildren(QLabel)).textFormat() == Qt.TextFormat.PlainText
