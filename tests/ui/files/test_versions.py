"""Earlier versions: chosen, looked at, and what is wanted of them handed back."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from finding import page_of
from kithmap.model.document import Document, new_document
from kithmap.store.errors import CannotRead, DamagedMap, PassphraseNeeded, Reason, WrongPassphrase
from kithmap.ui.files.versions_dialog import EarlierVersionsDialog, Version, Wish
from kithmap.wording.words import Words, untranslated
from panel_world import DAY, clipped, focusable, sample, settle
from sheet_world import NOW, looking, on_screen
from todays import edits

LEFT = Qt.MouseButton.LeftButton
SMALL = edits.add_entries(new_document(DAY), ["Zoe"])


def version(load: Callable[[], Document], hours: int = 1, *, other: int = 0, protected: bool = False) -> Version:
    return Version(NOW - timedelta(hours=hours), 2_048, protected, load, other)


def refusing(error: Exception) -> Callable[[], Document]:
    def load() -> Document:
        raise error

    return load


ALL = (
    version(sample),
    version(lambda: SMALL, 30),
    version(refusing(DamagedMap("$.document")), 60),
    version(refusing(PassphraseNeeded()), 90, protected=True),
    version(refusing(WrongPassphrase()), 100, protected=True),
    version(lambda: SMALL, 200, other=1),
)


@pytest.fixture
def open_dialog(qapp: QApplication) -> Iterator[Callable[..., EarlierVersionsDialog]]:
    with looking() as appearance:
        made: list[EarlierVersionsDialog] = []

        def build(versions: tuple[Version, ...] = ALL) -> EarlierVersionsDialog:
            dialog = EarlierVersionsDialog(versions, NOW, Words(untranslated), appearance, None)
            made.append(dialog)
            dialog.show()
            dialog.activateWindow()
            settle()
            return dialog

        yield build
        for each in made:
            each.hide()
            each.deleteLater()
        settle()


def choose(dialog: EarlierVersionsDialog, row: int) -> None:
    item = dialog.list.item(row)
    QTest.mouseClick(dialog.list.viewport(), LEFT, pos=dialog.list.visualItemRect(item).center())
    settle()


def lines(dialog: EarlierVersionsDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_each_version_says_when_how_large_and_whether_it_is_protected(open_dialog) -> None:
    dialog = open_dialog()
    assert len(lines(dialog)) == 5
    assert lines(dialog)[0].startswith("Today ")
    assert lines(dialog)[0].endswith(" · 2 kB")
    assert lines(dialog)[1].startswith("Yesterday ")
    assert lines(dialog)[3].endswith(" · protected")


def test_two_clicks_in_the_window_bring_a_version_back(open_dialog) -> None:
    dialog = open_dialog()
    choose(dialog, 1)
    QTest.mouseClick(dialog.bring_back_button, LEFT)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert (dialog.wish, dialog.chosen) == (Wish.BRING_BACK, ALL[1])


def test_or_open_it_as_a_copy(open_dialog) -> None:
    dialog = open_dialog()
    choose(dialog, 0)
    QTest.mouseClick(dialog.copy_button, LEFT)
    assert (dialog.wish, dialog.chosen) == (Wish.OPEN_COPY, ALL[0])


def test_esc_wants_nothing(open_dialog) -> None:
    dialog = open_dialog()
    QTest.keyClick(dialog.list, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.wish is None


def test_the_chosen_version_is_painted_and_said_in_words(open_dialog) -> None:
    dialog = open_dialog()
    assert {mark.entry for mark in dialog.preview.picture.entries} == {"e1", "e2", "e3", "e4"}
    assert dialog.said.text() == "5 entries on its last map. 1 dated map in all."
    with_people = dialog.preview.grab().toImage()
    choose(dialog, 1)
    assert dialog.preview.picture.entries == ()
    assert dialog.said.text().startswith("1 entry on its last map.")
    assert dialog.preview.accessibleDescription() == dialog.said.text()
    empty_rings = dialog.preview.grab().toImage()
    choose(dialog, 2)
    assert len({image_bytes(each) for each in (with_people, empty_rings, dialog.preview.grab().toImage())}) == 3


def image_bytes(image: QImage) -> bytes:
    return bytes(image.constBits())


def test_the_keyboard_alone_does_it(open_dialog) -> None:
    dialog = open_dialog()
    assert dialog.list.hasFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.preview.picture.entries == ()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert (dialog.wish, dialog.chosen) == (Wish.BRING_BACK, ALL[1])


def test_names_are_shown_on_demand_and_not_carried_over(open_dialog) -> None:
    dialog = open_dialog()
    shown = [each.text() for each in dialog.findChildren(QLabel)]
    assert not any("Okafor" in each for each in shown)
    assert not dialog.names.isVisible()
    QTest.mouseClick(dialog.names_button, LEFT)
    assert dialog.names.toPlainText().splitlines() == ["Ana", "Mum", "Joel", "Dr Okafor", "Nadia"]
    choose(dialog, 1)
    assert not dialog.names.isVisible()
    assert dialog.names.toPlainText() == ""
    QTest.mouseClick(dialog.names_button, LEFT)
    assert dialog.names.toPlainText() == "Zoe"
    QTest.mouseClick(dialog.names_button, LEFT)
    assert not dialog.names.isVisible()


def test_a_damaged_version_says_so_and_can_do_nothing(open_dialog) -> None:
    dialog = open_dialog()
    choose(dialog, 2)
    assert "damaged" in dialog.said.text()
    assert dialog.preview.picture is None
    assert not dialog.copy_button.isEnabled()
    assert not dialog.bring_back_button.isEnabled()
    assert not dialog.names_button.isVisible()
    choose(dialog, 0)
    assert dialog.copy_button.isEnabled()
    assert dialog.bring_back_button.isEnabled()


def test_a_file_that_is_gone_by_now_says_so(open_dialog, tmp_path) -> None:
    dialog = open_dialog((version(refusing(CannotRead(tmp_path, Reason.MISSING))),))
    assert dialog.said.text().startswith("There is no such file.")
    assert not dialog.bring_back_button.isEnabled()


@pytest.mark.parametrize("row", [3, 4])
def test_a_protected_version_can_be_chosen_without_a_picture(open_dialog, row: int) -> None:
    dialog = open_dialog()
    choose(dialog, row)
    assert "passphrase" in dialog.said.text()
    assert dialog.preview.picture is None
    QTest.mouseClick(dialog.bring_back_button, LEFT)
    assert (dialog.wish, dialog.chosen) == (Wish.BRING_BACK, ALL[row])


def test_versions_of_other_maps_come_on_demand_and_open_as_copies_only(open_dialog) -> None:
    dialog = open_dialog()
    QTest.mouseClick(dialog.others, LEFT)
    assert lines(dialog)[5].endswith("another map (1)")
    choose(dialog, 5)
    assert not dialog.bring_back_button.isEnabled()
    assert "another map" in dialog.said.text()
    QTest.mouseClick(dialog.copy_button, LEFT)
    assert (dialog.wish, dialog.chosen) == (Wish.OPEN_COPY, ALL[5])


def test_going_back_to_this_map_never_leaves_another_one_chosen(open_dialog) -> None:
    dialog = open_dialog()
    QTest.mouseClick(dialog.others, LEFT)
    choose(dialog, 5)
    QTest.mouseClick(dialog.others, LEFT)
    assert dialog.chosen is ALL[0]
    assert len(dialog.preview.picture.entries) == 4


def test_without_versions_it_says_where_they_will_come_from(open_dialog) -> None:
    dialog = open_dialog(())
    words = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert any("keeps one each time you save" in each for each in words)
    assert focusable(dialog) == [dialog.close_button]


def test_versions_of_other_maps_alone_wait_behind_the_box(open_dialog) -> None:
    dialog = open_dialog(ALL[5:])
    assert dialog.chosen is None
    assert not dialog.copy_button.isEnabled()
    assert not dialog.bring_back_button.isEnabled()
    QTest.mouseClick(dialog.others, LEFT)
    assert dialog.chosen is ALL[5]
    assert dialog.copy_button.isEnabled()


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "dark")])
def test_nothing_is_cut_off(qapp: QApplication, percent: int, theme: str, long: bool) -> None:
    with looking(theme, percent, long=long) as appearance:
        made = EarlierVersionsDialog(ALL, NOW, Words(untranslated), appearance, None)
        with on_screen(made) as dialog:
            QTest.mouseClick(dialog.names_button, LEFT)
            for row in range(dialog.list.count()):
                dialog.list.setCurrentRow(row)
                settle()
                assert clipped(page_of(dialog)) == []
                assert clipped(dialog) == []
