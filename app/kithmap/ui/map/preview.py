"""The map of a document as a picture to look at, as large as there is room."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kithmap.layout.picture import Picture
from kithmap.model.document import Document
from kithmap.ui.map.current_picture import picture_of
from kithmap.ui.map.painter import paint_mark
from kithmap.ui.widgets.appearance import Appearance
from kithmap.wording.words import Words


class MapPreview(QWidget):
    """Shows today's map of a document, or nothing."""

    def __init__(self, words: Words, appearance: Appearance) -> None:
        super().__init__()
        self._words = words
        self._appearance = appearance
        self._document: Document | None = None
        self.picture: Picture | None = None
        self.setAccessibleName(self.tr("Picture of the map"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self._arrange)

    def show_document(self, document: Document | None) -> None:
        self._document = document
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(380, 340)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._appearance.colours
        painter.setPen(QColor(colours.rule))
        painter.setBrush(QColor(colours.canvas))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.picture is None:
            return
        bounds = self.picture.bounds
        scale = min((self.width() - 12) / bounds.width, (self.height() - 12) / bounds.height)
        painter.translate(self.width() / 2, self.height() / 2)
        painter.scale(scale, scale)
        painter.translate(-bounds.left - bounds.width / 2, -bounds.top - bounds.height / 2)
        for mark in self.picture.marks:
            paint_mark(painter, mark, colours)

    def _arrange(self) -> None:
        document, scale = self._document, self._appearance.text_scale
        self.picture = picture_of(document, document.today, self._words, scale) if document is not None else None
        self.update()
