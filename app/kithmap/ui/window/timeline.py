"""The bottom line: the dated maps as a line in time, and the button that starts a new one."""

from PySide6.QtCore import QDate, QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from kithmap.model.document import DatedMap
from kithmap.model.ids import MapId
from kithmap.session.session import Session
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.elided_label import ElidedLabel
from kithmap.ui.widgets.layouts import Frame, empty, in_row, scrolling
from kithmap.ui.widgets.text import filled

# The largest text beside which there is room for the day to look again.
_ROOM_FOR_A_DAY = 1.5


class MapButton(QPushButton):
    def __init__(self, dated_map: DatedMap, text: str, appearance: Appearance) -> None:
        super().__init__(text)
        self.map_id = dated_map.id
        self._appearance = appearance
        self.setCheckable(True)
        self.setProperty("look", "plain")
        self.setStyleSheet("padding-left: 22px;")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._appearance.colours.accent)
        painter.setPen(QPen(colour, 2.2))
        painter.setBrush(colour if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(6, self.height() / 2 - 5, 10, 10))


class Timeline(QFrame):
    map_chosen = Signal(str)
    new_map_wanted = Signal()

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "footer")
        self._session = session
        self._appearance = appearance
        self._shown = session.document.today.id
        self._buttons: list[MapButton] = []
        self._maps: tuple[tuple[MapId, str], ...] = ()
        self._line = QWidget()
        self._line_layout = in_row(self._line, spacing=2)
        self._area = scrolling(self._line)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.message = ElidedLabel()
        self.message.setProperty("look", "quiet")
        self.message.setAccessibleName(self.tr("Last change"))
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.message.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.again = ElidedLabel()
        self.again.setProperty("look", "quiet")
        self.new_map = QPushButton(self.tr("Start a new dated map"))
        self.new_map.setToolTip(self.tr("Carries everyone forward. This map stays as it is."))
        self.new_map.clicked.connect(self.new_map_wanted)
        in_row(self, (self._area, 3), self.again, (self.message, 2), self.new_map, margins=(10, 5, 14, 5))
        session.document_changed.connect(self._refresh)
        appearance.changed.connect(self._fit_height)
        appearance.changed.connect(self._show_review_date)
        self._refresh()

    def show_map(self, map_id: MapId) -> None:
        self._shown = map_id
        for button in self._buttons:
            button.setChecked(button.map_id == map_id)
            if button.isChecked():
                self._area.ensureWidgetVisible(button)

    def _refresh(self) -> None:
        maps = self._session.document.maps
        wanted = tuple((each.id, self._label(each, is_today=each is maps[-1])) for each in maps)
        if wanted != self._maps:
            self._maps = wanted
            self._rebuild(maps)
        self._show_review_date()
        if all(each.id != self._shown for each in maps):
            self._shown = maps[-1].id
        self.show_map(self._shown)

    def _rebuild(self, maps: tuple[DatedMap, ...]) -> None:
        empty(self._line_layout)
        self._buttons = []
        for number, each in enumerate(maps):
            if number:
                stroke = Frame("line")
                stroke.setFixedWidth(44)
                self._line_layout.addWidget(stroke)
            button = MapButton(each, self._maps[number][1], self._appearance)
            button.clicked.connect(lambda _checked=False, map_id=each.id: self._choose(map_id))
            self._line_layout.addWidget(button)
            self._buttons.append(button)
        self._line_layout.addStretch(1)
        self._fit_height()

    def _fit_height(self) -> None:
        self._area.setFixedHeight(max(self._line.sizeHint().height(), self.new_map.sizeHint().height()) + 2)

    def _show_review_date(self) -> None:
        """Where the text is large, the maps need the room."""
        day = self._session.document.review_date
        self.again.setVisible(day is not None and self._appearance.text_scale <= _ROOM_FOR_A_DAY)
        if day is not None:
            said = QLocale().toString(QDate(day.year, day.month, day.day), self.tr("d MMM yyyy", "date format"))
            self.again.setText(filled(self.tr("To look again: {day}"), day=said))

    def _choose(self, map_id: MapId) -> None:
        self.show_map(map_id)
        self.map_chosen.emit(map_id)

    def _label(self, dated_map: DatedMap, *, is_today: bool) -> str:
        if is_today and dated_map.date >= self._session.today():
            return self.tr("Today")
        day = dated_map.date
        return QLocale().toString(QDate(day.year, day.month, day.day), self.tr("d MMM yyyy", "date format"))
