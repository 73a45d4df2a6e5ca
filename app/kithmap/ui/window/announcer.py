"""What is said about what goes on: in the status line, and to screen readers."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kithmap.session.session import Session
from kithmap.ui.map.drag import Drag
from kithmap.ui.map.view import MapView
from kithmap.ui.widgets.scrolling_dialog import announce
from kithmap.ui.window.speech import drag_sentence


class Announcer(QObject):
    """`show` puts a text into the status line."""

    def __init__(
        self, show: Callable[[str], object], view: MapView, drag: Drag, session: Session, window: QWidget
    ) -> None:
        super().__init__(window)
        self._show = show
        self._window = window
        self._drag = drag
        self._session = session
        view.tie_mode_changed.connect(self._on_tie_mode_changed)
        drag.changed.connect(self._on_drag_changed)

    def say(self, text: str) -> None:
        """Say it; "" takes away what was said."""
        self._show(text)
        announce(self._window, text)

    def _on_tie_mode_changed(self, on: bool) -> None:
        self.say(self.tr("Click one, then who they know; or drag from one to the other. Esc ends.") if on else "")

    def _on_drag_changed(self) -> None:
        if not self._drag.ids or self._drag.is_by_click:
            self.say(drag_sentence(self._session.document, self._drag.ids))
