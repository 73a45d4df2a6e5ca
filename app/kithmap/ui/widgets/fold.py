"""A section that folds away under its heading."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.layouts import Frame, in_column, in_row
from kithmap.ui.widgets.wrapping import WrappingButton


class FoldHeader(WrappingButton):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.is_open = False
        self.setProperty("look", "fold")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button and its triangle (drawn, because not every font has one)."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._appearance.colours.ink))
        half = 4.0 * min(self._appearance.text_scale, 1.4)
        sides = [(-half, -half * 0.6), (half, -half * 0.6), (0.0, half)]
        if not self.is_open:
            sides = [(-half * 0.6, -half), (-half * 0.6, half), (half, 0.0)]
        mirror = -1.0 if self.isRightToLeft() and not self.is_open else 1.0
        middle = QPointF(self.width() - 7.0 if self.isRightToLeft() else 7.0, self.height() / 2)
        painter.drawPolygon(QPolygonF([middle + QPointF(x * mirror, y) for x, y in sides]))


class Fold(QWidget):
    def __init__(self, title: str, body: QWidget, appearance: Appearance, badge: str = "") -> None:
        super().__init__()
        self.body = body
        self.header = FoldHeader(appearance)
        self._badge = badge
        row = in_row(None, (self.header, 1), spacing=8)
        if badge:
            label = QLabel(badge)
            label.setProperty("look", "badge")
            label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            row.addWidget(label)
            row.setStretch(0, 0)
            row.addStretch(1)
        in_column(self, Frame("line"), row, body, spacing=0)
        body.hide()
        self.header.clicked.connect(self._turn)
        self.set_title(title)

    @property
    def is_open(self) -> bool:
        return self.header.is_open

    def set_title(self, title: str) -> None:
        self.header.show_text(title)
        self._describe()

    def open(self) -> None:
        if not self.is_open:
            self._turn()

    def fold_away(self) -> None:
        if self.is_open:
            self._turn()

    def _turn(self) -> None:
        self.header.is_open = not self.header.is_open
        self.body.setVisible(self.header.is_open)
        self.header.update()
        self._describe()

    def _describe(self) -> None:
        title = self.header.whole_text
        self.header.setAccessibleName(f"{title}, {self._badge}" if self._badge else title)
        self.header.setAccessibleDescription(self.tr("open") if self.is_open else self.tr("folded"))
