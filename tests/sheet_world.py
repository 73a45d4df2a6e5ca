"""Sheets and strips on the screen, what screen readers are told, and sentences as long as other languages make them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from kithmap.ui.widgets.appearance import Appearance
from panel_world import settle

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


class Long(QTranslator):
    """A language whose sentences are longer by half."""

    def translate(self, _context: str, text: str, _comment: str | None = None, _number: int = -1) -> str:
        return f"{text} {text[: len(text) // 2]}".strip() if " " in text else text

    def isEmpty(self) -> bool:
        return False


@contextmanager
def looking(theme: str = "light", percent: int = 100, *, long: bool = False) -> Iterator[Appearance]:
    """Colours, text size and language for what is made inside."""
    appearance = Appearance(theme, percent)
    appearance.apply()
    language = Long()
    if long:
        QCoreApplication.installTranslator(language)
    yield appearance
    QCoreApplication.removeTranslator(language)
    Appearance("light", 100).apply()


@contextmanager
def on_screen(widget: QWidget) -> Iterator[QWidget]:
    """The widget at the size it asks for, gone afterwards."""
    widget.show()
    widget.activateWindow()
    settle()
    yield widget
    widget.hide()
    widget.deleteLater()
    settle()


class Ears:
    """Takes the place of QAccessible in `kithmap.ui.widgets.scrolling_dialog`: hears what is announced."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:
        self.heard.append(event.message())
