"""New, open, save, close and PDF: what the File menu does, with the questions it has to ask.

Refusals of the store become sentences here; the document and the files stay whole whatever happens. Whatever waits for
the disk or for a passphrase's arithmetic runs off the interface's thread, through `Dialogs.wait_for`.
"""

from concurrent.futures import wait
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Signal

from kithmap.content.errors import ContentError
from kithmap.model.document import Document
from kithmap.resources import resources_folder
from kithmap.session.file_state import access_to, try_to_save
from kithmap.session.services import SessionServices
from kithmap.store import atomic_file, backups, file_format, locks, map_file, pdf_file
from kithmap.store.atomic_file import ANY, Digest, Expectation
from kithmap.store.errors import (
    CannotRead,
    ChangedOnDisk,
    PassphraseNeeded,
    Reason,
    StoreError,
    UnreadableFile,
    WrongPassphrase,
)
from kithmap.store.locations import backups_folder, key_of
from kithmap.store.map_file import MapFile, Save
from kithmap.ui.files.dropped_file import SUFFIX
from kithmap.ui.files.questions import Changed, LeaveChoice, Questions
from kithmap.wording.refusals import sentence


class Files(QObject):
    """The document's way to and from the disk. `opened` tells that another document is shown now."""

    opened = Signal()
    leaving = Signal()  # before anything is saved or left: fields hand over what is typed
    saved = Signal()
    kept = Signal(bool)  # after a save: whether it is among the earlier versions as well
    announced = Signal(str)
    unreadable = Signal(Path)  # a map of ours that cannot be read: there may be an earlier version

    def __init__(self, services: SessionServices, questions: Questions) -> None:
        super().__init__()
        self._session = services.session
        self._services = services
        self._questions = self.questions = questions

    def new(self) -> bool:
        with self._services.autosave.standing_aside():
            if not self.may_leave():
                return False
            self._session.start_new()
        self.opened.emit()
        return True

    def open_example(self) -> bool:
        with self._services.autosave.standing_aside():
            if not self.may_leave():
                return False
            try:
                self._session.start_from(example_document())
            except StoreError as error:
                self.refused(self.tr("The example could not be opened"), error)
                return False
        self.opened.emit()
        return True

    def open_chosen(self) -> bool:
        path = self._questions.path_to_open()
        return path is not None and self.open(path)

    def open(self, path: Path) -> bool:
        """Open a file; on a refusal says why, and everything stays as it was."""
        # Work that the person does not want to save must not save itself while the other map is read.
        with self._services.autosave.standing_aside():
            known = self.read(path) if self.may_leave() else None
            if known is None:
                return False
            self.show(known, path)
        return True

    def read(self, path: Path) -> MapFile | None:
        """Read a map, asking for its passphrase if it has one; None, and it was said why, when that did not work."""
        try:
            return self._questions.wait_for(self.tr("Opening the map…"), lambda: map_file.read(path))
        except PassphraseNeeded:
            found = self._questions.ask_passphrase(path.name, lambda passphrase: _opened(path, passphrase))
        except StoreError as error:
            found = error
        if not isinstance(found, StoreError):
            return found
        self.refused(self.tr("This file could not be opened"), found)
        if isinstance(found, UnreadableFile):
            self.unreadable.emit(path)
        return None

    def show(self, known: MapFile, path: Path | None, document: Document | None = None) -> None:
        """Make a map that was read the current one (`document`: unsaved work that belongs to it)."""
        access = None
        if path is not None:
            # It may be the very map that this window has.
            self._session.close()
            access = self._questions.wait_for(
                self.tr("Opening the map…"), lambda: access_to(path, is_newer=known.is_newer)
            )
        self._services.journal.forget()
        self._session.adopt(known, path, document, access)
        self.opened.emit()

    def save(self) -> bool:
        """Save to the file the map came from, or ask for one. True when everything is on disk."""
        self.leaving.emit()
        if self._session.path is None or self._session.barrier is not None:
            return self.save_as()
        return self._save(None)

    def save_as(self) -> bool:
        self.leaving.emit()
        path = self._questions.path_to_save(self._suggestion())
        if path is None:
            return False
        if self._questions.wait_for(self.tr("One moment…"), lambda: self._is_taken(path)):
            self._questions.show_message(
                self.tr("This map is not saved yet"),
                self.tr("This file cannot be written just now. Please choose another name or another place."),
            )
            return False
        if self._is_own(path):
            return self._save(None)
        if self._session.document.is_practice and path.exists():
            self._questions.show_message(
                self.tr("This map is not saved yet"),
                self.tr("A practice map takes the place of no other file. Please choose another name."),
            )
            return False
        try:
            there = self._questions.wait_for(self.tr("One moment…"), lambda: map_file.digest_to_replace(path))
        except StoreError as error:
            self.refused(self.tr("This map is not saved yet"), error)
            return False
        # The file dialog has asked before replacing another map: the one that is there now, and no other.
        return self._save(path, replacing=there)

    def may_leave(self) -> bool:
        """Whether the current map may be left: it is saved, or the person said so."""
        if not self._is_unsaved():
            return True
        answer = self._questions.unsaved()
        if answer is LeaveChoice.SAVE:
            return self.save()
        return answer is LeaveChoice.LEAVE

    def may_discard(self, title: str, text: str, yes: str) -> bool:
        """Whether the current map may go: it is saved, or the person agreed. Saving it is no part of the question."""
        return not self._is_unsaved() or self._questions.ask(title, text, yes)

    def write_pdf(self, data: bytes, name: str = "") -> Path | None:
        """Ask where, again where it cannot be, and write a PDF: its path. `name` is for what is not about this map."""
        path: Path | None = _documents_folder() / f"{name}.pdf" if name else self._suggestion().with_suffix(".pdf")
        is_there = False
        while path is not None and not is_there:
            path = self._questions.path_for_pdf(path)
            is_there = path is not None and self._wrote_pdf(path, data)
        return path

    def refused(self, title: str, error: StoreError | ContentError) -> None:
        self._questions.show_message(title, sentence(error, QCoreApplication.translate))

    def look_again(self) -> None:
        self._session.use_access(self._questions.wait_for(self.tr("One moment…"), self._session.file.own_access))

    def resolve_change(self) -> bool:
        """Another program changed the file: ask which of the two to keep. True when all of this map is on disk."""
        self.leaving.emit()
        answer = self._questions.changed_on_disk()
        if answer is Changed.BOTH:
            return self.save_as()
        if answer is Changed.MINE:
            return self._save_mine()
        return answer is Changed.THEIRS and self._take_theirs()

    def _is_unsaved(self) -> bool:
        """Whether there is work to lose, once fields have handed over what is typed and autosave is done."""
        self.leaving.emit()
        self.wait_for_autosave()
        return self._session.is_modified

    def _is_own(self, path: Path) -> bool:
        own = self._session.path
        return own is not None and key_of(path) == key_of(own)

    def _is_taken(self, path: Path) -> bool:
        """Whether a file is not to be written: this one cannot be, or another window has it open."""
        if self._is_own(path):
            return self._session.barrier is not None
        hold = locks.hold_map(path)
        if hold is None:
            return True
        hold.release()
        return False

    def _save(self, path: Path | None, *, replacing: Digest | Literal[Expectation.ANY] | None = None) -> bool:
        """Save; `replacing` is the one other file that may be replaced, or any."""
        with self._services.autosave.standing_aside():
            self.wait_for_autosave()
            plan = self._session.file.plan_save(self._session.document, path, replacing=replacing)
            result = self._questions.wait_for(self.tr("Saving…"), lambda: try_to_save(plan))
            self._session.finish_save(result)
        if isinstance(result.refusal, ChangedOnDisk) and path is None:
            return self.resolve_change()
        if result.refusal is not None:
            self.refused(self.tr("This map is not saved yet"), result.refusal)
            return False
        self.saved.emit()
        self.kept.emit(result.is_kept)
        self.announced.emit(self.tr("Saved."))
        return True

    def wait_for_autosave(self) -> None:
        """Let the map finish saving itself, without the window standing still."""
        under_way = self._services.autosave.under_way
        if under_way is not None:
            self._questions.wait_for(self.tr("Saving…"), lambda: wait([under_way]))
            self._services.autosave.wait()

    def _wrote_pdf(self, path: Path, data: bytes) -> bool:
        try:
            # The file dialog has asked before replacing another PDF.
            self._questions.wait_for(self.tr("Writing the PDF…"), lambda: pdf_file.write(path, data, overwrite=True))
        except StoreError as error:
            self.refused(self.tr("The PDF could not be written"), error)
            return False
        self.announced.emit(self.tr("The PDF is ready."))
        return True

    def _save_mine(self) -> bool:
        """Replace what the other program wrote once that is an earlier version; if it cannot be, the person decides."""
        path, theirs = self._session.path, None
        try:
            theirs = self._questions.wait_for(self.tr("One moment…"), lambda: _keep_theirs(path))
        except StoreError:
            if not self._questions.ask(
                self.tr("The other file could not be kept"),
                self.tr(
                    "Kithmap could not put it among Earlier versions: this computer's disk may be full. "
                    "If you replace it, it is gone. “Not now” leaves both as they are."
                ),
                self.tr("Replace it all the same"),
                is_final=True,
            ):
                return False
        return self._save(None, replacing=theirs or ANY)

    def _take_theirs(self) -> bool:
        path = self._session.path
        theirs = None if path is None else self.read(path)
        if path is None or theirs is None:
            return False
        # What was here is not lost: it is one of the earlier versions.
        plan = self._session.file.plan_save(self._session.document)
        try:
            self._questions.wait_for(self.tr("One moment…"), lambda: _keep_aside(path, plan))
        except StoreError as error:
            self.refused(self.tr("Your own work could not be kept aside"), error)
            return False
        self.show(theirs, path)
        self.announced.emit(self.tr("This is the file as the other program left it. Yours is among Earlier versions."))
        return True

    def _suggestion(self) -> Path:
        """A neutral name: titles may hold what others should not read in a folder."""
        if self._session.path is not None:
            return self._session.path
        is_practice = self._session.document.is_practice
        name = self.tr("practice map", "file name") if is_practice else self.tr("my map", "file name")
        return _documents_folder() / f"{name}{SUFFIX}"


def example_document() -> Document:
    path = resources_folder() / "examples" / "example.kithmap"
    return file_format.decode(atomic_file.read(path, file_format.MAXIMUM_BYTES).data)


def _documents_folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or ".")


def _opened(path: Path, passphrase: str) -> MapFile | StoreError:
    """The map, or why this file does not open at all. Raises WrongPassphrase: then another one may."""
    try:
        return map_file.read(path, passphrase)
    except WrongPassphrase:
        raise
    except StoreError as error:
        return error


def _keep_theirs(path: Path | None) -> Digest | None:
    """Keep what stands in a map's file now as an earlier version: its digest. None when there is no such file."""
    if path is None:
        return None
    try:
        there = atomic_file.read(path, map_file.MAXIMUM_BYTES)
    except CannotRead as error:
        if error.reason is Reason.MISSING:
            return None
        raise
    backups.keep(backups_folder(), path, there.data, datetime.now(UTC))
    return there.digest


def _keep_aside(path: Path, plan: Save) -> None:
    data = map_file.encode(plan.document, plan.unknown, plan.protection)
    backups.keep(backups_folder(), path, data, datetime.now(UTC))
