"""Guide me in the window: one prompt at a time on the left, the map free beside it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kithmap import application
from kithmap.guide import texts
from kithmap.guide.prompts import AnswerKind, Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import queries
from kithmap.model.document import Document, Placement, new_document
from kithmap.model.vocabulary import (
    KEEPING_A_DISTANCE,
    Direction,
    EntryKind,
    Feels,
    GuideChoice,
    LifeArea,
    SessionLength,
    StepAim,
    StepState,
    SupportLevel,
)
from kithmap.report.print_choices import PrintChoices
from kithmap.store import backups, map_file
from kithmap.store.locations import backups_folder
from kithmap.ui.guide import panel as panel_module
from kithmap.ui.guide.answers.answer import AnswerWidget
from kithmap.ui.guide.answers.card import GentleAnswer, QuietCardAnswer
from kithmap.ui.guide.answers.cards import AimAnswer, ChoiceAnswer, FaceAnswer, StateAnswer
from kithmap.ui.guide.answers.day import DayAnswer
from kithmap.ui.guide.answers.entries import EntriesAnswer, EntryAnswer
from kithmap.ui.guide.answers.feeling import FeelingAnswer
from kithmap.ui.guide.answers.finish import FinishAnswer
from kithmap.ui.guide.answers.levels import LevelsAnswer
from kithmap.ui.guide.answers.lines import LinesAnswer
from kithmap.ui.guide.answers.names import NamesAnswer
from kithmap.ui.guide.answers.observations import ObservationsAnswer
from kithmap.ui.guide.answers.one_of import OneOf
from kithmap.ui.guide.answers.place import DragAnswer, PlaceAnswer
from kithmap.ui.guide.answers.text import TextAnswer
from kithmap.ui.guide.pages import LengthPage, ResumePage
from kithmap.ui.guide.panel import GuidePanel
from kithmap.ui.widgets import scrolling_dialog as sheet
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.window.left_side import LeftPage
from kithmap.ui.window.main_window import MainWindow
from panel_world import hover
from todays import asked as asked_of_today
from todays import edits, progress, prompts, small_steps
from window_driver import DAY, Mouse, Script, close_for_good, made_window, words_of_the_window

A = TypeVar("A", bound=AnswerWidget)
LENGTHS = tuple(SessionLength)
MOVES = ("next", "back", "skip", "skip_step", "undo", "redo", "place", "delete")


def press(widget: QWidget, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(widget, key)


def click(button: QAbstractButton | None) -> None:
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def panel_of(window: MainWindow) -> GuidePanel:
    assert window.left.guide is not None
    return window.left.guide


def place_of(window: MainWindow) -> P:
    prompt = progress.here(window.session.document)
    assert prompt is not None
    return prompt.name


def names(window: MainWindow) -> list[str]:
    return [each.name for each in window.session.document.entries]


def rings(window: MainWindow) -> dict[str, str | None]:
    entries = queries.entries_by_id(window.session.document)
    return {entries[each.entry].name: queries.ring_of(each) for each in window.session.document.today.connections}


def answer_at(window: MainWindow, name: P, kind: type[A], about: str = "") -> A:
    """The guide at a prompt, and the widget that takes its answer."""
    if window.left.page is not LeftPage.GUIDE:
        window.left.show_page(LeftPage.GUIDE)
    session = window.session
    if session.document.guide is None:
        panel_of(window).begin(SessionLength.ON_MY_OWN)
    session.amend("Go", progress.go_to(session.document, Prompt(name, about)))
    panel = panel_of(window)
    if panel.page is panel_module.Page.RESUME:
        panel._resume()
    assert isinstance(panel.answer, kind), (panel.page, panel.prompt, panel.answer)
    QApplication.processEvents()
    return panel.answer


def begun(window: MainWindow, length: SessionLength = SessionLength.QUICK) -> GuidePanel:
    window.left.show_page(LeftPage.GUIDE)
    panel = panel_of(window)
    assert isinstance(panel.body, LengthPage)
    click(panel.body.cards[length])
    assert panel.prompt == Prompt(P.WELCOME)
    return panel


def with_people(window: MainWindow, *people: str) -> list[str]:
    window.session.apply("Add", edits.add_entries(window.session.document, people or ("Ana", "Leo", "Mum")))
    return [each.id for each in window.session.document.entries]


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    said: list[str] = []
    monkeypatch.setattr(panel_module, "announce", lambda _widget, words: said.append(words))
    return said


# Coming, going, going on another day


def test_it_takes_the_left_side_and_gives_it_back(window: MainWindow) -> None:
    before = window.panes.columns.sizes()
    click(window.top_bar.guide)
    assert window.left.page is LeftPage.GUIDE
    assert not window.people.isVisible()
    assert window.top_bar.guide.isChecked()
    assert window.panes.columns.sizes()[0] > before[0]
    assert window.view.isVisible()
    assert window.person.isVisible()
    assert window.current_settings().left_panel_width == before[0]
    click(window.top_bar.guide)
    assert window.people.isVisible()
    assert not window.top_bar.guide.isChecked()
    assert window.panes.columns.sizes() == before


def test_f4_and_f7(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.left.page is LeftPage.GUIDE
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert not window.left.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert panel_of(window).isVisible()
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert window.left.page is not LeftPage.GUIDE


def test_a_hidden_left_side_comes_back_with_the_guide(window: MainWindow) -> None:
    window.panes.show_panel("left", on=False)
    window.left.show_page(LeftPage.GUIDE)
    assert panel_of(window).isVisible()


@pytest.mark.parametrize("length", LENGTHS)
def test_from_the_lengths_to_the_end_with_next_alone(window: MainWindow, length: SessionLength) -> None:
    panel = begun(window, length)
    seen = []
    while window.left.page is LeftPage.GUIDE:
        assert panel.prompt is not None
        seen.append(panel.prompt.name)
        click(panel.moves.next)
        assert len(seen) < 80
    assert seen[0] is P.WELCOME
    assert seen[-1] is P.FINISH
    assert len(set(seen)) == len(seen)
    assert window.session.document.guide is None
    assert window.session.document.entries == ()


def test_back_before_the_first_prompt_leads_to_the_lengths(window: MainWindow) -> None:
    panel = begun(window)
    click(panel.moves.back)
    assert isinstance(panel.body, LengthPage)
    click(panel.body.cards[SessionLength.QUICK])
    assert panel.prompt == Prompt(P.WELCOME)
    click(panel.moves.next)
    click(panel.moves.back)
    assert panel.prompt == Prompt(P.WELCOME)


def test_another_length_keeps_answers_and_choices(window: MainWindow) -> None:
    choice = answer_at(window, P.PRIVATE_HERE, ChoiceAnswer)
    click(choice.cards[GuideChoice.NOT_SURE])
    panel = panel_of(window)
    panel.begin(SessionLength.QUICK)
    guide = window.session.document.guide
    assert guide is not None
    assert guide.length is SessionLength.QUICK
    assert guide.choices == (GuideChoice.NOT_SURE,)


def test_skipping_a_step(window: MainWindow) -> None:
    panel = begun(window)
    answer_at(window, P.AT_HOME, NamesAnswer)
    click(panel.moves.skip_step)
    assert place_of(window) is P.NOTICED  # nobody was named, so nobody is placed


def test_save_and_stop_and_go_on_another_day(window: MainWindow, script: Script, tmp_path: Path) -> None:
    script.save_path = tmp_path / "mine.kithmap"
    names_asked = answer_at(window, P.FRIENDS, NamesAnswer)
    QTest.keyClicks(names_asked.field, "Ana")
    click(panel_of(window).moves.stop)
    assert window.left.page is not LeftPage.GUIDE
    assert not window.session.is_modified
    assert names(window) == ["Ana"]
    window.files.new()
    assert window.left.page is not LeftPage.GUIDE
    window.files.open(script.save_path)
    panel = panel_of(window)
    assert window.left.page is LeftPage.GUIDE
    assert isinstance(panel.body, ResumePage)
    assert panel.prompt is None
    click(panel.body.go_on)
    assert panel.prompt == Prompt(P.FRIENDS)
    assert isinstance(panel.answer, NamesAnswer)
    assert [chip.text() for chip in panel.answer.chips.chips] == ["Ana"]


def test_a_session_that_was_left_can_wait_or_begin_anew(window: MainWindow, tmp_path: Path) -> None:
    document = progress.go_to(progress.begin(new_document(DAY), SessionLength.QUICK), Prompt(P.FAMILY))
    window.session.start_from(document)
    window.files.opened.emit()
    panel = panel_of(window)
    assert isinstance(panel.body, ResumePage)
    click(panel.body.not_now)
    assert window.left.page is not LeftPage.GUIDE
    assert window.session.document == document
    window.left.show_page(LeftPage.GUIDE)
    assert isinstance(panel.body, ResumePage)
    click(panel.body.anew)
    assert isinstance(panel.body, LengthPage)
    click(panel.body.cards[SessionLength.ON_MY_OWN])
    assert panel.prompt == Prompt(P.WELCOME)


def test_saving_that_is_given_up_stays_in_the_guide(window: MainWindow, script: Script) -> None:
    panel = begun(window)
    click(panel.moves.stop)
    assert script.asked == ["save"]
    assert window.left.page is LeftPage.GUIDE
    assert panel.prompt == Prompt(P.WELCOME)


def test_a_map_without_a_session_shows_the_names(window: MainWindow) -> None:
    begun(window)
    window.session.start_new()
    window.files.opened.emit()
    assert window.left.page is not LeftPage.GUIDE


def test_leaving_by_the_button_goes_on_where_one_was(window: MainWindow) -> None:
    panel = begun(window)
    click(panel.moves.next)
    window.left.show_page(LeftPage.NAMES)
    window.left.show_page(LeftPage.GUIDE)
    assert panel.prompt == Prompt(P.PRIVATE_HERE)


def test_the_first_page_offers_the_guide(beginning) -> None:
    beginning.show(None)
    click(beginning.start.guide_button)
    assert beginning.window.isVisible()
    assert beginning.window.left.page is LeftPage.GUIDE
    assert isinstance(panel_of(beginning.window).body, LengthPage)
    beginning.window.close()


# What is said


def test_every_prompt_is_said_and_the_keyboard_is_in_it(window: MainWindow, announced: list[str]) -> None:
    with_people(window)
    panel = begun(window, SessionLength.ON_MY_OWN)
    words = words_of_the_window()
    said = 0
    while window.left.page is LeftPage.GUIDE and panel.prompt is not None:
        document = window.session.document
        asked = texts.question(asked_of_today(document, panel.prompt), words)
        assert asked in announced[-1]
        assert len(announced) > said
        said = len(announced)
        assert panel.question.accessibleName() == asked
        focus = window.focusWidget()
        assert focus is not None
        assert panel.isAncestorOf(focus), panel.prompt
        if panel.prompt.answer_kind is AnswerKind.NOTHING and panel.prompt.name is not P.FINISH:
            assert focus is panel.moves.next
        click(panel.moves.next)


def test_how_far_it_is_is_said(window: MainWindow, announced: list[str]) -> None:
    answer_at(window, P.WHO_COMES, NamesAnswer)
    panel = panel_of(window)
    assert panel.header.how_far.text() == "Step 2 of 8"
    assert panel.header.title.text() == "Who comes to mind?"
    assert announced[-1].startswith("Step 2 of 8. Who comes to mind?. Who or what matters to you?")


def test_screen_readers_hear_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(sheet.QAccessible, "updateAccessibility", lambda event: heard.append(type(event).__name__))
    begun(window)
    assert "QAccessibleAnnouncementEvent" in heard
    assert QAccessible is sheet.QAccessible


# Kinds of answer


def test_names_are_typed_one_after_the_other(window: MainWindow) -> None:
    asked = answer_at(window, P.WHO_COMES, NamesAnswer)
    for name in ("Ana", "Bob & Sue", "سارة"):
        asked.field.insertPlainText(name)
        press(asked.field)
    assert names(window) == ["Ana", "Bob & Sue", "سارة"]
    assert [chip.text() for chip in asked.chips.chips] == names(window)
    assert asked.field.toPlainText() == ""
    press(asked.field)
    assert place_of(window) is P.AT_HOME


def test_names_have_the_kind_and_the_part_of_life_that_was_asked_for(window: MainWindow) -> None:
    asked = answer_at(window, P.WORK, NamesAnswer)
    QTest.keyClicks(asked.field, "Choir")
    assert isinstance(asked.kinds, OneOf)
    click(asked.kinds.buttons[EntryKind.GROUP])
    assert asked.field.toPlainText() == "Choir"
    press(asked.field)
    (entry,) = window.session.document.entries
    assert (entry.kind, entry.life_area) == (EntryKind.GROUP, LifeArea.WORK)
    assert window.session.undo_text == "Add Choir"


def test_a_pasted_list_is_added_at_once(window: MainWindow) -> None:
    asked = answer_at(window, P.WHO_COMES, NamesAnswer)
    asked.field.entered.emit("Ana\nLeo\n\nMum")
    assert names(window) == ["Ana", "Leo", "Mum"]
    assert window.session.undo_text == "Add 3 entries"


@pytest.mark.parametrize("way", ["next", "skip", "back", "skip_step", "close", "F4", "save", "map"])
def test_a_name_that_was_not_entered_is_never_lost(window: MainWindow, way: str) -> None:
    asked = answer_at(window, P.FAMILY, NamesAnswer)
    QTest.keyClicks(asked.field, "Ana")
    press(asked.field, Qt.Key.Key_Escape)
    panel = panel_of(window)
    assert panel.moves.next.hasFocus()
    assert asked.field.toPlainText() == "Ana"
    match way:
        case "close":
            window.close()
        case "F4":
            QTest.keyClick(window, Qt.Key.Key_F4)
        case "save":
            window.files.save()
        case "map":
            window.files.leaving.emit()
        case _:
            click(getattr(panel.moves, way))
    assert names(window) == ["Ana"]


def test_i_am_stands_in_the_middle_while_it_is_typed(window: MainWindow) -> None:
    asked = answer_at(window, P.I_AM, LinesAnswer)
    assert len(asked.fields) == 3
    QTest.keyClicks(asked.fields[1], "a cousin ")
    assert window.session.document.today.i_am == ("a cousin",)
    assert asked.fields[1].text() == "a cousin "
    assert asked.fields[0].text() == ""
    QTest.keyClicks(asked.fields[0], "good with plants")
    assert window.session.document.today.i_am == ("good with plants", "a cousin")
    press(asked.fields[0])
    assert place_of(window) is not P.I_AM
    again = answer_at(window, P.I_AM, LinesAnswer)
    assert [field.text() for field in again.fields] == ["good with plants", "a cousin", ""]


def test_undo_in_a_line_is_the_documents(window: MainWindow) -> None:
    asked = answer_at(window, P.I_AM, LinesAnswer)
    asked.fields[0].setFocus()
    QTest.keyClicks(asked.fields[0], "a cousin")
    QTest.keyClick(asked.fields[0], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.document.today.i_am == ()
    assert asked.fields[0].text() == ""
    assert place_of(window) is P.I_AM


def test_there_is_always_an_open_line_for_a_question(window: MainWindow) -> None:
    asked = answer_at(window, P.TO_TALK_ABOUT, LinesAnswer)
    for number in range(5):
        QTest.keyClicks(asked.fields[number], f"q{number}")
    assert len(asked.fields) == 6
    assert window.session.document.questions == tuple(f"q{number}" for number in range(5))


@pytest.mark.parametrize("feeling", range(1, 6))
def test_a_face_with_words(window: MainWindow, feeling: int) -> None:
    asked = answer_at(window, P.FEELING_BEFORE, FaceAnswer)
    assert [card.name for card in asked.cards.values()] == ["very good", "good", "in between", "low", "very low"]
    click(asked.cards[feeling])
    assert window.session.document.today.feeling_before == feeling
    assert place_of(window) is P.I_AM
    asked = answer_at(window, P.FEELING_BEFORE, FaceAnswer)
    assert [each for each, card in asked.cards.items() if card.isChecked()] == [feeling]
    assert asked.cards[feeling].hasFocus()
    click(asked.cards[feeling])
    assert window.session.document.today.feeling_before == feeling, "choosing what is chosen keeps it"
    assert place_of(window) is P.I_AM
    asked = answer_at(window, P.FEELING_BEFORE, FaceAnswer)
    click(asked.clear)
    assert place_of(window) is P.FEELING_BEFORE
    assert window.session.document.today.feeling_before is None
    assert not any(card.isChecked() for card in asked.cards.values())
    assert not asked.clear.isVisible()
    assert asked.cards[5].hasFocus()


@pytest.mark.slow
@pytest.mark.parametrize("length", LENGTHS)
def test_a_second_session_on_one_day_asks_afresh_and_help_comes_again(
    window: MainWindow, length: SessionLength
) -> None:
    """What was chosen the first time is chosen again: it is kept, and the gentle words and services come."""
    for _ in range(2):
        panel = begun(window, length)
        panel._context = panel._context._replace(contacts=lambda: ("112 · Emergency",))
        seen: dict[P, list[str]] = {}
        while window.left.page is LeftPage.GUIDE:
            assert panel.prompt is not None
            seen[panel.prompt.name] = [each.text() for each in panel.findChildren(QLabel) if each.isVisible()]
            if isinstance(panel.answer, FaceAnswer):
                assert not any(card.isChecked() for card in panel.answer.cards.values())
                click(panel.answer.cards[1])
            if panel.prompt.name in seen:
                click(panel.moves.next)
        assert list(seen)[-3:] == [P.GENTLE, P.TELL_SOMEONE, P.FINISH]
        assert "112 · Emergency" in seen[P.GENTLE]
        assert "112 · Emergency" in seen[P.TELL_SOMEONE]
        assert window.session.document.today.feeling_after == 1


def test_the_same_face_once_more_with_someone_is_kept(window: MainWindow) -> None:
    panel = begun(window, SessionLength.WITH_SOMEONE)
    asked = answer_at(window, P.FEELING_AFTER, FaceAnswer)
    for _ in range(3):
        click(asked.cards[1])
        assert panel.prompt == Prompt(P.FEELING_AFTER), "there is time to talk about it"
        assert asked.cards[1].isChecked()
        assert window.session.document.today.feeling_after == 1
    click(panel.moves.next)
    assert panel.prompt == Prompt(P.GENTLE)
    click(panel.moves.back)
    assert isinstance(panel.answer, FaceAnswer)
    assert panel.answer.cards[1].isChecked()
    click(panel.answer.cards[4])
    click(panel.moves.next)
    assert panel.prompt == Prompt(P.FINISH)


def test_answers_of_the_session_stay_when_it_is_taken_up_and_go_with_one_begun_anew(
    window: MainWindow, script: Script, tmp_path: Path
) -> None:
    script.save_path = tmp_path / "mine.kithmap"
    asked = answer_at(window, P.FEELING_BEFORE, FaceAnswer)
    click(asked.cards[4])
    click(panel_of(window).moves.stop)
    window.files.new()
    window.files.open(script.save_path)
    panel = panel_of(window)
    assert isinstance(panel.body, ResumePage)
    click(panel.body.go_on)
    click(panel.moves.back)
    assert isinstance(panel.answer, FaceAnswer)
    assert panel.answer.cards[4].isChecked()
    asked = answer_at(window, P.FEELING_AFTER, FaceAnswer)
    click(asked.cards[3])
    assert panel.prompt == Prompt(P.GENTLE)
    click(panel.moves.stop)
    window.left.show_page(LeftPage.GUIDE)
    click(panel.body.anew)
    click(panel.body.cards[SessionLength.QUICK])
    assert answer_at(window, P.FEELING_BEFORE, FaceAnswer).chosen(window.session.document) is None
    window.commands.undo()
    today = window.session.document.today
    assert (today.feeling_before, today.feeling_after) == (4, 3), "beginning anew can be taken back"


def test_lower_than_at_the_start_leads_to_a_gentle_line(window: MainWindow) -> None:
    (ana,) = with_people(window, "Ana")
    window.session.apply("x", edits.describe(window.session.document, ana, could_contact=True))
    click(answer_at(window, P.FEELING_BEFORE, FaceAnswer).cards[4])
    asked = answer_at(window, P.FEELING_AFTER, FaceAnswer)
    click(asked.cards[2])
    panel = panel_of(window)
    assert panel.prompt == Prompt(P.GENTLE)
    click(panel.moves.next)
    assert panel.prompt == Prompt(P.TELL_SOMEONE)
    assert isinstance(panel.answer, GentleAnswer)
    assert panel.answer.people.text() == "Ana"


@pytest.mark.parametrize("ring", ["closest", "close", "around", KEEPING_A_DISTANCE])
def test_a_ring_places_and_asks_about_the_next(window: MainWindow, ring: str) -> None:
    ana, leo, _ = with_people(window)
    asked = answer_at(window, P.HOW_CLOSE, PlaceAnswer, ana)
    assert window.selection.ids == (ana,)
    assert [chip.text() for chip in asked.chips.chips] == ["Ana"]
    click(asked.cards[ring])
    assert rings(window) == {"Ana": ring, "Leo": None, "Mum": None}
    QApplication.processEvents()
    assert panel_of(window).prompt == Prompt(P.HOW_CLOSE, leo)
    assert window.selection.ids == (leo,)


def test_undo_takes_back_the_place_and_asks_again(window: MainWindow) -> None:
    ana, leo, _ = with_people(window)
    asked = answer_at(window, P.HOW_CLOSE, PlaceAnswer, ana)
    click(asked.cards["close"])
    QApplication.processEvents()
    panel = panel_of(window)
    assert window.session.undo_text == "Move Ana"
    window.commands.undo()
    QApplication.processEvents()
    assert rings(window)["Ana"] is None
    assert panel.prompt == Prompt(P.HOW_CLOSE, ana)
    window.commands.redo()
    QApplication.processEvents()
    assert rings(window)["Ana"] == "close"
    assert panel.prompt == Prompt(P.HOW_CLOSE, leo)
    assert not window.session.can_redo


def test_placed_by_hand_or_by_key_is_placed_as_well(window: MainWindow, mouse: Mouse) -> None:
    ana, leo, mum = with_people(window)
    asked = answer_at(window, P.HOW_CLOSE, PlaceAnswer, ana)
    (chip,) = asked.chips.chips
    target = window.view.mapFromScene(170.0, 0.0)
    mouse.drag(chip, chip.rect().center(), window.view.viewport(), target)
    QApplication.processEvents()
    assert rings(window)["Ana"] == "close"
    assert panel_of(window).prompt == Prompt(P.HOW_CLOSE, leo)
    QTest.keyClick(window.view, Qt.Key.Key_3)
    QApplication.processEvents()
    assert rings(window)["Leo"] == "around"
    assert panel_of(window).prompt == Prompt(P.HOW_CLOSE, mum)


def test_dragged_onto_the_guide_is_taken_off(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = with_people(window, "Ana")
    window.editing.place_in_ring((ana,), "close")
    asked = answer_at(window, P.HOW_CLOSE, PlaceAnswer, ana)
    assert asked.cards["close"].isChecked()
    mark = window.view.picture.entry(ana)
    assert mark is not None
    start = window.view.mapFromScene(mark.x, mark.y)
    mouse.drag(window.view.viewport(), start, panel_of(window), QPoint(60, 200))
    assert rings(window) == {"Ana": None}
    assert not asked.take_off.isVisible()


def test_with_someone_there_is_time_to_talk_about_a_place(window: MainWindow) -> None:
    ana, *_ = with_people(window)
    begun(window, SessionLength.WITH_SOMEONE)
    asked = answer_at(window, P.HOW_CLOSE, PlaceAnswer, ana)
    click(asked.cards["close"])
    QApplication.processEvents()
    assert panel_of(window).prompt == Prompt(P.HOW_CLOSE, ana)
    assert asked.cards["close"].isChecked()


def test_looking_again_at_somebody_placed_stays_there(window: MainWindow) -> None:
    ana, *_ = with_people(window)
    window.editing.place_in_ring((ana,), "close")
    asked = answer_at(window, P.HOW_CLOSE, PlaceAnswer, ana)
    click(asked.cards["around"])
    QApplication.processEvents()
    assert panel_of(window).prompt == Prompt(P.HOW_CLOSE, ana)
    click(asked.take_off)
    QApplication.processEvents()
    assert rings(window)["Ana"] is None
    assert panel_of(window).prompt == Prompt(P.HOW_CLOSE, ana)
    window.commands.undo()
    QApplication.processEvents()
    assert rings(window)["Ana"] == "around"
    assert panel_of(window).prompt == Prompt(P.HOW_CLOSE, ana)
    assert window.session.can_redo


def test_rings_that_change_meanwhile_are_offered(window: MainWindow) -> None:
    ana, *_ = with_people(window)
    asked = answer_at(window, P.HOW_CLOSE, PlaceAnswer, ana)
    window.session.apply("x", edits.set_ring_count(window.session.document, 5))
    assert list(asked.cards) == ["closest", "close", "around", "outer", "edge", KEEPING_A_DISTANCE]
    window.session.apply("x", edits.rename_ring(window.session.document, "edge", "Far away"))
    assert asked.cards["edge"].name == "Far away"


def test_dragging_oneself(window: MainWindow) -> None:
    with_people(window)
    asked = answer_at(window, P.RINGS, ChoiceAnswer)
    click(asked.cards[GuideChoice.FREELY])
    panel = panel_of(window)
    assert panel.prompt == Prompt(P.DRAG)
    assert isinstance(panel.answer, DragAnswer)
    assert [chip.text() for chip in panel.answer.chips.chips] == ["Ana", "Leo", "Mum"]
    window.editing.place_in_ring([window.session.document.entries[0].id], "close")
    assert [chip.text() for chip in panel.answer.chips.chips] == ["Leo", "Mum"]
    assert panel.prompt == Prompt(P.DRAG)


@pytest.mark.parametrize(("name", "direction"), [(P.I_GET, Direction.GET), (P.I_GIVE, Direction.GIVE)])
def test_levels_person_by_person(window: MainWindow, name: P, direction: Direction) -> None:
    ana, *_ = with_people(window)
    asked = answer_at(window, name, LevelsAnswer, ana)
    assert len(asked.controls) == 8
    click(asked.controls["advice"])
    connection = queries.connection(window.session.document.today, ana)
    assert queries.level(connection, "advice", direction) is SupportLevel.LITTLE
    assert asked.controls["advice"].level is SupportLevel.LITTLE
    QTest.keyClick(asked.controls["advice"], Qt.Key.Key_A)
    connection = queries.connection(window.session.document.today, ana)
    assert queries.level(connection, "advice", direction) is SupportLevel.LOT
    asked.controls["advice"].setFocus()
    QTest.keyClick(asked.controls["advice"], Qt.Key.Key_Down)
    assert asked.controls["company"].hasFocus()
    window.session.apply("x", edits.use_optional_kind(window.session.document, "money", used=True))
    assert "money" in asked.controls


@pytest.mark.parametrize(("name", "direction"), [(P.FROM_WHOM, Direction.GET), (P.TO_WHOM, Direction.GIVE)])
def test_the_sweep_here_and_on_the_map(window: MainWindow, mouse: Mouse, name: P, direction: Direction) -> None:
    ana, leo, mum = with_people(window)
    for each in (ana, leo, mum):
        window.editing.place_in_ring((each,), "close")
    asked = answer_at(window, name, EntriesAnswer, "listen")
    assert window.current_picture.show_kind == "listen"
    assert all(row.height() >= 44 for row in asked.names.rows.values())

    def fits() -> set[str]:
        return {
            each.entry
            for each in window.session.document.today.connections
            if queries.level(each, "listen", direction) is SupportLevel.SOME
        }

    click(asked.names.rows[ana])
    assert fits() == {ana}
    mark = window.view.picture.entry(leo)
    assert mark is not None
    on_map = window.view.mapFromScene(mark.x, mark.y)
    mouse.click(window.view.viewport(), on_map)
    assert fits() == {ana, leo}
    assert asked.names.rows[leo].isChecked()
    mouse.click(window.view.viewport(), on_map)
    asked.names.rows[mum].setFocus()
    QTest.keyClick(asked.names.rows[mum], Qt.Key.Key_Space)
    assert fits() == {ana, mum}
    assert window.session.undo_text.startswith("Mark ")
    window.left.show_page(LeftPage.NAMES)
    assert window.current_picture.show_kind is None
    window.left.show_page(LeftPage.GUIDE)
    assert window.current_picture.show_kind == "listen"
    click(panel_of(window).moves.next)
    assert window.current_picture.show_kind != "listen"


def test_dragging_on_the_map_is_no_tap(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = with_people(window, "Ana")
    window.editing.place_in_ring((ana,), "close")
    answer_at(window, P.FROM_WHOM, EntriesAnswer, "listen")
    mark = window.view.picture.entry(ana)
    assert mark is not None
    viewport = window.view.viewport()
    mouse.drag(viewport, window.view.mapFromScene(mark.x, mark.y), viewport, window.view.mapFromScene(0.0, 250.0))
    assert rings(window) == {"Ana": "around"}
    assert queries.connection(window.session.document.today, ana).supports == ()


def test_not_safe_shows_a_quiet_card(window: MainWindow) -> None:
    ana, *_ = with_people(window)
    window.editing.place_in_ring((ana,), "close")
    asked = answer_at(window, P.HOW_IS_IT, FeelingAnswer, ana)
    click(asked.feels.buttons[Feels.UNSAFE])
    feeling = queries.connection(window.session.document.today, ana).feeling
    assert (feeling.feels, feeling.energy, feeling.lean) == (Feels.UNSAFE, None, None)
    panel = panel_of(window)
    click(panel.moves.skip)
    assert panel.prompt == Prompt(P.QUIET_CARD, ana)
    card = panel.answer
    assert isinstance(card, QuietCardAnswer)
    assert "Nobody has been told." in " ".join(label.text() for label in panel.findChildren(QLabel))
    click(card.private)
    assert queries.entry(window.session.document, ana).private
    click(card.distance)
    assert rings(window)["Ana"] == KEEPING_A_DISTANCE
    click(card.distance)
    assert rings(window)["Ana"] is None
    click(panel.moves.back)
    again = panel.answer
    assert isinstance(again, FeelingAnswer)
    assert again.feels.buttons[Feels.UNSAFE].isChecked()
    click(again.feels.buttons[Feels.UNSAFE])
    assert queries.connection(window.session.document.today, ana).feeling.feels is Feels.UNSAFE, "it is kept"
    assert again.feels.clear.accessibleName() == "Lately this feels: Clear"
    click(again.feels.clear)
    assert queries.connection(window.session.document.today, ana).feeling.feels is None
    assert not again.feels.clear.isVisible()
    assert again.feels.buttons[Feels.WARM].hasFocus()


def test_a_kind_of_new_names_cannot_be_cleared(window: MainWindow) -> None:
    asked = answer_at(window, P.WORK, NamesAnswer)
    assert isinstance(asked.kinds, OneOf)
    for _ in range(2):
        click(asked.kinds.buttons[EntryKind.GROUP])
        assert (asked.kind, asked.kinds.clear.isVisible()) == (EntryKind.GROUP, False)


def test_services_are_shown_where_they_are_needed(window: MainWindow) -> None:
    ana, *_ = with_people(window)
    window.left.show_page(LeftPage.GUIDE)
    panel = panel_of(window)
    panel._context = panel._context._replace(contacts=lambda: ("999 (seen in 2024)", "111"))
    window.session.apply("x", progress.begin(window.session.document, SessionLength.ON_MY_OWN))
    for name, kind, about in (
        (P.QUIET_CARD, QuietCardAnswer, ana),
        (P.GENTLE, GentleAnswer, ""),
        (P.TELL_SOMEONE, GentleAnswer, ""),
    ):
        card = answer_at(window, name, kind, about)
        shown = [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
        assert "999 (seen in 2024)" in shown


def marked(window: MainWindow) -> list[str]:
    document = window.session.document
    ids = [each.entry for each in document.today.connections]
    for number, each in enumerate(ids):
        document = edits.place(document, {each: Placement(ring="close", angle=40.0 * number)})
        document = edits.mark_support(document, (each,), "listen", Direction.GET, SupportLevel.SOME)
    window.session.apply("Mark", edits.mark_support(document, ids[:1], "advice", Direction.GET, SupportLevel.LOT))
    return ids


def notes(panel: GuidePanel) -> list[str]:
    return [each.accessibleName() for each in panel.findChildren(BreakableLabel) if each.isVisible()]


def asked_what_stands_out(window: MainWindow) -> ObservationsAnswer:
    """Ana, Leo and Mum on a ring, Leo important; the guide says what stands out."""
    with_people(window)
    ids = marked(window)
    window.session.apply("x", edits.describe(window.session.document, ids[1], important=True))
    return answer_at(window, P.STANDS_OUT, ObservationsAnswer)


def sentences(asked: ObservationsAnswer) -> list[str]:
    return [card.sentence.accessibleName() for card in asked.observations_list.cards]


def test_what_stands_out_lights_up_on_the_map(window: MainWindow) -> None:
    asked = asked_what_stands_out(window)
    ids = [each.id for each in window.session.document.entries]
    assert len(asked.observations_list.cards) == 5
    assert sentences(asked)[0] == "You marked Leo as important in your recovery."
    assert asked.observations_list.cards[0].hasFocus()
    assert window.selection.ids == (ids[1],)
    asked.observations_list.cards[1].setFocus()
    assert set(window.selection.ids) == set(ids)
    click(asked.more)
    assert len(asked.observations_list.cards) > 5
    assert asked.observations_list.cards[5].hasFocus()
    assert not asked.more.isVisible()
    click(panel_of(window).moves.next)
    assert window.selection.ids == ()


def test_a_observation_is_said_with_the_name_there_is_now(window: MainWindow) -> None:
    asked = asked_what_stands_out(window)
    window.editing.rename(window.session.document.entries[1].id, "L" * 500)
    assert sentences(asked)[0] == f"You marked {'L' * 39}… as important in your recovery."
    window.commands.undo()
    assert sentences(asked)[0] == "You marked Leo as important in your recovery."


def test_a_button_beside_a_observation_says_to_screen_readers_what_it_is_about(window: MainWindow) -> None:
    card = asked_what_stands_out(window).observations_list.cards[0]
    assert [each.accessibleDescription() for each in card.buttons] == ["You marked Leo as important in your recovery."]


def test_the_pointer_passing_over_a_observation_takes_nobody_from_somebody_who_is_typing(window: MainWindow) -> None:
    asked = asked_what_stands_out(window)
    ana, leo, _ = (each.id for each in window.session.document.entries)
    window.selection.set((ana,))
    window.panes.edit_name()
    hover(asked.observations_list.cards[0])
    assert window.selection.ids == (ana,)
    window.view.setFocus()
    hover(asked.observations_list.cards[0])
    assert window.selection.ids == (leo,)


def test_whom_the_person_selects_while_it_is_said_stays_selected(window: MainWindow) -> None:
    asked_what_stands_out(window)
    mum = window.session.document.entries[2].id
    window.selection.set((mum,))
    click(panel_of(window).moves.next)
    assert window.selection.ids == (mum,)


def test_what_does_not_fit_is_put_away_and_undo_brings_it_back(window: MainWindow) -> None:
    with_people(window)
    marked(window)
    asked = answer_at(window, P.STANDS_OUT, ObservationsAnswer)
    before = sentences(asked)
    click(asked.observations_list.cards[0].buttons[-1])
    assert before[0] not in sentences(asked)
    assert window.session.document.today.dismissed
    assert asked.observations_list.cards[0].hasFocus()
    window.commands.undo()
    assert sentences(asked) == before
    assert place_of(window) is P.STANDS_OUT


@pytest.mark.parametrize("reply", ["covered", "not needed", "more"])
def test_three_answers_where_nobody_is_marked(window: MainWindow, reply: str) -> None:
    with_people(window)
    marked(window)
    asked = answer_at(window, P.STANDS_OUT, ObservationsAnswer)
    if asked.more.isVisible():
        click(asked.more)
    card = next(
        each
        for each in asked.observations_list.cards
        if each.sentence.text().startswith("Nobody is marked for “Calms”")
    )
    assert [each.whole_text for each in card.buttons] == [
        "It is covered",
        "Not needed now",
        "I would like more",
        "Doesn't fit",
    ]
    click(card.buttons[["covered", "not needed", "more"].index(reply)])
    document = window.session.document
    assert not any("“Calms”" in sentence for sentence in sentences(asked))
    assert bool(document.today.dismissed) == (reply != "not needed")
    assert document.today.not_needed == (("comfort",) if reply == "not needed" else ())
    assert [step.good for step in document.steps] == (["Calms"] if reply == "more" else [])
    said = "Added as a small step. You can say more in “Looking after connections”."
    assert window.timeline.message.text() == (said if reply == "more" else "Put away. Undo brings it back.")
    assert place_of(window) is P.STANDS_OUT


def test_a_fourth_small_step_is_refused_kindly(window: MainWindow) -> None:
    with_people(window)
    marked(window)
    for _ in range(3):
        window.session.apply("x", small_steps.add(window.session.document, StepAim.KEEP))
    asked = answer_at(window, P.STANDS_OUT, ObservationsAnswer)
    if asked.more.isVisible():
        click(asked.more)
    card = next(each for each in asked.observations_list.cards if each.sentence.text().startswith("Nobody is marked"))
    click(card.buttons[2])
    assert len(window.session.document.steps) == 3
    assert "three small steps" in window.timeline.message.text()


def test_nothing_stands_out_while_somebody_is_in_the_hand(window: MainWindow) -> None:
    asked = asked_what_stands_out(window)
    assert asked.observations_list.cards[0].hasFocus()
    window.commands.pick_up()
    assert not asked.observations_list.isVisible()
    assert not asked.more.isVisible()
    assert asked.resting.isVisible()
    assert not asked.again.isVisible()
    assert panel_of(window).moves.next.hasFocus()
    press(window.view, Qt.Key.Key_Escape)
    assert asked.observations_list.isVisible()
    assert not asked.resting.isVisible()


def test_with_somebody_in_the_hand_the_guide_comes_back_silent(window: MainWindow) -> None:
    asked_what_stands_out(window)
    window.left.show_page(LeftPage.NAMES)
    window.selection.set((window.session.document.entries[0].id,))
    window.commands.pick_up()
    QTest.keyClick(window, Qt.Key.Key_F4)
    asked = panel_of(window).answer
    assert isinstance(asked, ObservationsAnswer)
    assert asked.resting.isVisible()
    assert asked.observations_list.cards == []
    assert panel_of(window).moves.next.hasFocus()
    press(window.view, Qt.Key.Key_Escape)
    assert asked.observations_list.cards[0].isVisible()


def test_after_placing_nothing_stands_out_until_it_is_asked_for(window: MainWindow, mouse: Mouse) -> None:
    asked = asked_what_stands_out(window)
    leo = window.session.document.entries[1].id
    window.view.setFocus()
    viewport, start = window.view.viewport(), window.view.mapFromScene(window.view.items_by_entry[leo].pos())
    mouse.drag(viewport, start, viewport, window.view.mapFromScene(0.0, 60.0))
    assert queries.ring_of(queries.connection(window.session.document.today, leo)) == "closest"
    assert not asked.observations_list.isVisible()
    assert asked.resting.isVisible()
    window.commands.undo()
    assert not asked.observations_list.isVisible()
    window.view.setFocus()
    click(asked.again)
    assert asked.observations_list.isVisible()
    assert asked.observations_list.cards[0].hasFocus()
    assert not asked.resting.isVisible()
    assert not asked.again.isVisible()


def test_placing_from_a_observation_leaves_the_keyboard_on_the_way_back(window: MainWindow) -> None:
    asked = asked_what_stands_out(window)
    ana, leo, _ = (each.id for each in window.session.document.entries)
    window.actions_table["ring-0"].trigger()
    assert queries.ring_of(queries.connection(window.session.document.today, leo)) == "closest"
    assert asked.again.hasFocus()
    assert asked.again.accessibleDescription() == asked.resting.text()
    assert window.selection.ids == (leo,)
    window.selection.set((ana,))
    press(asked.again, Qt.Key.Key_Space)
    assert asked.observations_list.cards[0].hasFocus()
    assert window.selection.ids == (leo,)
    window.actions_table["ring-1"].trigger()
    click(panel_of(window).moves.next)
    assert window.selection.ids == (leo,)


def test_what_places_nobody_leaves_the_observations_there(window: MainWindow) -> None:
    asked = asked_what_stands_out(window)
    ana, leo, mum = (each.id for each in window.session.document.entries)
    window.editing.rename(ana, "Anna")
    window.editing.mark((leo,), "comfort", Direction.GET, SupportLevel.SOME)
    window.editing.add_names("Zoe")
    window.editing.tie(ana, leo)
    window.editing.delete((mum,))
    assert asked.observations_list.isVisible()
    assert not asked.resting.isVisible()


def test_tab_goes_from_the_observations_to_those_that_were_asked_for(window: MainWindow, qtbot: QtBot) -> None:
    asked = asked_what_stands_out(window)
    with qtbot.waitSignal(panel_of(window).changed):
        click(asked.more)
    qtbot.waitUntil(lambda: not window._tabs.isActive())
    asked.observations_list.cards[4].buttons[-1].setFocus()
    press(asked.observations_list.cards[4].buttons[-1], Qt.Key.Key_Tab)
    assert asked.observations_list.cards[5].hasFocus()


def test_an_empty_map_is_greeted(window: MainWindow) -> None:
    asked = answer_at(window, P.STANDS_OUT, ObservationsAnswer)
    panel = panel_of(window)
    assert sentences(asked) == []
    assert words_of_the_window().quiet_map in notes(panel)
    assert panel.moves.next.hasFocus()
    window.editing.add_names("Ana")
    assert sentences(asked) == ["Your map is started. Add more if you'd like."]
    assert words_of_the_window().quiet_map not in notes(panel)
    assert panel.moves.next.hasFocus()


def test_too_little_to_say_anything(window: MainWindow) -> None:
    with_people(window, "Ana")
    asked = answer_at(window, P.STANDS_OUT, ObservationsAnswer)
    assert sentences(asked) == ["Your map is started. Add more if you'd like."]
    assert asked.observations_list.cards[0].buttons == []


def test_nothing_is_said_about_the_map_while_placing(window: MainWindow) -> None:
    ana, *_ = with_people(window)
    marked(window)
    for name, about in ((P.RINGS, ""), (P.HOW_CLOSE, ana)):
        answer_at(window, name, AnswerWidget, about)
        assert panel_of(window).findChildren(ObservationsAnswer) == []


def test_a_small_step_from_its_aim_to_its_end(window: MainWindow) -> None:
    ana, *_ = with_people(window)
    asked = answer_at(window, P.NEW_STEP, AimAnswer)
    click(asked.cards[StepAim.ASK])
    panel = panel_of(window)
    (step,) = window.session.document.steps
    assert (step.aim, step.entry) == (StepAim.ASK, None)
    assert panel.prompt == Prompt(P.WITH_WHOM, step.id)
    rows = panel.answer
    assert isinstance(rows, EntryAnswer)
    assert rows.names.rows[None].isChecked()
    click(rows.names.rows[ana])
    assert window.selection.ids == (ana,)
    click(panel.moves.next)
    for field in ("good", "smallest", "who_helps", "when", "asking", "how_known", "if_not"):
        if isinstance(panel.answer, TextAnswer):
            QTest.keyClicks(panel.answer.field, field)
            press(panel.answer.field)
        else:
            click(panel.moves.next)
    (step,) = window.session.document.steps
    assert step.entry == ana
    assert (step.good, step.smallest, step.who_helps) == ("good", "smallest", "who_helps")
    assert (step.when, step.how_known, step.if_not) == ("when", "how_known", "if_not")
    assert panel.prompt == Prompt(P.NEW_STEP)
    window.session.undo()
    assert panel.prompt == Prompt(P.IF_NOT, step.id)
    assert isinstance(panel.answer, TextAnswer)
    assert panel.answer.field.property("text") == ""


def test_undo_of_a_new_step_asks_for_it_again(window: MainWindow) -> None:
    with_people(window)
    asked = answer_at(window, P.NEW_STEP, AimAnswer)
    click(asked.cards[StepAim.THANK])
    window.commands.undo()
    assert window.session.document.steps == ()
    assert panel_of(window).prompt == Prompt(P.NEW_STEP)


def test_an_aim_can_change_and_a_step_go_away(window: MainWindow) -> None:
    with_people(window)
    window.session.apply("x", small_steps.add(window.session.document, StepAim.ASK))
    asked = answer_at(window, P.AIM, AimAnswer, "s1")
    assert asked.cards[StepAim.ASK].isChecked()
    click(asked.cards[StepAim.THANK])
    assert window.session.document.steps[0].aim is StepAim.THANK
    again = answer_at(window, P.AIM, AimAnswer, "s1")
    click(again.remove)
    assert window.session.document.steps == ()
    assert panel_of(window).prompt == Prompt(P.NEW_STEP)


@pytest.mark.parametrize("state", list(StepState))
def test_what_became_of_a_step(window: MainWindow, state: StepState) -> None:
    with_people(window)
    window.session.apply("x", small_steps.add(window.session.document, StepAim.ASK))
    asked = answer_at(window, P.REVIEW, StateAnswer, "s1")
    assert not any(card.isChecked() for card in asked.cards.values())
    click(asked.cards[state])
    assert window.session.document.steps[0].state is state
    assert asked.cards[state].isChecked()


def test_a_day_to_look_again(window: MainWindow) -> None:
    asked = answer_at(window, P.REVIEW_DATE, DayAnswer)
    assert not asked.field.isVisible()
    click(asked.cards[date(2026, 12, 21)])
    assert window.session.document.review_date == date(2026, 12, 21)
    assert asked.field.isVisible()
    assert asked.field.text() == "21 December 2026"
    assert asked.field.lineEdit().width() > 150
    asked.field.setFocus()
    press(asked.field, Qt.Key.Key_Up)
    assert window.session.document.review_date == date(2026, 12, 22)
    click(asked.cards[None])
    assert window.session.document.review_date is None


def test_a_text_of_several_lines_is_kept_at_every_key(window: MainWindow) -> None:
    asked = answer_at(window, P.NOTICED, TextAnswer)
    assert isinstance(asked.field, QPlainTextEdit)
    QTest.keyClicks(asked.field, "more than")
    press(asked.field)
    QTest.keyClicks(asked.field, "I thought")
    assert window.session.document.today.noticed == "more than\nI thought"
    press(asked.field, Qt.Key.Key_Escape)
    assert window.session.document.today.noticed == "more than\nI thought"
    assert panel_of(window).moves.next.hasFocus()


def test_the_end_saves_makes_a_pdf_hides_and_deletes(window: MainWindow, script: Script, tmp_path: Path) -> None:
    with_people(window)
    asked = answer_at(window, P.FINISH, FinishAnswer)
    click(asked.delete)
    assert script.reasons == ["It was never saved. It cannot be brought back."]
    panel = panel_of(window)
    assert not panel.moves.skip.isVisible()
    assert panel.moves.next.whole_text == "Close the guide"
    script.save_path = tmp_path / "mine.kithmap"
    click(asked.save)
    assert map_file.read(script.save_path).document == window.session.document
    click(asked.delete)
    assert script.asked[-1] == "Delete this map?"
    assert script.reasons[-1].endswith(
        "Earlier versions stay too. Help > What Kithmap leaves on this computer deletes them."
    )
    assert names(window) == ["Ana", "Leo", "Mum"]
    script.yes = True
    click(asked.delete)
    assert names(window) == []
    assert window.left.page is not LeftPage.GUIDE
    # The file and what was kept of it are the person's to delete.
    assert map_file.read(script.save_path).document.entries
    assert backups.of(backups_folder(), script.save_path)


def test_quick_hide_from_the_end(window: MainWindow) -> None:
    asked = answer_at(window, P.FINISH, FinishAnswer)
    quick_hide = window.safety.quick_hide
    click(asked.hide_now)
    try:
        assert quick_hide.is_hidden
        assert not window.isVisible()
    finally:
        quick_hide.show_again()
    assert panel_of(window).prompt == Prompt(P.FINISH)


# With someone


def test_with_someone_the_text_is_larger_in_the_panel_alone(window: MainWindow) -> None:
    panel = begun(window, SessionLength.ON_MY_OWN)
    usual = panel.question.fontInfo().pointSizeF()
    other = window.people.fontInfo().pointSizeF()
    window.left.show_page(LeftPage.NAMES)
    window.left.show_page(LeftPage.GUIDE)
    panel.go_back()
    click(panel.body.cards[SessionLength.WITH_SOMEONE])
    QApplication.processEvents()
    assert panel.question.fontInfo().pointSizeF() == pytest.approx(1.25 * usual, rel=0.03)
    note = next(each for each in panel.findChildren(QLabel) if each.text().startswith("You choose"))
    assert note.fontInfo().pointSizeF() == pytest.approx(1.25 * other, rel=0.03)
    assert window.people.fontInfo().pointSizeF() == other
    assert window.top_bar.pdf.fontInfo().pointSizeF() == pytest.approx(other, rel=0.03)


def test_the_workers_words_stand_apart_and_fold_away(window: MainWindow) -> None:
    panel = begun(window, SessionLength.WITH_SOMEONE)
    said = texts.for_worker(Prompt(P.WELCOME), words_of_the_window().translate)
    assert said in [label.text() for label in panel.worker.findChildren(QLabel) if label.isVisible()]
    page = texts.worker_page(words_of_the_window().translate)
    assert not any(label.text() == page[2] and label.isVisible() for label in panel.worker.findChildren(QLabel))
    click(panel.worker.page.header)
    assert any(label.text() == page[2] and label.isVisible() for label in panel.worker.findChildren(QLabel))
    click(panel.worker.fold.header)
    click(panel.moves.next)
    assert not panel.worker.fold.is_open
    click(panel.moves.back)
    assert not any(label.text() == said and label.isVisible() for label in panel.worker.findChildren(QLabel))


def test_on_my_own_nothing_is_said_to_a_worker(window: MainWindow) -> None:
    panel = begun(window, SessionLength.ON_MY_OWN)
    assert not panel.worker.isVisible()


def test_nothing_of_the_worker_is_printed(window: MainWindow) -> None:
    with_people(window)
    begun(window, SessionLength.WITH_SOMEONE)
    data, _ = application.printing().report(window.session.document, PrintChoices())
    without, _ = application.printing().report(edits.set_guide(window.session.document, None), PrintChoices())
    assert data == without


# Free use of the map


def test_the_map_can_be_used_at_any_prompt(window: MainWindow) -> None:
    ana, leo, mum = with_people(window)
    panel = begun(window, SessionLength.ON_MY_OWN)
    document = window.session.document
    for prompt in prompts(document, SessionLength.ON_MY_OWN):
        window.session.amend("Go", progress.go_to(window.session.document, prompt))
        shown = panel.prompt
        window.editing.place_in_ring((mum,), "around")
        window.editing.rename(leo, "Leonard")
        window.commands.undo()
        window.commands.undo()
        assert panel.prompt == shown == prompt
    window.editing.delete((ana,))
    assert panel.prompt is not None


@pytest.mark.parametrize(("name", "kind"), [(P.HOW_CLOSE, PlaceAnswer), (P.HOW_IS_IT, FeelingAnswer)])
def test_whoever_is_asked_about_may_vanish(window: MainWindow, name: P, kind: type[AnswerWidget]) -> None:
    ana, leo, _ = with_people(window)
    answer_at(window, name, kind, ana)
    window.editing.delete((ana,))
    assert panel_of(window).prompt == Prompt(name, leo)
    window.commands.undo()
    assert panel_of(window).prompt == Prompt(name, ana)


def test_an_earlier_map_is_only_looked_at(window: MainWindow) -> None:
    with_people(window)
    window.commands.start_dated_map()
    asked = answer_at(window, P.WHO_COMES, NamesAnswer)
    window.current_picture.look_at(window.session.document.maps[0].id)
    assert not asked.isEnabled()
    click(panel_of(window).moves.next)
    assert window.current_picture.is_today
    assert panel_of(window).answer.isEnabled()


def test_a_typed_name_survives_a_look_at_an_earlier_map(window: MainWindow) -> None:
    with_people(window)
    window.commands.start_dated_map()
    asked = answer_at(window, P.WHO_COMES, NamesAnswer)
    QTest.keyClicks(asked.field, "Zoe")
    window.current_picture.look_at(window.session.document.maps[0].id)
    click(panel_of(window).moves.next)
    assert "Zoe" in names(window)


def test_adding_and_finding_by_keys(window: MainWindow) -> None:
    with_people(window)
    asked = answer_at(window, P.WHO_COMES, NamesAnswer)
    panel_of(window).moves.next.setFocus()
    window.panes.focus_name_field()
    assert asked.field.hasFocus()
    answer_at(window, P.I_AM, LinesAnswer)
    window.panes.focus_name_field()
    assert window.left.page is not LeftPage.GUIDE
    assert window.people.field.hasFocus()
    window.left.show_page(LeftPage.GUIDE)
    window.panes.focus_search()
    assert window.people.search.hasFocus()


def test_undo_after_going_on_returns_to_the_answer(window: MainWindow) -> None:
    asked = answer_at(window, P.FRIENDS, NamesAnswer)
    QTest.keyClicks(asked.field, "Ana")
    press(asked.field)
    panel = panel_of(window)
    for _ in range(4):
        click(panel.moves.next)
    assert window.session.undo_text == "Add Ana"
    window.commands.undo()
    assert names(window) == []
    assert panel.prompt == Prompt(P.FRIENDS)


def test_undo_of_the_beginning_leads_to_the_lengths(window: MainWindow) -> None:
    with_people(window)
    panel = begun(window)
    click(panel.moves.next)
    window.commands.undo()
    assert isinstance(panel.body, LengthPage)
    assert names(window) == ["Ana", "Leo", "Mum"]


def test_a_held_key_presses_nothing_twice(window: MainWindow) -> None:
    panel = begun(window)
    assert panel.moves.next.hasFocus()
    for held in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=held)
        QApplication.sendEvent(window.focusWidget(), event)
    assert panel.prompt == Prompt(P.PRIVATE_HERE)


def test_by_keyboard_alone(window: MainWindow) -> None:
    """Tab reaches every control of the panel in reading order, and Enter presses what has the keyboard."""
    panel = begun(window, SessionLength.QUICK)
    press(window.focusWidget())
    assert panel.prompt == Prompt(P.PRIVATE_HERE)
    window.panes.order_tabs(window.top_bar)
    first = window.focusWidget()
    assert isinstance(panel.answer, ChoiceAnswer)
    assert first is panel.answer.cards[GuideChoice.PRIVATE]
    seen = []
    for _ in range(7):
        seen.append(window.focusWidget())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    moves = panel.moves
    assert seen == [*panel.answer.cards.values(), moves.back, moves.skip, moves.next, moves.skip_step, moves.stop]


# Room


def long_name(number: int) -> str:
    return (f"{number} Wolfeschlegelsteinhausenbergerdorff" * 8)[:200]


def documents() -> dict[str, Callable[[], Document]]:
    def filled(count: int, name: Callable[[int], str]) -> Document:
        document = edits.add_entries(new_document(DAY), [name(each) for each in range(count)])
        for number, entry in enumerate(document.entries):
            if number % 4:
                ring = ("closest", "close", "around")[number % 3]
                document = edits.place(document, {entry.id: Placement(ring=ring, angle=7.1 * number % 360)})
            document = edits.mark_support(document, (entry.id,), "listen", Direction.GET, SupportLevel.SOME)
        return small_steps.add(document, StepAim.ASK, document.entries[0].id) if count else document

    return {
        "none": lambda: filled(0, str),
        "one": lambda: filled(1, lambda _: "Ana"),
        "twelve": lambda: filled(12, long_name),
        "fifty": lambda: filled(50, lambda number: f"سارة {number}"),
    }


@pytest.mark.slow
@pytest.mark.parametrize("entries", ["none", "one", "twelve", "fifty"])
@pytest.mark.parametrize(
    ("theme", "percent", "length"),
    [
        ("light", 100, SessionLength.ON_MY_OWN),
        ("dark", 200, SessionLength.ON_MY_OWN),
        ("high_contrast", 200, SessionLength.WITH_SOMEONE),
    ],
)
def test_nothing_is_cut_off(window: MainWindow, entries: str, theme: str, percent: int, length: SessionLength) -> None:
    """Whatever is asked: nothing is wider than the panel, and the buttons are in sight whole."""
    window.appearance.use(theme=theme, text_percent=percent)
    document = progress.begin(documents()[entries](), length)
    window.session.start_from(document)
    window.files.opened.emit()
    panel = panel_of(window)
    panel._resume()
    seen: set[P] = set()
    for prompt in prompts(document, length):
        if prompt.name in seen:
            continue
        seen.add(prompt.name)
        window.session.amend("Go", progress.go_to(window.session.document, prompt))
        QApplication.processEvents()
        QApplication.processEvents()
        assert panel.prompt == prompt
        page = panel.area.widget()
        assert page is not None
        assert page.width() == panel.area.viewport().width(), prompt
        for child in page.findChildren(QWidget):
            if child.isVisible() and not isinstance(child.parentWidget(), QLineEdit | QPlainTextEdit):
                left = child.mapTo(page, QPoint(0, 0)).x()
                assert left >= 0, (prompt, child)
                assert left + child.width() <= page.width(), (prompt, child)
        for button in (panel.moves.back, panel.moves.next, panel.moves.stop):
            if button.isVisible():
                bottom = button.mapTo(window, QPoint(0, button.height()))
                assert bottom.y() <= window.height(), (prompt, button)
                assert bottom.x() + button.width() <= panel.width()
                assert button.width() >= button.sizeHint().width(), (prompt, button.text())
        assert panel.area.height() >= 200, prompt
    window.appearance.use(theme="light", text_percent=100)


@settings(max_examples=25)
@given(
    moves=st.lists(
        st.sampled_from(["next", "back", "skip", "skip_step", "undo", "redo", "place", "delete"]), max_size=30
    )
)
def test_however_one_moves_the_panel_shows_where_the_session_stands(qapp: QApplication, moves: list[str]) -> None:
    """The prompt shown is always the one the document calls for, and nothing raises."""
    window = made_window(Script(), Appearance("light", 100))
    try:
        window.show()
        with_people(window)
        begun(window, SessionLength.ON_MY_OWN)
        panel = panel_of(window)
        for move in moves:
            if window.left.page is not LeftPage.GUIDE:
                break
            _do(window, panel, move)
            QApplication.processEvents()
            guide = window.session.document.guide
            if window.left.page is LeftPage.GUIDE and panel.page is panel_module.Page.PROMPT:
                assert guide is not None
                assert panel.prompt == progress.here(window.session.document)
    finally:
        close_for_good(window)


def _do(window: MainWindow, panel: GuidePanel, move: str) -> None:
    ids = [each.entry for each in window.session.document.today.connections]
    if move == "undo":
        window.commands.undo()
    elif move == "redo":
        window.commands.redo()
    elif move == "place" and ids:
        window.editing.place_in_ring(ids[:1], "close")
    elif move == "delete" and len(ids) > 1:
        window.editing.delete(ids[-1:])
    elif move in {"next", "back", "skip", "skip_step"} and panel.moves.back.isVisible():
        getattr(panel.moves, move).click()


def test_beginning_from_the_first_page_leaves_the_right_side_its_width(qapp, script) -> None:
    """The guide comes before the window is shown; nothing has a width by then."""
    window = made_window(script, Appearance("light", 100))
    usual = made_window(script, Appearance("light", 100))
    try:
        assert window.begin_guided()
        for each in (window, usual):
            each.setWindowState(Qt.WindowState.WindowNoState)
            each.resize(1366, 768)
            each.show()
        QApplication.processEvents()
        assert abs(window.panes.columns.sizes()[2] - usual.panes.columns.sizes()[2]) <= 2
        assert window.panes.columns.sizes()[0] > usual.panes.columns.sizes()[0]
    finally:
        close_for_good(window)
        close_for_good(usual)
