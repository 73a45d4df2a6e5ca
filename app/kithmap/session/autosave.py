"""Saving by itself into the file of the map, for those who chose it: soon after an edit, never over others' work."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from kithmap.session.background import Background, raise_later
from kithmap.session.file_state import SaveResult, try_to_save
from kithmap.session.session import Session

# Milliseconds after an edit; a person who goes on editing is not made to wait for ever.
DELAY: Final = 3_000


class Autosave(QObject):
    """Saves a session that has a file; after a refusal (`refused`) it pauses until the person saves."""

    refused = Signal(object)
    done = Signal()

    def __init__(self, session: Session, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_on = False
        self._session = session
        self._background = background
        self._is_paused = False
        self._stands_aside = False
        # The save that is being written just now.
        self.under_way: Future[SaveResult] | None = None
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
        self.wait()
        self._session.state_changed.disconnect(self._on_state_changed)
        self._timer.stop()

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
        if self.under_way is not None:
            self._settle(self.under_way)

    def _on_state_changed(self) -> None:
        session = self._session
        if not session.is_modified:
            self._is_paused = False
            self._timer.stop()
        elif self._may_save() and not self._timer.isActive():
            self._timer.start()

    def _may_save(self) -> bool:
        session = self._session
        wanted = self.is_on and not self._is_paused and not self._stands_aside and self.under_way is None
        return wanted and session.path is not None and session.barrier is None

    def _save(self) -> None:
        if not self._may_save() or not self._session.is_modified:
            return
        plan = self._session.file.plan_save(self._session.document, by_itself=True)
        self.under_way = self._background.submit(lambda: try_to_save(plan), self._settle)

    def _settle(self, future: "Future[SaveResult]") -> None:
        if self.under_way is not future:
            return  # `wait` was here first
        self.under_way = None
        error = future.exception()
        if error is not None:
            raise_later(error)
        else:
            self._note(future.result())
        self._on_state_changed()

    def _note(self, result: SaveResult) -> None:
        if not self._session.finish_save(result):
            return
        self._is_paused = result.refusal is not None
        if result.refusal is None:
            self.done.emit()
        else:
            self.refused.emit(result.refusal)
