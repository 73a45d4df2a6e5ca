"""The window around the map: first page, menus, looks, earlier maps, panels, what it loads."""

import subprocess
import sys
from datetime import date
from typing import get_args

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence, QPainter, QPicture
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QToolButton

from kithmap import application
from kithmap.layout.picture import Mark
from kithmap.layout.style import DARK, HIGH_CONTRAST, LIGHT
from kithmap.model import queries
from kithmap.model.vocabulary import Direction, SupportLevel
from kithmap.session.session import Session
from kithmap.store.locations import backups_folder, contacts_file, settings_file
from kithmap.store.traces import TraceKind
from kithmap.ui.files.files import example_document
from kithmap.ui.files.questions import LeaveChoice
from kithmap.ui.files.versions_dialog import EarlierVersionsDialog
from kithmap.ui.map.painter import PAINT, paint_mark
from kithmap.ui.widgets.level_control import LevelControl
from kithmap.ui.window.first_page import FirstPage
from kithmap.ui.window.main_window import MainWindow
from kithmap.ui.window.rings_dialog import RingsDialog
from kithmap.wording.words import Words, untranslated
from panel_world import settle
from saving import save
from window_driver import DAY, close_for_good, look_at


def test_the_first_window_offers_three_ways(beginning, qtbot, script) -> None:
    with qtbot.waitSignal(beginning.start.painted):
        beginning.show(None)
    assert beginning.start.isVisible()
    assert not beginning.window.isVisible()
    QTest.mouseClick(beginning.start.open_button, Qt.MouseButton.LeftButton)
    assert script.asked == ["open"]
    assert beginning.start.isVisible()  # no file was chosen
    QTest.mouseClick(beginning.start.example_button, Qt.MouseButton.LeftButton)
    assert not beginning.start.isVisible()
    assert beginning.window.isVisible()
    assert len(beginning.window.session.document.today.connections) >= 12
    beginning.end()
    again = application.build_window()
    assert again.current_settings().view == "map"
    assert again.close()
    close_for_good(again)
    assert beginning.window.close()


def test_contacts_of_a_service_that_cannot_be_read_are_told_once(beginning, qtbot, script) -> None:
    contacts_file().parent.mkdir(parents=True)
    contacts_file().write_text("not a list", encoding="utf-8")
    with qtbot.waitSignal(beginning.start.painted):
        beginning.show(None)
    QTest.mouseClick(beginning.start.new_button, Qt.MouseButton.LeftButton)
    window = beginning.window
    banner = window.safety.banner
    qtbot.waitUntil(banner.isVisible)
    (said,) = [each.text() for each in banner.findChildren(QLabel) if each.isVisible()]
    assert said.startswith("The file contacts.toml with contacts of your service cannot be read")
    QTest.mouseClick(banner.close_button, Qt.MouseButton.LeftButton)
    script.leave = LeaveChoice.LEAVE
    window.files.new()
    application.printing().contact_lines()
    settle()
    assert banner.keys == ()
    window.close()


def test_contacts_of_a_service_that_can_be_read_are_no_matter(beginning) -> None:
    contacts_file().parent.mkdir(parents=True)
    contacts_file().write_text('[[contact]]\nnumber = "555 0100"\nwhat = "our team"\nseen = "2026"\n', encoding="utf-8")
    beginning.show(None)
    QTest.mouseClick(beginning.start.new_button, Qt.MouseButton.LeftButton)
    settle()
    assert beginning.window.safety.banner.keys == ()
    beginning.window.close()


def test_a_new_map_begins_in_the_name_field(beginning, qtbot) -> None:
    beginning.show(None)
    QTest.mouseClick(beginning.start.new_button, Qt.MouseButton.LeftButton)
    window = beginning.window
    assert QTest.qWaitForWindowExposed(window)
    assert window.session.document.entries == ()
    qtbot.waitUntil(window.people.field.hasFocus)
    assert window.close()


def test_a_file_that_cannot_be_opened_leads_to_the_first_window(beginning, script, tmp_path) -> None:
    beginning.show(tmp_path / "missing.kithmap")
    assert len(script.told) == 1
    assert beginning.start.isVisible()
    assert not beginning.window.isVisible()
    beginning.start.close()
    beginning.window.close()


