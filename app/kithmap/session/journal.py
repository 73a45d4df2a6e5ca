"""Unsaved work, kept aside within a second of each edit, so that a crash or a power cut loses next to nothing.

The journal is one recovery file of this window (see `store.recovery`), sealed when the map is protected. It is there
while there is unsaved work, and goes when a save succeeded or the person let the work go. The interface only hands over
the immutable document; encoding, sealing and writing happen in the background.
"""

from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from kithmap.model.document import Document
from kithmap.session.background import Background, raise_later
from kithmap.session.file_state import FileState
from kithmap.session.session import Session
from kithmap.store import file_format, recovery
from kithmap.store.encryption import Protection
from kithmap.store.errors import StoreError
from kithmap.store.locks import Hold
from kithmap.store.recovery import UnsavedWork

# Edits in quick succession become one write; with the write itself it stays within a second (milliseconds). It counts
# from the first edit that is not kept yet, also while an earlier write is under way.
DELAY: Final = 300
# After a refusal (a full disk) there is no hurry, but there may be room again (milliseconds).
RETRY: Final = 2_000


class _Kept:
    """The recovery file of one document, with its lock. Only the background touches it."""

    def __init__(self, file: Path | None = None, hold: Hold | None = None) -> None:
        # None until it is written: its name goes by the map's real place, which may be far away.
        self._file = file
        self._hold = hold

    def write(self, folder: Path, unsaved: UnsavedWork, protection: Protection | None) -> None:
        self._file = self._file or recovery.new_file(folder, unsaved.path)
        self._hold = self._hold or recovery.claim(self._file)
        recovery.write(self._file, unsaved, protection)

    def discard(self) -> None:
        # What cannot be removed now is offered at the next start: too much is better than too little.
        if self._file is not None:
            with suppress(StoreError):
                recovery.discard(self._file)
        self.release()

    def release(self) -> None:
        if self._hold is not None:
            self._hold.release()
            self._hold = None


class Journal(QObject):
    """Follows a session. `troubled` tells of an error that keeps work from being kept, and None when it is over."""

    troubled = Signal(object)

    def __init__(self, session: Session, folder: Path, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._background = background
        self._kept: _Kept | None = None
        # What was written last, or is being written, and when what is newer than that must follow.
        self._written: tuple[Document, FileState] | None = None
        self._due: float | None = None
        self._running: Future[None] | None = None
        self._is_troubled = False
        self._is_closed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._write)
        session.state_changed.connect(self._on_state_changed)

    def adopt(self, file: Path, hold: Hold) -> None:
        """Go on with the recovery file of work that was brought back: it stays until this work is saved."""
        self.forget()
        self._kept = _Kept(file, hold)
        self._on_state_changed()

    def flush(self) -> None:
        """Bring unsaved work to the disk now, and wait for it: the program is being ended."""
        self._timer.stop()
        if self._session.is_modified and not self._is_closed:
            self._settle(self._write())

    def forget(self) -> None:
        """The person let the unsaved work go, or it is saved: remove what was kept of it."""
        self._timer.stop()
        self._written = self._due = None
        kept, self._kept = self._kept, None
        if kept is not None:
            self._background.submit(kept.discard)

    def close(self, *, keep: bool) -> None:
        """Stop following. What is kept of unsaved work stays for the next start, unless the person let it go."""
        self._session.state_changed.disconnect(self._on_state_changed)
        self._timer.stop()
        if keep:
            self.flush()
        if not keep or not self._session.is_modified:
            self.forget()
        kept, self._kept = self._kept, None
        if kept is not None:
            self._background.submit(kept.release)
        self._is_closed = True

    def _on_state_changed(self) -> None:
        if self._is_closed:
            return
        if not self._session.is_modified:
            self.forget()
            return
        now = monotonic()
        self._due = self._due or now + DELAY / 1000
        if not self._timer.isActive() and self._running is None:
            self._timer.start(RETRY if self._is_troubled else max(0, round((self._due - now) * 1000)))

    def _write(self) -> "Future[None]":
        document, file = self._written = self._session.document, self._session.file
        kept = self._kept = self._kept or _Kept()
        self._due = None
        folder, changed = self._folder, datetime.now(UTC)

        def write() -> None:
            data = file_format.encode(document, file.known.unknown)
            kept.write(folder, UnsavedWork(data, file.path, file.known.digest, changed), file.protection)

        self._running = self._background.submit(write, self._settle)
        return self._running

    def _settle(self, future: "Future[None]") -> None:
        if self._running is not future:
            return  # `flush` was here first
        self._running = None
        error = future.exception()
        if error is not None and not isinstance(error, StoreError):
            raise_later(error)
        if error is not None or self._is_troubled:
            self._is_troubled = error is not None
            self.troubled.emit(error)
        if self._session.is_modified and (self._is_troubled or not self._is_kept()):
            self._on_state_changed()

    def _is_kept(self) -> bool:
        if self._written is None:
            return False
        document, file = self._written
        return document is self._session.document and file is self._session.file
