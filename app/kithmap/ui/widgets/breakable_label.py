"""Texts of the guide: names in them may be endless, and must not make the panel wider than it is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel

from kithmap.ui.widgets.line_breaking import breakable, longest_piece


class BreakableLabel(QLabel):
    """A plain text in lines; a word that is longer than a line goes on in the next."""

    def __init__(self, words: str = "", look: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if look:
            self.setProperty("look", look)
        self.say(words)

    def say(self, words: str) -> None:
        self.setText(breakable(words))
        self.setAccessibleName(words)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest piece of a word (pixels)."""
        # Qt would claim the lines of a narrower label than there is (not reported; PySide6 6.11.3).
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(longest_piece(self.text(), metrics) + 2, metrics.lineSpacing())
