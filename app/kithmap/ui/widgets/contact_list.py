"""Services to turn to, as lines to read and to copy."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from kithmap.ui.widgets.breakable_label import BreakableLabel


class ServiceLines(QFrame):
    """Each line on its own. Without any it takes no room."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("look", "box")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(4)
        for line in lines:
            label = BreakableLabel(line)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(label)
        if not lines:
            self.hide()
