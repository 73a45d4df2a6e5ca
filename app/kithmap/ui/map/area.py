"""The middle of the window in the Rings view: what to show above the map, the map, and the zoom box in its corner."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from kithmap.model import queries
from kithmap.session.session import Session
from kithmap.ui.drawing import Drawing
from kithmap.ui.flow import FlowLayout
from kithmap.ui.map.view import ZOOM_STEP, MapView
from kithmap.words import Words


class ShowBar(QFrame):
    """ "Show": all support, or one kind with the rest faded."""

    def __init__(self, session: Session, drawing: Drawing, words: Words) -> None:
        super().__init__()
        self._session = session
        self._drawing = drawing
        self._words = words
        self._kinds: tuple[tuple[str | None, str], ...] = ()
        self._group = QButtonGroup(self)
        self._flow = FlowLayout(self, spacing=6)
        self._flow.setContentsMargins(14, 8, 14, 6)
        self.setAccessibleName(self.tr("Show one kind of support"))
        session.document_changed.connect(self._refresh)
        drawing.changed.connect(self._check)
        self._refresh()

    def _refresh(self) -> None:
        document = self._session.document
        kinds = tuple((kind, self._words.support(kind, document)) for kind in queries.support_kinds(document))
        wanted = ((None, self.tr("All support")), *kinds)
        if wanted == self._kinds:
            return
        self._kinds = wanted
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        label = QLabel(self.tr("Show"))
        self._add(label)
        for kind, name in wanted:
            button = QPushButton(name)
            button.setProperty("look", "pill")
            button.setProperty("kind", kind)
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, chosen=kind: self._drawing.show(chosen))
            self._group.addButton(button)
            self._add(button)
        self._check()

    def _add(self, widget: QWidget) -> None:
        widget.setParent(self)
        self._flow.addWidget(widget)
        widget.show()

    def _check(self) -> None:
        for button in self._group.buttons():
            button.setChecked(button.property("kind") == self._drawing.show_kind)


class ZoomBox(QFrame):
    """Smaller, the percentage, larger, the whole map."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        self._view = view
        self._percent = QToolButton()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for text, name, action in (
            ("−", self.tr("Zoom out"), lambda: view.zoom_by(1 / ZOOM_STEP)),
            ("", "", None),
            ("+", self.tr("Zoom in"), lambda: view.zoom_by(ZOOM_STEP)),
            ("⤢", self.tr("Whole map"), view.fit),
        ):
            button = self._percent if action is None else QToolButton()
            if action is not None:
                button.setText(text)
                button.setToolTip(name)
                button.setAccessibleName(name)
                button.clicked.connect(action)
            layout.addWidget(button)
        self._percent.setToolTip(self.tr("Zoom to 100 %"))
        self._percent.clicked.connect(lambda: view.zoom_by(1.0 / view.zoom))
        view.zoom_changed.connect(self._show_zoom)
        view.installEventFilter(self)
        self._show_zoom(view.zoom)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the lower right corner."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.LayoutRequest):
            self._move()
        return super().eventFilter(watched, event)

    def _show_zoom(self, zoom: float) -> None:
        text = self.tr("{number} %", "zoom").replace("{number}", str(round(zoom * 100)))
        self._percent.setText(text)
        self._percent.setAccessibleName(self.tr("Zoom {percent}. Press for 100 %.").replace("{percent}", text))
        self._move()

    def _move(self) -> None:
        self.adjustSize()
        area = self._view.rect()
        self.move(area.right() - self.width() - 12, area.bottom() - self.height() - 12)
        self.raise_()


class MapArea(QWidget):
    """The Rings view."""

    today_wanted = Signal()

    def __init__(self, view: MapView, session: Session, drawing: Drawing, words: Words) -> None:
        super().__init__()
        self.view = view
        self._session = session
        self._drawing = drawing
        self._bar = QWidget()
        self._banner = QLabel()
        self._banner.setProperty("look", "banner")
        self._banner.setWordWrap(True)
        self._back = QPushButton(self.tr("Back to today's map"))
        self._back.clicked.connect(self.today_wanted)
        self._banner_row = QWidget()
        self._hint = QLabel(view)
        self._hint.setWordWrap(True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setProperty("look", "banner")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self._banner_row)
        row.setContentsMargins(14, 6, 14, 2)
        row.addWidget(self._banner, 1)
        row.addWidget(self._back)
        self.zoom_box = ZoomBox(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(ShowBar(session, drawing, words))
        layout.addWidget(self._banner_row)
        layout.addWidget(view, 1)
        view.installEventFilter(self)
        drawing.changed.connect(self._refresh)
        self._refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the hint at the bottom of the map."""
        if event.type() == QEvent.Type.Resize:
            self._place_hint()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        self.view.show_picture(self._drawing.picture)
        self._banner_row.setVisible(not self._drawing.is_today)
        self._banner.setText(self.tr("This is an earlier map. You can look at it; today's map is the one you change."))
        hint = self._hint_text()
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._place_hint()

    def _hint_text(self) -> str:
        dated_map = self._drawing.dated_map
        if not dated_map.connections:
            return self.tr(
                "A quiet map is still yours. We can start with one thing: a place, an animal, a song, "
                "a person who was kind once."
            )
        return ""

    def _place_hint(self) -> None:
        width = min(460, self.view.width() - 180)
        self._hint.setFixedWidth(max(160, width))
        self._hint.adjustSize()
        area = self.view.rect()
        corner = QPoint((area.width() - self._hint.width()) // 2, area.bottom() - self._hint.height() - 14)
        self._hint.move(corner)
