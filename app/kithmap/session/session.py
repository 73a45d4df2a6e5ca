"""The open document: the only place that replaces it, with undo, and its file.

`document_changed(before, after)` is the one "model changed" signal of the program; everything visible recomputes from
`after`. `state_changed` says that the file, the saved state or what undo would do is different now.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from pathlib import Path
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from kithmap.model.document import Document, new_document
from kithmap.store import atomic_file, locks, map_file
from kithmap.store.atomic_file import ANY, Digest
from kithmap.store.encryption import Protection
from kithmap.store.errors import NotConfirmed
from kithmap.store.locks import Hold
from kithmap.store.map_file import MapFile, Save
from kithmap.store.unknown_fields import UnknownFields, without_new

# Steps that can be taken back: far more than anyone will, and memory stays flat.
UNDO_LIMIT = 10_000


class Barrier(Enum):
    """Why the file of the map is not written: the work can be saved under another name."""

    NEWER = "made by a newer version"
    READ_ONLY = "the file, its folder or its disk can only be read"
    OPEN_ELSEWHERE = "open in another window"


class Access(NamedTuple):
    """How the file of a map may be used: our hold on it, None when another window has it, and why it is not written."""

    hold: Hold | None = None
    barrier: Barrier | None = None


def access_to(path: Path, *, is_newer: bool = False, hold: Hold | None = None) -> Access:
    """Take the map at `path` for this window, unless it has a `hold` already, and find out whether it may be written.

    Waits for the disk, which may be far away; it can run on any thread.
    """
    if is_newer:
        return Access(hold, Barrier.NEWER)
    hold = hold or locks.hold_map(path)
    if hold is None:
        return Access(None, Barrier.OPEN_ELSEWHERE)
    return Access(hold, Barrier.READ_ONLY if atomic_file.may_replace(path) else None)


class Change(QUndoCommand):
    """One undo step: the document before and after.

    Changes with the same merge key become one step, and one that is an afterthought becomes part of any step.
    """

    def __init__(
        self,
        text: str,
        before: Document,
        after: Document,
        show: Callable[[Document, Document], None],
        merge_key: str | None,
        *,
        is_afterthought: bool = False,
    ) -> None:
        super().__init__(text)
        self.before = before
        self.after = after
        self.merge_key = merge_key
        self.is_afterthought = is_afterthought
        self._show = show

    def redo(self) -> None:
        self._show(self.before, self.after)

    def undo(self) -> None:
        self._show(self.after, self.before)

    def id(self) -> int:
        """Which commands Qt offers to merge: all; never over a saved state."""
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a later change with the same key, so typing in one field is one step; and any afterthought."""
        if not isinstance(other, Change):
            return False
        has_same_key = self.merge_key is not None and other.merge_key == self.merge_key
        if not (has_same_key or other.is_afterthought):
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)
        return True


