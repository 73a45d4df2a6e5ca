"""Where the keyboard is, and keys that mean the same everywhere: Enter presses a button, Tab goes in reading order."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def holds_focus(widget: QWidget) -> bool:
    """Whether the keyboard is in a widget, or would be if its window were active."""
    focus = widget.window().focusWidget()
    return focus is not None and (focus is widget or widget.isAncestorOf(focus))


def press_focused(window: QWidget, event: QKeyEvent) -> bool:
    """Enter on a button presses it, as in a dialog; False when the event was something else."""
    focus = window.focusWidget()
    if event.key() not in ENTER or not isinstance(focus, QAbstractButton):
        return False
    focus.click()
    return True


def order_tabs(panes: Iterable[QWidget]) -> None:
    """Let Tab go through the panes in this order, and inside each from top to bottom and left to right.

    Widgets made later would come last, wherever they stand. What scrolls stays together, however far down it goes.
    """
    for before, after in pairwise([widget for pane in panes for widget in _in_reading_order(pane)]):
        QWidget.setTabOrder(before, after)


def _in_reading_order(pane: QWidget) -> list[QWidget]:
    # The list of an open choice box is a child as well, but a window of its own.
    found = [
        each
        for each in (pane, *pane.findChildren(QWidget))
        if each.isVisible()
        and each.window() is pane.window()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
    ]
    return sorted(found, key=lambda each: [_place(area) for area in _areas_around(each)] + [_place(each)])


def _areas_around(widget: QWidget) -> list[QWidget]:
    """The areas a widget scrolls in, the outermost first."""
    areas: list[QWidget] = []
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QAbstractScrollArea):
            areas.insert(0, around)
        around = around.parentWidget()
    return areas


def _place(widget: QWidget) -> tuple[int, int]:
    middle = widget.mapTo(widget.window(), QPoint(0, widget.height() // 2))
    return (middle.y() // 12, middle.x())


def go_to_next(panes: Sequence[tuple[QWidget, QWidget]], focus: QWidget | None) -> None:
    """Put the keyboard into the next visible pane after the one that has it. A pane comes with where to go in it."""
    shown = [(pane, target) for pane, target in panes if pane.isVisible() and target.isEnabled()]
    inside = [focus is not None and (pane is focus or pane.isAncestorOf(focus)) for pane, _ in shown]
    here = inside.index(True) if True in inside else -1
    shown[(here + 1) % len(shown)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)


def first_control(widget: QWidget) -> QWidget:
    """The first control inside a widget that takes the keyboard; the widget itself when there is none."""
    for child in widget.findChildren(QWidget):
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return child
    return widget
