"""The open document: the only place that replaces it, with undo, and its file.

`document_changed(before, after)` is the one "model changed" signal of the program; everything visible recomputes from
`after`. `state_changed` says that the file, the saved state or what undo would do is different now.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from kithmap.model.document import Document, new_document
from kithmap.store import atomic_file, file_format
from kithmap.store.atomic_file import Digest
from kithmap.store.errors import NotConfirmed

# Steps that can be taken back: far more than anyone will, and memory stays flat.
UNDO_LIMIT = 10_000


class Change(QUndoCommand):
    """One undo step: the document before and after. Changes with the same merge key become one step."""

    def __init__(
        self,
        text: str,
        before: Document,
        after: Document,
        show: Callable[[Document, Document], None],
        merge_key: str | None,
    ) -> None:
        super().__init__(text)
        self.before = before
        self.after = after
        self.merge_key = merge_key
        self._show = show

    def redo(self) -> None:
        """Show the document after the change (Qt calls it on push, too)."""
        self._show(self.before, self.after)

    def undo(self) -> None:
        """Show the document from before the change."""
        self._show(self.after, self.before)

    def id(self) -> int:
        """Which commands Qt offers to merge: those with a merge key."""
        return -1 if self.merge_key is None else 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in a later change with the same key, so typing in one field is one step."""
        if not isinstance(other, Change) or other.merge_key != self.merge_key:
            return False
        self.after = other.after
        self.setObsolete(self.after == self.before)
        return True


class Session(QObject):
    """Holds the current document. Edits go through `apply`, files through `open`, `save` and `start_new`."""

    document_changed = Signal(object, object)
    state_changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.document = new_document(today())
        self.path: Path | None = None
        # The bytes on disk we last read or wrote; None when the document has no file yet.
        self._digest: Digest | None = None
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
        self._stack.push(Change(text, self.document, document, self._show, key))
        self.state_changed.emit()
        return True

    def end_typing(self) -> None:
        """Let the next change be an undo step of its own (a field lost the focus)."""
        self._typing = None

    def undo(self) -> None:
        """Take back the last step."""
        self._typing = None
        self._stack.undo()
        self.state_changed.emit()

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._typing = None
        self._stack.redo()
        self.state_changed.emit()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._stack.canUndo()

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
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

    def start_new(self) -> None:
        """Begin an empty document that has no file."""
        self._become(new_document(self.today()), None, None)

    def start_from(self, document: Document) -> None:
        """Begin with a given document that has no file (the example map)."""
        self._become(document, None, None)

    def open(self, path: Path) -> None:
        """Open a file. On any refusal (see `store.errors`) the current document stays as it is."""
        content = atomic_file.read(path, limit=file_format.MAXIMUM_BYTES)
        self._become(file_format.decode(content.data), path, content.digest)

    def save(self, path: Path | None = None, *, replace_other: bool = False) -> None:
        """Write the document, to `path` or to the file it came from, whole or not at all.

        `encode` has decoded the bytes again and compared. Refuses (`store.errors.ChangedOnDisk`) when
        the file is not the one last read or written here; `replace_other` is for a file the person has chosen to
        replace.
        Raises ValueError when there is no path.
        """
        target = path or self.path
        if target is None:
            raise ValueError("no file chosen")
        document = self.document
        data = file_format.encode(document)
        expected = self._digest if target == self.path else None
        try:
            digest = atomic_file.replace(target, data, expected=atomic_file.ANY if replace_other else expected)
        except NotConfirmed as fault:
            # The bytes are there, but may not survive a power cut: known from now on, and still unsaved.
            self.path, self._digest = target, Digest(fault.digest)
            self.state_changed.emit()
            raise
        self.path, self._digest = target, digest
        self._typing = None
        if document is self.document:
            self._stack.setClean()
        self.state_changed.emit()

    def _become(self, document: Document, path: Path | None, digest: Digest | None) -> None:
        before = self.document
        self.document, self.path, self._digest, self._typing = document, path, digest, None
        self._stack.clear()
        self.document_changed.emit(before, document)
        self.state_changed.emit()

    def _show(self, before: Document, after: Document) -> None:
        self.document = after
        self.document_changed.emit(before, after)
