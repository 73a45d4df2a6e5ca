"""A page that takes the place of the names on the left; the map stays where it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.keys import first_control
from kithmap.ui.widgets.scrolling_dialog import announce, scrolling


class SidePage(QFrame):
    """`column` takes what it shows. `left`: the person goes back to the names; `changed`: other controls are shown.

    Esc goes back to the names, too.
    """

    left = Signal()
    changed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.title = BreakableLabel(title, "heading")
        self.close_button = QToolButton()
        self.close_button.setText("×")
        self.close_button.setProperty("look", "plain")
        self.close_button.setAccessibleName(self.tr("Back to the names"))
        self.close_button.setToolTip(self.tr("Back to the names (Esc)"))
        self.close_button.clicked.connect(self.left)
        title_row = QHBoxLayout()
        title_row.addWidget(self.title, 1)
        title_row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.page = QWidget()
        outer = QVBoxLayout(self.page)
        outer.setContentsMargins(14, 12, 12, 12)
        outer.setSpacing(10)
        outer.addLayout(title_row)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        outer.addLayout(self.column)
        outer.addStretch(1)
        self.area = scrolling(self.page)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.area)

    def enter(self) -> None:
        announce(self, self.title.accessibleName())

    def leave(self) -> None:
        """It is hidden now: the map looks as usual again."""

    def focus_in(self, widget: QWidget) -> None:
        """Put the keyboard on the first control of a part of the page, and the page where that can be seen."""
        target = first_control(widget)
        (target if target is not widget or widget.focusPolicy() else self.close_button).setFocus(
            Qt.FocusReason.OtherFocusReason
        )
        self.area.ensureWidgetVisible(target)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