def test_a_damaged_map_leads_from_the_first_window_to_an_earlier_version(
    beginning, script, tmp_path, monkeypatch
) -> None:
    path = tmp_path / "mine.kithmap"
    before = Session(lambda: DAY, backups_folder())
    before.start_from(example_document())
    save(before, path)
    before.close()
    path.write_bytes(path.read_bytes()[:-100])
    script.yes = True

    def open_copy(dialog: EarlierVersionsDialog) -> int:
        dialog.copy_button.click()
        return dialog.result()

    monkeypatch.setattr(EarlierVersionsDialog, "exec", open_copy)
    beginning.show(path)
    assert beginning.window.isVisible()
    assert not beginning.start.isVisible()
    assert beginning.window.session.document == example_document()
    beginning.end()
    beginning.window.close()


def test_settings_that_were_deleted_stay_deleted(beginning, script, tmp_path) -> None:
    beginning.show(None)
    QTest.mouseClick(beginning.start.example_button, Qt.MouseButton.LeftButton)
    window, preferences = beginning.window, beginning.window.preferences
    preferences.use(msgspec.structs.replace(preferences.value, remember_recent=True))
    script.save_path = tmp_path / "mine.kithmap"
    assert window.files.save()
    assert "mine.kithmap" in settings_file().read_text()
    assert window.dialogs._delete_traces(TraceKind.SETTINGS).files == 0
    assert preferences.value.recent == ()
    assert window.close()
    beginning.end()
    assert not settings_file().exists()


def test_a_choice_made_after_deleting_the_settings_is_kept(window: MainWindow) -> None:
    preferences = window.preferences
    preferences.forget()
    assert preferences.is_forgotten
    preferences.use(msgspec.structs.replace(preferences.value, autosave=True))
    assert not preferences.is_forgotten


def test_no_two_rows_share_keys_and_every_menu_row_has_words(window: MainWindow) -> None:
    keys = [QKeySequence(key).toString() for row in window.actions_table.rows for key in row.keys.split()]
    assert len(keys) == len(set(keys))
    for row in window.actions_table.rows:
        assert row.said().strip() or not row.shown()


def test_undo_carries_the_name_of_the_step(window: MainWindow) -> None:
    window.editing.add_names("Ana")
    assert window.actions_table["undo"].text() == "Undo: Add Ana"
    window.editing.undo()
    assert window.actions_table["redo"].text() == "Redo: Add Ana"
    assert not window.actions_table["undo"].isEnabled()


def cut_off(window: MainWindow) -> list[str]:
    """Texts of visible buttons that are narrower or lower than they need to be."""
    found = []
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and isinstance(button, QPushButton | QToolButton):
            least = button.minimumSizeHint()
            # Styled tool buttons stay 3 pixels below the height they ask for; their signs have room all the same.
            if button.width() < least.width() - 1 or button.height() < least.height() - 3:
                found.append(button.text())
    return found


def _assert_nothing(found: list[str]) -> None:
    """For waitUntil, which then says what was found."""
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark", "high_contrast"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_at_any_size_and_look(window: MainWindow, qtbot, theme: str, percent: int) -> None:
    window.files.open_example()
    window.selection.set((window.session.document.today.connections[0].entry,))
    window.appearance.use(theme=theme, text_percent=percent)
    qtbot.waitUntil(lambda: _assert_nothing(cut_off(window)))
    assert window.width() <= 1366
    bounds = window.view.picture.bounds
    shown = window.view.mapToScene(window.view.viewport().rect()).boundingRect()
    assert shown.left() <= bounds.left
    assert shown.right() >= bounds.right
    assert shown.top() <= bounds.top
    assert shown.bottom() >= bounds.bottom


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK, HIGH_CONTRAST])
def test_colours_have_enough_contrast(colours) -> None:
    for ground in (colours.surface, colours.canvas, colours.raised, colours.selection, *colours.rings):
        assert contrast(colours.ink, ground) >= 4.5
    assert contrast(colours.quiet_ink, colours.surface) >= 4.5
    assert contrast(colours.on_action, colours.action) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    for ring in colours.rings:
        assert contrast(colours.ring_line, ring) >= 3 or colours is LIGHT
        assert contrast(colours.selection_line, colours.selection) >= 3
    for support in colours.support.values():
        assert contrast(support, colours.disc) >= 3


