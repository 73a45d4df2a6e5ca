"""Services to turn to, as lines to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.layouts import Frame, in_column


class ServiceLines(Frame):
    """Each line on its own. Without any it takes no room."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("box")
        column = in_column(self, margins=(12, 10, 12, 10), spacing=4)
        for line in lines:
            label = BreakableLabel(line)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        if not lines:
            self.hide()
