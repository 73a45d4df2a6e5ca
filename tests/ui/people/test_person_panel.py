"""The person panel with real mouse and key events: everything ends in the document, and typing is never lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QMenu, QScrollArea, QWidget

from finding import find, page_of
from kithmap.model import queries
from kithmap.model.document import Document, Entry, Support
from kithmap.model.vocabulary import (
    KEEPING_A_DISTANCE,
    AgeBand,
    ContactBy,
    Direction,
    EntryKind,
    Feels,
    KnowsHealth,
    SupportLevel,
)
from kithmap.ui.editing.typed_text import writable
from kithmap.ui.people.person import PersonPanel
from kithmap.ui.widgets.level_control import LevelControl
from kithmap.ui.widgets.line_breaking import lines_of
from panel_world import World, clipped, focusable, sample, settle, shown
from todays import edits

# Menus open on a platform that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

LEFT = Qt.MouseButton.LeftButton
GET, GIVE = Direction.GET, Direction.GIVE
LITTLE, SOME, LOT, UNSURE = SupportLevel.LITTLE, SupportLevel.SOME, SupportLevel.LOT, SupportLevel.UNSURE


@pytest.fixture
def world(qapp: QApplication) -> World:
    return World(sample())


@pytest.fixture
def panel(world: World) -> Iterator[PersonPanel]:
    """The panel with Ana chosen."""
    with shown(world.person(), 330, 900) as made:
        world.selection.set(["e1"])
        yield made


def entry(world: World, entry_id: str = "e1") -> Entry:
    return queries.entry(world.document, entry_id)


def level(world: World, kind: str, direction: Direction, entry_id: str = "e1") -> SupportLevel | None:
    return queries.level(queries.connection(world.document.today, entry_id), kind, direction)


def steps_back(world: World) -> int:
    """How many undo steps there are (all are taken back)."""
    count = 0
    while world.session.can_undo:
        world.session.undo()
        count += 1
    return count


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, LEFT)


def choose(menu: QMenu, text: str) -> None:
    """Trigger the entry of a menu with this text."""
    action = next(each for each in menu.actions() if each.text() == text)
    menu.popup(QPoint(0, 0))
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
    settle()
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.activateWindow()
    settle()


def pick(box: QComboBox, text: str) -> None:
    """Choose from a combo box with the keyboard, as a person does."""
    box.setFocus()
    box.showPopup()
    view = box.view()
    index = view.model().index(box.findText(text), 0)
    view.setCurrentIndex(index)
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()


def unfold(panel: PersonPanel, section: QWidget) -> None:
    fold = panel.folds[section]
    if not fold.is_open:
        click(fold.header)
    settle()


# Levels


def test_each_click_goes_to_the_next_level_and_round(world: World, panel: PersonPanel) -> None:
    control = panel.table.controls["listen", GET]
    seen = []
    for _ in range(5):
        click(control)
        seen.append(level(world, "listen", GET))
    assert seen == [LITTLE, SOME, LOT, UNSURE, None]
    assert level(world, "listen", GIVE) is None
    assert steps_back(world) == 5


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_go_on_too(world: World, panel: PersonPanel, key: Qt.Key) -> None:
    control = panel.table.controls["hard", GIVE]
    control.setFocus()
    QTest.keyClick(control, key)
    QTest.keyClick(control, key)
    assert level(world, "hard", GIVE) is SOME
    assert control.hasFocus()


@pytest.mark.parametrize(("typed", "expected"), [("l", LITTLE), ("s", SOME), ("A", LOT), ("?", UNSURE)])
def test_letters_go_straight_to_a_level(world: World, panel: PersonPanel, typed: str, expected: SupportLevel) -> None:
    QTest.keyClicks(panel.table.controls["value", GET], typed)
    assert level(world, "value", GET) is expected


def test_delete_takes_the_mark_away_and_is_kept_from_the_window(world: World, panel: PersonPanel) -> None:
    control = panel.table.controls["value", GET]
    QTest.keyClicks(control, "a")
    asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    asked.ignore()
    QApplication.sendEvent(control, asked)
    assert asked.isAccepted()
    QTest.keyClick(control, Qt.Key.Key_Delete)
    assert level(world, "value", GET) is None
    assert queries.has_entry(world.document.today, "e1")


def test_control_s_is_left_to_the_window(world: World, panel: PersonPanel) -> None:
    control = panel.table.controls["value", GET]
    QTest.keyClick(control, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert level(world, "value", GET) is None


def test_arrows_walk_the_table_and_tab_goes_in_reading_order(world: World, panel: PersonPanel) -> None:
    world.editing.change("own", edits.add_own_kind(world.document, "Sings"))
    world.editing.change("money", edits.use_optional_kind(world.document, "money", used=True))
    controls = panel.table.controls
    assert list(controls)[-4:] == [("money", GET), ("money", GIVE), ("own1", GET), ("own1", GIVE)]
    controls["listen", GET].setFocus()
    for key, expected in [
        (Qt.Key.Key_Right, ("listen", GIVE)),
        (Qt.Key.Key_Down, ("comfort", GIVE)),
        (Qt.Key.Key_Left, ("comfort", GET)),
        (Qt.Key.Key_Up, ("listen", GET)),
        (Qt.Key.Key_Up, ("listen", GET)),
    ]:
        QTest.keyClick(QApplication.focusWidget(), key)
        assert controls[expected].hasFocus()
    for expected in list(controls)[1:]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert controls[expected].hasFocus()


def test_a_level_is_said_in_words(world: World, panel: PersonPanel) -> None:
    control = panel.table.controls["listen", GET]
    said = QAccessible.queryAccessibleInterface(control)
    assert said.text(QAccessible.Text.Name) == "Listens, I get: not marked"
    QTest.keyClicks(control, "a")
    assert said.text(QAccessible.Text.Name) == "Listens, I get: a lot"
    assert said.role() == QAccessible.Role.Button
    assert control.toolTip() == "Listens to me: a lot"


def test_the_menu_of_a_level(world: World, panel: PersonPanel) -> None:
    control = panel.table.controls["advice", GIVE]
    choose(panel.table.row_menu("advice", control), "not sure")
    assert level(world, "advice", GIVE) is UNSURE
    ticked = [each.text() for each in panel.table.row_menu("advice", control).actions() if each.isChecked()]
    assert ticked == ["not sure"]


def painted(control: LevelControl) -> bytes:
    image = control.grab().toImage()
    return bytes(image.constBits())


def test_levels_differ_without_colour(qapp: QApplication) -> None:
    """In high contrast all kinds are black: the five states still look different."""
    world = World(sample(), "high_contrast")
    with shown(world.person(), 330, 900) as panel:
        world.selection.set(["e1"])
        control = panel.table.controls["listen", GET]
        looks = []
        for _ in range(5):
            looks.append(painted(control))
            world.editing.mark(["e1"], "listen", GET, [LITTLE, SOME, LOT, UNSURE, None][len(looks) - 1])
        assert len(set(looks)) == 5


def test_targets_are_large_enough(world: World, panel: PersonPanel) -> None:
    for control in panel.table.controls.values():
        assert control.height() >= 34
        assert control.width() >= 44


# Several at once


def test_several_show_mixed_levels_and_all_are_marked(world: World, panel: PersonPanel) -> None:
    world.editing.mark(["e1"], "listen", GET, LOT)
    world.selection.set(["e1", "e2", "e5"])
    control = panel.table.controls["listen", GET]
    assert panel.several.text().startswith("3")
    assert control.is_mixed
    assert control.accessibleName() == "Listens, I get: mixed"
    click(control)
    assert [level(world, "listen", GET, each) for each in ("e1", "e2", "e5")] == [LITTLE] * 3
    assert not control.is_mixed


def test_several_know_each_other_and_are_deleted(world: World, panel: PersonPanel) -> None:
    world.selection.set(["e1", "e2", "e3"])
    settle()
    click(panel.know_each_other)
    assert len(world.document.today.ties) == 3
    click(panel.delete)
    assert [each.id for each in world.document.entries] == ["e4", "e5"]
    assert panel.nobody.isVisible()
    assert steps_back(world) == 2


def test_nobody_is_a_calm_sentence(world: World, panel: PersonPanel) -> None:
    world.selection.clear()
    assert panel.nobody.text() == "Choose someone on the map or in the list."
    visible = [each for each in focusable(panel) if each is not panel]
    assert visible == []


# The name


def test_a_click_on_the_name_makes_it_a_field_and_typing_is_one_step(world: World, panel: PersonPanel) -> None:
    click(panel.name.heading)
    QTest.keyClicks(panel.name.editor, "Ana Maria")
    assert entry(world).name == "Ana Maria"
    QTest.keyClick(panel.name.editor, Qt.Key.Key_Return)
    assert panel.name.heading.isVisible()
    assert panel.name.heading.whole_text == "Ana Maria"
    assert steps_back(world) == 1
    assert entry(world).name == "Ana"
    assert panel.name.heading.whole_text == "Ana"


def test_every_key_press_is_in_the_document_at_once(world: World, panel: PersonPanel) -> None:
    panel.edit_name()
    kept = []
    for letter in "Bo b":
        QTest.keyClicks(panel.name.editor, letter)
        kept.append(entry(world).name)
    assert kept == ["B", "Bo", "Bo", "Bo b"]
    assert panel.name.editor.text() == "Bo b"
    panel.name.editor.selectAll()
    QTest.keyClicks(panel.name.editor, "  Z")
    assert entry(world).name == "Z"
    assert panel.name.editor.text() == "  Z"


def test_a_name_with_nothing_visible_is_put_back(world: World, panel: PersonPanel) -> None:
    panel.edit_name()
    QTest.keyClick(panel.name.editor, Qt.Key.Key_Delete)
    QTest.keyClicks(panel.name.editor, "   ")
    QTest.keyClick(panel.name.editor, Qt.Key.Key_Return)
    assert entry(world).name == "Ana"
    panel.edit_name()
    assert panel.name.editor.text() == "Ana"


def test_esc_gives_the_old_name_back(world: World, panel: PersonPanel) -> None:
    panel.edit_name()
    QTest.keyClicks(panel.name.editor, "Zed")
    QTest.keyClick(panel.name.editor, Qt.Key.Key_Escape)
    assert entry(world).name == "Ana"
    assert panel.name.heading.isVisible()
    assert steps_back(world) == 0


def test_undo_in_the_field_is_the_documents(world: World, panel: PersonPanel) -> None:
    panel.edit_name()
    QTest.keyClick(panel.name.editor, Qt.Key.Key_End)
    QTest.keyClicks(panel.name.editor, " Lee")
    QTest.keyClick(panel.name.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert entry(world).name == "Ana"
    assert panel.name.editor.text() == "Ana"
    assert panel.name.editor.hasFocus()
    QTest.keyClicks(panel.name.editor, "!")
    assert entry(world).name == "Ana!"


def test_choosing_another_while_typing_loses_nothing(world: World, panel: PersonPanel) -> None:
    panel.edit_name()
    QTest.keyClicks(panel.name.editor, "Anna")
    world.selection.set(["e2"])
    assert entry(world).name == "Anna"
    assert entry(world, "e2").name == "Mum"
    assert panel.name.heading.whole_text == "Mum"
    panel.edit_name()
    QTest.keyClicks(panel.name.editor, "Mam")
    assert entry(world).name == "Anna"
    assert entry(world, "e2").name == "Mam"


def test_choosing_another_while_composing_shows_theirs(world: World, panel: PersonPanel) -> None:
    world.editing.describe("e1", note="one")
    world.editing.describe("e2", note="two")
    unfold(panel, panel.notes)
    panel.notes.note.setFocus()
    QApplication.sendEvent(panel.notes.note, QInputMethodEvent("かな", []))
    world.selection.set(["e2"])
    assert panel.notes.note.toPlainText() == "two"


def test_two_of_the_same_name_do_not_share_an_unfinished_field(qapp: QApplication) -> None:
    document = edits.add_entries(sample(), ["Ana"])
    world = World(document)
    with shown(world.person(), 330, 900) as panel:
        world.selection.set(["e1"])
        panel.edit_name()
        QTest.keyClick(panel.name.editor, Qt.Key.Key_Delete)
        world.selection.set(["e6"])
        panel.edit_name()
        assert panel.name.editor.text() == "Ana"


def test_composing_is_left_alone_and_kept_when_committed(world: World, panel: PersonPanel) -> None:
    panel.edit_name()
    QApplication.sendEvent(panel.name.editor, QInputMethodEvent("かな", []))
    world.editing.describe("e1", important=True)
    world.editing.rename("e1", "Changed elsewhere")
    assert panel.name.editor.text() == ""
    commit = QInputMethodEvent()
    commit.setCommitString("仮名")
    QApplication.sendEvent(panel.name.editor, commit)
    assert entry(world).name == "仮名"


def test_a_hostile_name_is_shown_as_it_is(world: World, panel: PersonPanel) -> None:
    hostile = "<b>Ana</b> & <img src='x'> " + "very long " * 900
    world.editing.rename("e1", hostile[:9_990])
    settle()
    assert panel.name.heading.height() < 130
    assert "<img" not in panel.name.heading.toolTip()
    assert "&lt;img" in panel.name.heading.toolTip()
    assert clipped(panel) == []


# Sections


def test_typing_a_relationship_is_one_step_and_undo_shows_the_old_one(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.about)
    box = panel.about.relationship
    box.setFocus()
    QTest.keyClicks(box, "big sister ")
    assert entry(world).relationship == "big sister "
    assert box.currentText() == "big sister "
    QTest.keyClick(box, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert entry(world).relationship == ""
    assert box.currentText() == ""
    assert not world.session.can_undo


def test_a_suggested_relationship_can_be_chosen(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.about)
    pick(panel.about.relationship, "friend")
    assert entry(world).relationship == "friend"
    assert panel.summary.whole_text == "friend · person · Closest"


def test_leaving_the_field_ends_the_step(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.about)
    box = panel.about.relationship
    box.setFocus()
    QTest.keyClicks(box, "aunt")
    panel.about.kind.setFocus()
    box.setFocus()
    QTest.keyClicks(box, "ie")
    assert entry(world).relationship == "auntie"
    assert steps_back(world) == 2


def test_notes_keep_every_line_and_choosing_another_shows_theirs(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.notes)
    note = panel.notes.note
    note.setFocus()
    QTest.keyClicks(note, "tea")
    QTest.keyClick(note, Qt.Key.Key_Return)
    QTest.keyClicks(note, "on Friday")
    assert entry(world).note == "tea\non Friday"
    world.selection.set(["e2"])
    assert note.toPlainText() == ""
    QTest.keyClicks(note, "x")
    world.selection.set(["e1"])
    assert note.toPlainText() == "tea\non Friday"
    assert entry(world, "e2").note == "x"
    assert steps_back(world) == 2


def test_undo_in_the_note_leaves_the_cursor_by_the_change(world: World, panel: PersonPanel) -> None:
    world.editing.describe("e1", note="one 😀 three")
    unfold(panel, panel.notes)
    note = panel.notes.note
    note.setFocus()
    cursor = note.textCursor()
    cursor.setPosition(len("one 😀".encode("utf-16-le")) // 2)
    note.setTextCursor(cursor)
    QTest.keyClicks(note, " two")
    assert entry(world).note == "one 😀 two three"
    QTest.keyClick(note, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert note.toPlainText() == "one 😀 three"
    assert note.textCursor().position() == cursor.position()
    QTest.keyClick(note, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert note.toPlainText() == "one 😀 two three"


def test_a_note_too_long_is_cut_not_refused(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.notes)
    panel.notes.note.setFocus()
    QApplication.clipboard().setText(("x" * 99 + "\n") * 1_001)
    panel.notes.note.paste()
    assert len(entry(world).note) == 100_000
    panel.about.setFocus()
    panel.name.heading.setFocus()
    assert panel.notes.note.toPlainText() == entry(world).note


def test_writable_text_has_no_half_characters() -> None:
    assert writable("a\ud83dz", 10) == "a�z"
    assert writable("abc", 2) == "ab"


def test_saying_how_it_is_and_taking_it_back(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.feeling)
    pick(panel.feeling.energy, "a lot of energy")
    pick(panel.feeling.feels, "I don't feel safe")
    feeling = queries.connection(world.document.today, "e1").feeling
    assert feeling.feels is Feels.UNSAFE
    assert feeling.energy is not None
    assert panel.feeling.quiet_card.isVisible()
    assert "Nobody has been told." in panel.feeling.quiet_card.words.text()
    pick(panel.feeling.feels, "not said")
    assert not panel.feeling.quiet_card.isVisible()
    assert queries.connection(world.document.today, "e1").feeling.feels is None


def test_staying_connected(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.staying)
    staying = panel.staying
    pick(staying.contact, "every week")
    pick(staying.knows_health, "partly")
    for box in (staying.by[ContactBy.ONLINE], staying.by[ContactBy.PHONE], staying.do_not_contact, staying.important):
        find(panel, QScrollArea).ensureWidgetVisible(box)
        click(box)
    found = entry(world)
    assert found.contact_by == (ContactBy.PHONE, ContactBy.ONLINE)
    assert (found.do_not_contact, found.important, found.could_contact) == (True, True, False)
    assert found.knows_health is KnowsHealth.PARTLY
    click(staying.important)
    assert not entry(world).important
    world.selection.set(["e2"])
    assert not staying.by[ContactBy.PHONE].isChecked()
    assert panel.folds[staying].is_open


def test_about_kind_age_and_private(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.about)
    pick(panel.about.kind, "animal")
    assert entry(world).kind is EntryKind.ANIMAL
    assert not panel.about.age_band.isVisible()
    click(panel.about.private)
    assert entry(world).private
    asked = Document(maps=world.document.maps, entries=world.document.entries, ask_age=True)
    world.editing.change("Ask", asked)
    assert panel.about.age_band.isVisible()
    pick(panel.about.age_band, "70 or over")
    assert entry(world).age_band is AgeBand.FROM_70


def test_ties_are_added_and_taken_away(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.about)
    pick(panel.about.ties.add, "Joel")
    pick(panel.about.ties.add, "Mum")
    assert queries.knows(world.document.today, "e1") == ("e3", "e2")
    panel.about.ties.add.showPopup()
    panel.about.ties.add.hidePopup()
    assert [words for _value, words in panel.about.ties.add.choices] == ["Dr Okafor", "Nadia"]
    find(panel, QScrollArea).ensureWidgetVisible(panel.about.ties.rows["e3"].remove)
    click(panel.about.ties.rows["e3"].remove)
    assert queries.knows(world.document.today, "e1") == ("e2",)
    assert list(panel.about.ties.rows) == ["e2"]


def test_browsing_a_box_with_the_arrows_chooses_nothing_until_enter(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.about)
    for box in (panel.about.ties.add, panel.about.kind):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.view().isVisible()
        QTest.keyClick(box.view(), Qt.Key.Key_Down)
        QTest.keyClick(box.view(), Qt.Key.Key_Escape)
        settle()
    QTest.keyClick(panel.about.kind, Qt.Key.Key_A)
    assert panel.about.kind.view().isVisible()
    QTest.keyClick(panel.about.kind.view(), Qt.Key.Key_Escape)
    assert not world.session.can_undo


# Rings


def test_ring_buttons_place_and_take_off(world: World, panel: PersonPanel) -> None:
    names = [each.text() for each in panel.rings.segments]
    assert names == ["Closest", "Close", "Around me", "Not placed"]
    click(panel.rings.segments[2])
    assert queries.ring_of(queries.connection(world.document.today, "e1")) == "around"
    assert [each.isChecked() for each in panel.rings.segments] == [False, False, True, False]
    click(panel.rings.segments[2])
    assert panel.rings.segments[2].isChecked()
    click(panel.rings.segments[3])
    assert queries.ring_of(queries.connection(world.document.today, "e1")) is None
    assert panel.summary.whole_text.endswith("Not placed yet")


def test_keeping_a_distance_is_private_and_reversible(world: World, panel: PersonPanel) -> None:
    menu = panel.more_menu()
    assert "Private" in menu.actions()[0].toolTip()
    choose(menu, "Keeping a distance")
    assert queries.ring_of(queries.connection(world.document.today, "e1")) == KEEPING_A_DISTANCE
    assert not any(each.isChecked() for each in panel.rings.segments)
    assert panel.summary.whole_text.endswith("Keeping a distance")
    choose(panel.more_menu(), "Keeping a distance")
    assert queries.ring_of(queries.connection(world.document.today, "e1")) is None


def test_five_rings_become_a_box_that_places(qapp: QApplication) -> None:
    world = World(edits.set_ring_count(sample(), 5))
    with shown(world.person(), 330, 900) as panel:
        world.selection.set(["e1"])
        settle()
        assert panel.rings.box.isVisible()
        assert not any(each.isVisible() for each in panel.rings.segments)
        pick(panel.rings.box, "At the edge")
        assert queries.ring_of(queries.connection(world.document.today, "e1")) == "edge"


# Kinds of support


def test_optional_and_own_kinds_come_and_go(world: World, panel: PersonPanel) -> None:
    choose(panel.table.kinds_menu(), "Money, lifts, things")
    choose(panel.table.kinds_menu(), "In my own words…")
    QTest.keyClicks(panel.table.own, "Sings with me")
    QTest.keyClick(panel.table.own, Qt.Key.Key_Return)
    assert queries.support_kinds(world.document)[8:] == ("money", "own1")
    click(panel.table.controls["own1", GIVE])
    assert queries.connection(world.document.today, "e1").supports == (Support(kind="own1", give=LITTLE),)
    assert panel.table.controls["own1", GIVE].accessibleName() == "Sings with me, I give: a little"
    choose(panel.table.row_menu("own1"), "Remove “Sings with me”")
    choose(panel.table.row_menu("money"), "Hide “Money, lifts, things”")
    assert len(panel.table.controls) == 16
    assert queries.connection(world.document.today, "e1").supports == ()


def test_own_words_are_not_lost_when_the_field_is_left(world: World, panel: PersonPanel) -> None:
    choose(panel.table.kinds_menu(), "In my own words…")
    QTest.keyClicks(panel.table.own, "Laughs")
    panel.name.heading.setFocus()
    assert [each.name for each in world.document.own_kinds] == ["Laughs"]
    choose(panel.table.kinds_menu(), "In my own words…")
    panel.name.heading.setFocus()
    assert len(world.document.own_kinds) == 1
    assert not panel.table.own.isVisible()


def test_four_own_kinds_at_most(world: World, panel: PersonPanel) -> None:
    document = world.document
    for name in "wxyz":
        document = edits.add_own_kind(document, name)
    world.editing.change("Add", document)
    assert not panel.table.kinds_menu().actions()[-1].isEnabled()


# Keeping still, and the whole


def test_an_edit_elsewhere_moves_neither_focus_nor_widgets(world: World, panel: PersonPanel) -> None:
    unfold(panel, panel.about)
    before = set(panel.findChildren(QWidget))
    control = panel.table.controls["company", GIVE]
    control.setFocus()
    world.editing.rename("e2", "Mother")
    world.editing.mark(["e1"], "listen", GET, LOT)
    world.editing.describe("e1", relationship="sister")
    assert control.hasFocus()
    assert set(panel.findChildren(QWidget)) - before <= set(panel.about.ties.add.findChildren(QWidget))


def test_deleting_the_one_shown_and_undoing(world: World, panel: PersonPanel) -> None:
    world.editing.delete(["e1"])
    assert panel.nobody.isVisible()
    world.editing.undo()
    world.selection.set(["e1"])
    assert panel.name.heading.whole_text == "Ana"


def test_an_earlier_map_is_only_looked_at(world: World, panel: PersonPanel) -> None:
    world.editing.mark(["e1"], "listen", GET, SOME)
    world.editing.change("New", edits.start_dated_map(world.document, world.session.today()))
    world.editing.mark(["e1"], "listen", GET, LOT)
    for section in panel.folds:
        unfold(panel, section)
    panel.set_read_only(True, world.document.maps[0].id)
    assert panel.earlier.isVisible()
    assert panel.table.controls["listen", GET].level is SOME
    before = world.document
    for control in panel.table.controls.values():
        click(control)
    panel.edit_name()
    QTest.keyClicks(panel.notes.note, "x")
    for segment in panel.rings.segments:
        click(segment)
    assert world.document is before
    reachable = {type(each).__name__ for each in focusable(panel)}
    assert reachable <= {"FoldHeader", "WrappingButton", "TextBox", "QPlainTextEdit"}
    panel.set_read_only(False, world.document.today.id)
    assert panel.table.controls["listen", GET].level is LOT
    click(panel.table.controls["listen", GET])
    assert level(world, "listen", GET) is UNSURE


def test_someone_who_was_not_on_the_earlier_map(world: World, panel: PersonPanel) -> None:
    world.editing.change("New", edits.start_dated_map(world.document, world.session.today()))
    world.editing.change("Add", edits.add_entries(world.document, ["New"]))
    world.selection.set(["e6"])
    panel.set_read_only(True, world.document.maps[0].id)
    assert panel.nobody.isVisible()


def test_every_control_has_a_name(world: World, panel: PersonPanel) -> None:
    world.editing.tie("e1", "e2")
    choose(panel.table.kinds_menu(), "In my own words…")
    for section in panel.folds:
        unfold(panel, section)
    unnamed = [
        type(each).__name__
        for each in focusable(panel)
        if not QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name).strip()
    ]
    assert unnamed == []
    assert len(focusable(panel)) > 35


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_nothing_is_clipped_in_a_narrow_panel(qapp: QApplication, percent: int) -> None:
    document = edits.add_own_kind(edits.use_optional_kind(sample(), "belong", used=True), "Supercalifragilistic things")
    document = edits.describe(document, "e1", relationship="keyworker or care coordinator", name="Priya Ramanathan")
    world = World(edits.tie(document, ("e1", "e2")), percent=percent)
    with shown(world.person(), 330, 720) as panel:
        world.selection.set(["e1"])
        for section in panel.folds:
            unfold(panel, section)
        world.editing.feel("e1", queries.connection(document.today, "e1").feeling.__class__(feels=Feels.UNSAFE))
        settle()
        assert page_of(panel).width() <= find(panel, QScrollArea).viewport().width()
        assert clipped(panel) == []
        world.selection.set(["e1", "e2"])
        settle()
        assert clipped(panel) == []


def test_wide_controls_wait_for_room(qapp: QApplication) -> None:
    """At 200 % the dots stand below the names; back at 100 % beside them."""
    world = World(sample())
    with shown(world.person(), 330, 900) as panel:
        world.selection.set(["e1"])
        settle()

        def is_below() -> bool:
            label, control = panel.table._rows["everyday"].label, panel.table.controls["everyday", GET]
            return control.y() >= label.y() + label.height()

        assert not is_below()
        world.appearance.use(text_percent=200)
        settle()
        assert is_below()
        world.appearance.use(text_percent=100)
        settle()
        assert not is_below()


def test_lines_hold_the_whole_text_unless_there_are_too_many(qapp: QApplication) -> None:
    font = qapp.font()
    text = "Νίκος 😀 Παπαδόπουλος and 王小明 with a long name"
    assert " ".join(lines_of(text, font, 120)).split() == text.split()
    cut = lines_of(text, font, 120, 2)
    assert len(cut) == 2
    assert cut[-1].endswith("…")
