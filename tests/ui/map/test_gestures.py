"""Gestures on the map own their events: each can be given up, and none is left behind."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest

from kithmap.model import queries
from kithmap.ui.map.view import MapView
from kithmap.ui.window.main_window import MainWindow
from window_driver import Mouse

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def view(window: MainWindow) -> MapView:
    """Ana and Mum on the outermost ring, nobody selected."""
    ids = window.editing.add_names("Ana\nMum")
    window.editing.place_in_ring(ids, "around")
    window.selection.clear()
    return window.view


def at(view: MapView, name: str) -> QPoint:
    mark = next(each for each in view.picture.entries if each.label[0].text == name)
    return view.mapFromScene(mark.x, mark.y)


def ties(window: MainWindow) -> int:
    return len(window.session.document.today.ties)


@pytest.mark.parametrize("kind", ["lasso", "tie", "press", "pan"])
def test_escape_gives_up_whatever_goes_on_and_leaves_nothing_behind(window: MainWindow, view, mouse, kind) -> None:
    viewport, before, items = view.viewport(), window.session.document, len(view.scene().items())
    start = QPoint(4, 4) if kind == "lasso" else at(view, "Ana")
    if kind == "pan":
        QTest.mousePress(viewport, Qt.MouseButton.MiddleButton, pos=start)
    else:
        mouse.press(viewport, start)
    assert view.gesture is not view.mode
    if kind != "press":
        mouse.move(viewport, start + QPoint(30, 30), modifiers=CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.gesture is view.mode
    chosen = window.selection.ids
    mouse.release(viewport, at(view, "Mum"))
    assert window.selection.ids == chosen
    assert len(view.scene().items()) == items
    assert window.session.document is before


def test_the_map_can_be_moved_between_the_two_clicks_of_a_tie(window: MainWindow, view, mouse: Mouse) -> None:
    viewport = view.viewport()
    view.set_tie_mode(True)
    mouse.click(viewport, at(view, "Ana"))
    place = at(view, "Mum")
    QTest.mousePress(viewport, Qt.MouseButton.MiddleButton, pos=QPoint(50, 50))
    QTest.mouseRelease(viewport, Qt.MouseButton.MiddleButton, pos=QPoint(90, 70))
    assert at(view, "Mum") == place + QPoint(40, 20)
    assert not view.is_fitted
    assert viewport.cursor().shape() == Qt.CursorShape.CrossCursor
    mouse.click(viewport, at(view, "Mum"))
    assert ties(window) == 1
    assert view.tie_mode


def test_a_click_beside_everything_selects_nobody_unless_adding(window: MainWindow, view, mouse: Mouse) -> None:
    viewport = view.viewport()
    mouse.click(viewport, at(view, "Ana"))
    chosen = window.selection.ids
    mouse.click(viewport, QPoint(4, 4), CONTROL)
    assert window.selection.ids == chosen
    mouse.click(viewport, QPoint(4, 4))
    assert window.selection.ids == ()


def test_on_an_earlier_map_a_press_chooses_and_neither_drags_nor_ties(window: MainWindow, view, mouse: Mouse) -> None:
    view.is_read_only = True
    before = window.session.document
    for tie_mode in (False, True):
        window.selection.clear()
        view.set_tie_mode(tie_mode)
        mouse.press(view.viewport(), at(view, "Ana"), CONTROL)
        mouse.move(view.viewport(), at(view, "Mum"), modifiers=CONTROL)
        mouse.release(view.viewport(), at(view, "Mum"))
        assert [queries.entry(before, each).name for each in window.selection.ids] == ["Ana"]
    assert window.session.document is before


def test_keys_go_from_entry_to_entry(window: MainWindow, view) -> None:
    order = [mark.entry for mark in view.picture.entries]
    QTest.keyClick(view, Qt.Key.Key_End)
    assert window.selection.current == order[-1]
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert window.selection.current == order[0]
    for key, other in ((Qt.Key.Key_Down, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Left)):
        QTest.keyClick(view, key, CONTROL)
        QTest.keyClick(view, other, CONTROL)
    assert window.selection.current == order[0]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(view, key, CONTROL)
    assert window.selection.current == order[1]


def test_whoever_hears_that_a_drag_begins_may_end_it(window: MainWindow, view) -> None:
    drag = window._drag
    QCursor.setPos(view.mapToGlobal(view.rect().center()))
    drag.changed.connect(drag.put_back)
    view.pick_up(view.items_by_entry, by_click=True)
    assert drag.ids == ()
    assert view.drop_target.moving == frozenset()
