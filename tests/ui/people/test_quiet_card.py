"""The quiet card: exactly the calm words, two things that can be done, services; nothing is told, and nobody is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desk_world import SERVICES
from finding import find
from kithmap import application
from kithmap.model import queries
from kithmap.model.document import Feeling
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, Feels
from kithmap.store.locations import contacts_file
from kithmap.ui.people.person import PersonPanel
from panel_world import World, clipped, sample, settle, shown
from sheet_world import Ears, looking
from todays import edits

pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

LEFT = Qt.MouseButton.LeftButton
CALM = (
    "Thank you for noting this. Nobody has been told. You don't have to do anything now. "
    "You can keep this off the map and off paper."
)


class Asked:
    """Services to turn to, and how often they were looked up."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[str, ...]:
        self.times += 1
        return SERVICES


@pytest.fixture
def world(qapp: QApplication) -> World:
    return World(sample())


@pytest.fixture
def contacts() -> Asked:
    return Asked()


@pytest.fixture
def panel(world: World, contacts: Asked) -> Iterator[PersonPanel]:
    made = world.person(contacts)
    with shown(made, 330, 500):
        world.selection.set(["e1"])
        made.folds[made.feeling].open()
        settle()
        yield made


def feel(panel: PersonPanel, feels: Feels | None) -> None:
    """Choose from the list, as a person does."""
    box = panel.feeling.feels
    place = [each for each, _ in box.choices].index(feels)
    box.setCurrentIndex(place)
    box.activated.emit(place)
    settle()


def test_it_comes_with_the_answer_and_goes_with_it(world, panel, contacts) -> None:
    card = panel.feeling.quiet_card
    for each in Feels:
        feel(panel, each)
        assert card.isVisible() is (each is Feels.UNSAFE)
    feel(panel, Feels.UNSAFE)
    assert card.words.accessibleName() == CALM
    lines = [each.accessibleName() for each in card.services.findChildren(QWidget)]
    assert tuple(lines) == SERVICES
    assert contacts.times == 1
    world.session.undo()
    assert not card.isVisible()


def test_services_are_not_looked_up_for_anybody_else(world, panel, contacts) -> None:
    feel(panel, Feels.HARD)
    world.selection.set(["e2"])
    assert contacts.times == 0


def test_it_is_brought_into_sight_and_said_once(world, panel, monkeypatch) -> None:
    ears = Ears()
    monkeypatch.setattr("kithmap.ui.widgets.scrolling_dialog.QAccessible", ears)
    card = panel.feeling.quiet_card
    feel(panel, Feels.UNSAFE)
    assert ears.heard == [CALM]
    top = card.mapTo(find(panel, QScrollArea).viewport(), card.rect().topLeft()).y()
    assert 0 <= top < find(panel, QScrollArea).viewport().height()
    world.selection.set(["e2"])
    assert not card.isVisible()
    world.selection.set(["e1"])
    assert card.isVisible()
    assert ears.heard == [CALM]


def test_off_the_map_and_off_paper_are_a_click_away_and_can_be_taken_back(world, panel) -> None:
    feel(panel, Feels.UNSAFE)
    card = panel.feeling.quiet_card
    QTest.mouseClick(card.distance, LEFT)
    assert queries.ring_of(queries.connection(world.document.today, "e1")) == KEEPING_A_DISTANCE
    assert card.distance.isChecked()
    QTest.mouseClick(card.private, LEFT)
    assert queries.entry(world.document, "e1").private
    assert card.private.isChecked()
    QTest.mouseClick(card.private, LEFT)
    QTest.mouseClick(card.distance, LEFT)
    assert queries.ring_of(queries.connection(world.document.today, "e1")) is None
    assert not queries.entry(world.document, "e1").private
    world.session.undo()
    assert card.distance.isChecked()


def test_on_an_earlier_map_it_can_be_read_and_nothing_be_changed(world, panel) -> None:
    feel(panel, Feels.UNSAFE)
    world.session.apply("later", edits.start_dated_map(world.document, world.session.today()))
    panel.set_read_only(True, "m1")
    card = panel.feeling.quiet_card
    assert card.isVisible()
    assert not card.distance.isEnabled()
    assert not card.private.isEnabled()


def test_no_sentence_outside_the_panel_tells_of_it(world, panel) -> None:
    said: list[str] = []
    world.editing.announced.connect(said.append)
    feel(panel, Feels.UNSAFE)
    assert said == []
    assert "safe" not in world.session.undo_text.casefold()


@pytest.mark.parametrize(("theme", "percent"), [("light", 100), ("high_contrast", 200)])
@pytest.mark.parametrize("long", [False, True])
def test_nothing_is_cut_off(qapp, theme, percent, long) -> None:
    with looking(theme, percent, long=long):
        world = World(edits.feel(sample(), "e1", Feeling(feels=Feels.UNSAFE)), theme, percent)
        lines = application.printing().contact_lines()
        made = world.person(lambda: lines)
        with shown(made, round(280 * min(percent / 100, 1.4)), 700):
            world.selection.set(["e1"])
            made.folds[made.feeling].open()
            settle()
            assert made.feeling.quiet_card.isVisible()
            assert clipped(made.feeling.quiet_card) == []


def test_the_lines_of_the_computer_say_to_check_them_first(qapp) -> None:
    lines = application.printing().contact_lines()
    assert lines[0] == "Please check these: numbers can change."
    assert any(line.startswith("112 ") for line in lines)


def test_damaged_contacts_of_a_service_leave_the_others_there(qapp) -> None:
    before = application.printing().contact_lines()
    contacts_file().parent.mkdir(parents=True, exist_ok=True)
    contacts_file().write_text("not a list", encoding="utf-8")
    assert application.printing().contact_lines() == before
    contacts_file().write_text('[[contact]]\nnumber = "555 0100"\nwhat = "our team"\nseen = "2026"\n', encoding="utf-8")
    assert application.printing().contact_lines()[1].startswith("555 0100")


def test_missing_contacts_leave_the_calm_words(panel, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(application, "resources_folder", lambda: tmp_path)
    assert application.printing().contact_lines() == ()
    feel(panel, Feels.UNSAFE)
    assert panel.feeling.quiet_card.words.accessibleName() == CALM
