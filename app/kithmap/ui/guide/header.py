"""The head of the guide: which step it is, and how far the session has come."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kithmap.guide.progress import Progress
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.breakable_label import BreakableLabel
from kithmap.ui.widgets.layouts import in_column, in_row

_DOT = 3.6
_STEP = 15.0


class Header(QWidget):
    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.title = BreakableLabel(look="subheading")
        self.how_far = BreakableLabel(look="quiet")
        self._trail = Trail(appearance)
        in_column(self, self.title, in_row(None, self.how_far, (self._trail, 1), spacing=10), spacing=2)

    @property
    def said(self) -> str:
        """How far it is, in words; empty before the start."""
        return self.how_far.accessibleName()

    def show_progress(self, progress: Progress | None, said: str) -> None:
        """Show how far it is; `said` is the same in words, empty where there is nothing to say."""
        self.how_far.say(said)
        self.how_far.setVisible(bool(said))
        self._trail.setVisible(bool(said))
        if progress is not None:
            self._trail.show_place(progress.place, progress.places)


class Trail(QWidget):
    """A row of dots, one for each step. Filled up to where the session is; the words beside it say the same."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._place = self._places = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_place(self, place: int, places: int) -> None:
        """Step `place` of `places`; "Before you start" is 0."""
        self._place, self._places = place, places
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(self._places * _STEP) + 4, 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 14)

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = self._appearance.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = min(_STEP, (self.width() - 2 * _DOT) / max(1, self._places))
        for number in range(1, self._places + 1):
            offset = _DOT + 1 + (number - 1) * step
            x = self.width() - offset if self.isRightToLeft() else offset
            is_past = number <= self._place
            painter.setPen(QPen(QColor(colours.action if is_past else colours.quiet_ink), 1.2))
            painter.setBrush(QColor(colours.action) if is_past else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, self.height() / 2), _DOT, _DOT)
