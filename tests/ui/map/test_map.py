"""The map as people use it: dragging, picking up, choosing, tying, keys. Through the real window."""

import math

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from kithmap.model import queries
from kithmap.model.vocabulary import Direction, SupportLevel
from kithmap.ui.window.main_window import MainWindow
from window_driver import Mouse

CONTROL = Qt.KeyboardModifier.ControlModifier


def add(window: MainWindow, *names: str) -> list[str]:
    """Type names into the field, Enter after each."""
    for name in names:
        QTest.keyClicks(window.people.field, name)
        QTest.keyClick(window.people.field, Qt.Key.Key_Return)
    return [entry.id for entry in window.session.document.entries]


def ring(window: MainWindow, entry_id: str) -> str | None:
    return queries.ring_of(queries.connection(window.session.document.today, entry_id))


def spot(window: MainWindow, ring_id: str, angle: float = 90.0) -> QPoint:
    """Viewport pixels of the middle of a ring's band, at an angle clockwise from twelve o'clock."""
    radii = {mark.ring: mark.radius for mark in window.view.picture.rings}
    order = list(reversed(list(radii)))
    inner = window.view.picture.me.radius if order.index(ring_id) == 0 else radii[order[order.index(ring_id) - 1]]
    radius = (inner + radii[ring_id]) / 2
    turn = math.radians(angle)
    return window.view.mapFromScene(radius * math.sin(turn), -radius * math.cos(turn))


def at(window: MainWindow, entry_id: str) -> QPoint:
    """Viewport pixels of an entry's middle."""
    return window.view.mapFromScene(window.view.items_by_entry[entry_id].pos())


def chip(window: MainWindow, entry_id: str):
    return next(each for each in window.people.tray.chips if each.entry_id == entry_id)


def place(window: MainWindow, mouse: Mouse, entry_id: str, ring_id: str, angle: float) -> None:
    """Drag a chip onto a ring."""
    source = chip(window, entry_id)
    mouse.drag(source, source.rect().center(), window.view.viewport(), spot(window, ring_id, angle))


