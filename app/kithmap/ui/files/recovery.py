"""Unsaved work from a time when Kithmap was ended: finding it, saying what it is, bringing it back or deleting it.

It is never deleted here without the person's word, except when the very same document is in its file already: then the
program was ended between a save and tidying up.
"""

from contextlib import suppress
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject

from kithmap.session.services import SessionServices
from kithmap.store import atomic_file, encryption, map_file, recovery
from kithmap.store.atomic_file import FileContent
from kithmap.store.encryption import Protection
from kithmap.store.errors import PassphraseNeeded, StoreError
from kithmap.store.locks import Hold
from kithmap.store.map_file import MAXIMUM_BYTES, MapFile
from kithmap.store.migrations import CURRENT_VERSION
from kithmap.store.recovery import Condition, Kept
from kithmap.ui.files.files import Files
from kithmap.ui.files.questions import Questions
from kithmap.ui.files.recovery_dialog import RecoveryChoice, UnsavedSummary


class _Back(msgspec.Struct, frozen=True):
    """Work that was read again. `path` is its file where that is as it was; `known` tells how it stands there.

    protection: how the work is protected, which its file need not be yet.
    is_saved: the very same document is in its file: the program was ended between a save and tidying up.
    """

    known: MapFile
    protection: Protection | None
    path: Path | None
    is_copy: bool = False
    is_saved: bool = False


class Recovering(QObject):
    """What is offered at the start: over the first page, or over the map given on the command line."""

    def __init__(self, files: Files, services: SessionServices, questions: Questions, folder: Path) -> None:
        super().__init__()
        self._files = files
        self._services = services
        self._questions = questions
        self._folder = folder
        self._held: Hold | None = None

    def offer(self) -> bool:
        """Ask about each, newest first, until one was brought back: then True. What is put off stays for next time."""
        is_back = False
        looking = self.tr("Looking for unsaved work…")
        for kept, hold in self._questions.wait_for(looking, lambda: recovery.claim_found(self._folder)):
            is_back = is_back or self._ask(kept, hold)
            if not is_back or self._held is not hold:
                hold.release()
        return is_back

    def _ask(self, kept: Kept, hold: Hold) -> bool:
        unsaved = self._questions.wait_for(self.tr("Looking for unsaved work…"), lambda: _looked_at(kept))
        if unsaved is None:
            return False
        answer = self._questions.unsaved_work(unsaved)
        if answer is RecoveryChoice.DELETE:
            self._delete(kept)
        return answer is RecoveryChoice.BRING_BACK and self._bring_back(kept, hold)

    def _bring_back(self, kept: Kept, hold: Hold) -> bool:
        """Open unsaved work in the window; it stays kept until it is saved."""
        with self._services.autosave.standing_aside():
            read = self._read(kept) if self._files.may_leave() else None
            if read is None:
                return False
            self._held = hold
            self._show(kept.file, hold, read)
        return True

    def _delete(self, kept: Kept) -> None:
        try:
            recovery.discard(kept.file)
        except StoreError as error:
            self._files.refused(self.tr("It could not be deleted"), error)

    def _read(self, kept: Kept) -> _Back | None:
        try:
            return self._questions.wait_for(self.tr("Bringing your work back…"), lambda: _brought_back(kept.file, None))
        except PassphraseNeeded:
            return self._questions.ask_passphrase(None, lambda passphrase: _brought_back(kept.file, passphrase))
        except StoreError as error:
            self._files.refused(self.tr("This work could not be brought back"), error)
            return None

    def _show(self, file: Path, hold: Hold, back: _Back) -> None:
        self._files.show(back.known, back.path, None if back.is_saved else back.known.document)
        session = self._services.session
        if session.protection != back.protection:
            session.protect(back.protection)
        self._services.journal.adopt(file, hold)
        if not session.is_modified:
            self._questions.show_message(
                self.tr("Nothing was lost"),
                self.tr("This work is in its file already. The map is open as you saved it."),
            )
        if back.is_copy:
            self._questions.show_message(
                self.tr("Your work is back, as a copy"),
                self.tr(
                    "The file it came from is not there any more, or was changed since. It was left as it is. "
                    "Save this copy under a name of its own; then you have both."
                ),
            )


def _brought_back(file: Path, passphrase: str | None) -> _Back:
    """The work in a recovery file, and what is known of the file it began from. Raises StoreError."""
    unsaved, protection = recovery.read(file, passphrase)
    work = map_file.parse(unsaved.data)
    there = None if unsaved.path is None else _content_of(unsaved.path)
    if there is None or there.digest != unsaved.digest:
        saved = None if there is None else _parsed(there, protection)
        if saved is not None and saved.document == work.document:
            return _Back(saved, protection, unsaved.path, is_saved=True)
        known = msgspec.structs.replace(work, protection=protection)
        return _Back(known, protection, None, is_copy=unsaved.path is not None)
    # The file may be a newer program's, or still be as open as before a passphrase that was not saved any more. Where
    # another passphrase keeps its version from being seen it is taken for the current one.
    seen = _parsed(there, protection)
    known = msgspec.structs.replace(
        work,
        protection=protection if encryption.is_protected(there.data) else None,
        digest=there.digest,
        version=CURRENT_VERSION if seen is None else seen.version,
    )
    return _Back(known, protection, unsaved.path)


def _looked_at(kept: Kept) -> UnsavedSummary | None:
    """What can be said about it now; None when it is a newer program's, or was saved already and is tidied up."""
    if kept.condition is Condition.NEWER:
        return None
    unreadable = UnsavedSummary(
        kept.changed, kept.is_protected, kept.key is not None, is_readable=kept.condition is Condition.WHOLE
    )
    if kept.is_protected or not unreadable.is_readable:
        return unreadable
    try:
        unsaved, _ = recovery.read(kept.file)
        document = map_file.parse(unsaved.data).document
    except StoreError:
        return unreadable
    there = None if unsaved.path is None else _content_of(unsaved.path)
    has_changed = unsaved.digest != (None if there is None else there.digest)
    saved = _parsed(there, None) if there is not None and has_changed else None
    if saved is not None and saved.document == document:
        with suppress(StoreError):
            recovery.discard(kept.file)
            return None
    return UnsavedSummary(
        kept.changed,
        is_protected=False,
        has_file=unsaved.path is not None,
        file_has_changed=has_changed,
        entries=len(document.today.connections),
        dated_maps=len(document.maps),
        title=document.title,
        is_practice=document.is_practice,
    )


def _content_of(path: Path) -> FileContent | None:
    try:
        return atomic_file.read(path, MAXIMUM_BYTES)
    except StoreError:
        return None


def _parsed(content: FileContent, protection: Protection | None) -> MapFile | None:
    """What a file holds; None when another passphrase, or damage, keeps it from being seen."""
    try:
        return msgspec.structs.replace(map_file.parse(content.data, protection), digest=content.digest)
    except StoreError:
        return None
