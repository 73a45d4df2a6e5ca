"""The open map: its document with the way back (`History`), and how it stands on the disk (`FileState`)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from kithmap.model.document import Document, new_document
from kithmap.session.file_state import Access, Barrier, FileState, SaveResult
from kithmap.session.history import History
from kithmap.store.encryption import Protection
from kithmap.store.map_file import MapFile


class Session(History):
    """What a window has open. A save is planned (`file.plan_save`), tried on any thread, and finished here."""

    def __init__(
        self, today: Callable[[], date], earlier_versions: Path | None = None, parent: QObject | None = None
    ) -> None:
        self.file = FileState(MapFile(new_document(today())), earlier_versions=earlier_versions)
        super().__init__(self.file.known.document, parent)
        self.today = today

    @property
    def path(self) -> Path | None:
        return self.file.path

    @property
    def protection(self) -> Protection | None:
        return self.file.protection

    @property
    def barrier(self) -> Barrier | None:
        return self.file.access.barrier

    def apply(self, text: str, document: Document, merge_key: str | None = None) -> bool:
        """Make `document` the current one, as `History.apply` says."""
        self.file = self.file.after_edit(self.document, document)
        return super().apply(text, document, merge_key)

    def start_new(self) -> None:
        self.start_from(new_document(self.today()))

    def start_from(self, document: Document) -> None:
        """Begin with a given document that has no file (the example map)."""
        self.adopt(MapFile(document), None)

    def adopt(
        self, known: MapFile, path: Path | None, document: Document | None = None, access: Access | None = None
    ) -> None:
        """Make a map that was read the current one.

        `document` is unsaved work that belongs to it: then there is something to save from the start. `access` to a
        file is found out (`access_to`) after this window let go of the map it had (`close`).
        """
        state = FileState(
            known, path, known.protection, access or Access(), earlier_versions=self.file.earlier_versions
        )
        self._use(state)
        self._begin(document or known.document, is_saved=document is None)

    def use_access(self, access: Access) -> None:
        """Take note of what `file.own_access` found: the other window may be closed by now."""
        self._use(msgspec.structs.replace(self.file, access=access))
        self.state_changed.emit()

    def protect(self, protection: Protection | None) -> None:
        self.file = msgspec.structs.replace(self.file, protection=protection)
        self._mark_unsaved()
        self.state_changed.emit()

    def finish_save(self, result: SaveResult) -> bool:
        """Note what became of a save; later edits stay unsaved. False for the save of a map that is not open now."""
        plan = result.plan
        if plan.came_from != self.path:
            return False
        if result.digest is not None:
            self._use(self.file.after_save(result))
            if result.refusal is not None:
                self._mark_unsaved()
            elif plan.document is self.document and plan.protection is self.protection:
                self._mark_saved()
            self.state_changed.emit()
        return True

    def close(self) -> None:
        self._use(msgspec.structs.replace(self.file, access=Access(None, self.barrier)))

    def _use(self, file: FileState) -> None:
        hold = self.file.access.hold
        if hold is not None and hold is not file.access.hold:
            hold.release()
        self.file = file
