"""The settings while the program runs: one value, replaced whole, and a signal for those who go by it."""

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from kithmap.store import settings
from kithmap.store.settings import Settings


class Preferences(QObject):
    """Holds the settings. `changed` tells when another value took the place of the last."""

    changed = Signal()

    def __init__(self, value: Settings) -> None:
        super().__init__()
        self.value = value

    def use(self, value: Settings) -> None:
        """Take other settings."""
        # A list nobody wants any more goes at once.
        if not value.remember_recent:
            value = msgspec.structs.replace(value, recent=())
        if value != self.value:
            self.value = value
            self.changed.emit()

    def note_recent(self, path: Path, *, is_protected: bool) -> None:
        """A map was opened or saved: it goes to the head of the list, if there is to be one."""
        self.use(settings.with_recent(self.value, path, is_protected=is_protected))

    def forget_recent(self, path: Path) -> None:
        """Take a path from the list (the file is gone)."""
        recent = tuple(each for each in self.value.recent if each != str(path))
        self.use(msgspec.structs.replace(self.value, recent=recent))
