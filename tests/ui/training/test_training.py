"""For trainers: the story exercise and what keeps its map apart, sheets to print, and a film of their own."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QRadioButton, QScrollArea
from pytestqt.qtbot import QtBot

from finding import find, let_it_be_time, page_of
from kithmap.content.errors import DamagedContent
from kithmap.content.story import Story, load_story
from kithmap.model.queries import in_tray
from kithmap.model.vocabulary import EntryKind
from kithmap.printing import Printing
from kithmap.resources import resources_folder
from kithmap.store import file_format, map_file
from kithmap.store.locations import recovery_folder, settings_folder
from kithmap.ui.files.questions import LeaveChoice as Leave
from kithmap.ui.files.recovery_dialog import RecoveryChoice
from kithmap.ui.training import film, handouts
from kithmap.ui.training.exercise import StoryChoice
from kithmap.ui.training.handouts import HandoutDialog
from kithmap.ui.training.reading import ReadingPage, ReadingSize
from kithmap.ui.training.story_names import StoryNames
from kithmap.ui.widgets import scrolling_dialog as sheet_module
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.window.main_window import MainWindow
from panel_world import settle
from sheet_world import Ears, looking, on_screen
from window_driver import Mouse, Script, close_for_good, made_window

RENA = load_story(resources_folder() / "stories", "rena")


@pytest.fixture
def own(window: MainWindow, script: Script, tmp_path: Path) -> Path:
    """The own map, with Ana, saved."""
    script.save_path = path = tmp_path / "mine.kithmap"
    window.editing.add_names("Ana")
    assert window.files.save()
    script.asked.clear()
    script.suggested.clear()
    return path


@contextmanager
def another_window(script: Script) -> Iterator[MainWindow]:
    made = made_window(script, Appearance("light", 100))
    made.show()
    yield made
    close_for_good(made)


def begin(window: MainWindow, name: str = "rena", story: Story = RENA) -> bool:
    return window.training.exercise.begin(name, story)


def names(window: MainWindow) -> list[str]:
    return [entry.name for entry in window.session.document.entries]


def banner_buttons(window: MainWindow) -> dict[str, QPushButton]:
    found = window.safety.banner.findChildren(QPushButton)
    return {each.text(): each for each in found if each.isVisible()}


def pages(window: MainWindow) -> list[str]:
    return [each.text() for each in window.right.buttons]


def text_size(page: ReadingPage) -> float:
    """Of the first paragraph, in points."""
    return page.findChildren(BreakableLabel)[2].font().pointSizeF()


def names_page(window: MainWindow) -> StoryNames:
    window.right.buttons[1].click()
    page = window.right.shown
    assert isinstance(page, StoryNames)
    return page


# The practice map comes in the place of the own one


def test_the_own_map_is_asked_about_before_a_practice_map_comes(
    window: MainWindow, script: Script, tmp_path: Path
) -> None:
    window.editing.add_names("Ana")
    assert not begin(window)
    assert script.asked == ["unsaved"]
    assert names(window) == ["Ana"]
    assert window.safety.banner.keys == ()
    script.leave, script.save_path = Leave.SAVE, tmp_path / "mine.kithmap"
    assert begin(window)
    assert [each.name for each in map_file.read(tmp_path / "mine.kithmap").document.entries] == ["Ana"]


def test_a_practice_map_is_empty_has_no_file_and_says_what_it_is(
    window: MainWindow, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ears = Ears()
    monkeypatch.setattr(sheet_module, "QAccessible", ears)
    assert begin(window)
    session = window.session
    assert session.path is None
    assert session.protection is None
    assert session.document.entries == ()
    assert session.document.title == "Practice map: Rena"
    assert session.document.today.i_am == ("Rena",)
    assert session.document.practice_story == "rena"
    assert not session.is_modified
    assert not session.can_undo
    assert not window.safety.banner.close_button.isVisible()
    assert list(banner_buttons(window)) == ["Back to my own map", "End the exercise"]
    assert any(said.startswith("This is a practice map") for said in ears.heard)
    assert pages(window) == ["Story", "Names", "Questions", "Details"]
    assert window.panes.panel_is_shown("right")


def test_work_on_a_practice_map_never_reaches_the_own_file(window: MainWindow, own: Path) -> None:
    before = own.read_bytes()
    window.preferences.use(msgspec.structs.replace(window.preferences.value, autosave=True))
    begin(window)
    names_page(window).all_button.click()
    let_it_be_time(window.services.autosave)
    window.services.autosave.wait()
    assert window.session.is_modified
    assert own.read_bytes() == before


def test_a_practice_map_is_saved_under_a_name_of_its_own_and_over_no_other_file(
    window: MainWindow, script: Script, own: Path, tmp_path: Path
) -> None:
    before = own.read_bytes()
    begin(window)
    window.editing.add_names("Gus")
    script.save_path = own
    assert not window.files.save()
    assert script.suggested == ["practice map.kithmap"]
    assert own.read_bytes() == before
    assert "takes the place of no other file" in script.told[-1][1]
    script.save_path = mine = tmp_path / "practice.kithmap"
    assert window.files.save()
    assert map_file.read(mine).document.practice_story == "rena"
    window.editing.add_names("Ines")
    assert window.files.save_as()
    assert len(map_file.read(mine).document.entries) == 2


def test_a_practice_map_is_in_no_list_of_recent_maps(
    window: MainWindow, script: Script, own: Path, tmp_path: Path
) -> None:
    window.preferences.use(msgspec.structs.replace(window.preferences.value, remember_recent=True))
    assert window.files.open(own)
    begin(window)
    window.editing.add_names("Gus")
    script.save_path = tmp_path / "practice.kithmap"
    assert window.files.save()
    window.files.open(own)
    window.files.open(script.save_path)
    assert window.preferences.value.recent == (str(own),)


# And it goes again


def test_the_way_back_asks_once_and_opens_the_own_map(window: MainWindow, script: Script, own: Path) -> None:
    begin(window)
    window.editing.add_names("Gus")
    banner_buttons(window)["Back to my own map"].click()
    assert script.asked == ["End the exercise?"]
    assert names(window) == ["Gus"]
    script.yes = True
    banner_buttons(window)["Back to my own map"].click()
    assert script.asked == ["End the exercise?"] * 2
    assert names(window) == ["Ana"]
    assert window.session.path == own
    assert window.session.barrier is None
    assert not window.session.is_modified
    assert window.safety.banner.keys == ()
    assert pages(window) == []
    assert window.right.shown is window.person


def test_what_is_typed_is_handed_over_before_the_end_is_asked_about(
    window: MainWindow, script: Script, own: Path
) -> None:
    begin(window)
    window.training.exercise.end()
    assert script.asked == []
    begin(window)
    window.panes.focus_name_field()
    QTest.keyClicks(window.focusWidget(), "Half typed")
    assert not window.session.is_modified
    window.training.exercise.end()
    assert script.asked == ["End the exercise?"]


def test_the_exercise_ends_with_an_empty_map(window: MainWindow, script: Script, qtbot: QtBot) -> None:
    begin(window)
    assert list(banner_buttons(window)) == ["End the exercise"]
    window.editing.add_names("Gus")
    script.yes = True
    banner_buttons(window)["End the exercise"].click()
    assert script.asked == ["End the exercise?"]
    assert names(window) == []
    assert not window.session.document.is_practice
    assert not window.session.is_modified
    qtbot.waitUntil(lambda: list(recovery_folder().glob("*.recovery")) == [])


def test_an_own_map_that_is_gone_leaves_the_practice_map(window: MainWindow, script: Script, own: Path) -> None:
    begin(window)
    own.unlink()
    banner_buttons(window)["Back to my own map"].click()
    assert len(script.told) == 1
    assert window.session.document.is_practice
    banner_buttons(window)["End the exercise"].click()
    assert not window.session.document.is_practice


def test_another_story_in_between_does_not_lose_the_way_back(window: MainWindow, own: Path) -> None:
    begin(window)
    begin(window, "anton", load_story(resources_folder() / "stories", "anton"))
    assert window.session.document.title == "Practice map: Anton"
    banner_buttons(window)["Back to my own map"].click()
    assert names(window) == ["Ana"]
    begin(window)
    window.files.new()
    begin(window)
    assert list(banner_buttons(window)) == ["End the exercise"]


def test_a_practice_file_opened_later_has_no_way_back_to_the_map_of_another_exercise(
    window: MainWindow, script: Script, own: Path, tmp_path: Path
) -> None:
    begin(window)
    script.save_path = practice = tmp_path / "practice.kithmap"
    assert window.files.save()
    assert "Back to my own map" in banner_buttons(window)
    assert window.files.new()
    assert window.files.open(practice)
    assert list(banner_buttons(window)) == ["End the exercise"]


def test_what_was_not_saved_of_a_practice_map_is_brought_back_as_one(
    window: MainWindow, script: Script, own: Path
) -> None:
    begin(window)
    window.editing.add_names("Gus")
    window.services.close(keep_unsaved=True)
    script.answer = RecoveryChoice.BRING_BACK
    with another_window(script) as other:
        assert other.safety.recovering.offer()
        assert [(work.is_practice, work.title) for work in script.works] == [(True, "Practice map: Rena")]
        assert names(other) == ["Gus"]
        assert other.session.path is None
        assert other.safety.banner.keys == ("practice",)
        assert pages(other)[0] == "Story"


@pytest.mark.parametrize("name", ["gone", "../stories/rena", "rena_en", "/etc/passwd", "\x00"])
def test_a_file_with_a_story_that_is_not_here_is_still_a_practice_map(
    window: MainWindow, tmp_path: Path, name: str
) -> None:
    document = msgspec.structs.replace(window.session.document, practice_story=name)
    path = tmp_path / "practice.kithmap"
    path.write_bytes(file_format.encode(document))
    assert window.files.open(path)
    assert window.safety.banner.keys == ("practice",)
    assert pages(window) == []


# The story beside the map


def test_a_name_of_the_story_is_added_once_and_placed_nowhere(window: MainWindow, own: Path) -> None:
    begin(window)
    page = names_page(window)
    pepper = next(each for each in page.buttons if each.accessibleName() == "Pepper")
    assert pepper.text() == "+ Pepper"
    pepper.click()
    (entry,) = window.session.document.entries
    assert (entry.name, entry.kind) == ("Pepper", EntryKind.ANIMAL)
    assert len(in_tray(window.session.document.today)) == 1
    assert window.selection.ids == (entry.id,)
    assert (pepper.text(), pepper.isChecked()) == ("Pepper", True)
    window.selection.clear()
    pepper.click()
    assert window.selection.ids == (entry.id,)
    assert names(window) == ["Pepper"]
    assert pepper.isChecked()
    window.editing.delete([entry.id])
    assert (pepper.text(), pepper.isChecked()) == ("+ Pepper", False)
    window.editing.undo()
    assert pepper.isChecked()
    window.editing.undo()
    assert names(window) == []


def test_all_names_that_are_missing_come_in_one_step(window: MainWindow) -> None:
    begin(window)
    page = names_page(window)
    page.buttons[2].click()
    page.all_button.click()
    assert sorted(names(window)) == sorted(each.name for each in RENA.names)
    assert {each.name: each.kind for each in window.session.document.entries} == {
        each.name: each.kind for each in RENA.names
    }
    page.all_button.click()
    assert len(names(window)) == len(RENA.names)
    window.editing.undo()
    assert names(window) == [RENA.names[2].name]


def test_the_story_stays_while_somebody_is_dragged(window: MainWindow, mouse: Mouse) -> None:
    begin(window)
    names_page(window).buttons[0].click()
    window.right.buttons[0].click()
    settle()
    chip = window.people.tray.chips[0]
    view = window.view.viewport()
    mouse.drag(chip, QPoint(20, 20), view, view.rect().center() + QPoint(60, 0))
    assert in_tray(window.session.document.today) == ()
    assert isinstance(window.right.shown, ReadingPage)
    window.actions_table["rename"].trigger()
    assert window.right.shown is window.person
    assert window.right.buttons[3].isChecked()


def test_the_story_and_its_questions_are_all_there_and_scroll_with_keys(window: MainWindow) -> None:
    begin(window)
    page = window.right.shown
    assert isinstance(page, ReadingPage)
    said = [each.accessibleName() for each in page.findChildren(BreakableLabel)]
    assert said == [RENA.title, RENA.notice, *RENA.paragraphs]
    page.area.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.area.hasFocus()
    QTest.keyClick(page.area, Qt.Key.Key_PageDown)
    assert page.area.verticalScrollBar().value() > 0
    window.right.buttons[2].click()
    questions = window.right.shown
    said = [each.accessibleName() for each in questions.findChildren(BreakableLabel)]
    assert said == [RENA.questions_heading, *(f"{n}. {each}" for n, each in enumerate(RENA.questions, 1))]


@pytest.mark.parametrize("percent", [100, 200])
def test_the_story_grows_on_its_own_and_no_word_is_cut_off(window: MainWindow, script: Script, percent: int) -> None:
    window.appearance.use(text_percent=percent)
    begin(window)
    page = window.right.shown
    assert isinstance(page, ReadingPage)
    settle()
    sizes = [text_size(page)]
    for _ in range(5):
        page.larger.click()
        settle()
        sizes.append(text_size(page))
        assert page.area.widget().width() <= page.area.viewport().width()
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0] * 1.2
    for _ in range(5):
        page.smaller.click()
    settle()
    assert text_size(page) == sizes[0]
    window.appearance.use(text_percent=100)


def test_a_press_for_another_size_always_shows(qapp: QApplication) -> None:
    with looking(percent=100) as appearance:
        size = ReadingSize(appearance)
        for _ in range(9):
            size.step(1)
        assert size.points == pytest.approx(21.0)
        appearance.use(text_percent=200)
        largest = size.points
        assert largest == pytest.approx(2.5 * 10.5)
        size.step(-1)
        assert size.points < largest
        size.step(1)
        assert size.points == largest


def test_a_story_is_chosen_with_the_keyboard(
    window: MainWindow, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = []

    def chosen(dialog: StoryChoice) -> QDialog.DialogCode:
        with on_screen(dialog):
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
            said.append(dialog.name)
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
            return QDialog.DialogCode(dialog.result())

    monkeypatch.setattr(StoryChoice, "exec", chosen)
    monkeypatch.setattr(StoryChoice, "deleteLater", lambda _dialog: None)
    window.actions_table["story"].trigger()
    assert said == ["rena"]
    assert window.session.document.title == "Practice map: Rena"
    assert window.actions_table["end-story"].isVisible()
    window.actions_table["end-story"].trigger()
    assert not window.actions_table["end-story"].isVisible()


def test_giving_up_the_choice_changes_nothing(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StoryChoice, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    before = window.session.document
    window.actions_table["story"].trigger()
    assert window.session.document is before


def test_stories_that_cannot_be_read_are_told_about(
    window: MainWindow, script: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("kithmap.ui.training.exercise._STORIES", tmp_path)
    window.actions_table["story"].trigger()
    (tmp_path / "rena_en.toml").write_text("title = 1")
    window.actions_table["story"].trigger()
    assert [title for title, _text in script.told] == ["The story could not be opened"] * 2
    assert "rena_en.toml" in script.told[1][1]


# Sheets to print


def answered(monkeypatch: pytest.MonkeyPatch, choose: Callable[[HandoutDialog], None]) -> None:
    """The dialog is filled in by `choose`, and accepted."""

    def exec_(dialog: HandoutDialog) -> QDialog.DialogCode:
        choose(dialog)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(HandoutDialog, "exec", exec_)


def text_of(path: Path) -> tuple[str, list[float]]:
    """The title of a PDF, and the size of its first page in points."""
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
        return str(pdf.docinfo.get("/Title", "")), [float(each) for each in pdf.pages[0].mediabox]


@pytest.mark.parametrize(
    ("row", "number", "file", "title"),
    [
        ("plan", 0, "session plan.pdf", "Connections: a plan for one meeting"),
        ("handout", 0, "keeping connections going.pdf", "Keeping connections going"),
        ("stories", 1, "story rena.pdf", "The seat by the window"),
        ("worksheets", 0, "empty rings.pdf", "My connections"),
        ("worksheets", 1, "support table.pdf", "What goes back and forth"),
    ],
)
def test_a_sheet_is_made_and_saved_where_the_person_says(
    window: MainWindow,
    script: Script,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    row: str,
    number: int,
    file: str,
    title: str,
) -> None:
    def choose(dialog: HandoutDialog) -> None:
        assert dialog.paper_size == "a4"
        if number:
            dialog.findChildren(QRadioButton)[number].click()
        dialog.paper.show_value("letter")

    answered(monkeypatch, choose)
    opened: list[Path] = []
    monkeypatch.setattr(handouts, "open_on_desktop", lambda path: opened.append(path) or False)
    script.pdf_path, script.yes = tmp_path / "sheet.pdf", True
    window.actions_table[row].trigger()
    assert script.suggested == [file]
    said, box = text_of(script.pdf_path)
    assert said == title
    assert sorted(box[2:]) == [612.0, 792.0]
    assert window.preferences.value.paper == "letter"
    assert opened == [script.pdf_path]
    assert script.told[0][0] == "The PDF could not be shown"


def test_large_print_reaches_the_sheet_and_is_offered_where_there_is_some(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, str, bool]] = []

    def make(_: Printing, name: str, paper: str, *, large: bool = False) -> bytes:
        made.append((name, paper, large))
        raise DamagedContent("x.toml")

    offered = []

    def choose(dialog: HandoutDialog) -> None:
        offered.append(not dialog.large.isHidden())
        dialog.large.setChecked(offered[-1])

    answered(monkeypatch, choose)
    monkeypatch.setattr(Printing, "handout", make)
    for row in ("plan", "handout", "stories", "worksheets"):
        window.actions_table[row].trigger()
    assert offered == [False, True, True, False]
    assert made == [
        ("session-plan", "a4", False),
        ("keeping-connections", "a4", True),
        ("anton", "a4", True),
        ("worksheet-rings", "a4", False),
    ]


def test_a_sheet_that_is_damaged_is_told_about_and_nothing_is_written(
    window: MainWindow, script: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def make(_: Printing, name: str, paper: str, *, large: bool = False) -> bytes:
        raise DamagedContent("session-plan_en.toml", "$.title")

    answered(monkeypatch, lambda _dialog: None)
    monkeypatch.setattr(Printing, "handout", make)
    script.pdf_path = tmp_path / "plan.pdf"
    window.actions_table["plan"].trigger()
    assert script.told[0][0] == "This sheet could not be made"
    assert not script.pdf_path.exists()
    assert script.asked == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_choices_fit_at_twice_the_text_size(qapp: QApplication, window: MainWindow, theme: str) -> None:
    with looking(theme, 200, long=True):
        offers = [("a", "The seat by the window", ""), ("b", "Two rings, then quiet", "")]
        dialog = HandoutDialog("A story to print", offers, "letter", window, may_be_large=True)
        with on_screen(dialog):
            assert dialog.paper_size == "letter"
            assert dialog.offer[0] == "a"
            assert dialog.focusWidget() is dialog.make_button
            assert page_of(dialog).width() <= find(dialog, QScrollArea).viewport().width()


# A film


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What the desktop was asked to open; it does."""
    urls: list[QUrl] = []

    class Desktop:
        @staticmethod
        def openUrl(url: QUrl) -> bool:
            urls.append(url)
            return "refused" not in url.toString()

    monkeypatch.setattr(film, "QDesktopServices", Desktop)
    return urls


