"""Choices about privacy and saving: shown as they are, handed back as they were made, the rest untouched."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from kithmap.store.settings import Settings, Theme
from kithmap.ui.privacy.privacy_dialog import PrivacyDialog
from panel_world import clipped
from sheet_world import looking, on_screen

# The list of a choice box opens on a platform that has no screen.
pytestmark = pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")

LEFT = Qt.MouseButton.LeftButton


@given(
    st.booleans(), st.none() | st.integers(0, 24 * 60), st.booleans(), st.booleans(), st.sampled_from(list(Theme))
)  # fmt: skip
def test_whatever_the_settings_are_keeping_them_changes_nothing(
    qapp, by_shift, minutes, autosave, recent, theme
) -> None:
    settings = Settings(
        theme=theme, quick_hide_by_shift=by_shift, idle_minutes=minutes, autosave=autosave, remember_recent=recent
    )
    sheet = PrivacyDialog(settings, None)
    assert sheet.settings() == settings
    sheet.deleteLater()


def test_choices_are_handed_back_and_nothing_else_is_touched(qapp: QApplication) -> None:
    before = Settings(theme=Theme.DARK, text_percent=150)
    with looking(), on_screen(PrivacyDialog(before, None)) as sheet:
        for box in (sheet.by_shift, sheet.autosave, sheet.remember_recent):
            QTest.mouseClick(box, LEFT)
        sheet.idle.showPopup()
        QTest.keyClick(sheet.idle.view(), Qt.Key.Key_Down)
        QTest.keyClick(sheet.idle.view(), Qt.Key.Key_Return)
        QTest.mouseClick(sheet.keep_button, LEFT)
        assert sheet.result() == QDialog.DialogCode.Accepted
        assert sheet.settings() == msgspec.structs.replace(
            before, quick_hide_by_shift=False, idle_minutes=0, autosave=True, remember_recent=True
        )


def test_the_usual_choice_follows_the_map(qapp: QApplication) -> None:
    with looking(), on_screen(PrivacyDialog(Settings(), None)) as sheet:
        assert sheet.idle.currentText() == "After 5 minutes, only with a passphrase"
        assert [value for value, _words in sheet.idle.choices] == [None, 0, 1, 5, 10, 15, 30]
        assert sheet.by_shift.isChecked()
        assert not sheet.autosave.isChecked()
        assert not sheet.remember_recent.isChecked()


def test_esc_gives_up(qapp: QApplication) -> None:
    with looking(), on_screen(PrivacyDialog(Settings(), None)) as sheet:
        QTest.keyClick(sheet.by_shift, Qt.Key.Key_Space)
        QTest.keyClick(sheet.by_shift, Qt.Key.Key_Escape)
        assert sheet.result() == QDialog.DialogCode.Rejected


def test_it_says_that_protected_maps_are_never_listed(qapp: QApplication) -> None:
    with looking(), on_screen(PrivacyDialog(Settings(), None)) as sheet:
        assert any("Protected maps are never in the list" in each.text() for each in sheet.findChildren(QLabel))
        assert "Protected maps are never" in sheet.remember_recent.accessibleDescription()


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("percent", "theme"), [(100, "light"), (200, "dark")])
def test_nothing_is_cut_off(qapp: QApplication, percent: int, theme: str, long: bool) -> None:
    with looking(theme, percent, long=long), on_screen(PrivacyDialog(Settings(), None)) as sheet:
        assert clipped(sheet) == []
