"""What stands out beside the map: said in order, put away and brought back, and never while somebody is placed."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from desk_world import SERVICES, Told, desk_of
from finding import find
from kithmap.guide.prompts import Prompt, PromptName
from kithmap.insight.observations import observations
from kithmap.insight.population import Surface
from kithmap.model import queries
from kithmap.model.document import Document, Placement, new_document
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, Direction, SessionLength, StepAim, SupportLevel
from kithmap.ui.map.drag import Drag
from kithmap.ui.reflection.looking_after_page import LookingAfterPage
from kithmap.ui.reflection.observations_page import ObservationsPage
from kithmap.ui.widgets import scrolling_dialog as sheet
from kithmap.ui.widgets.card import Card
from kithmap.ui.widgets.fold import Fold
from kithmap.ui.window.left_side import LeftPage
from kithmap.ui.window.main_window import MainWindow
from kithmap.wording.observation_texts import ObservationTexts, known_relationships
from panel_world import DAY, World, clipped, focusable, hover, sample, settle, shown
from sheet_world import Ears, looking
from todays import edits, progress, small_steps
from window_driver import Mouse

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

LEFT = Qt.MouseButton.LeftButton
GET, GIVE = Direction.GET, Direction.GIVE
SOME = SupportLevel.SOME


def talked_about() -> Document:
    """Ana, Mum, Joel and Dr Okafor on rings, Nadia not; support with three of them, none for six of the kinds."""
    document = edits.describe(sample(), "e1", important=True)
    for entry, kind, direction in (("e1", "listen", GET), ("e2", "listen", GET), ("e3", "company", GIVE)):
        document = edits.mark_support(document, (entry,), kind, direction, SOME)
    return document


@pytest.fixture
def world(qapp: QApplication) -> World:
    return World(talked_about())


@pytest.fixture
def page(world: World) -> Iterator[ObservationsPage]:
    with shown(ObservationsPage(desk_of(world)), 322, 700) as made:
        made.enter()
        yield made


def said(page: ObservationsPage) -> list[str]:
    return [card.sentence.accessibleName() for card in page.observations_list.cards]


def card_of(page: ObservationsPage, part: str) -> Card:
    return next(card for card in page.observations_list.cards if part in card.sentence.accessibleName())


def press(card: QWidget, words: str) -> None:
    """The button of a card with these words."""
    button = next(each for each in card.findChildren(QAbstractButton) if each.text() == words)
    QTest.mouseClick(button, LEFT)
    settle()


def test_the_first_five_are_said_in_order_and_the_others_on_demand(world, page) -> None:
    words, document = ObservationTexts(world.words), world.document
    found = observations(document, document.today, Surface.SCREEN, known_relationships())
    wanted = [words.sentence(each, document) for each in found]
    assert len(wanted) > 5
    assert said(page) == wanted[:5]
    assert said(page)[0] == "You marked Ana as important in your recovery."
    assert page.observations_list.cards[0].hasFocus()
    QTest.mouseClick(page.more, LEFT)
    assert said(page) == wanted
    assert page.observations_list.cards[5].hasFocus()
    assert not page.more.isVisible()
    page.enter()
    assert said(page) == wanted[:5]


def test_looking_at_a_observation_lights_up_its_entries_and_leaving_darkens_them(world, page) -> None:
    assert world.selection.ids == ("e1",)
    hover(card_of(page, "More than one place"))
    assert world.selection.ids == ("e1", "e2")
    card_of(page, "You marked").buttons[0].setFocus()
    assert world.selection.ids == ("e1",)
    page.leave()
    assert world.selection.ids == ()


def test_whom_the_person_selected_meanwhile_stays_selected(world, page) -> None:
    world.selection.set(("e3",))
    page.leave()
    assert world.selection.ids == ("e3",)


def test_the_pointer_passing_by_takes_nobody_from_somebody_who_is_typing(world, page) -> None:
    field = QLineEdit(page)
    field.show()
    world.selection.set(("e3",))
    field.setFocus()
    hover(page.observations_list.cards[0])
    assert world.selection.ids == ("e3",)
    page.setFocus()
    page.observations_list.cards[0].setFocus()
    assert world.selection.ids == ("e1",)


def test_a_observation_about_nobody_leaves_whoever_is_selected(world, page) -> None:
    QTest.mouseClick(page.more, LEFT)
    page.setFocus()
    world.selection.set(("e3",))
    for part in ("Nobody is marked", "for a hard moment"):
        hover(card_of(page, part))
        card_of(page, part).setFocus()
        assert world.selection.ids == ("e3",)
    page.leave()
    assert world.selection.ids == ("e3",)


def test_names_that_change_are_said_as_they_are(world, page) -> None:
    world.editing.rename("e1", "A" * 500)
    assert said(page)[0] == f"You marked {'A' * 39}… as important in your recovery."
    assert page.observations_list.cards[0].hasFocus()
    world.session.undo()
    assert "Ana" in said(page)[0]


def test_what_does_not_fit_goes_comes_back_by_undo_and_from_the_list(world, page) -> None:
    told = Told(world)
    first, second = said(page)[:2]
    assert find(page, Fold, "dismissed").isHidden()
    press(page.observations_list.cards[0], "Doesn't fit")
    assert said(page)[0] == second
    assert (
        page.observations_list.cards[0].isAncestorOf(page.focusWidget()) or page.observations_list.cards[0].hasFocus()
    )
    assert told.lines == ["Put away. Undo brings it back."]
    assert [row.sentence.accessibleName() for row in page.dismissed.rows] == [first]
    assert not find(page, Fold, "dismissed").is_open
    assert find(page, Fold, "dismissed").header.whole_text == "What you put away"
    world.session.undo()
    assert said(page)[0] == first
    assert find(page, Fold, "dismissed").isHidden()
    world.session.redo()
    find(page, Fold, "dismissed").open()
    QTest.mouseClick(page.dismissed.rows[0].take_back, LEFT)
    assert said(page)[0] == first
    assert world.document.today.dismissed == ()
    assert find(page, Fold, "dismissed").isHidden()


def test_covered_not_needed_and_more_of_it(world, page) -> None:
    QTest.mouseClick(page.more, LEFT)
    questions = [each for each in said(page) if each.startswith("Nobody is marked")]
    assert len(questions) == 3
    press(card_of(page, "“Calms”"), "It is covered")
    assert world.document.today.dismissed == ("Q1:comfort",)
    press(card_of(page, "“Believes in me”"), "Not needed now")
    assert world.document.today.not_needed == ("value",)
    kept = [row.sentence.accessibleName() for row in page.dismissed.rows]
    assert any("“Calms”" in each for each in kept)
    assert kept[-1] == "“Believes in me” is not needed now."
    find(page, Fold, "dismissed").open()
    QTest.mouseClick(page.dismissed.rows[-1].take_back, LEFT)
    assert world.document.today.not_needed == ()
    begun: list[str] = []
    page.step_begun.connect(begun.append)
    press(card_of(page, "“Believes in me”"), "I would like more")
    (step,) = world.document.steps
    assert (step.id, step.aim, step.good) == (begun[0], StepAim.ASK, "Believes in me")
    assert not any("“Believes in me”" in each for each in said(page))
    world.session.undo()
    assert world.document.steps == ()
    assert any("“Believes in me”" in each for each in said(page))


def test_a_fourth_small_step_is_not_begun(world, page) -> None:
    document = world.document
    for _ in range(3):
        document = small_steps.add(document, StepAim.KEEP)
    world.session.apply("three", document)
    told = Told(world)
    QTest.mouseClick(page.more, LEFT)
    press(card_of(page, "Nobody is marked"), "I would like more")
    assert world.document is document
    assert told.lines == ["You have three small steps already. That is plenty."]


def test_services_stand_with_nobody_chosen_and_without_any_nothing_is_promised(world, page) -> None:
    QTest.mouseClick(page.more, LEFT)
    card = card_of(page, "for a hard moment")
    lines = [each.accessibleName() for each in card.findChildren(QWidget) if each.accessibleName() in SERVICES]
    assert tuple(lines) == SERVICES
    with shown(ObservationsPage(desk_of(world, ())), 322, 700) as other:
        other.enter()
        QTest.mouseClick(other.more, LEFT)
        spoken = {each.accessibleName() for each in card_of(other, "for a hard moment").findChildren(QWidget)}
        assert "These services are there too:" not in spoken


def test_an_empty_map_and_a_started_one_are_greeted(qapp) -> None:
    world = World(new_document(DAY))
    with shown(ObservationsPage(desk_of(world)), 322, 700) as page:
        page.enter()
        assert page.note.accessibleName() == world.words.quiet_map
        assert said(page) == []
        assert page.close_button.hasFocus()
        assert not page.nothing.isVisible()
        world.editing.add_names("Ana")
        assert said(page) == ["Your map is started. Add more if you'd like."]
        assert page.observations_list.cards[0].buttons == []
        assert not page.note.isVisible()
        world.session.undo()
        assert said(page) == []


def test_a_chosen_earlier_map_is_compared_with(qapp) -> None:
    document = edits.start_dated_map(talked_about(), date(2027, 2, 3))
    world = World(edits.place(document, {"e3": Placement("closest"), "e5": Placement("around")}))
    with shown(ObservationsPage(desk_of(world)), 322, 700) as page:
        page.enter()
        assert [each for _, each in page.earlier.choices] == ["no other map", "23 November 2026"]
        assert page.changes.cards == []
        before = said(page)
        page.earlier.setCurrentIndex(1)
        page.earlier.activated.emit(1)
        assert [card.sentence.accessibleName() for card in page.changes.cards] == [
            "New on the map: Nadia.",
            "Moved nearer: Joel.",
        ]
        assert said(page) == before
        assert not page.no_changes.isVisible()
        world.session.apply("back", edits.place(world.document, {"e3": Placement("close", 10.0)}))
        world.session.apply("off", edits.take_off_rings(world.document, ("e5",)))
        assert page.changes.cards == []
        assert page.no_changes.isVisible()
        page.earlier.activated.emit(0)
        assert not page.no_changes.isVisible()


def test_no_more_is_claimed_of_a_comparison_than_holds(qapp) -> None:
    """A mark taken away and somebody deleted are not told; with too few on the map nothing is said at all."""
    world = World(edits.start_dated_map(talked_about(), date(2027, 2, 3)))
    with shown(ObservationsPage(desk_of(world)), 322, 700) as page:
        page.enter()
        page.earlier.activated.emit(1)
        assert page.no_changes.accessibleName() == "Nothing new to tell since that map."
        world.session.apply("less", edits.mark_support(world.document, ("e1",), "listen", GET, None))
        world.session.apply("more", edits.mark_support(world.document, ("e2",), "listen", GET, SupportLevel.LOT))
        assert said(page) == ["Your map is started. Add more if you'd like."]
        assert not page.no_changes.isVisible()
        world.session.undo()
        world.session.undo()
        world.editing.delete(("e4",))
        assert page.no_changes.isVisible()
        world.editing.delete(("e1", "e2"))
        assert said(page) == ["Your map is started. Add more if you'd like."]
        assert not page.no_changes.isVisible()


def test_there_is_nothing_to_compare_with_on_a_first_map(page) -> None:
    assert not page.earlier.isVisible()


def test_who_knows_whom_is_said_where_ties_are_drawn_and_it_is_asked_for(world, page) -> None:
    assert not page.detail.isVisible()
    world.session.apply("tie", edits.tie(world.document, ("e1", "e2")))
    assert page.detail.isVisible()
    assert page.acquaintance.cards == []
    QTest.mouseClick(page.detail, LEFT)
    (card,) = page.acquaintance.cards
    assert card.sentence.accessibleName().startswith("1 of 6 possible pairs know each other.")
    world.session.undo()
    assert page.acquaintance.cards == []
    assert not page.detail.isVisible()


def test_a_private_word_about_safety_leaks_nothing(world, page) -> None:
    """Somebody kept at a distance is neither named nor counted."""
    world.session.apply("away", edits.place(world.document, {"e1": Placement(KEEPING_A_DISTANCE)}))
    QTest.mouseClick(page.more, LEFT)
    assert not any("Ana" in each for each in said(page))


def test_screen_readers_hear_the_page_and_each_observation(world, page, monkeypatch) -> None:
    ears = Ears()
    monkeypatch.setattr(sheet, "QAccessible", ears)
    page.enter()
    assert ears.heard == ["What stands out"]
    assert [card.accessibleName() for card in page.observations_list.cards] == said(page)
    buttons = [each for card in page.observations_list.cards for each in card.buttons]
    assert all(each.accessibleDescription() in said(page) for each in buttons)


def test_tab_reaches_everything_in_order(page) -> None:
    reached = focusable(page)
    for card in page.observations_list.cards:
        assert card in reached
        assert set(card.buttons) <= set(reached)
    assert page.close_button in reached


@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("dark", 200), ("high_contrast", 200)])
@pytest.mark.parametrize("long", [False, True])
def test_nothing_is_cut_off(qapp, theme, percent, long) -> None:
    document = edits.start_dated_map(talked_about(), date(2027, 2, 3))
    document = edits.tie(edits.dismiss(document, "S1:e1"), ("e1", "e2"))
    document = edits.describe(document, "e2", name="Wilhelmina-Alexandra-Theodora-of-the-very-long-names")
    with looking(theme, percent, long=long):
        world = World(document, theme, percent)
        with shown(ObservationsPage(desk_of(world)), round(322 * min(percent / 100, 1.4)), 700) as page:
            page.enter()
            QTest.mouseClick(page.more, LEFT)
            find(page, Fold, "dismissed").open()
            QTest.mouseClick(page.detail, LEFT)
            settle()
            assert clipped(page.page) == []


# In the window


@pytest.fixture
def page_beside(window: MainWindow) -> ObservationsPage:
    """What stands out, beside the sample map."""
    window.session.start_from(talked_about())
    window.files.opened.emit()
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert is_shown(window)
    return window.left.currentWidget()


def is_shown(window: MainWindow) -> bool:
    return window.left.page is LeftPage.OBSERVATIONS


def close(window: MainWindow) -> None:
    window.left.show_page(LeftPage.NAMES)


def test_a_key_and_a_button_show_it_and_take_it_away(window, page_beside) -> None:
    assert window.top_bar.observations.isChecked()
    assert window.view.isVisible()
    page = page_beside
    assert page.isVisible()
    assert page.observations_list.cards[0].hasFocus()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.people.isVisible()
    assert not window.top_bar.observations.isChecked()
    assert window.view.hasFocus()
    assert window.selection.ids == ()
    QTest.mouseClick(window.top_bar.observations, LEFT)
    assert page.isVisible()
    QTest.mouseClick(page.close_button, LEFT)
    assert window.people.isVisible()


def test_the_names_come_back_as_wide_as_they_were(window, page_beside) -> None:
    close(window)
    before = window.panes.columns.widths
    window.commands.show_observations()
    assert window.left.width() >= 322
    assert window.panes.columns.widths == before
    close(window)
    assert window.panes.columns.widths == before
    assert window.left.width() == before[0]


def test_moving_somebody_takes_it_away_with_a_quiet_line(window, page_beside) -> None:
    window.selection.set(("e1",))
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_2)
    assert queries.ring_of(queries.connection(window.session.document.today, "e1")) == "close"
    assert not is_shown(window)
    assert window.people.isVisible()
    settle()
    assert window.timeline.message.text().startswith("“What stands out” waits while you place people.")
    assert window.selection.ids == ("e1",)
    window.commands.show_observations()
    window.commands.undo()
    assert not is_shown(window)


def test_what_places_nobody_leaves_it_there(window, page_beside) -> None:
    window.editing.rename("e1", "Anna")
    window.editing.mark(("e2",), "comfort", GET, SOME)
    window.editing.add_names("Zoe")
    window.editing.delete(("e4",))
    window.editing.tie("e1", "e2")
    settle()
    assert is_shown(window)


def test_while_somebody_is_in_the_hand_nothing_is_said(window, page_beside) -> None:
    page = page_beside
    window.selection.set(("e1",))
    window.commands.pick_up()
    assert not page.content.isVisible()
    assert page.resting.isVisible()
    assert not window.actions_table["stands-out"].isEnabled()
    assert not window.top_bar.observations.isEnabled()
    find(window, Drag).put_back()
    assert page.content.isVisible()
    assert not page.resting.isVisible()
    assert window.actions_table["stands-out"].isEnabled()


def test_it_is_not_to_be_had_while_the_guide_asks_for_names_and_places(window, page_beside) -> None:
    window.left.show_page(LeftPage.GUIDE)
    assert not is_shown(window)
    window.left.guide.begin(SessionLength.ON_MY_OWN)
    allowed = {
        PromptName.WELCOME: True,
        PromptName.WHO_COMES: False,
        PromptName.RINGS: False,
        PromptName.WHICH_WAY: True,
    }
    for name, is_allowed in allowed.items():
        session = window.session
        session.amend("go", progress.go_to(session.document, Prompt(name)))
        assert window.actions_table["stands-out"].isEnabled() is is_allowed, name
        window.commands.show_observations()
        assert is_shown(window) is is_allowed, name
        window.left.show_page(LeftPage.GUIDE)
    session.amend("go", progress.go_to(session.document, Prompt(PromptName.RINGS)))
    window.left.show_page(LeftPage.NAMES)
    assert window.actions_table["stands-out"].isEnabled()


def test_asking_for_a_name_or_another_map_brings_the_names_back(window, page_beside) -> None:
    window.panes.focus_name_field()
    assert window.people.isVisible()
    window.commands.show_observations()
    window.panes.focus_search()
    assert window.people.isVisible()
    window.commands.show_observations()
    window.session.start_from(new_document(DAY))
    window.files.opened.emit()
    assert window.people.isVisible()
    assert window.people.field.hasFocus()


def test_more_of_it_leads_to_the_small_step(window, page_beside) -> None:
    QTest.mouseClick(page_beside.more, LEFT)
    press(card_of(page_beside, "“Calms”"), "I would like more")
    assert window.left.page is LeftPage.LOOKING_AFTER
    assert window.left.findChild(LookingAfterPage).one.step_id == window.session.document.steps[-1].id


def test_an_earlier_map_is_left_for_today(window, page_beside) -> None:
    close(window)
    window.commands.start_dated_map()
    window.current_picture.look_at("m1")
    window.commands.show_observations()
    assert window.current_picture.is_today
    assert page_beside.content.isEnabled()
    window.current_picture.look_at("m1")
    assert not page_beside.content.isEnabled()
    close(window)
    window.current_picture.look_at(None)
    assert page_beside.content.isEnabled()


def test_a_crowded_bar_leaves_out_the_state_before_the_button(window, page_beside) -> None:
    window.editing.rename("e1", "Anna")
    bar = window.top_bar
    state = find(bar, QLabel, "Not saved yet")
    assert state.isVisible()
    seen = set()
    for width in range(1366, 600, -10):
        bar.resize(width, bar.height())
        seen.add((state.isVisible(), bar.observations.isVisible()))
        assert bar.layout().minimumSize().width() <= width or not bar.observations.isVisible()
    assert seen == {(True, True), (False, True), (False, False)}
    bar.resize(1366, bar.height())
    assert state.isVisible()


def test_a_drag_on_the_map_is_placing(window, page_beside, mouse: Mouse) -> None:
    viewport = window.view.viewport()
    start = window.view.mapFromScene(window.view.items_by_entry["e3"].pos())
    end = window.view.mapFromScene(QPointF(0, 60))
    mouse.drag(viewport, start, viewport, end)
    settle()
    assert not is_shown(window)
