"""Where Tab goes."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kithmap.ui.widgets.choice_box import ChoiceBox
from kithmap.ui.widgets.keys import order_tabs


@pytest.mark.qt_log_ignore("does not support (propagateSizeHints|raise|grabbing)")
def test_the_open_list_of_a_choice_box_has_no_place_in_the_order_of_tab(qtbot: QtBot) -> None:
    """It is a window of its own: Qt warned, which fails a test."""
    pane = QWidget()
    qtbot.addWidget(pane)
    layout = QVBoxLayout(pane)
    first, box, last = QPushButton("One"), ChoiceBox("Kind", [(1, "A"), (2, "B")]), QPushButton("Two")
    for widget in (last, box, first):
        widget.setParent(pane)
    for widget in (first, box, last):
        layout.addWidget(widget)
    pane.show()
    box.showPopup()
    assert box.view().isVisible()
    order_tabs([pane])
    box.hidePopup()
    assert first.nextInFocusChain() is box