def test_a_name_typed_is_a_chip_and_dragging_it_places_it(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    assert ring(window, ana) is None
    place(window, mouse, ana, "close", 90)
    assert ring(window, ana) == "close"
    assert not window.people.tray.chips
    placement = queries.connection(window.session.document.today, ana).placement
    assert abs(placement.angle - 90) < 2
    assert abs(placement.depth - 0.5) < 0.1


def test_pasting_lines_adds_each(window: MainWindow, qapp) -> None:
    qapp.clipboard().setText("Ana\n\n  Mum  \r\n- Sunday choir\n")
    window.people.field.setFocus()
    window.people.field.paste()
    assert [entry.name for entry in window.session.document.entries] == ["Ana", "Mum", "Sunday choir"]
    window.editing.undo()
    assert window.session.document.entries == ()


def test_dragging_between_rings_along_a_ring_and_back_to_the_tray(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    place(window, mouse, ana, "closest", 90)
    viewport = window.view.viewport()
    mouse.drag(viewport, at(window, ana), viewport, spot(window, "around", 180))
    assert ring(window, ana) == "around"
    mouse.drag(viewport, at(window, ana), viewport, spot(window, "around", 270))
    assert abs(queries.connection(window.session.document.today, ana).placement.angle - 270) < 2
    tray = window.people.tray
    mouse.drag(viewport, at(window, ana), tray.parentWidget(), QPoint(60, 300))
    assert ring(window, ana) is None
    assert [each.entry_id for each in tray.chips] == [ana]


def test_a_drop_outside_the_rings_changes_nothing_and_says_so(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    place(window, mouse, ana, "closest", 90)
    before = window.session.document
    viewport = window.view.viewport()
    mouse.drag(viewport, at(window, ana), viewport, QPoint(6, 6))
    assert window.session.document is before
    assert "Nothing was changed" in window.timeline.message.text()
    mark = window.view.picture.entry(ana)
    item = window.view.items_by_entry[ana]
    assert (item.x(), item.y()) == (mark.x, mark.y)


def test_escape_puts_back_what_is_dragged_and_never_deletes(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    place(window, mouse, ana, "closest", 90)
    before = window.session.document
    viewport = window.view.viewport()
    start = at(window, ana)
    mouse.press(viewport, start)
    mouse.move(viewport, start + QPoint(40, 40))
    mouse.move(viewport, start + QPoint(80, 80))
    assert window.view.items_by_entry[ana].x() != window.view.picture.entry(ana).x
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.view.items_by_entry[ana].x() == window.view.picture.entry(ana).x
    mouse.release(viewport, start + QPoint(80, 80))
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert window.session.document is before


def test_click_picks_up_a_chip_and_the_next_click_sets_it_down(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    source = chip(window, ana)
    mouse.click(source, source.rect().center())
    viewport = window.view.viewport()
    mouse.move(viewport, spot(window, "around", 45), held=False)
    mouse.click(viewport, spot(window, "around", 45))
    assert ring(window, ana) == "around"


def test_space_picks_up_from_the_map_and_a_click_sets_down(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    place(window, mouse, ana, "closest", 90)
    viewport = window.view.viewport()
    mouse.click(viewport, at(window, ana))
    QTest.keyClick(window.view, Qt.Key.Key_Space)
    assert "click where it goes" in window.timeline.message.text()
    mouse.move(viewport, spot(window, "around", 200), held=False)
    mouse.click(viewport, spot(window, "around", 200))
    assert ring(window, ana) == "around"


def test_several_move_at_once_and_undo_is_one_step(window: MainWindow, mouse: Mouse) -> None:
    ana, mum, leo = add(window, "Ana", "Mum", "Leo")
    for entry_id, angle in ((ana, 60), (mum, 90), (leo, 120)):
        place(window, mouse, entry_id, "close", angle)
    viewport = window.view.viewport()
    mouse.click(viewport, at(window, ana))
    mouse.click(viewport, at(window, mum), CONTROL)
    assert set(window.selection.ids) == {ana, mum}
    before = window.session.document
    mouse.drag(viewport, at(window, mum), viewport, at(window, mum) + QPoint(round(85 * window.view.zoom), 0))
    assert (ring(window, ana), ring(window, mum), ring(window, leo)) == ("around", "around", "close")
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window.session.document == before


def test_a_lasso_selects_who_is_inside(window: MainWindow, mouse: Mouse) -> None:
    ana, mum, leo = add(window, "Ana", "Mum", "Leo")
    place(window, mouse, ana, "around", 45)
    place(window, mouse, mum, "around", 60)
    place(window, mouse, leo, "around", 270)
    viewport = window.view.viewport()
    area = viewport.rect()
    corners = [
        QPoint(area.center().x() + 20, 4),
        QPoint(area.right() - 4, 4),
        QPoint(area.right() - 4, area.center().y()),
        QPoint(area.center().x() + 20, area.center().y() - 40),
    ]
    mouse.press(viewport, corners[0])
    for corner in corners[1:]:
        mouse.move(viewport, corner)
    mouse.release(viewport, corners[-1])
    assert set(window.selection.ids) == {ana, mum}
    mouse.click(viewport, QPoint(5, area.bottom() - 60))
    assert window.selection.ids == ()


def test_ctrl_drag_and_tie_mode_draw_ties_and_take_them_back(window: MainWindow, mouse: Mouse) -> None:
    ana, mum = add(window, "Ana", "Mum")
    place(window, mouse, ana, "around", 45)
    place(window, mouse, mum, "around", 200)
    viewport = window.view.viewport()
    mouse.press(viewport, at(window, ana), CONTROL)
    mouse.move(viewport, QPoint(300, 300), modifiers=CONTROL)
    mouse.release(viewport, at(window, mum), CONTROL)
    assert queries.knows(window.session.document.today, ana) == (mum,)
    assert len(window.view.picture.ties) == 1
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_T)
    mouse.click(viewport, at(window, mum))
    mouse.click(viewport, at(window, ana))
    assert queries.knows(window.session.document.today, ana) == ()
    QTest.keyClick(window.view, Qt.Key.Key_Escape)
    assert not window.view.tie_mode


@pytest.mark.parametrize(("key", "expected"), [("1", "closest"), ("2", "close"), ("3", "around"), ("0", None)])
def test_number_keys_place_and_take_off(window: MainWindow, key: str, expected: str | None) -> None:
    (ana,) = add(window, "Ana")
    window.view.setFocus()
    QTest.keyClick(window.view, "2")
    QTest.keyClick(window.view, key)
    assert ring(window, ana) == expected


def test_arrows_move_along_and_between_rings(window: MainWindow) -> None:
    ana, mum = add(window, "Ana", "Mum")
    for entry_id in (ana, mum):
        window.selection.set((entry_id,))
        window.view.setFocus()
        QTest.keyClick(window.view, "2")
    before = queries.connection(window.session.document.today, mum).placement
    QTest.keyClick(window.view, Qt.Key.Key_Right)
    after = queries.connection(window.session.document.today, mum).placement
    assert after.ring == before.ring
    assert after.angle != before.angle
    QTest.keyClick(window.view, Qt.Key.Key_Up)
    assert ring(window, mum) == "closest"
    QTest.keyClick(window.view, Qt.Key.Key_Down)
    QTest.keyClick(window.view, Qt.Key.Key_Down)
    assert ring(window, mum) == "around"
    assert ring(window, ana) == "close"


def test_tab_walks_through_the_entries_and_leaves_the_map(window: MainWindow) -> None:
    ids = add(window, "Ana", "Mum", "Leo")
    for entry_id in ids:
        window.selection.set((entry_id,))
        window.view.setFocus()
        QTest.keyClick(window.view, "3")
    window.selection.clear()
    seen = []
    for _ in ids:
        QTest.keyClick(window.view, Qt.Key.Key_Tab)
        seen.append(window.selection.current)
    assert sorted(seen) == sorted(ids)
    QTest.keyClick(window.view, Qt.Key.Key_Tab)
    assert not window.view.hasFocus()


def test_delete_asks_nothing_and_undo_brings_back_everything(window: MainWindow, mouse: Mouse, script) -> None:
    ana, mum = add(window, "Ana", "Mum")
    place(window, mouse, ana, "close", 45)
    place(window, mouse, mum, "close", 200)
    window.editing.tie(ana, mum)
    before = window.session.document
    mouse.click(window.view.viewport(), at(window, ana))
    QTest.keyClick(window.view, Qt.Key.Key_Delete)
    assert [entry.id for entry in window.session.document.entries] == [mum]
    assert window.actions_table["undo"].text() == "Undo: Delete Ana"
    QTest.keyClick(window.view, Qt.Key.Key_Z, CONTROL)
    assert window.session.document == before
    assert not script.asked


def test_typing_numbers_in_a_field_places_nobody(window: MainWindow) -> None:
    (ana,) = add(window, "Ana")
    QTest.keyClicks(window.people.field, "No. 12 0 t")
    assert window.people.field.toPlainText() == "No. 12 0 t"
    assert ring(window, ana) is None
    assert not window.view.tie_mode


def test_show_fades_who_is_not_marked_for_that_kind(window: MainWindow, mouse: Mouse) -> None:
    ana, mum = add(window, "Ana", "Mum")
    place(window, mouse, ana, "close", 45)
    place(window, mouse, mum, "close", 200)
    window.editing.mark([ana], "listen", Direction.GET, SupportLevel.LOT)
    window.current_picture.show("listen")
    assert not window.view.picture.entry(ana).faded
    assert window.view.picture.entry(mum).faded
    window.current_picture.show(None)
    assert not window.view.picture.entry(mum).faded


def test_zoom_keeps_targets_reachable(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    place(window, mouse, ana, "around", 45)
    for _ in range(20):
        window.view.zoom_by(1 / 1.2)
    assert window.view.zoom >= 0.1
    for dx, dy in ((20, 0), (-20, 0), (0, 20), (0, -20)):
        assert window.view.entry_at(at(window, ana) + QPoint(dx, dy)) == ana
    window.view.fit()
    assert window.view.is_fitted


def test_the_map_is_fitted_at_every_size_of_the_window(window: MainWindow) -> None:
    view = window.view
    zooms: list[float] = []
    view.zoom_changed.connect(zooms.append)
    # Near 100 %, where the words in the zoom box gain a digit, and the map is about to reach the box.
    for height in range(630, 760, 3):
        for width in range(height - 60, height + 40):
            zooms.clear()
            view.resize(width, height)
            assert len(zooms) <= 2, (width, height)


def test_items_stand_where_their_marks_say_after_every_edit(window: MainWindow) -> None:
    ids = add(window, "Ana", "Mum", "Leo", "Nadia", "Tom next door")
    for number, entry_id in enumerate(ids * 3):
        window.editing.place_in_ring([entry_id], ("closest", "close", "around")[number % 3])
        marks = {mark.entry: mark for mark in window.view.picture.entries}
        assert set(marks) == set(window.view.items_by_entry)
        for entry, item in window.view.items_by_entry.items():
            assert item.mark == marks[entry]
            assert (item.x(), item.y()) == (marks[entry].x, marks[entry].y)


def test_what_is_in_the_hand_may_go_without_harm(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    source = chip(window, ana)
    mouse.click(source, source.rect().center())
    assert window._drag.ids == (ana,)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window._drag.ids == ()
    mouse.move(window.view.viewport(), spot(window, "close"), held=False)
    mouse.click(window.view.viewport(), spot(window, "close"))
    assert window.session.document.entries == ()


def test_a_dialog_ends_carrying_and_takes_its_own_clicks(window: MainWindow, mouse: Mouse, qtbot) -> None:
    (ana,) = add(window, "Ana")
    place(window, mouse, ana, "around", 90)
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Space)
    assert window._drag.is_by_click
    before = window.session.document

    def cancel() -> None:
        dialog = QApplication.activeModalWidget()
        button = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Cancel")
        mouse.move(button, button.rect().center(), held=False)
        mouse.click(button, button.rect().center())

    QTimer.singleShot(50, cancel)
    window.dialogs.edit_rings()
    assert window._drag.ids == ()
    assert window.session.document is before


def test_a_tie_begun_with_someone_who_goes_is_given_up(window: MainWindow, mouse: Mouse) -> None:
    ana, mum = add(window, "Ana", "Mum")
    place(window, mouse, ana, "around", 45)
    place(window, mouse, mum, "around", 200)
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_T)
    mouse.click(window.view.viewport(), at(window, ana))
    window.editing.delete([ana])
    mouse.click(window.view.viewport(), at(window, mum))
    assert window.session.document.today.ties == ()


def test_deleting_while_pressing_selects_nobody_who_is_gone(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    place(window, mouse, ana, "around", 45)
    start = at(window, ana)
    mouse.press(window.view.viewport(), start)
    window.editing.delete([ana])
    mouse.release(window.view.viewport(), start)
    assert window.selection.ids == ()


def test_another_button_does_not_leave_a_lasso_behind(window: MainWindow, mouse: Mouse) -> None:
    viewport = window.view.viewport()
    before = len(window.view.scene().items())
    mouse.press(viewport, QPoint(5, 5))
    mouse.move(viewport, QPoint(80, 60))
    QTest.mousePress(viewport, Qt.MouseButton.MiddleButton, pos=QPoint(80, 60))
    QTest.mouseRelease(viewport, Qt.MouseButton.MiddleButton, pos=QPoint(80, 60))
    mouse.move(viewport, QPoint(90, 90))
    mouse.release(viewport, QPoint(90, 90))
    assert len(window.view.scene().items()) == before


def test_space_takes_up_and_space_sets_down(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    place(window, mouse, ana, "closest", 90)
    window.view.setFocus()
    QTest.keyClick(window.view, Qt.Key.Key_Space)
    assert window._drag.is_by_click
    QCursor.setPos(window.view.viewport().mapToGlobal(spot(window, "around", 100)))
    QTest.keyClick(window.view, Qt.Key.Key_Space)
    assert window._drag.ids == ()
    QTest.keyClick(window.view, Qt.Key.Key_Space)
    QTest.keyClick(window.view, "2")
    assert window._drag.ids == ()
    assert ring(window, ana) == "close"


def test_a_drag_whose_moves_were_dropped_is_still_a_drag(window: MainWindow, mouse: Mouse) -> None:
    (ana,) = add(window, "Ana")
    source = chip(window, ana)
    mouse.press(source, source.rect().center())
    mouse.release(window.view.viewport(), spot(window, "close"))
    assert ring(window, ana) == "close"
    assert window._drag.ids == ()
