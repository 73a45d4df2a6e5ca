"""The settings while the program runs: one value, replaced whole, and a signal for those who go by it."""

from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from kithmap.store import settings
from kithmap.store.errors import StoreError
from kithmap.store.settings import Settings


class Preferences(QObject):
    """Holds the settings. `is_forgotten`: the person deleted their file, and chose nothing since; none is written."""

    changed = Signal()

    def __init__(self, value: Settings) -> None:
        super().__init__()
        self.value = value
        self.is_forgotten = False

    def keep_in(self, file: Path) -> None:
        """Write the settings whenever they change. Another window may have written its own meanwhile."""
        kept = self.value

        def keep() -> None:
            nonlocal kept
            if self.is_forgotten:
                return
            # Looks are not worth a message; the next start shows the usual ones.
            with suppress(StoreError):
                settings.save(file, settings.merged(kept, self.value, settings.load(file)))
                kept = self.value

        self.changed.connect(keep)

    def use(self, value: Settings) -> None:
        # A list nobody wants any more goes at once.
        if not value.remember_recent:
            value = msgspec.structs.replace(value, recent=())
        if value != self.value:
            self.value = value
            self.is_forgotten = False
            self.changed.emit()

    def forget(self) -> None:
        """Their file was deleted: the list of recent maps goes, too; this window stays as it looks."""
        self.value = msgspec.structs.replace(self.value, remember_recent=False, recent=())
        self.is_forgotten = True
        self.changed.emit()

    def note_recent(self, path: Path, *, is_protected: bool) -> None:
        self.use(settings.with_recent(self.value, path, is_protected=is_protected))

    def forget_recent(self, path: Path) -> None:
        recent = tuple(each for each in self.value.recent if each != str(path))
        self.use(msgspec.structs.replace(self.value, recent=recent))
