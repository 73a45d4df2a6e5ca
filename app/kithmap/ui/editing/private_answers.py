"""Private answers while somebody else looks at the screen, too: what was answered before is shown when it is asked for.

What was answered, by whom it was, and of whom anything was said at all, none of it shows by itself then. What is
answered meanwhile is shown as chosen.
"""

from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal

from kithmap.model import queries
from kithmap.model.document import DatedMap, Document
from kithmap.model.ids import EntryId
from kithmap.session.session import Session
from kithmap.ui.widgets.scrolling_dialog import button
from kithmap.ui.widgets.wrapping import WrappingButton

if TYPE_CHECKING:
    from kithmap.guide.prompts import PromptName


class Folded(Enum):
    """Stands for an answer that is not to be seen, also where there is none."""

    FOLDED = auto()


FOLDED: Final = Folded.FOLDED
_Value = TypeVar("_Value")
# An answer: what it belongs to, most often the id of a dated map, and its own name.
What = tuple[str, ...]

# What stands out because of them.
OBSERVATIONS: Final[What] = ("observations",)


def feeling(dated_map: DatedMap, entry_id: EntryId) -> Mapping[str, What]:
    """The answers about one entry on a dated map, by the fields of `Feeling`."""
    return {field: (dated_map.id, entry_id, field) for field in ("feels", "energy", "lean")}


def note(entry_id: EntryId) -> What:
    return (entry_id, "note")


def said(dated_map: DatedMap, name: "PromptName") -> What:
    return (dated_map.id, name.name)


class PrivateAnswers(QObject):
    """Says of each answer whether it is to be seen.

    `changed`: others are to be seen now. `folded`: none of the earlier ones is, as at the start of a session.
    """

    changed = Signal()
    folded = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._asked: set[What] = set()
        self._given: set[tuple[What, object]] = set()
        session.document_changed.connect(self._on_document_changed)

    @property
    def are_guarded(self) -> bool:
        return queries.is_with_someone(self._session.document)

    def seen(self, what: What, value: _Value) -> _Value | Folded:
        """An answer as it is to be shown: its value, or FOLDED. A value that undo brings back is an earlier one."""
        is_open = not self.are_guarded or what in self._asked or (what, value) in self._given
        return value if is_open else FOLDED

    def ask_for(self, *whats: What) -> None:
        if not self._asked.issuperset(whats):
            self._asked.update(whats)
            self.changed.emit()

    def give(self, what: What, value: object) -> None:
        """This is being answered now: it is shown as chosen."""
        self._given.add((what, value))
        self.changed.emit()

    def fold(self) -> None:
        """Whatever was asked for or answered so far is an earlier answer from now on."""
        self._asked.clear()
        self._given.clear()
        self.folded.emit()
        self.changed.emit()

    def _on_document_changed(self, before: Document, after: Document) -> None:
        if queries.is_with_someone(before) != queries.is_with_someone(after):
            self.fold()


def earlier_button(pressed: Callable[[], object]) -> WrappingButton:
    return button(QCoreApplication.translate("PrivateAnswers", "Show what I answered before"), pressed, "link")


def private_observations_button(pressed: Callable[[], object]) -> WrappingButton:
    translate = QCoreApplication.translate
    return button(translate("PrivateAnswers", "Show what stands out in my private answers"), pressed, "link")
