"""The middle of the window in the Rings view: what to show above the map, the map, and the zoom box in its corner."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QWidget

from kithmap.model import queries
from kithmap.model.ids import KindId
from kithmap.session.session import Session
from kithmap.ui.map.current_picture import CurrentPicture
from kithmap.ui.map.view import MapView
from kithmap.ui.map.zoom import LARGEST_ZOOM, ZOOM_STEP
from kithmap.ui.widgets.layouts import Stretch, add_to, in_column, in_row
from kithmap.ui.widgets.scrolling_dialog import sign_button, text
from kithmap.wording.words import Words

CORNER = 12


class ShowBar(QFrame):
    """ "Show": all support, or one kind with the rest faded. What does not fit on the line is in a menu."""

    def __init__(self, session: Session, current_picture: CurrentPicture, words: Words) -> None:
        super().__init__()
        self._session = session
        self._current_picture = current_picture
        self._words = words
        self._kinds: tuple[tuple[KindId | None, str], ...] = ()
        self._buttons: list[QPushButton] = []
        self._fitted: tuple[int, ...] = ()
        self._more = _pill(self.tr("more…"))
        self._more.setMenu(QMenu(self._more))
        self._line = in_row(self, margins=(14, 8, 14, 6), spacing=6)
        self._label = QLabel(self.tr("Show"))
        add_to(self._line, self._label, self._more, Stretch(1))
        self.setAccessibleName(self.tr("Show one kind of support"))
        session.document_changed.connect(self._refresh)
        current_picture.changed.connect(self._check)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """With another text size, others fit: buttons ask for another layout once they have taken the new style."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """Room for the first choice and the menu; the rest goes into the menu."""
        widths = (self._label, *self._buttons[:1], self._more)
        width = sum(each.sizeHint().width() + 6 for each in widths)
        margins = self._line.contentsMargins()
        return QSize(width + margins.left() + margins.right(), super().minimumSizeHint().height())

    def _refresh(self) -> None:
        document = self._session.document
        kinds = tuple((kind, self._words.support(kind, document)) for kind in queries.support_kinds(document))
        wanted = ((None, self.tr("All support")), *kinds)
        if wanted == self._kinds:
            return
        self._kinds = wanted
        for button in self._buttons:
            self._line.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(kind, name) for kind, name in wanted]
        for number, button in enumerate(self._buttons):
            self._line.insertWidget(number + 1, button)
        self._fitted = ()
        self._fit()

    def _button(self, kind: KindId | None, name: str) -> QPushButton:
        button = _pill(name)
        button.setCheckable(True)
        button.setProperty("kind", kind)
        button.clicked.connect(lambda: self._show(kind))
        return button

    def _show(self, kind: KindId | None) -> None:
        self._current_picture.show(kind)
        self._check()

    def _fit(self) -> None:
        margins = self._line.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._label.sizeHint().width() - 6
        widths = [button.sizeHint().width() + 6 for button in self._buttons]
        if sum(widths) > room:
            room -= self._more.sizeHint().width() + 6
        if (room, *widths) == self._fitted:
            return
        self._fitted = (room, *widths)
        menu = self._more.menu()
        menu.clear()
        for number, (button, (kind, name)) in enumerate(zip(self._buttons, self._kinds, strict=True)):
            room -= widths[number]
            fits = room >= 0 or number == 0
            button.setVisible(fits)
            if not fits:
                choice = menu.addAction(name.replace("&", "&&"))
                choice.setData(kind)
                choice.setCheckable(True)
                choice.triggered.connect(lambda _checked=False, chosen=kind: self._show(chosen))
        self._more.setVisible(not menu.isEmpty())
        self._check()

    def _check(self) -> None:
        chosen = self._current_picture.show_kind
        for button in self._buttons:
            button.setChecked(button.property("kind") == chosen)
        in_menu = next((each for each in self._more.menu().actions() if each.data() == chosen), None)
        for choice in self._more.menu().actions():
            choice.setChecked(choice is in_menu)
        self._more.setCheckable(in_menu is not None)
        self._more.setChecked(in_menu is not None)
        self._more.setText(in_menu.text() if in_menu is not None else self.tr("more…"))


def _pill(words: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("look", "pill")
    return button


class ZoomBox(QFrame):
    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self.setProperty("look", "box")
        self._percent = sign_button("", "", lambda: view.zoom_by(1.0 / view.zoom), self.tr("Zoom to 100 %"))
        smaller = sign_button("−", self.tr("Zoom out"), lambda: view.zoom_by(1 / ZOOM_STEP))
        larger = sign_button("+", self.tr("Zoom in"), lambda: view.zoom_by(ZOOM_STEP))
        whole = sign_button("⤢", self.tr("Whole map"), view.fit)
        in_row(self, smaller, self._percent, larger, whole, margins=(4, 2, 4, 2), spacing=0)
        view.zoom_changed.connect(self._show_zoom)
        view.installEventFilter(self)
        self._show_zoom(view.zoom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._move()
        return super().eventFilter(watched, event)

    def _show_zoom(self, zoom: float) -> None:
        # As wide at any zoom: the map is fitted clear of the box, and other words for that would fit it anew, for ever.
        self._percent.setText(self._in_percent(LARGEST_ZOOM))
        self._percent.setMinimumWidth(self._percent.sizeHint().width())
        percent = self._in_percent(zoom)
        self._percent.setText(percent)
        self._percent.setAccessibleName(self.tr("Zoom {percent}. Press for 100 %.").replace("{percent}", percent))
        self._move()

    def _in_percent(self, zoom: float) -> str:
        return self.tr("{number} %", "zoom").replace("{number}", str(round(zoom * 100)))

    def _move(self) -> None:
        self.adjustSize()
        area = self._view.rect()
        self.move(area.right() - self.width() - CORNER, area.bottom() - self.height() - CORNER)
        self._view.keep_corner_free(QSize(self.width() + CORNER, self.height() + CORNER))
        self.raise_()


class MapArea(QWidget):
    today_wanted = Signal()

    def __init__(self, view: MapView, session: Session, current_picture: CurrentPicture, words: Words) -> None:
        super().__init__()
        self.view = view
        self._session = session
        self._current_picture = current_picture
        self._words = words
        self._banner = text(self.tr("An earlier map, to look at."), "banner")
        self._back = QPushButton(self.tr("Back to today's map"))
        self._back.clicked.connect(self.today_wanted)
        self._banner_row = QWidget()
        self._hint = text(look="banner")
        self._hint.setParent(view)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        in_row(self._banner_row, (self._banner, 1), self._back, margins=(14, 6, 14, 2))
        ZoomBox(view)
        in_column(self, ShowBar(session, current_picture, words), self._banner_row, (view, 1), spacing=0)
        view.installEventFilter(self)
        current_picture.changed.connect(self._refresh)
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place_hint()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        self.view.show_picture(self._current_picture.picture)
        self._banner_row.setVisible(not self._current_picture.is_today)
        hint = self._hint_text()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._place_hint()

    def _hint_text(self) -> str:
        dated_map = self._current_picture.dated_map
        if not dated_map.connections and not self._session.document.is_practice:
            return self._words.quiet_map
        return ""

    def _place_hint(self) -> None:
        self._hint.setFixedWidth(min(340, max(160, self.view.width() - 120)))
        self._hint.adjustSize()
        area = self.view.rect()
        self._hint.move(
            (area.width() - self._hint.width()) // 2,
            min(round(area.height() * 0.62), area.height() - self._hint.height() - CORNER),
        )
