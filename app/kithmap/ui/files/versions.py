"""File > Earlier versions: what was saved before, looked at, opened as a copy, or brought back as a step of undo."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from kithmap.model.document import Document
from kithmap.store import backups, map_file
from kithmap.store.backups import Backup
from kithmap.store.errors import PassphraseNeeded, StoreError, WrongPassphrase
from kithmap.store.locations import key_of
from kithmap.store.map_file import MapFile
from kithmap.ui.editing.editing import EditingContext
from kithmap.ui.files.files import Files
from kithmap.ui.files.versions_dialog import EarlierVersionsDialog, Version, Wish


class Versions(QObject):
    announced = Signal(str)

    def __init__(self, context: EditingContext, files: Files, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._session, _, _, self._words, self._appearance = context
        self._files = files
        self._questions = files.questions
        self._folder = folder
        self._window = window

    def show(self, path: Path | None = None) -> None:
        """Let the person look at the earlier versions of the map that is open, or of a file that cannot be read."""
        of_file = path or self._session.path
        try:
            kept = self._questions.wait_for(self.tr("Looking for earlier versions…"), lambda: self._kept(of_file))
        except StoreError as error:
            self._files.refused(self.tr("The earlier versions could not be read"), error)
            return
        versions = [
            Version(backup.saved_at, backup.size, is_protected, self._loader(backup), number)
            for number, backup, is_protected in kept
        ]
        dialog = EarlierVersionsDialog(versions, datetime.now(UTC), self._words, self._appearance, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted or dialog.chosen is None:
            return
        found = self._read(dict(zip(versions, (backup for _, backup, _ in kept), strict=True))[dialog.chosen])
        if found is None:
            return
        # A newer program's version may hold what this one would drop: it comes as a copy.
        if dialog.wish is Wish.BRING_BACK and path is None and not found.is_newer:
            self._session.apply(self.tr("Bring back an earlier version"), found.document)
            self.announced.emit(self.tr("The earlier version is here. Undo takes you back to where you were."))
        elif self._files.may_leave():
            self._files.show(MapFile(found.document, found.unknown, found.protection), None, found.document)
            self.announced.emit(self.tr("This is a copy. It is in no file yet: save it under a name of its own."))

    def has_any(self, path: Path) -> bool:
        try:
            return bool(backups.of(self._folder, path))
        except StoreError:
            return False

    def _kept(self, path: Path | None) -> list[tuple[int, Backup, bool]]:
        """Versions, newest first, and whether each is protected. The map's own have the number 0, others one each."""
        own = "" if path is None else key_of(path)
        by_map = backups.all_of(self._folder)
        numbers = {key: number for number, key in enumerate(sorted(by_map.keys() - {own}), start=1)}
        pairs = [(numbers.get(key, 0), backup) for key, kept in by_map.items() for backup in kept]
        pairs.sort(key=lambda pair: (pair[0] > 0, -pair[1].saved_at.timestamp(), -pair[1].sequence))
        return [(number, backup, _is_protected(backup)) for number, backup in pairs]

    def _loader(self, backup: Backup) -> Callable[[], Document]:
        protection = self._session.protection
        return lambda: map_file.parse(backups.read(backup), protection).document

    def _read(self, backup: Backup) -> MapFile | None:
        protection = self._session.protection

        def attempt(passphrase: str) -> MapFile:
            return map_file.parse(backups.read(backup), passphrase)

        try:
            return self._questions.wait_for(
                self.tr("Opening the earlier version…"), lambda: map_file.parse(backups.read(backup), protection)
            )
        except (PassphraseNeeded, WrongPassphrase):
            return self._questions.ask_passphrase(None, attempt)
        except StoreError as error:
            self._files.refused(self.tr("This version could not be opened"), error)
            return None


def _is_protected(backup: Backup) -> bool:
    try:
        return backups.is_protected(backup)
    except StoreError:
        # It may have been thinned out a moment ago; whoever chooses it is told.
        return False
