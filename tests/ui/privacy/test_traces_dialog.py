"""What is left on the computer: every place whole, deleted after one question, honestly said."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from kithmap.store.errors import CannotWrite, Reason
from kithmap.store.traces import TraceKind
from kithmap.ui.privacy.traces_dialog import Place, TracesDialog
from panel_world import clipped, settle
from sheet_world import looking, on_screen

LEFT = Qt.MouseButton.LeftButton
FOLDER = "/home/ana/.local/share/kithmap/" + "a-rather-long-folder-name/" * 4
PLACES = (
    Place(TraceKind.SETTINGS, "/home/ana/.config/kithmap/settings.json", 1, 512),
    Place(TraceKind.RECOVERY, FOLDER + "recovery", 2, 40_213),
    Place(TraceKind.EARLIER_VERSIONS, FOLDER + "earlier-versions", 43, 1_240_213),
    Place(TraceKind.LOCKS, FOLDER + "open", 0, 0),
)


class Disk:
    """Deletes, or leaves some, or refuses."""

    def __init__(self) -> None:
        self.deleted: list[TraceKind] = []
        self.left = 0
        self.refusal: CannotWrite | None = None

    def __call__(self, kind: TraceKind) -> Place:
        if self.refusal is not None:
            raise self.refusal
        self.deleted.append(kind)
        return Place(kind, FOLDER, self.left, self.left * 100)


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def sheet(qapp: QApplication, disk: Disk) -> Iterator[TracesDialog]:
    with looking(), on_screen(TracesDialog(PLACES, disk, None)) as made:
        yield made


def words(widget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_every_place_says_what_it_is_for_how_much_and_where(sheet) -> None:
    for place in PLACES:
        box = sheet.boxes[place.kind]
        assert box.path.text() == place.path
        assert box.path.isReadOnly()
        assert box.delete_button.isEnabled() == bool(place.files)
    assert "2 files, 40 kB" in words(sheet.boxes[TraceKind.RECOVERY])
    assert "43 files, 1.2 MB" in words(sheet.boxes[TraceKind.EARLIER_VERSIONS])
    assert "Nothing is there." in words(sheet.boxes[TraceKind.LOCKS])
    assert {box.delete_button.accessibleName() for box in sheet.boxes.values()} >= {"Delete: Unsaved work"}


def test_it_is_honest_about_what_deleting_does_not_do(sheet) -> None:
    said = words(sheet)
    for part in ("ordinary deleting", "backup of this computer", "you saved yourself", "desktop itself may remember"):
        assert part in said


def test_a_path_can_be_copied_with_the_keyboard(sheet) -> None:
    path = sheet.boxes[TraceKind.RECOVERY].path
    path.setFocus()
    QTest.keyClick(path, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(path, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == FOLDER + "recovery"


def test_deleting_asks_once_and_says_what_is_lost(sheet, disk) -> None:
    box = sheet.boxes[TraceKind.RECOVERY]
    QTest.mouseClick(box.delete_button, LEFT)
    assert disk.deleted == []
    assert "What is in no file yet is lost" in words(box.question)
    assert box.question.no.hasFocus()
    QTest.mouseClick(box.question.yes, LEFT)
    assert disk.deleted == [TraceKind.RECOVERY]
    assert not box.question.isVisible()
    assert "Nothing is there." in words(box)
    assert not box.delete_button.isEnabled()


def test_enter_on_the_question_keeps_and_esc_takes_it_back(sheet, disk) -> None:
    box = sheet.boxes[TraceKind.EARLIER_VERSIONS]
    box.delete_button.setFocus()
    QTest.keyClick(box.delete_button, Qt.Key.Key_Space)
    QTest.keyClick(box.question.no, Qt.Key.Key_Return)
    assert not box.question.isVisible()
    QTest.keyClick(box.delete_button, Qt.Key.Key_Space)
    QTest.keyClick(box.question.no, Qt.Key.Key_Escape)
    assert not box.question.isVisible()
    assert box.delete_button.hasFocus()
    assert sheet.isVisible()
    assert disk.deleted == []
    QTest.keyClick(box.delete_button, Qt.Key.Key_Escape)
    assert sheet.result() == QDialog.DialogCode.Rejected
    assert not sheet.isVisible()


def test_what_could_not_be_deleted_is_said(sheet, disk, tmp_path) -> None:
    box = sheet.boxes[TraceKind.EARLIER_VERSIONS]
    disk.refusal = CannotWrite(tmp_path, Reason.NOT_ALLOWED)
    QTest.mouseClick(box.delete_button, LEFT)
    QTest.mouseClick(box.question.yes, LEFT)
    assert "does not let you" in words(box)
    assert "43 files" in words(box)
    disk.refusal, disk.left = None, 3
    QTest.mouseClick(box.delete_button, LEFT)
    assert "does not let you" not in words(box)
    QTest.mouseClick(box.question.yes, LEFT)
    assert "3 files, 300 bytes" in words(box)
    assert box.delete_button.isEnabled()


def test_every_kind_of_trace_has_words(qapp: QApplication, disk) -> None:
    with looking(), on_screen(TracesDialog([Place(kind, "x", 1, 1) for kind in TraceKind], disk, None)) as made:
        assert len(made.boxes) == len(TraceKind)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "dark")])
def test_nothing_is_cut_off(qapp: QApplication, disk, percent: int, theme: str, long: bool) -> None:
    with looking(theme, percent, long=long), on_screen(TracesDialog(PLACES, disk, None)) as made:
        QTest.mouseClick(made.boxes[TraceKind.RECOVERY].delete_button, LEFT)
        settle()
        assert clipped(made) == []
        assert made.boxes[TraceKind.RECOVERY].question.no.visibleRegion().boundingRect().height() > 10