def test_an_earlier_map_is_only_looked_at(window: MainWindow) -> None:
    window.editing.add_names("Ana\nMum")
    ana, mum = (entry.id for entry in window.session.document.entries)
    window.editing.place_in_ring([ana, mum], "close")
    window.session.today = lambda: date(2027, 3, 1)
    window.commands.start_dated_map()
    window.editing.delete([mum])
    window.editing.place_in_ring([ana], "closest")
    first, second = window.session.document.maps
    look_at(window, first.id)
    assert {mark.entry: mark.ring for mark in window.view.picture.entries} == {ana: "close", mum: "close"}
    assert window.view.is_read_only
    assert not window.people.field.isEnabled()
    window.selection.set((ana,))
    before = window.session.document
    window.view.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Space):
        QTest.keyClick(window.view, key)
    assert window.session.document is before
    look_at(window, second.id)
    assert {mark.entry: mark.ring for mark in window.view.picture.entries} == {ana: "closest"}
    window.editing.undo()
    window.editing.undo()
    window.editing.undo()
    assert window.current_picture.is_today
    assert len(window.session.document.maps) == 1
    assert not window.view.is_read_only
    assert window.people.field.isEnabled()


def test_undo_and_redo_of_a_new_map_never_leave_a_stale_one(window: MainWindow) -> None:
    window.editing.add_names("Ana")
    (ana,) = (entry.id for entry in window.session.document.entries)
    window.session.today = lambda: date(2027, 3, 1)
    window.commands.start_dated_map()
    first, second = (dated_map.id for dated_map in window.session.document.maps)
    look_at(window, first)
    window.commands.undo()
    assert not window.view.is_read_only
    assert window.people.field.isEnabled()
    window.commands.redo()
    assert window.current_picture.dated_map.id == second
    window.selection.set((ana,))
    window.editing.mark([ana], "listen", Direction.GET, SupportLevel.LOT)
    control = next(each for each in window.person.findChildren(LevelControl) if "Listens" in each.accessibleName())
    assert "a lot" in control.accessibleName()


def test_who_is_only_on_an_earlier_map_is_not_selected_on_todays(window: MainWindow) -> None:
    window.editing.add_names("Ana")
    (ana,) = (entry.id for entry in window.session.document.entries)
    window.commands.start_dated_map()
    window.editing.delete([ana])
    look_at(window, window.session.document.maps[0].id)
    window.selection.set((ana,))
    look_at(window, window.session.document.maps[1].id)
    assert window.selection.ids == ()
    for row in ("delete", "ring-0", "tray", "tie-all", "distance"):
        assert not window.actions_table[row].isEnabled()


def test_screen_reader_actions_change_nothing_on_an_earlier_map(window: MainWindow) -> None:
    window.editing.add_names("Ana")
    (ana,) = (entry.id for entry in window.session.document.entries)
    window.editing.place_in_ring([ana], "close")
    window.commands.start_dated_map()
    look_at(window, window.session.document.maps[0].id)
    before = window.session.document
    entry = QAccessible.queryAccessibleInterface(window.view).child(0)
    assert entry.actionInterface().actionNames() == []
    entry.actionInterface().doAction("delete")
    assert window.session.document is before


def test_nothing_of_the_last_document_stays(window: MainWindow, script) -> None:
    window.editing.add_names("Secret")
    window.editing.delete([entry.id for entry in window.session.document.entries])
    window.people.search.setText("zzz")
    window.list.search.setText("zzz")
    window.people.field.setPlainText("half a name")
    script.leave = LeaveChoice.LEAVE
    window.files.open_example()
    assert window.timeline.message.text() == ""
    assert window.people.search.text() == window.list.search.text() == window.people.field.toPlainText() == ""


def test_rings_dialog_says_who_goes_back_to_the_tray(window: MainWindow) -> None:
    window.editing.add_names("Ana")
    (ana,) = (entry.id for entry in window.session.document.entries)
    window.editing.place_in_ring([ana], "around")
    dialog = RingsDialog(window.session.document, Words(untranslated), window)
    dialog.count.show_value(2)
    dialog.names["closest"].setText("Heart")
    document = dialog.document()
    assert [ring.name for ring in document.today.rings] == ["Heart", ""]
    assert queries.ring_of(queries.connection(document.today, ana)) is None
    dialog.deleteLater()


def test_the_screen_painter_draws_every_kind_of_mark(window: MainWindow) -> None:
    assert set(PAINT) == set(get_args(Mark))
    window.files.open_example()
    picture = window.view.picture
    assert {type(mark) for mark in picture.marks} == set(get_args(Mark))
    for mark in picture.marks:
        record = QPicture()
        painter = QPainter(record)
        paint_mark(painter, mark, LIGHT)
        painter.end()
        assert record.size() > 100, mark