class Session(QObject):
    """Holds the current document. Edits go through `apply`, files through `open`, `save` and `start_new`.

    backups: the folder for earlier versions; None keeps none.
    """

    document_changed = Signal(object, object)
    state_changed = Signal()

    def __init__(self, today: Callable[[], date], backups: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.path: Path | None = None
        self.protection: Protection | None = None
        self.barrier: Barrier | None = None
        self._backups = backups
        # The document as its file has it, with what else stands there; a digest only when there is a file.
        self._known = MapFile(new_document(today()))
        self.document = self._known.document
        self._hold: Hold | None = None
        self._is_first_save = True
        # Its signals are not used: it emits them from its destructor too, into objects that are half gone.
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(UNDO_LIMIT)
        self._typing: str | None = None
        self._run = 0

    # Editing

    def apply(self, text: str, document: Document, merge_key: str | None = None) -> bool:
        """Make `document` the current one as an undo step named `text`; False when nothing changed.

        Consecutive changes with one `merge_key` are one step until `end_typing` or another change.
        """
        if document is self.document or document == self.document:
            return False
        if merge_key is None or merge_key != self._typing:
            # A saved state or another edit in between ends the run: the next key press is a new step.
            self._typing = merge_key
            self._run += 1
        key = None if merge_key is None else f"{merge_key}#{self._run}"
        # Something new that gets the id of something removed is not the same: what the file said of that is not for it.
        unknown = without_new(self._known.unknown, self.document, document)
        self._known = msgspec.structs.replace(self._known, unknown=unknown)
        self._stack.push(Change(text, self.document, document, self._show, key))
        self.state_changed.emit()
        return True

    def amend(self, text: str, document: Document) -> bool:
        """Make `document` the current one as part of the last step; False when nothing changed.

        For what nobody would take back by itself, such as going on in the guided session: undo takes back the step and
        is where it was made. Where there is no step since the last save, it is one, named `text`.
        """
        if document is self.document or document == self.document:
            return False
        self._typing = None
        self._stack.push(Change(text, self.document, document, self._show, None, is_afterthought=True))
        self.state_changed.emit()
        return True

    def end_typing(self) -> None:
        """Let the next change be an undo step of its own (a field lost the focus)."""
        self._typing = None

    def undo(self) -> None:
        self._typing = None
        self._stack.undo()
        self.state_changed.emit()

    def redo(self) -> None:
        self._typing = None
        self._stack.redo()
        self.state_changed.emit()

    @property
    def can_undo(self) -> bool:
        return self._stack.canUndo()

    @property
    def can_redo(self) -> bool:
        return self._stack.canRedo()

    @property
    def undo_text(self) -> str:
        """Name of the step undo would take back, or ""."""
        return self._stack.undoText()

    @property
    def redo_text(self) -> str:
        """Name of the step redo would do again, or ""."""
        return self._stack.redoText()

    @property
    def is_modified(self) -> bool:
        """Whether there is work that is in no file."""
        return not self._stack.isClean()

    # Files

    @property
    def digest(self) -> Digest | None:
        """The bytes on disk we last read or wrote; None when the document has no file yet."""
        return self._known.digest

    @property
    def unknown(self) -> UnknownFields:
        """What the file holds besides the document."""
        return self._known.unknown

    def start_new(self) -> None:
        self.start_from(new_document(self.today()))

    def start_from(self, document: Document) -> None:
        """Begin with a given document that has no file (the example map)."""
        self.adopt(MapFile(document), None)

    def open(self, path: Path, passphrase: str | None = None) -> None:
        """Open a file. On any refusal (see `store.errors`) the current document stays as it is."""
        self.adopt(map_file.read(path, passphrase), path)

    def adopt(
        self, known: MapFile, path: Path | None, document: Document | None = None, access: Access | None = None
    ) -> None:
        """Make a map that was read the current one.

        `document` is unsaved work that belongs to it: then there is something to save from the start. `access` was
        found out already, after this window let go of the map it had (`close`).
        """
        before = self.document
        self.document = document or known.document
        self.protection = known.protection
        self._typing = None
        self._take(known, path, access)
        self._stack.clear()
        if document is not None:
            self._stack.resetClean()
        self.document_changed.emit(before, self.document)
        self.state_changed.emit()

    def own_access(self) -> Access:
        """Find out once more how the map's file may be used. Waits for the disk; it can run on any thread."""
        if self.path is None:
            return Access()
        return access_to(self.path, is_newer=self._known.is_newer, hold=self._hold)

    def look_again(self, access: Access | None = None) -> None:
        """The file may be usable by now: the other window may be closed. `access` was found out already."""
        self._hold, self.barrier = access or self.own_access()
        self.state_changed.emit()

    def protect(self, protection: Protection | None) -> None:
        """Protect the map from the next save on, or no longer."""
        self.protection = protection
        self._stack.resetClean()
        self.state_changed.emit()

    def plan_save(self, path: Path | None = None, *, replace_other: bool = False, by_itself: bool = False) -> Save:
        """What a save would write, to `path` or to the file it came from; `map_file.save` does it.

        `replace_other` is for a file the person has chosen to replace. Raises ValueError when there is no path.
        """
        target = path or self.path
        if target is None:
            raise ValueError("no file chosen")
        is_own = target == self.path
        # What was readable to all must not be kept in another place by the save that protects it.
        same_protection = (self._known.protection is None) == (self.protection is None)
        return Save(
            path=target,
            document=self.document,
            unknown=self._known.unknown,
            protection=self.protection,
            expected=ANY if replace_other else self.digest if is_own else None,
            backups=self._backups,
            keep_old=replace_other or (is_own and self._is_first_save and same_protection),
            by_itself=by_itself,
        )

    def saved(self, plan: Save, digest: Digest, access: Access | None = None) -> None:
        """Take note that a planned save is on the disk. Edits made since stay unsaved.

        `access` to a new file was found out already.
        """
        self._remember(plan, digest, access)
        if plan.document is self.document and plan.protection is self.protection:
            self._typing = None
            self._stack.setClean()
        self.state_changed.emit()

    def written(self, plan: Save, digest: Digest) -> None:
        """Take note that the bytes are there, but may not survive a power cut: known, and still unsaved."""
        self._remember(plan, digest)
        self.state_changed.emit()

    def save(self, path: Path | None = None, *, replace_other: bool = False) -> None:
        """Write the document whole or not at all, and wait for it. See `plan_save` and `map_file.save`.

        Refuses (`store.errors.ChangedOnDisk`) when the file is not the one last read or written here.
        """
        plan = self.plan_save(path, replace_other=replace_other)
        try:
            digest = map_file.save(plan, datetime.now(UTC))
        except NotConfirmed as fault:
            self.written(plan, Digest(fault.digest))
            raise
        self.saved(plan, digest)

    def close(self) -> None:
        """Let other windows have the file."""
        if self._hold is not None:
            self._hold.release()
            self._hold = None

    def _remember(self, plan: Save, digest: Digest, access: Access | None = None) -> None:
        known = MapFile(plan.document, plan.unknown, plan.protection, digest)
        if plan.path == self.path:
            self._known = known
        else:
            self._take(known, plan.path, access)
        self._is_first_save = False

    def _take(self, known: MapFile, path: Path | None, access: Access | None) -> None:
        self.close()
        self.path, self._known, self._is_first_save = path, known, True
        self._hold, self.barrier = access or self.own_access()

    def _show(self, before: Document, after: Document) -> None:
        self.document = after
        self.document_changed.emit(before, after)
