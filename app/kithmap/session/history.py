"""The current document and the way back: the one place that replaces it.

`document_changed(before, after)` is the one "model changed" signal of the program; everything visible recomputes from
`after`. `state_changed` says that what undo would do, or whether the work is saved, is different now.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from kithmap.model.document import Document

# Steps that can be taken back: far more than anyone will, and memory stays flat.
UNDO_LIMIT = 10_000


class Change(QUndoCommand):
    """One undo step. Those with the same merge key become one, an afterthought becomes part of any step."""

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
        """Show the document after the change (Qt calls it on push, too)."""
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


class History(QObject):
    document_changed = Signal(object, object)
    state_changed = Signal()

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        # Its signals are not used: it emits them from its destructor too, into objects that are half gone
        # (not reported; PySide6 6.11.3; commaai/openpilot#26465 tells of it).
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(UNDO_LIMIT)
        self._typing: str | None = None
        self._run = 0

    def apply(self, text: str, document: Document, merge_key: str | None = None) -> bool:
        """Make `document` the current one as an undo step named `text`; False when nothing changed.

        Consecutive changes with one `merge_key` are one step until `end_typing` or another change.
        """
        if document == self.document:
            return False
        if merge_key is None or merge_key != self._typing:
            # A saved state or another edit in between ends the run: the next key press is a new step.
            self._typing = merge_key
            self._run += 1
        key = None if merge_key is None else f"{merge_key}#{self._run}"
        self._push(Change(text, self.document, document, self._show, key))
        return True

    def amend(self, text: str, document: Document) -> bool:
        """Make `document` the current one as part of the last step; False when nothing changed.

        For what nobody would take back by itself, such as going on in the guided session: undo takes back the step and
        is where it was made. Where there is no step since the last save, it is one, named `text`.
        """
        if document == self.document:
            return False
        self._typing = None
        self._push(Change(text, self.document, document, self._show, None, is_afterthought=True))
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
        return self._stack.undoText()

    @property
    def redo_text(self) -> str:
        return self._stack.redoText()

    @property
    def is_modified(self) -> bool:
        """Whether there is work that is in no file."""
        return not self._stack.isClean()

    def _begin(self, document: Document, *, is_saved: bool) -> None:
        before, self.document = self.document, document
        self._typing = None
        self._stack.clear()
        if not is_saved:
            self._stack.resetClean()
        self.document_changed.emit(before, document)
        self.state_changed.emit()

    def _mark_saved(self) -> None:
        self._typing = None
        self._stack.setClean()

    def _mark_unsaved(self) -> None:
        self._stack.resetClean()

    def _push(self, change: Change) -> None:
        self._stack.push(change)
        self.state_changed.emit()

    def _show(self, before: Document, after: Document) -> None:
        self.document = after
        self.document_changed.emit(before, after)