def test_a_film_goes_to_the_player_of_the_desktop_and_is_forgotten(
    window: MainWindow, script: Script, shown: list[QUrl], tmp_path: Path, home: Path
) -> None:
    script.film_path = path = tmp_path / "our film #1 50%.MP4"
    path.write_bytes(b"")
    window.actions_table["film"].trigger()
    assert [(url.isLocalFile(), url.toLocalFile()) for url in shown] == [(True, str(path))]
    assert script.told == []
    assert window.preferences.value == type(window.preferences.value)()
    kept = [each for each in (*home.rglob("*"), *settings_folder().rglob("*")) if each.is_file()]
    assert [each for each in kept if b"our film" in each.read_bytes()] == []


@pytest.mark.parametrize(
    ("file", "said", "asked"),
    [
        ("gone.mp4", "There is no such file", 0),
        ("folder.mp4", "This is a folder", 0),
        ("film.desktop", "does not look like a film", 0),
        ("film.mp4.exe", "does not look like a film", 0),
        ("film.sh", "does not look like a film", 0),
        ("film", "does not look like a film", 0),
        ("x" * 300 + ".mp4", "There is no such file", 0),
        ("nul\x00.mp4", "There is no such file", 0),
        ("refused.webm", "opened no program", 1),
    ],
)
def test_what_cannot_be_shown_is_said(
    window: MainWindow, script: Script, shown: list[QUrl], tmp_path: Path, file: str, said: str, asked: int
) -> None:
    (tmp_path / "folder.mp4").mkdir()
    for name in ("film.desktop", "film.mp4.exe", "film.sh", "film", "refused.webm"):
        (tmp_path / name).write_bytes(b"")
    script.film_path = tmp_path / file
    window.actions_table["film"].trigger()
    assert [title for title, _text in script.told] == ["This film could not be shown"]
    assert said in script.told[0][1]
    assert len(shown) == asked


def test_no_film_is_shown_when_none_was_chosen(window: MainWindow, script: Script, shown: list[QUrl]) -> None:
    window.actions_table["film"].trigger()
    assert script.asked == ["film"]
    assert (script.told, shown) == ([], [])
