"""Something said of the map, in a frame with its buttons."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent

from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.layouts import Frame, as_high_as_needed, in_column
from kithmap.ui.widgets.scrolling_dialog import ButtonRow
from kithmap.ui.widgets.wrapping import WrappingButton


class Card(Frame):
    """An observation with its buttons. `looked_at`: the pointer or the keyboard has come to it."""

    looked_at = Signal()

    def __init__(self, sentence: str, buttons: list[WrappingButton]) -> None:
        super().__init__("box")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(sentence)
        as_high_as_needed(self)
        self.sentence = BreakableLabel(sentence)
        self.buttons = buttons
        self.column = in_column(self, self.sentence, ButtonRow(*buttons), margins=(12, 10, 10, 8), spacing=6)
        for each in buttons:
            each.installEventFilter(self)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.looked_at.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.looked_at.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.looked_at.emit()
        return False
