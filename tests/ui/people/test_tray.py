"""The tray: chips to pick up by mouse, key and screen reader, in as much room as they need."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from finding import find
from kithmap.ui.map.drag import Drag
from kithmap.ui.people.tray import CHIP_HEIGHT, Chip
from kithmap.ui.widgets.flow_layout import FlowLayout
from kithmap.ui.window.main_window import MainWindow
from panel_world import settle


def only_chip(window: MainWindow, name: str) -> Chip:
    window.editing.add_names(name)
    (chip,) = window.people.tray.chips
    return chip


def test_a_name_with_an_ampersand_makes_no_shortcut(window: MainWindow) -> None:
    chip = only_chip(window, "Mum & Dad")
    assert chip.text() == "Mum & Dad"
    assert chip.accessibleName() == "Mum & Dad"
    assert chip.shortcut() == QKeySequence()
    window.editing.rename(chip.entry_id, "&Ana")
    assert chip.text() == "&Ana"
    assert chip.shortcut() == QKeySequence()


def test_space_picks_up_as_the_chip_says(window: MainWindow) -> None:
    chip = only_chip(window, "Ana")
    window.selection.clear()
    chip.setFocus()
    assert "Space to pick it up" in chip.accessibleDescription()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert find(window, Drag).ids == (chip.entry_id,)
    assert find(window, Drag).is_by_click
    assert window.selection.ids == (chip.entry_id,)
    find(window, Drag).put_back()


def test_screen_readers_can_press_a_chip(window: MainWindow, qtbot) -> None:
    chip = only_chip(window, "Ana")
    QAccessible.queryAccessibleInterface(chip).actionInterface().doAction(QAccessibleActionInterface.pressAction())
    qtbot.waitUntil(lambda: find(window, Drag).ids == (chip.entry_id,))
    find(window, Drag).put_back()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_only_selects(window: MainWindow, key: Qt.Key) -> None:
    chip = only_chip(window, "Ana")
    window.selection.clear()
    QTest.keyClick(chip, key)
    assert window.selection.ids == (chip.entry_id,)
    assert find(window, Drag).ids == ()


def test_on_an_earlier_map_nothing_is_taken(window: MainWindow) -> None:
    only_chip(window, "Ana")
    tray = window.people.tray
    inside = window.people.mapToGlobal(QPoint(40, 300))
    held = {"e1": QPointF(0, 0)}
    assert tray.drag_over(inside, held)
    window.editing.start_dated_map()
    window.current_picture.look_at(window.session.document.maps[0].id)
    assert not tray.drag_over(inside, held)


@pytest.mark.parametrize("percent", [100, 200])
def test_the_tray_is_as_high_as_its_chips_at_every_width(window: MainWindow, percent: int) -> None:
    window.appearance.use(text_percent=percent)
    tray, area = window.people.tray, find(window.people.tray, QScrollArea)
    wrong = []
    for count in range(1, 9):
        window.editing.add_names(["Ana", "Sunday choir", "Mum & Dad", "Leo"][count % 4])
        for width in range(240 if percent == 100 else 330, 420, 7):
            window.people.setFixedWidth(width)
            settle()
            needed = find(tray, FlowLayout).heightForWidth(area.width())
            hint, bar = find(tray, QLabel), area.verticalScrollBar()
            if area.height() > needed or (area.height() < needed) != bar.isVisible():
                wrong.append(f"{count} chips, {width} wide: {area.height()} of {needed}, bar {bar.isVisible()}")
            if area.height() < min(needed, 2 * CHIP_HEIGHT) and percent == 100:
                wrong.append(f"{count} chips, {width} wide: only {area.height()} high")
            if hint.y() < area.geometry().bottom() or hint.height() < hint.heightForWidth(hint.width()):
                wrong.append(f"{count} chips, {width} wide: hint {hint.geometry()} below {area.geometry()}")
    assert wrong == []


def test_chips_come_back_to_a_panel_that_was_made_narrower_meanwhile(window: MainWindow, qapp: QApplication) -> None:
    window.editing.add_names("Ana\nSunday choir\nMum & Dad\nGrandfather\nLeo")
    window.people.setFixedWidth(400)
    settle()
    window.editing.place_in_ring([each.id for each in window.session.document.entries], "close")
    window.people.setFixedWidth(250)
    settle()
    window.editing.undo()
    settle()
    tray = window.people.tray
    assert find(tray, QScrollArea).height() == find(tray, FlowLayout).heightForWidth(find(tray, QScrollArea).width())
