"""New, open, save, close and PDF: what the File menu does, with the questions it has to ask.

Refusals of the store become sentences here; the document and the files stay whole whatever happens.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Qt, Signal
from PySide6.QtGui import QGuiApplication

from kithmap.model.document import Document
from kithmap.refusals import sentence
from kithmap.session.session import Session
from kithmap.store import atomic_file
from kithmap.store.errors import ChangedOnDisk, StoreError
from kithmap.ui.dialogs import Changed, Dialogs, Unsaved
from kithmap.ui.dragged import SUFFIX


@contextmanager
def waiting() -> Iterator[None]:
    """Show the pointer that says: one moment."""
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        yield
    finally:
        QGuiApplication.restoreOverrideCursor()


class Files(QObject):
    """The document's way to and from the disk. `opened` tells that another document is shown now."""

    opened = Signal()
    leaving = Signal()  # before anything is saved or left: fields hand over what is typed
    announced = Signal(str)

    def __init__(self, session: Session, dialogs: Dialogs, example: Callable[[], Document]) -> None:
        super().__init__()
        self._session = session
        self._dialogs = dialogs
        self._example = example

    def new(self) -> bool:
        """Begin an empty map; False when the person stays with this one."""
        if not self.may_leave():
            return False
        self._session.start_new()
        self.opened.emit()
        return True

    def open_example(self) -> bool:
        """Open the fictional example map as a document without a file."""
        if not self.may_leave():
            return False
        try:
            self._session.start_from(self._example())
        except StoreError as error:
            self._refused(self.tr("The example could not be opened"), error)
            return False
        self.opened.emit()
        return True

    def open_chosen(self) -> bool:
        """Ask for a file and open it."""
        path = self._dialogs.path_to_open()
        return path is not None and self.open(path)

    def open(self, path: Path) -> bool:
        """Open a file; on a refusal says why, and everything stays as it was."""
        if not self.may_leave():
            return False
        try:
            self._session.open(path)
        except StoreError as error:
            self._refused(self.tr("This file could not be opened"), error)
            return False
        self.opened.emit()
        return True

    def save(self) -> bool:
        """Save to the file the map came from, or ask for one. True when everything is on disk."""
        self.leaving.emit()
        if self._session.path is None:
            return self.save_as()
        try:
            self._session.save()
        except ChangedOnDisk:
            return self._save_in_spite()
        except StoreError as error:
            return self._not_saved(error)
        self.announced.emit(self.tr("Saved."))
        return True

    def save_as(self) -> bool:
        """Ask for a file and save there."""
        self.leaving.emit()
        path = self._dialogs.path_to_save(self._suggestion())
        if path is None:
            return False
        try:
            # The file dialog has asked before replacing another file.
            self._session.save(path, replace_other=path != self._session.path)
        except ChangedOnDisk:
            return self._save_in_spite()
        except StoreError as error:
            return self._not_saved(error)
        self.announced.emit(self.tr("Saved."))
        return True

    def may_leave(self) -> bool:
        """Whether the current map may be left: it is saved, or the person said so."""
        self.leaving.emit()
        if not self._session.is_modified:
            return True
        answer = self._dialogs.unsaved()
        if answer is Unsaved.SAVE:
            return self.save()
        return answer is Unsaved.LEAVE

    def write_pdf(self, data: bytes) -> Path | None:
        """Ask where, and write a PDF; the path when it is there."""
        path = self._dialogs.path_for_pdf(self._suggestion().with_suffix(".pdf"))
        if path is None:
            return None
        try:
            with waiting():
                atomic_file.replace(path, data, expected=atomic_file.ANY)
        except StoreError as error:
            self._refused(self.tr("The PDF could not be written"), error)
            return None
        self.announced.emit(self.tr("The PDF is ready."))
        return path

    def _save_in_spite(self) -> bool:
        answer = self._dialogs.changed_on_disk()
        if answer is Changed.ANOTHER_NAME:
            return self.save_as()
        if answer is Changed.CANCEL:
            return False
        try:
            self._session.save(replace_other=True)
        except StoreError as error:
            return self._not_saved(error)
        self.announced.emit(self.tr("Saved."))
        return True

    def _not_saved(self, error: StoreError) -> bool:
        self._refused(self.tr("This map is not saved yet"), error)
        return False

    def _refused(self, title: str, error: StoreError) -> None:
        self._dialogs.tell(title, sentence(error, QCoreApplication.translate))

    def _suggestion(self) -> Path:
        """A neutral name: titles may hold what others should not read in a folder."""
        if self._session.path is not None:
            return self._session.path
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(folder or ".") / (self.tr("my map", "file name") + SUFFIX)
