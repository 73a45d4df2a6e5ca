"""What goes on paper: of what stands out, the lines the person has seen and kept, and nothing of that in the map."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from finding import find, page_of
from kithmap import application
from kithmap.insight.observations import FIRST
from kithmap.model.document import Document, Placement, new_document
from kithmap.model.vocabulary import Direction, SupportLevel
from kithmap.ui.printing.print_dialog import PrintDialog
from kithmap.ui.widgets import scrolling_dialog as sheet_module
from kithmap.ui.window.main_window import MainWindow
from kithmap.wording.words import Words
from panel_world import clipped, settle
from sheet_world import Ears, looking, on_screen
from todays import edits
from window_driver import DAY, Script

LEFT = Qt.MouseButton.LeftButton
IMPORTANT = "You marked AL as important in your recovery."
CAME_UP = "Nobody is marked for “Calms” yet. Is it covered, not needed, or would you like more?"
NOBODY_CHOSEN = "You haven't chosen anyone for a hard moment."


def a_map(*, is_private: bool = False) -> Document:
    """Ana Lee, Ben, Cem and Dot, who listen; Ben alone calms, and may be private."""
    everyone = ("e1", "e2", "e3", "e4")
    document = edits.add_entries(new_document(DAY), ["Ana Lee", "Ben", "Cem", "Dot"])
    document = edits.place(document, {each: Placement("closest") for each in everyone})
    document = edits.mark_support(document, everyone, "listen", Direction.GET, SupportLevel.LOT)
    document = edits.mark_support(document, ("e2",), "comfort", Direction.GET, SupportLevel.LOT)
    return edits.describe(edits.describe(document, "e1", important=True), "e2", private=is_private)


def dialog_of(document: Document, parent: QWidget | None = None) -> PrintDialog:
    return PrintDialog(
        document,
        Words(QCoreApplication.translate),
        "a4",
        lambda choices: application.printing().observations(document, choices),
        parent,
    )


def choose(dialog: PrintDialog, section: str) -> None:
    QTest.mouseClick(dialog.boxes[section], LEFT)
    settle()


def lines(dialog: PrintDialog) -> dict[str, bool]:
    """Every line that is shown, and whether it is ticked."""
    return {box.text(): box.isChecked() for box in dialog.observations.boxes.values() if box.isVisible()}


def unticked(dialog: PrintDialog) -> list[str]:
    return [sentence for sentence, on in lines(dialog).items() if not on]


def untick(dialog: PrintDialog, sentence: str) -> None:
    (box,) = [each for each in dialog.observations.boxes.values() if each.text() == sentence]
    find(dialog, QScrollArea).ensureWidgetVisible(box)
    QTest.mouseClick(box, LEFT)


def said(dialog: PrintDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_the_lines_are_shown_when_the_section_is_chosen_and_those_shown_first_are_ticked(qapp: QApplication) -> None:
    with looking(), on_screen(dialog_of(a_map())) as dialog:
        assert lines(dialog) == {}
        assert dialog.choices.chosen_observations == frozenset()
        choose(dialog, "stands_out")
        assert lines(dialog)[IMPORTANT]
        assert list(lines(dialog).values()) == [True] * FIRST + [False] * (len(lines(dialog)) - FIRST)
        assert len(lines(dialog)) > FIRST
        assert "private entries are left out" not in said(dialog)
        choose(dialog, "stands_out")
        assert lines(dialog) == {}
        assert dialog.choices.chosen_observations == frozenset()


def test_a_line_that_is_unticked_stays_so_with_other_names_and_sections(qapp: QApplication) -> None:
    with looking(), on_screen(dialog_of(a_map())) as dialog:
        choose(dialog, "stands_out")
        everything = dialog.choices.chosen_observations
        untick(dialog, IMPORTANT)
        assert everything - dialog.choices.chosen_observations == {"S1:e1"}
        dialog.nicknames.click()
        settle()
        assert lines(dialog)["You marked Ana Lee as important in your recovery."] is False
        assert IMPORTANT not in lines(dialog)
        choose(dialog, "stands_out")
        choose(dialog, "stands_out")
        assert "You marked Ana Lee as important in your recovery." in unticked(dialog)
        assert everything - dialog.choices.chosen_observations == {"S1:e1"}


def test_what_came_up_without_private_entries_stands_apart_and_is_not_ticked(qapp: QApplication) -> None:
    with looking(), on_screen(dialog_of(a_map(is_private=True))) as dialog:
        choose(dialog, "stands_out")
        assert CAME_UP in unticked(dialog)
        assert "These came up because your private entries are left out." in said(dialog)
        assert "Q1:comfort" not in dialog.choices.chosen_observations
        apart = dialog.observations.lead_to_new.geometry().bottom()
        for box in dialog.observations.boxes.values():
            assert (box.geometry().top() > apart) is (box.text() == CAME_UP)
        untick(dialog, CAME_UP)
        assert "Q1:comfort" in dialog.choices.chosen_observations


def test_that_nobody_is_chosen_comes_and_goes_with_the_services(qapp: QApplication) -> None:
    with looking(), on_screen(dialog_of(a_map())) as dialog:
        choose(dialog, "stands_out")
        assert NOBODY_CHOSEN not in lines(dialog)
        choose(dialog, "hard")
        assert NOBODY_CHOSEN in lines(dialog)
        choose(dialog, "hard")
        assert NOBODY_CHOSEN not in lines(dialog)
        assert "Q8" not in dialog.choices.chosen_observations


def test_where_nothing_stands_out_something_calm_is_said(qapp: QApplication) -> None:
    with looking(), on_screen(dialog_of(new_document(DAY))) as dialog:
        choose(dialog, "stands_out")
        assert lines(dialog) == {}
        assert dialog.observations.nothing.isVisible()
        assert "ticked lines go on paper" not in said(dialog)


def test_the_keyboard_goes_through_the_lines_where_they_stand(qapp: QApplication) -> None:
    with looking(), on_screen(dialog_of(a_map(is_private=True))) as dialog:
        dialog.boxes["stands_out"].setFocus()
        QTest.keyClick(dialog.boxes["stands_out"], Qt.Key.Key_Space)
        settle()
        for box in dialog.observations.boxes.values():
            QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
            assert dialog.focusWidget() is box
        tops = [box.geometry().top() for box in dialog.observations.boxes.values()]
        assert tops == sorted(tops)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        assert dialog.focusWidget() is dialog.boxes["looking_after"]


def test_the_lines_come_into_sight_and_are_announced(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    ears = Ears()
    monkeypatch.setattr(sheet_module, "QAccessible", ears)
    with looking(percent=200), on_screen(dialog_of(a_map())) as dialog:
        dialog.setMaximumHeight(500)
        settle()
        dialog.boxes["stands_out"].setFocus()
        find(dialog, QScrollArea).ensureWidgetVisible(dialog.boxes["stands_out"], 0, 0)
        QTest.keyClick(dialog.boxes["stands_out"], Qt.Key.Key_Space)
        settle()
        first = next(iter(dialog.observations.boxes.values()))
        assert not first.visibleRegion().isEmpty()
        assert first.visibleRegion().boundingRect().height() == first.height()
        assert not dialog.boxes["stands_out"].visibleRegion().isEmpty()
        assert ears.heard == ["The ticked lines go on paper. Tick those that you want there."]


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "dark")])
def test_nothing_is_cut_off(qapp: QApplication, percent: int, theme: str, long: bool) -> None:
    with looking(theme, percent, long=long), on_screen(dialog_of(a_map(is_private=True))) as dialog:
        choose(dialog, "stands_out")
        choose(dialog, "hard")
        assert clipped(dialog) == []


def test_endless_names_make_no_endless_window_and_their_signs_are_no_keys(qapp: QApplication) -> None:
    document = edits.describe(a_map(), "e1", name="Tom & " + 3000 * "x")
    with looking(), on_screen(dialog_of(document)) as dialog:
        width = dialog.width()
        dialog.nicknames.click()
        choose(dialog, "stands_out")
        box, *_ = [each for each in dialog.observations.boxes.values() if "Tom & x" in each.text()]
        assert dialog.width() == width
        assert page_of(dialog).width() <= width
        assert box.heightForWidth(box.width()) > 3000 / 100 * box.fontMetrics().lineSpacing()
        assert box.shortcut().isEmpty()
        assert box.accessibleName() == box.text()


def test_what_names_in_ones_own_words_become_is_said_as_it_is(qapp: QApplication) -> None:
    with looking(), on_screen(dialog_of(a_map())) as dialog:
        assert (
            "What you wrote yourself stands there in your own words. Names in it become initials, if you chose "
            "initials. Whoever is not on paper becomes “someone”, or the line stays out. The person the talk is with "
            "is named as you type it here, unless that entry is private. Please read the PDF once more."
        ) in said(dialog)


def test_names_begin_as_initials_each_time(window: MainWindow, script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    began_with: list[str] = []

    def decide(dialog: PrintDialog) -> int:
        began_with.append(dialog.choices.names)
        dialog.nicknames.click()
        return 1

    monkeypatch.setattr(PrintDialog, "exec", decide)
    for document in (a_map(), a_map(is_private=True)):
        window.session.start_from(document)
        window.dialogs.make_pdf()
        window.dialogs.make_pdf()
    assert began_with == ["initials"] * 4


def test_those_not_placed_are_on_paper_when_they_are_ticked(qapp: QApplication) -> None:
    tray = edits.add_entries(a_map(), ["Eve", "Fay"])
    for document, count in ((a_map(), 0), (tray, 2), (edits.describe(tray, "e5", private=True), 1)):
        with looking(), on_screen(dialog_of(document)) as dialog:
            box = dialog.boxes["not_placed"]
            assert box.isVisible() is (count > 0)
            assert "not_placed" not in dialog.choices.sections
            if count:
                assert box.text() == ("", "The one not placed yet", "Those not placed yet: 2")[count]
                choose(dialog, "not_placed")
                assert "not_placed" in dialog.choices.sections


def test_nobody_is_asked_whose_a_practice_map_is(qapp: QApplication) -> None:
    practice = msgspec.structs.replace(a_map(), practice_story="rena", belongs_to="Rena, a made-up person")
    for document in (a_map(), practice):
        with looking(), on_screen(dialog_of(document)) as dialog:
            assert dialog.fields.belongs_to.isVisible() is not document.is_practice
            assert ("This map belongs to" in said(dialog)) is not document.is_practice
            assert dialog.fields.belongs_to.text() == document.belongs_to


# All the way to the paper


@pytest.fixture
def report(
    window: MainWindow, script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Callable[[PrintDialog], None]], str]:
    """Makes a PDF with the choices it is given: its text."""

    def made(choices: Callable[[PrintDialog], None]) -> str:
        def decide(dialog: PrintDialog) -> int:
            dialog.show()
            choices(dialog)
            dialog.hide()
            return 1

        script.pdf_path = tmp_path / "out.pdf"
        monkeypatch.setattr(PrintDialog, "exec", decide)
        window.dialogs.make_pdf()
        return text_of(script.pdf_path)

    return made


def text_of(pdf: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, encoding="utf-8", check=True)
    return " ".join(done.stdout.split())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_on_paper_is_what_was_kept_and_the_map_knows_nothing_of_it(
    window: MainWindow, report: Callable[[Callable[[PrintDialog], None]], str]
) -> None:
    window.session.start_from(a_map(is_private=True))
    before = window.session.document
    assert "What stands out" not in report(lambda _dialog: None)

    def choices(dialog: PrintDialog) -> None:
        choose(dialog, "stands_out")
        untick(dialog, IMPORTANT)
        # What is beside it is kept all the same.
        assert sum(lines(dialog).values()) > 1

    paper = report(choices)
    assert "What stands out" in paper
    assert "More than one place to turn for: “Listens”." in paper
    assert IMPORTANT not in paper
    assert CAME_UP not in paper
    assert IMPORTANT in report(lambda dialog: choose(dialog, "stands_out"))
    assert window.session.document == before
    assert not window.session.is_modified


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_a_practice_map_on_paper_is_nobody_s(
    window: MainWindow, report: Callable[[Callable[[PrintDialog], None]], str]
) -> None:
    practice = msgspec.structs.replace(a_map(), practice_story="rena", belongs_to="Rena, a made-up person")
    window.session.start_from(practice)
    paper = report(lambda _dialog: None)
    assert "This is a practice map, about somebody made up." in paper
    assert "This is mine." not in paper
    assert "Belongs to" not in paper
