"""The line at the top: menu, title with its saved state, undo and redo, the views, Make a PDF."""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton

from kithmap.model.names import printable
from kithmap.session.session import Session
from kithmap.ui.widgets.elided_label import ElidedLabel
from kithmap.ui.widgets.layouts import Frame, Stretch, add_to, in_row
from kithmap.ui.widgets.scrolling_dialog import sign_button
from kithmap.ui.window.actions import Actions
from kithmap.wording.words import Words

# A third of a small screen (pixels).
_WIDEST_TITLE: Final = 420


class TopBar(Frame):
    def __init__(self, session: Session, actions: Actions, menu: QMenu, words: Words) -> None:
        super().__init__("bar")
        self._session = session
        self._words = words
        self._title = ElidedLabel()
        self._title.setProperty("look", "heading")
        self._title.setMaximumWidth(_WIDEST_TITLE)
        self._state = QLabel()
        self._state.setProperty("look", "quiet")
        self.menu_button = sign_button("☰", self.tr("Menu"), tooltip=self.tr("Menu (F10)"))
        self.menu_button.setMenu(menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self._line = layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 14, 6)
        layout.setSpacing(8)
        add_to(layout, self.menu_button, self._title, self._state)
        for row_id, sign in (("undo", "↶"), ("redo", "↷")):
            layout.addWidget(self._tool(actions, row_id, sign))
        layout.addSpacing(6)
        views = in_row(None, spacing=0)
        self.rings = self._segment(actions, "rings-view", "first")
        self.list = self._segment(actions, "list-view", "last")
        add_to(views, self.rings, self.list)
        layout.addLayout(views)
        self.observations = self._segment(actions, "stands-out", "only")
        self.observations.setToolTip(self.tr("Beside the map: what it shows, for you to look at (Ctrl+3)"))
        add_to(layout, self.observations, Stretch(1))
        self.guide = self._segment(actions, "guide", "only")
        self.guide.setToolTip(self.tr("One question at a time, beside the map (F4)"))
        layout.addWidget(self.guide)
        self.hide_button = QPushButton(self.tr("Quick hide"))
        self.hide_button.setToolTip(self.tr("Hide everything at once (F9, or Shift three times)"))
        self.hide_button.clicked.connect(actions["quick-hide"].trigger)
        layout.addWidget(self.hide_button)
        self.pdf = QPushButton(self.tr("Make a PDF…"))
        self.pdf.setProperty("look", "primary")
        self.pdf.clicked.connect(actions["pdf"].trigger)
        layout.addWidget(self.pdf)
        session.state_changed.connect(self._refresh)
        session.document_changed.connect(self._refresh)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What there is no room for is left out: it can be found elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """The saved state goes first (the window's title has a sign for it), then what stands out (it has a key)."""
        layout = self._line
        spare = (self.observations, self._state)
        widths = [each.sizeHint().width() + layout.spacing() for each in spare]
        shown = sum(width for each, width in zip(spare, widths, strict=True) if not each.isHidden())
        room = self.width() - layout.minimumSize().width() + shown
        for each, width in zip(spare, widths, strict=True):
            room -= width
            each.setVisible(room >= 0)

    def _tool(self, actions: Actions, row_id: str, sign: str) -> QToolButton:
        action = actions[row_id]
        button = sign_button(sign, "", action.trigger)

        def on_changed() -> None:
            button.setEnabled(action.isEnabled())
            button.setToolTip(action.text().replace("&&", "&"))
            button.setAccessibleName(action.text().replace("&&", "&"))

        action.changed.connect(on_changed)
        on_changed()
        return button

    def _segment(self, actions: Actions, row_id: str, place: str) -> QPushButton:
        action = actions[row_id]
        button = QPushButton(action.text())
        button.setCheckable(True)
        button.setProperty("look", "segment")
        button.setProperty("place", place)
        button.clicked.connect(action.trigger)
        action.changed.connect(lambda: button.setChecked(action.isChecked()))
        action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
        button.clicked.connect(lambda: button.setChecked(action.isChecked()))
        button.setChecked(action.isChecked())
        return button

    def _refresh(self) -> None:
        self._title.setText(printable(self._words.title(self._session.document)))
        self._state.setText(self._state_text())

    def _state_text(self) -> str:
        if self._session.is_modified:
            return self.tr("Not saved yet")
        return self.tr("Saved") if self._session.path is not None else ""
