"""Small steps beside the map: begun, said in one's own words, looked back on; a day to look again; questions."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desk_world import Told, desk_of
from kithmap.guide import progress
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import edits
from kithmap.model.document import Document, Feeling, SmallStep
from kithmap.model.vocabulary import Feels, SessionLength, StepAim, StepState
from kithmap.ui.reflection.looking_after_page import LookingAfterPage
from kithmap.ui.reflection.small_step_forms import SmallStepForm, SmallStepReviewForm
from kithmap.ui.window.left_side import LeftPage
from kithmap.ui.window.main_window import MainWindow
from panel_world import DAY, World, clipped, sample, settle, shown
from sheet_world import looking

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

LEFT = Qt.MouseButton.LeftButton


def with_steps(*aims: StepAim, entry: str | None = "e1") -> Document:
    document = sample()
    for aim in aims:
        document = edits.add_small_step(document, aim, entry)
    return document


@pytest.fixture
def world(qapp: QApplication) -> World:
    return World(sample())


@pytest.fixture
def page(world: World) -> Iterator[LookingAfterPage]:
    with shown(LookingAfterPage(desk_of(world)), 322, 700) as made:
        made.enter()
        yield made


def steps(world: World) -> tuple[SmallStep, ...]:
    return world.document.steps


def form_of(page: LookingAfterPage) -> SmallStepForm:
    assert isinstance(page.one, SmallStepForm)
    return page.one


def review_of(page: LookingAfterPage) -> SmallStepReviewForm:
    assert isinstance(page.one, SmallStepReviewForm)
    return page.one


def press(inside: QWidget, words: str) -> None:
    button = next(each for each in inside.findChildren(QAbstractButton) if each.text() == words and each.isVisible())
    QTest.mouseClick(button, LEFT)
    settle()


def titles(page: LookingAfterPage) -> list[str]:
    return [card.sentence.accessibleName() for card in page.all.cards.values()]


def choose(box: QWidget, value: object) -> None:
    """What choosing from the list of a box does."""
    place = [each for each, _ in box.choices].index(value)
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_a_step_is_begun_with_its_aim_and_said_in_ones_own_words(world, page) -> None:
    assert page.all.add.hasFocus()
    QTest.mouseClick(page.all.add, LEFT)
    assert page.new.cards[StepAim.KEEP].hasFocus()
    QTest.mouseClick(page.new.cards[StepAim.ASK], LEFT)
    form = form_of(page)
    assert form.who.hasFocus()
    choose(form.who, "e2")
    assert world.selection.ids == ("e2",)
    form.fields[P.GOOD].field.setFocus()
    for name, typed in (
        (P.GOOD, "a calm lunch"),
        (P.SMALLEST, "ring her"),
        (P.WHO_HELPS, "Ana"),
        (P.WHEN, "on Sunday"),
        (P.HOW_KNOWN, "we ate"),
        (P.IF_NOT, "next week"),
    ):
        field = form.fields[name].field
        assert field.hasFocus(), name
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert form.done_button.hasFocus()
    (step,) = steps(world)
    assert step == SmallStep(
        step.id, StepAim.ASK, "e2", "a calm lunch", "ring her", "Ana", "on Sunday", "we ate", "next week", made=DAY
    )
    QTest.keyClick(form.done_button, Qt.Key.Key_Space)
    settle()
    assert titles(page) == ["Ask for something: Mum"]
    card = page.all.cards[step.id]
    assert card.hasFocus()
    assert card.accessibleName() == "Ask for something: Mum. ring her. When: on Sunday"


def test_each_field_is_a_step_of_undo_and_undoing_the_beginning_leads_back(world, page) -> None:
    QTest.mouseClick(page.all.add, LEFT)
    QTest.mouseClick(page.new.cards[StepAim.THANK], LEFT)
    form = form_of(page)
    form.fields[P.SMALLEST].field.setFocus()
    QTest.keyClicks(form.fields[P.SMALLEST].field, "a card")
    QTest.keyClick(form.fields[P.SMALLEST].field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert steps(world)[0].smallest == ""
    assert form.fields[P.SMALLEST].field.text() == ""
    world.session.undo()
    assert steps(world) == ()
    assert page.one is None
    assert page.all.isVisible()
    world.session.redo()
    assert titles(page) == ["Say thank you"]


def test_whom_it_may_be_about_follows_the_aim_and_what_is_known_of_them(world, page) -> None:
    document = edits.describe(world.document, "e2", do_not_contact=True)
    document = edits.feel(document, "e3", Feeling(feels=Feels.UNSAFE))
    world.session.apply("step", edits.add_small_step(document, StepAim.ASK, "e1"))
    page.show_step(steps(world)[0].id)
    form = form_of(page)
    assert [each for each, _ in form.who.choices] == [None, "e1", "e4", "e5"]
    assert form.asking.isVisible()
    choose(form.aim, StepAim.TAKE_A_BREAK)
    assert {"e2", "e3"} < {each for each, _ in form.who.choices}
    assert not form.asking.isVisible()
    choose(form.aim, StepAim.MEET_SOMEONE_NEW)
    assert not form.who.isVisible()
    assert steps(world)[0].entry is None
    choose(form.aim, StepAim.ASK)
    choose(form.who, "e1")
    world.editing.describe("e1", do_not_contact=True)
    assert form.who.currentData(Qt.ItemDataRole.DisplayRole) == "Ana"


def test_words_for_asking_are_there_to_copy(world, page) -> None:
    world.session.apply("step", edits.add_small_step(world.document, StepAim.ASK))
    page.show_step(steps(world)[0].id)
    fold = form_of(page).asking
    fold.open()
    said = [each.accessibleName() for each in fold.body.findChildren(QWidget) if each.accessibleName()]
    assert "Could you … on …? It's fine to say no." in said


def test_three_at_a_time_are_plenty(qapp) -> None:
    world = World(with_steps(StepAim.KEEP, StepAim.THANK, StepAim.ASK))
    with shown(LookingAfterPage(desk_of(world)), 322, 700) as page:
        page.enter()
        assert len(titles(page)) == 3
        assert not page.all.add.isVisible()
        assert page.all.plenty.isVisible()
        page.show_review("s2")
        QTest.mouseClick(review_of(page).state.cards[StepState.DONE], LEFT)
        press(page, "Back to all small steps")
        assert titles(page) == ["Keep it going: Ana", "Ask for something: Ana"]
        assert page.all.add.isVisible()
        page.all.before_fold.open()
        assert page.all.before.accessibleName() == "Say thank you: Ana\n23 November 2026: done"


def test_a_step_that_cannot_be_added_leads_back(world, page) -> None:
    QTest.mouseClick(page.all.add, LEFT)
    document = world.document
    for _ in range(3):
        document = edits.add_small_step(document, StepAim.KEEP)
    document = edits.review_small_step(document, "s3", StepState.DROPPED)
    world.session.apply("others", edits.add_small_step(document, StepAim.KEEP))
    QTest.mouseClick(page.new.cards[StepAim.ASK], LEFT)
    settle()
    assert len(steps(world)) == 4
    assert page.all.isVisible() or form_of(page).step_id == "s4"


def test_what_became_of_it_is_kept_visit_by_visit(world, page) -> None:
    document = edits.add_small_step(world.document, StepAim.KEEP, "e1")
    document = edits.change_small_step(document, "s1", smallest="tea on Friday")
    world.session.apply("step", edits.review_small_step(document, "s1", StepState.OPEN, "not yet"))
    world.session.apply("later", edits.start_dated_map(world.document, DAY + timedelta(days=90)))
    page.show_review("s1")
    review = review_of(page)
    assert world.selection.ids == ("e1",)
    assert "“tea on Friday”" in review.said.accessibleName()
    assert not review.note.isVisible()
    assert review.before.accessibleName() == "23 November 2026: still going. not yet"
    QTest.mouseClick(review.state.cards[StepState.DROPPED], LEFT)
    assert review.note.isVisible()
    review.note.field.setFocus()
    QTest.keyClicks(review.note.field, "she moved")
    assert [(each.state, each.note) for each in steps(world)[0].reviews] == [
        (StepState.OPEN, "not yet"),
        (StepState.DROPPED, "she moved"),
    ]
    assert review.before.accessibleName() == "23 November 2026: still going. not yet"


def test_what_became_of_it_has_the_day_it_is_said_also_months_after_the_map(world, page) -> None:
    world.session.apply("step", edits.add_small_step(world.document, StepAim.KEEP, "e1"))
    world.session.today = lambda: DAY + timedelta(days=90)
    page.show_review("s1")
    QTest.mouseClick(review_of(page).state.cards[StepState.DONE], LEFT)
    QTest.keyClicks(review_of(page).note.field, "we met")
    (review,) = steps(world)[0].reviews
    assert (review.date, review.note) == (DAY + timedelta(days=90), "we met")
    assert review_of(page).state.cards[StepState.DONE].isChecked()


def test_a_changed_step_goes_on_in_other_words(world, page) -> None:
    document = edits.add_small_step(world.document, StepAim.KEEP, "e1")
    world.session.apply("step", edits.change_small_step(document, "s1", smallest="tea on Friday"))
    page.show_review("s1")
    assert not review_of(page).anew.isVisible()
    QTest.mouseClick(review_of(page).state.cards[StepState.CHANGED], LEFT)
    QTest.mouseClick(review_of(page).anew, LEFT)
    field = form_of(page).fields[P.SMALLEST].field
    field.selectAll()
    QTest.keyClicks(field, "a walk")
    page.show_all()
    assert page.all.cards["s1"].accessibleName() == (
        "Keep it going: Ana. a walk. 23 November 2026: changed. tea on Friday"
    )


def test_a_step_can_be_taken_away_and_brought_back(world, page) -> None:
    world.session.apply("step", edits.add_small_step(world.document, StepAim.KEEP, "e1"))
    page.show_step("s1")
    QTest.mouseClick(form_of(page).remove, LEFT)
    settle()
    assert steps(world) == ()
    assert page.all.isVisible()
    assert titles(page) == []
    world.session.undo()
    assert titles(page) == ["Keep it going: Ana"]


def test_a_day_and_questions_are_written_here_too(world, page) -> None:
    page.all.day_fold.open()
    QTest.mouseClick(page.all.day.cards[DAY + timedelta(days=28)], LEFT)
    assert world.document.review_date == date(2026, 12, 21)
    assert page.all.day_fold.header.whole_text == "A day to look again: 21 December 2026"
    page.all.questions_fold.open()
    field = page.all.questions.fields[0]
    field.setFocus()
    QTest.keyClicks(field, "Who else could come along?")
    assert world.document.questions == ("Who else could come along?",)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert page.all.questions_fold.header.hasFocus()
    assert world.document.questions


def test_esc_in_a_field_leaves_the_field_and_esc_again_the_page(world, page) -> None:
    world.session.apply("step", edits.add_small_step(world.document, StepAim.KEEP))
    page.show_step("s1")
    form = form_of(page)
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    form.fields[P.GOOD].field.setFocus()
    QTest.keyClick(form.fields[P.GOOD].field, Qt.Key.Key_Escape)
    assert form.done_button.hasFocus()
    assert left == []
    QTest.keyClick(form.done_button, Qt.Key.Key_Escape)
    assert left == [True]


def test_somebody_who_is_deleted_leaves_the_step(world, page) -> None:
    world.session.apply("step", edits.add_small_step(world.document, StepAim.KEEP, "e1"))
    page.show_step("s1")
    world.editing.delete(("e1",))
    assert form_of(page).who.currentText() == "Nobody in particular"
    page.show_all()
    assert titles(page) == ["Keep it going"]


def test_an_entry_shows_its_small_steps_under_way(world) -> None:
    document = edits.add_small_step(edits.add_small_step(world.document, StepAim.KEEP, "e1"), StepAim.ASK, "e2")
    document = edits.change_small_step(document, "s1", smallest="tea", when="on Friday")
    with shown(world.person(), 330, 900) as panel:
        world.selection.set(["e1"])
        assert not panel.reminder.isVisible()
        world.session.apply("steps", document)
        assert panel.reminder.text() == "A small step: tea (on Friday)"
        world.selection.set(["e2"])
        assert panel.reminder.text() == "A small step: ask for something"
        world.selection.set(["e1", "e2"])
        assert not panel.reminder.isVisible()
        world.selection.set(["e1"])
        world.session.apply("done", edits.review_small_step(world.document, "s1", StepState.DONE))
        assert not panel.reminder.isVisible()
        world.selection.clear()
        assert not panel.reminder.isVisible()


@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("dark", 200)])
@pytest.mark.parametrize("long", [False, True])
def test_nothing_is_cut_off(qapp, theme, percent, long) -> None:
    document = with_steps(StepAim.ASK, StepAim.GET_BACK_IN_TOUCH)
    document = edits.change_small_step(document, "s1", smallest="w" * 200, when="on the first Sunday of the month")
    document = edits.review_small_step(document, "s1", StepState.CHANGED, "a long story " * 20)
    document = edits.review_small_step(document, "s2", StepState.DROPPED)
    document = edits.describe(document, "e1", name="Wilhelmina-Alexandra-Theodora-of-the-very-long-names")
    with looking(theme, percent, long=long):
        world = World(document, theme, percent)
        with shown(LookingAfterPage(desk_of(world)), round(322 * min(percent / 100, 1.4)), 700) as page:
            page.enter()
            for fold in (page.all.day_fold, page.all.questions_fold, page.all.before_fold):
                fold.open()
            for show in (page.show_all, page.show_new, lambda: page.show_step("s1"), lambda: page.show_review("s1")):
                show()
                settle()
                assert clipped(page.page) == []


# In the window


def test_a_key_shows_the_small_steps_beside_the_map(window: MainWindow) -> None:
    window.session.start_from(with_steps(StepAim.KEEP))
    window.files.opened.emit()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = window.left.currentWidget()
    assert page.isVisible()
    assert window.view.isVisible()
    assert page.all.cards["s1"].hasFocus()
    assert window.actions_table["looking-after"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.left.page is LeftPage.OBSERVATIONS
    assert not window.actions_table["looking-after"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.isVisible()
    window.editing.place_in_ring(("e1",), "around")
    assert page.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.people.isVisible()


def test_a_session_that_stands_at_the_small_steps_is_not_moved_by_a_page_of_its_own(window: MainWindow) -> None:
    """Adding a step here is no answer in the guide beyond the step itself."""
    document = progress.go_to(progress.begin(sample(), SessionLength.ON_MY_OWN), Prompt(P.WHICH_WAY))
    window.session.start_from(document)
    window.left.show_page(LeftPage.NAMES)
    window.actions_table["looking-after"].trigger()
    page = window.left.currentWidget()
    page.show_new()
    QTest.mouseClick(page.new.cards[StepAim.KEEP], LEFT)
    assert len(window.session.document.steps) == 1
    assert window.session.document.guide == document.guide


def test_the_day_to_look_again_stands_quietly_below(window: MainWindow) -> None:
    assert not window.timeline.again.isVisible()
    window.session.apply("day", edits.set_review_date(window.session.document, date(2026, 12, 21)))
    assert window.timeline.again.isVisible()
    assert window.timeline.again.text() == "To look again: 21 Dec 2026"
    window.appearance.use(text_percent=200)
    assert not window.timeline.again.isVisible()
    window.appearance.use(text_percent=100)
    window.session.undo()
    assert not window.timeline.again.isVisible()


def test_what_the_model_refuses_is_said(world, page) -> None:
    told = Told(world)
    world.session.apply("step", edits.add_small_step(world.document, StepAim.KEEP))
    page.show_step("s1")
    form_of(page).fields[P.GOOD].field.setText("")
    form_of(page)._answer(P.WITH_WHOM, "nobody-there")
    assert len(told.lines) == 1
    assert steps(world)[0].entry is None