def test_starting_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from kithmap import application\n"
        "app = QApplication([])\n"
        "application.prepare(app)\n"
        "window = application.build_window()\n"
        "window.show()\n"
        "window.files.new()\n"
        "window.editing.add_names('Ana')\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(*loaded & {'networkx', 'reportlab', 'pikepdf', 'PIL', 'numpy'})\n"
        "print(*(name for name in sys.modules if name.startswith(('kithmap.guide', 'kithmap.ui.guide.answers'))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == ""


def test_a_name_that_is_too_long_stays_in_the_field(window: MainWindow) -> None:
    window.people.field.setPlainText("x" * 10_001)
    window.people.field.setFocus()
    QTest.keyClick(window.people.field, Qt.Key.Key_Return)
    assert window.session.document.entries == ()
    assert len(window.people.field.toPlainText()) == 10_001
    assert "longer" in window.timeline.message.text()


def test_escape_in_a_field_belongs_to_the_field(window: MainWindow) -> None:
    window.editing.add_names("Ana")
    (ana,) = (entry.id for entry in window.session.document.entries)
    window.selection.set((ana,))
    window.activateWindow()
    QTest.keyClicks(window.people.field, "half")
    QTest.keyClick(window.people.field, Qt.Key.Key_Escape)
    assert window.people.field.toPlainText() == ""
    QTest.keyClicks(window.people.search, "zz")
    QTest.keyClick(window.people.search, Qt.Key.Key_Escape)
    assert window.people.search.text() == ""
    assert window.selection.ids == (ana,)
    window.panes.edit_name()
    editor = window.focusWidget()
    QTest.keyClicks(editor, "Zed")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert window.session.document.entries[0].name == "Ana"
    assert window.selection.ids == (ana,)
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.selection.ids == ()


def test_enter_presses_the_button_that_has_the_keyboard(window: MainWindow) -> None:
    window.timeline.new_map.setFocus()
    QTest.keyClick(window.timeline.new_map, Qt.Key.Key_Return)
    assert len(window.session.document.maps) == 2
    start = FirstPage()
    wanted = []
    start.new_wanted.connect(lambda: wanted.append(1))
    start.show()
    start.new_button.setFocus()
    QTest.keyClick(start.new_button, Qt.Key.Key_Return)
    assert wanted == [1]
    start.close()


def test_a_half_typed_name_is_kept_when_the_window_closes(window: MainWindow, script, tmp_path) -> None:
    QTest.keyClicks(window.people.field, "Half")
    script.leave = LeaveChoice.SAVE
    script.save_path = tmp_path / "mine.kithmap"
    assert window.close()
    assert script.asked == ["unsaved", "save"]
    assert [entry.name for entry in window.session.document.entries] == ["Half"]


def test_f6_goes_round_on_an_earlier_map_too(window: MainWindow) -> None:
    window.editing.add_names("Ana")
    window.commands.start_dated_map()
    look_at(window, window.session.document.maps[0].id)
    window.activateWindow()
    window.view.setFocus()
    seen = []
    for _ in range(4):
        QTest.keyClick(window, Qt.Key.Key_F6)
        seen.append(window.focusWidget())
    assert len(set(seen)) >= 3
    assert window.view in seen


def test_the_list_has_the_keyboard_when_it_is_shown(window: MainWindow) -> None:
    window.editing.add_names("Ana\nMum")
    window.activateWindow()
    window.panes.show_view(as_list=True)
    assert window.focusWidget() is window.list.table
    window.panes.focus_search()
    assert window.focusWidget() is window.list.search


def test_tab_goes_in_reading_order(window: MainWindow, qtbot) -> None:
    window.files.open_example()
    window.selection.set((window.session.document.today.connections[0].entry,))
    window.panes.order_tabs(window.top_bar)
    window.activateWindow()
    window.people.field.setFocus()
    seen = []
    for _ in range(8):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        seen.append(window.focusWidget())
    chips = [each for each in seen if each in window.people.tray.chips]
    assert chips == list(window.people.tray.chips)
    assert seen.index(chips[-1]) < seen.index(window.people.search) < seen.index(window.people.people)


def test_a_map_that_undo_made_todays_is_not_looked_at_as_earlier_after_redo(window: MainWindow) -> None:
    window.editing.add_names("Ana")
    window.commands.start_dated_map()
    first, second = (dated_map.id for dated_map in window.session.document.maps)
    window.current_picture.look_at(first)
    window.editing.undo()
    window.editing.redo()
    assert window.current_picture.dated_map.id == second
    assert not window.view.is_read_only
