"""Saving by itself into the file of the map, for those who chose it: soon after an edit, never over others' work."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from kithmap.session.background import Background
from kithmap.session.session import Session
from kithmap.store import map_file
from kithmap.store.atomic_file import Digest
from kithmap.store.errors import NotConfirmed, StoreError
from kithmap.store.map_file import Save

# Milliseconds after an edit; a person who goes on editing is not made to wait for ever.
DELAY: Final = 3_000


class Autosave(QObject):
    """Saves a session that has a file. After a refusal it pauses until the person has saved (`refused` tells why)."""

    refused = Signal(object)
    done = Signal()

    def __init__(self, session: Session, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_on = False
        self._session = session
        self._background = background
        self._is_paused = False
        self._stands_aside = False
        self._running: tuple[Save, Future[Digest]] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY)
        self._timer.timeout.connect(self._save)
        session.state_changed.connect(self._on_state_changed)

    def use(self, *, on: bool) -> None:
        self.is_on = on
        self._timer.stop()
        self._on_state_changed()

    def close(self) -> None:
        """Stop following."""
        self.wait()
        self._session.state_changed.disconnect(self._on_state_changed)
        self._timer.stop()

    @property
    def under_way(self) -> "Future[Digest] | None":
        """The save that is being written just now."""
        return None if self._running is None else self._running[1]

    @contextmanager
    def standing_aside(self) -> Iterator[None]:
        """Begin nothing meanwhile: of two saves at once each would take the other for another program."""
        before, self._stands_aside = self._stands_aside, True
        self._timer.stop()
        try:
            yield
        finally:
            self._stands_aside = before
            self._on_state_changed()

    def wait(self) -> None:
        """Let a save that is under way end, and take note of it: another one can be planned then."""
        if self._running is not None:
            self._settle(self._running[1])

    def _on_state_changed(self) -> None:
        session = self._session
        if not session.is_modified:
            self._is_paused = False
            self._timer.stop()
        elif self._may_save() and not self._timer.isActive():
            self._timer.start()

    def _may_save(self) -> bool:
        session = self._session
        wanted = self.is_on and not self._is_paused and not self._stands_aside and self._running is None
        return wanted and session.path is not None and session.barrier is None

    def _save(self) -> None:
        if not self._may_save() or not self._session.is_modified:
            return
        plan = self._session.plan_save(by_itself=True)
        future = self._background.submit(lambda: map_file.save(plan, datetime.now(UTC)), self._settle)
        self._running = plan, future

    def _settle(self, future: "Future[Digest]") -> None:
        if self._running is None or self._running[1] is not future:
            return  # `wait` was here first
        error = future.exception()
        (plan, _), self._running = self._running, None
        if plan.path != self._session.path:
            # It was the map that was open before: what became of that is not about this one.
            self._on_state_changed()
            return
        if error is None:
            self._session.saved(plan, future.result())
            self.done.emit()
        elif isinstance(error, StoreError):
            self._is_paused = True
            if isinstance(error, NotConfirmed):
                self._session.written(plan, Digest(error.digest))
            self.refused.emit(error)
        else:
            raise error
        self._on_state_changed()
