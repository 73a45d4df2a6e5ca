"""The lines in the middle, and the closing words of a dated map: written at once, and read later."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QWidget

from desk_world import SERVICES, desk_of
from finding import find, page_of
from kithmap.guide.prompts import PromptName as P
from kithmap.ui.reflection.closing_dialog import ClosingDialog
from kithmap.ui.reflection.i_am_dialog import IAmDialog
from kithmap.ui.window.main_window import MainWindow
from panel_world import World, clipped, sample, settle
from sheet_world import Ears, looking, on_screen
from todays import edits

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

LEFT = Qt.MouseButton.LeftButton
GENTLE = (
    "Looking at connections can bring up hard feelings. Many people feel that. Feel your feet on the floor. "
    "Take three slow breaths. Your map can wait."
)


@pytest.fixture
def world(qapp: QApplication) -> World:
    return World(sample())


@pytest.fixture
def i_am(world: World) -> Iterator[IAmDialog]:
    with looking(), on_screen(IAmDialog(desk_of(world), None)) as made:
        yield made


@pytest.fixture
def closing(world: World) -> Iterator[ClosingDialog]:
    with looking(), on_screen(ClosingDialog(desk_of(world), world.document.today, None)) as made:
        yield made


def words(widget: QWidget) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def met(open_sheet: Callable[[], object], kind: type[QDialog]) -> list[QDialog]:
    """The sheets that an action opens: each is closed again at once."""
    found: list[QDialog] = []

    def look() -> None:
        sheet = QApplication.activeModalWidget()
        if isinstance(sheet, kind):
            found.append(sheet)
            sheet.reject()

    timer = QTimer()
    timer.setInterval(0)
    timer.timeout.connect(look)
    timer.start()
    open_sheet()
    settle()
    timer.stop()
    return found


def test_up_to_three_lines_are_kept_as_they_are_typed(world, i_am) -> None:
    first, second, third = i_am.lines.fields
    assert first.hasFocus()
    QTest.keyClicks(first, "a cousin")
    assert world.document.today.i_am == ("a cousin",)
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()
    QTest.keyClicks(second, "good with plants")
    QTest.keyClick(second, Qt.Key.Key_Return)
    QTest.keyClick(third, Qt.Key.Key_Return)
    assert not i_am.isVisible()
    assert world.document.today.i_am == ("a cousin", "good with plants")
    assert " ".join(line.text for line in world.current_picture.picture.me.lines[1:]) == "a cousin good with plants"


def test_undo_works_in_the_sheet_and_esc_keeps_what_was_typed(world, i_am) -> None:
    first = i_am.lines.fields[0]
    QTest.keyClicks(first, "tired")
    QTest.keyClick(first, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert world.document.today.i_am == ()
    assert first.text() == ""
    QTest.keyClicks(first, "learning to rest")
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert not i_am.isVisible()
    assert world.document.today.i_am == ("learning to rest",)


def test_closing_words_are_kept_as_they_are_typed(world, closing) -> None:
    for name, typed in ((P.NOTICED, "many friends"), (P.SURPRISED, "the choir"), (P.TAKEAWAY, "ring Ana")):
        closing.fields[name].field.setFocus()
        QTest.keyClicks(closing.fields[name].field, typed)
    QTest.mouseClick(closing.feeling.buttons[4], LEFT)
    today = world.document.today
    assert (today.noticed, today.surprised, today.takeaway, today.feeling_after) == (
        "many friends",
        "the choir",
        "ring Ana",
        4,
    )
    assert closing.feeling.buttons[4].isChecked()
    assert closing.feeling.buttons[4].accessibleName() == "How do you feel now? good"
    QTest.mouseClick(closing.feeling.buttons[4], LEFT)
    assert world.document.today.feeling_after == 4, "choosing what is chosen keeps it"
    QTest.mouseClick(closing.feeling.clear, LEFT)
    assert world.document.today.feeling_after is None
    assert not closing.feeling.clear.isVisible()
    world.session.undo()
    assert closing.feeling.buttons[4].isChecked()


def test_very_low_brings_the_gentle_line_whatever_was_said_at_the_start(world, closing) -> None:
    for before in (None, 1, 5):
        world.session.apply("x", edits.set_feeling_before(world.document, before))
        for _ in range(2):
            QTest.mouseClick(closing.feeling.buttons[1], LEFT)
            assert [each for each in words(closing) if each in (GENTLE, *SERVICES)] == [GENTLE, *SERVICES]
        QTest.mouseClick(closing.feeling.clear, LEFT)
        assert GENTLE not in words(closing)


def test_lower_than_at_the_start_brings_a_gentle_line_and_whom_to_tell(world, closing, monkeypatch) -> None:
    ears = Ears()
    monkeypatch.setattr("kithmap.ui.widgets.scrolling_dialog.QAccessible", ears)
    world.session.apply("x", edits.set_feeling_before(world.document, 4))
    world.session.apply("x", edits.describe(world.document, "e1", could_contact=True))
    for feeling in (5, 4, 2, 3):
        assert GENTLE not in words(closing)
        QTest.mouseClick(closing.feeling.buttons[feeling], LEFT)
        if feeling < 4:
            assert [each for each in words(closing) if each in (GENTLE, "Ana", *SERVICES)] == [GENTLE, "Ana", *SERVICES]
            world.session.undo()
    assert ears.heard == [GENTLE, GENTLE]
    assert GENTLE not in words(closing)


def test_the_gentle_line_is_brought_into_sight_where_the_text_is_large(qapp) -> None:
    with looking("dark", 200):
        world = World(edits.set_feeling_before(sample(), 4), "dark", 200)
        with on_screen(ClosingDialog(desk_of(world), world.document.today, None)) as sheet:
            QTest.mouseClick(sheet.feeling.buttons[1], LEFT)
            settle()
            viewport, line = find(sheet, QScrollArea).viewport(), sheet.gentle.line
            top = line.mapTo(viewport, QPoint(0, 0)).y()
            assert 0 <= top <= viewport.height() - line.height()


def test_the_gentle_line_is_there_again_with_the_sheet_and_names_whom_one_chose(world) -> None:
    document = edits.set_feeling_after(edits.set_feeling_before(world.document, 4), 1)
    world.session.apply("x", document)
    with looking(), on_screen(ClosingDialog(desk_of(world), world.document.today, None)) as sheet:
        assert GENTLE in words(sheet)
        assert "A short message is enough. The services listed here are there too." in words(sheet)
        assert sheet.fields[P.NOTICED].field.hasFocus()


def test_words_of_an_earlier_map_are_read_and_not_changed(world) -> None:
    document = edits.set_feeling_after(edits.set_closing(world.document, noticed="many friends"), 5)
    world.session.apply("words", edits.start_dated_map(document, date(2027, 2, 3)))
    with looking(), on_screen(ClosingDialog(desk_of(world), world.document.maps[0], None)) as sheet:
        assert sheet.fields == {}
        said = words(sheet)
        assert said[0] == "Closing words, 23 November 2026"
        assert said[1:] == ["What did you notice?", "many friends", "How do you feel now?", "very good"]
    world.session.undo()
    world.session.apply("again", edits.start_dated_map(sample(), date(2027, 2, 3)))
    with looking(), on_screen(ClosingDialog(desk_of(world), world.document.maps[0], None)) as sheet:
        assert words(sheet)[1:] == ["Nothing was written on that day."]


@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("dark", 200)])
@pytest.mark.parametrize("long", [False, True])
def test_nothing_is_cut_off(qapp, theme, percent, long) -> None:
    with looking(theme, percent, long=long):
        lower = edits.set_feeling_after(edits.set_feeling_before(sample(), 4), 2)
        world = World(edits.describe(lower, "e1", could_contact=True), theme, percent)
        for sheet in (IAmDialog(desk_of(world), None), ClosingDialog(desk_of(world), world.document.today, None)):
            with on_screen(sheet):
                assert clipped(page_of(sheet)) == []


def test_a_double_click_on_me_and_enter_open_the_lines(window: MainWindow) -> None:
    window.session.start_from(sample())
    window.files.opened.emit()
    view = window.view
    middle = view.mapFromScene(0.0, 0.0)
    assert len(met(lambda: QTest.mouseDClick(view.viewport(), LEFT, pos=middle), IAmDialog)) == 1
    window.selection.clear()
    assert len(met(lambda: QTest.keyClick(view, Qt.Key.Key_Return), IAmDialog)) == 1
    beside = middle + QPoint(0, round(view.picture.me.radius * view.zoom) + 8)
    assert met(lambda: QTest.mouseDClick(view.viewport(), LEFT, pos=beside), IAmDialog) == []
    assert met(lambda: QTest.mouseDClick(view.viewport(), Qt.MouseButton.RightButton, pos=middle), IAmDialog) == []
    window.selection.set(("e1",))
    assert met(lambda: QTest.keyClick(view, Qt.Key.Key_Return), IAmDialog) == []
    assert len(met(window.actions_table["i-am"].trigger, IAmDialog)) == 1


def test_the_lines_of_an_earlier_map_stay_as_they_are(window: MainWindow) -> None:
    window.session.start_from(edits.start_dated_map(sample(), date(2027, 2, 3)))
    window.files.opened.emit()
    window.current_picture.look_at("m1")
    assert not window.actions_table["i-am"].isEnabled()
    window.selection.clear()
    window.view.setFocus()
    assert met(lambda: QTest.keyClick(window.view, Qt.Key.Key_Return), IAmDialog) == []
    (sheet,) = met(window.actions_table["closing"].trigger, ClosingDialog)
    assert sheet.fields == {}
    window.current_picture.look_at(None)
    (sheet,) = met(window.actions_table["closing"].trigger, ClosingDialog)
    assert set(sheet.fields) == {P.NOTICED, P.SURPRISED, P.TAKEAWAY}
