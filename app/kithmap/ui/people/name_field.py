"""The one field for names: type, Enter, next. Pasting many lines adds many."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget


class NameField(QPlainTextEdit):
    """A single line that also takes pasted lists. (A QLineEdit would silently join the lines.)

    What was entered stays in the field until whoever added it calls `clear`: nothing typed is lost when it is refused.
    """

    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Add a name…"))
        self.setAccessibleName(self.tr("Add a name or nickname"))
        self.setAccessibleDescription(self.tr("Enter adds it. You can paste a list, one name a line."))
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(1)

    def sizeHint(self) -> QSize:
        return QSize(200, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText():
            self.clear()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, but no files: a map dropped here is for the window to open."""
        return not source.hasUrls() and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste: several lines are added at once, one line goes into the field."""
        text = source.text()
        if len(text.strip().splitlines()) > 1:
            self.entered.emit(self.toPlainText() + text)
        else:
            self.insertPlainText(text.strip("\r\n"))

    def _enter(self) -> None:
        text = self.toPlainText()
        if text.strip():
            self.entered.emit(text)
        else:
            self.clear()

    def _height(self) -> int:
        return self.fontMetrics().height() + 20
