"""What keeps a session's work safe without being asked: the journal and saving by itself, a worker for each."""

from pathlib import Path

from PySide6.QtCore import QObject

from kithmap.session.autosave import Autosave
from kithmap.session.background import Background
from kithmap.session.journal import Journal
from kithmap.session.session import Session


class SessionServices(QObject):
    def __init__(self, session: Session, recovery_folder: Path) -> None:
        super().__init__()
        self.session = session
        self._background = Background(self)
        self.journal = Journal(session, recovery_folder, self._background, self)
        # A map may lie on a disk far away. Work is kept on this computer's own meanwhile.
        self._saving = Background(self)
        self.autosave = Autosave(session, self._saving, self)
        self._is_closed = False

    def close(self, *, keep_unsaved: bool) -> None:
        """Bring all to the disk and let the map go; twice is fine. `keep_unsaved`: such work stays in the journal."""
        if self._is_closed:
            return
        self._is_closed = True
        self.autosave.close()
        self.journal.close(keep=keep_unsaved)
        self._background.close()
        self._saving.close()
        self.session.close()
