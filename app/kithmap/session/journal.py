"""UnsavedWork work, kept aside within a second of each edit, so that a crash or a power cut loses next to nothing.

The journal is one recovery file of this window (see `store.recovery`), sealed when the map is protected. It is there
while there is unsaved work, and goes when a save succeeded or the person let the work go. The interface only hands over
the immutable document; encoding, sealing and writing happen in the background.
"""

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from kithmap.session.background import Background
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

    def __init__(self, file: Path | None, hold: Hold | None = None) -> None:
        # None until it is written: its name goes by the map's real place, which may be far away.
        self._file = file
        self._hold = hold

    def write(
        self, new_file: Callable[[], Path], unsaved: Callable[[], UnsavedWork], protection: Protection | None
    ) -> None:
        self._file = self._file or new_file()
        self._hold = self._hold or recovery.claim(self._file)
        recovery.write(self._file, unsaved(), protection)

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


class _State:
    """What of a session is kept: the work, how it is protected, and the file it belongs to as that was then."""

    def __init__(self, session: Session) -> None:
        self._document = session.document
        self._rest = session.protection, session.path, session.digest

    def is_that_of(self, session: Session) -> bool:
        """Whether the session is still as it was."""
        same_rest = self._rest == (session.protection, session.path, session.digest)
        return self._document is session.document and same_rest


class Journal(QObject):
    """Follows a session. `troubled` tells of a StoreError that keeps work from being kept, and None when it is over."""

    troubled = Signal(object)

    def __init__(self, session: Session, folder: Path, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._background = background
        self._kept: _Kept | None = None
        # What was written last, or is being written, and when what is newer than that must follow.
        self._written: _State | None = None
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
        if self._session.is_modified:
            self._settle(self._background.submit(self._job()))

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

    def _write(self) -> None:
        self._running = self._background.submit(self._job(), self._settle)

    def _job(self) -> Callable[[], None]:
        session = self._session
        kept = self._kept = self._kept or _Kept(None)
        self._written, self._due = _State(session), None
        document, unknown, protection = session.document, session.unknown, session.protection
        folder, path, digest = self._folder, session.path, session.digest
        changed = datetime.now(UTC)

        def unsaved() -> UnsavedWork:
            return UnsavedWork(file_format.encode(document, unknown), path, digest, changed)

        return lambda: kept.write(lambda: recovery.new_file(folder, path), unsaved, protection)

    def _settle(self, future: "Future[None]") -> None:
        error = future.exception()
        self._running = None
        if error is not None and not isinstance(error, StoreError):
            raise error
        if error is not None or self._is_troubled:
            self._is_troubled = error is not None
            self.troubled.emit(error)
        is_kept = self._written is not None and self._written.is_that_of(self._session)
        if self._session.is_modified and (self._is_troubled or not is_kept):
            self._on_state_changed()
