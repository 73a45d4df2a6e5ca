"""A page that takes the place of the names on the left; the map stays where it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.keys import first_control
from kithmap.ui.widgets.layouts import Frame, Stretch, in_column, in_row, scrolling
from kithmap.ui.widgets.scrolling_dialog import announce, sign_button


class SidePage(Frame):
    """`column` takes what it shows. `left`: back to the names, by Esc too; `changed`: other controls are shown."""

    left = Signal()
    changed = Signal()

    def __init__(self, title: str) -> None:
        super().__init__("panel")
        self.title = BreakableLabel(title, "heading")
        names, with_key = self.tr("Back to the names"), self.tr("Back to the names (Esc)")
        self.close_button = sign_button("×", names, self.left.emit, with_key)
        title_row = in_row(None, (self.title, 1), (self.close_button, 0, Qt.AlignmentFlag.AlignTop))
        self.page = QWidget()
        self.column = in_column(None, spacing=10)
        in_column(self.page, title_row, self.column, Stretch(1), margins=(14, 12, 12, 12), spacing=10)
        self.area = scrolling(self.page)
        in_column(self, self.area)

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
