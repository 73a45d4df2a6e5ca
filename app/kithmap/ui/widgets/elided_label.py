"""A label that never needs more room than it is given."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from kithmap.ui.widgets.line_breaking import elided
from kithmap.ui.widgets.text import plain_tooltip, shortened

_LONGEST_DRAWN = 400
_FEW_LETTERS = 60


class ElidedLabel(QLabel):
    """One line of plain text, with an ellipsis where the room ends; the tooltip and `text()` have the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tooltip(text))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters (pixels)."""
        return QSize(_FEW_LETTERS, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = elided(shortened(self.text(), _LONGEST_DRAWN), self.fontMetrics(), room.width())
        alignment = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        painter = QPainter(self)
        self.style().drawItemText(
            painter, room, alignment, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
