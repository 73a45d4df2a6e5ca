"""How the window looks: colours and text size, chosen by the person; one object all widgets read."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from kithmap.layout.style import DARK, HIGH_CONTRAST, LIGHT, Colours
from kithmap.ui.widgets.stylesheet import stylesheet

BASE_POINT_SIZE = 10.5
THEMES = ("system", "light", "dark", "high_contrast")


class Appearance(QObject):
    """Colours and text size in force. `changed` follows every change, after the application has been restyled."""

    changed = Signal()

    def __init__(self, theme: str, text_percent: int) -> None:
        super().__init__()
        self.theme = theme
        self.text_percent = text_percent
        self.colours = self._wanted_colours()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_colour_scheme_changed)

    @property
    def text_scale(self) -> float:
        """1.0 at the usual size, 2.0 at 200 %."""
        return self.text_percent / 100

    def use(self, *, theme: str | None = None, text_percent: int | None = None) -> None:
        """Change what is given and restyle the whole application."""
        self.theme = theme if theme is not None else self.theme
        self.text_percent = min(200, max(100, text_percent)) if text_percent is not None else self.text_percent
        self.apply()

    def apply(self) -> None:
        self.colours = self._wanted_colours()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            font = QFont("Noto Sans")
            font.setPointSizeF(BASE_POINT_SIZE * self.text_scale)
            application.setFont(font)
            application.setPalette(_palette(self.colours))
            application.setStyleSheet(stylesheet(self.colours, self.text_scale))
        self.changed.emit()

    @contextmanager
    def later(self) -> Iterator[None]:
        """Put off styling while many widgets are made; all is styled once at the end."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setStyleSheet("")
        try:
            yield
        finally:
            self.apply()

    def _wanted_colours(self) -> Colours:
        if self.theme == "system":
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
            return DARK if dark else LIGHT
        return {"light": LIGHT, "dark": DARK, "high_contrast": HIGH_CONTRAST}[self.theme]

    def _on_colour_scheme_changed(self) -> None:
        if self.theme == "system" and self._wanted_colours() is not self.colours:
            self.apply()


def _palette(colours: Colours) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for colour, names in (
        (colours.surface, (role.Window, role.Base, role.Button, role.ToolTipBase)),
        (colours.raised, (role.AlternateBase,)),
        (colours.ink, (role.WindowText, role.Text, role.ButtonText, role.ToolTipText)),
        (colours.quiet_ink, (role.PlaceholderText,)),
        (colours.accent, (role.Highlight,)),
        (colours.on_accent, (role.HighlightedText,)),
        (colours.action, (role.Link,)),
    ):
        for name in names:
            palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.quiet_ink))
    return palette
