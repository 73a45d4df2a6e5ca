"""From gesture to edit: what a person does with mouse, keys or list, as a named undo step.

Widgets call these methods and never touch the document; everything here ends in `Session.apply`. The picture, and the
room an entry needs on it, are handed in as functions because places are judged against what is on the screen now.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import NamedTuple, Unpack

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from kithmap.layout import placement
from kithmap.layout.picture import Box, Picture
from kithmap.model import edits, queries
from kithmap.model.document import DatedMap, Document, Feeling, Placement
from kithmap.model.edits import EntryDetails
from kithmap.model.errors import ModelError
from kithmap.model.ids import EntryId, KindId, MapId, RingId
from kithmap.model.names import has_visible, names_from_lines, printable
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, Direction, SupportLevel
from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.widgets.appearance import Appearance
from kithmap.ui.widgets.text import filled, shortened
from kithmap.wording import refusals
from kithmap.wording.words import Words

# How a document becomes the next one; may raise ModelError.
Edit = Callable[[Document], Document]


class UndoStep(NamedTuple):
    """How undo names an edit, and the sentence that says it is done."""

    name: str
    done: str = ""


# An entry put past its neighbour comes within half of this many degrees behind it.
_NEAR = 60.0
_LAST_ANGLE = math.nextafter(360.0, 0.0)


class Editing(QObject):
    """Every gesture of the window as one method.

    `announced` carries a sentence for the status line and screen readers: what was changed, or why nothing was.
    What the model refuses (a name too long, one entry too many) is said there too; no method here raises for it.
    """

    announced = Signal(str)

    def __init__(
        self,
        session: Session,
        selection: Selection,
        words: Words,
        picture: Callable[[], Picture],
        block_of: Callable[[EntryId], Box],
    ) -> None:
        super().__init__()
        self._session = session
        self._selection = selection
        self._words = words
        self._picture = picture
        self._block_of = block_of

    @property
    def document(self) -> Document:
        return self._session.document

    @property
    def map_id(self) -> MapId:
        return self.document.today.id

    # Entries

    def add_names(self, text: str) -> tuple[EntryId, ...]:
        """Add an entry for every line of `text` to the tray; returns the new ids (none for blank text)."""
        names = names_from_lines(text)
        if not names:
            return ()
        count = len(self.document.entries)
        self._apply(self.step_of_adding(names), partial(edits.add_entries, names=names, map_id=self.map_id))
        return tuple(entry.id for entry in self.document.entries[count:])

    def delete(self, ids: Collection[EntryId]) -> None:
        """Delete entries. Nothing is asked: it can be undone."""
        if not ids:
            return
        step = self._step(self.tr("Delete {name}"), self.tr("Delete %n entries", "", len(ids)), ids)
        said = self._step(
            self.tr("Deleted {name}. Undo brings it back."),
            self.tr("Deleted %n entries. Undo brings them back.", "", len(ids)),
            ids,
        )
        self._apply(UndoStep(step, said), partial(edits.delete, entry_ids=ids, map_id=self.map_id))

    def rename(self, entry_id: EntryId, name: str, *, typing: bool = False) -> bool:
        """Give an entry another name; False when nothing changed, as for a name with nothing visible."""
        if not has_visible(printable(name)):
            # Half way through typing: no reason to say anything.
            return False
        key = f"name:{entry_id}" if typing else None
        step = filled(self.tr("Rename {name}"), name=self._name(entry_id))
        return self._apply(UndoStep(step), lambda document: edits.describe(document, entry_id, name=name), key)

    def describe(self, entry_id: EntryId, *, typing: bool = False, **details: Unpack[EntryDetails]) -> None:
        """Change details of an entry. `typing` joins the key presses in one field into one undo step."""
        key = f"{','.join(details)}:{entry_id}" if typing else None
        step = filled(self.tr("Change details of {name}"), name=self._name(entry_id))
        self._apply(UndoStep(step), lambda document: edits.describe(document, entry_id, **details), key)

    # Places

    def drop(self, middles: Mapping[EntryId, tuple[float, float]]) -> bool:
        """Entries were dropped with their middles here (map units): all land on rings, or nobody moves (False)."""
        placements = placement.places_at(self._picture(), middles, self._blocks(middles))
        if placements is None:
            self.announced.emit(self.tr("That is outside the rings. Nothing was changed."))
            return False
        return self._place(placements)

    def place_in_ring(self, ids: Collection[EntryId], ring: RingId) -> None:
        """Put entries on a ring (or at a distance), each in a free place near where it was."""
        self._place(self.free_places(ids, ring))

    def free_places(self, ids: Collection[EntryId], ring: RingId) -> Mapping[EntryId, Placement]:
        """Where on a ring (or at a distance) entries find room; nothing for those on the ring already."""
        if ring == KEEPING_A_DISTANCE:
            return {entry_id: Placement(ring=ring) for entry_id in ids}
        connections = {each.entry: each for each in self.document.today.connections}
        wanted = [each for each in ids if queries.ring_of(connections[each]) != ring]
        return placement.free_places(self._picture(), ring, self._angles(wanted), self._blocks(wanted))

    def take_off_rings(self, ids: Collection[EntryId]) -> None:
        placed = [each for each in ids if queries.connection(self.document.today, each).placement]
        if placed:
            edit = partial(edits.take_off_rings, entry_ids=placed, map_id=self.map_id)
            self._apply(self.step_of_taking_off(placed), edit)

    def step_along(self, entry_id: EntryId, *, clockwise: bool) -> None:
        picture = self._picture()
        place = placement.step_along(picture, entry_id, clockwise=clockwise) if picture.entry(entry_id) else None
        if place is not None:
            self._place({entry_id: place}, key=f"along:{entry_id}")

    def move_past(self, entry_id: EntryId, *, later: bool) -> None:
        """Move an entry along its ring, just past the next one in reading order; at either end it stays."""
        place = _place_past(self.document.today, entry_id, later=later)
        if place is not None:
            self._place({entry_id: place}, key=f"past:{entry_id}")

    def step_between(self, entry_id: EntryId, *, outward: bool) -> None:
        picture = self._picture()
        place = placement.step_between(picture, entry_id, outward=outward) if picture.entry(entry_id) else None
        if place is not None:
            self._place({entry_id: place})

    # Support, feelings, ties

    def mark(self, ids: Collection[EntryId], kind: KindId, direction: Direction, level: SupportLevel | None) -> None:
        if ids:
            map_id = self.map_id
            self._apply(
                self.step_of_marking(ids, kind, direction, level),
                lambda document: edits.mark_support(document, ids, kind, direction, level, map_id=map_id),
            )

    def feel(self, entry_id: EntryId, feeling: Feeling) -> None:
        edit = partial(edits.feel, entry_id=entry_id, feeling=feeling, map_id=self.map_id)
        self._apply(self.step_of_feeling(), edit)

    def tie(self, one: EntryId, other: EntryId) -> None:
        """Say that two entries know each other, or take it back when they are tied already."""
        edit: Edit
        if other in queries.knows(self.document.today, one):
            edit = partial(edits.untie, one=one, other=other, map_id=self.map_id)
            step, said = self.tr("Untie {one} and {other}"), self.tr("{one} and {other} are no longer tied.")
        else:
            edit = partial(edits.tie, entry_ids=(one, other), map_id=self.map_id)
            step, said = self.tr("Tie {one} and {other}"), self.tr("{one} and {other} know each other.")
        names = {"one": self._name(one), "other": self._name(other)}
        self._apply(UndoStep(filled(step, **names), filled(said, **names)), edit)

    def tie_all(self, ids: Collection[EntryId]) -> None:
        count = len(ids)
        step = UndoStep(self.tr("Tie %n entries", "", count), self.tr("%n entries know each other.", "", count))
        self._apply(step, partial(edits.tie, entry_ids=ids, map_id=self.map_id))

    # The document as a whole

    def start_dated_map(self) -> bool:
        """Start a new dated map that carries everyone forward; False when there can be no more of them."""
        edit = partial(edits.start_dated_map, today=self._session.today())
        return self._apply(UndoStep(self.tr("Start a new dated map")), edit)

    def change(self, step: UndoStep | str, edit: Document | Edit, key: str | None = None) -> bool:
        """Any other edit, to be done or done already: rings, headings, kinds of support. False when nothing changed."""
        return self._apply(UndoStep(step) if isinstance(step, str) else step, edit, key)

    def undo(self) -> None:
        text = self._session.undo_text
        if text:
            self._session.undo()
            self.announced.emit(filled(self.tr("Undone: {step}"), step=text))

    def redo(self) -> None:
        text = self._session.redo_text
        if text:
            self._session.redo()
            self.announced.emit(filled(self.tr("Done again: {step}"), step=text))

    # Undo steps, also where the guide makes the edit

    def step_of_adding(self, names: Collection[str]) -> UndoStep:
        count = len(names)
        one = filled(self.tr("Add {name}"), name=shortened(next(iter(names))))
        step = one if count == 1 else self.tr("Add %n entries", "", count)
        return UndoStep(step, self.tr("%n added to “Not placed yet”.", "", count))

    def step_of_placing(self, placements: Mapping[EntryId, Placement]) -> UndoStep:
        rings = {each.ring for each in placements.values()}
        several = self.tr("several rings")
        ring = shortened(self._words.place(self.document.today, rings.pop())) if len(rings) == 1 else several
        count = len(placements)
        return UndoStep(
            self._step(self.tr("Move {name}"), self.tr("Move %n entries", "", count), placements),
            self._step(self.tr("{name}: {ring}"), self.tr("%n entries: {ring}", "", count), placements, ring=ring),
        )

    def step_of_taking_off(self, ids: Collection[EntryId]) -> UndoStep:
        count = len(ids)
        return UndoStep(
            self._step(self.tr("Take {name} off the rings"), self.tr("Take %n entries off the rings", "", count), ids),
            self._step(self.tr("{name}: not placed yet"), self.tr("%n entries: not placed yet", "", count), ids),
        )

    def step_of_marking(
        self, ids: Collection[EntryId], kind: KindId, direction: Direction, level: SupportLevel | None
    ) -> UndoStep:
        words = self._words
        label = shortened(words.support(kind, self.document))
        step = self._step(
            self.tr("Mark {kind} for {name}", "kind of support, name of an entry"),
            self.tr("Mark {kind} for %n entries", "", len(ids)),
            ids,
            kind=label,
        )
        said = self.tr("{kind}, {direction}: {level}")
        return UndoStep(step, filled(said, kind=label, direction=words.direction(direction), level=words.level(level)))

    def step_of_feeling(self) -> UndoStep:
        """The name of the step, which undo shows, does not say with whom; and nothing is announced."""
        return UndoStep(self.tr("Change a private answer"))

    def _place(self, placements: Mapping[EntryId, Placement], key: str | None = None) -> bool:
        if not placements:
            return False
        edit = partial(edits.place, placements=placements, map_id=self.map_id)
        return self._apply(self.step_of_placing(placements), edit, key)

    def _apply(self, step: UndoStep, edit: Document | Edit, key: str | None = None) -> bool:
        """The one door to the session, and the one place where refusals of the model become sentences."""
        try:
            after = edit(self.document) if callable(edit) else edit
        except ModelError as refusal:
            self.announced.emit(refusals.sentence(refusal, QCoreApplication.translate))
            return False
        is_done = self._session.apply(step.name, after, key)
        if is_done and step.done:
            self.announced.emit(step.done)
        return is_done

    def _step(self, one: str, several: str, ids: Collection[EntryId], **values: str) -> str:
        if len(ids) == 1:
            return filled(one, name=self._name(next(iter(ids))), **values)
        return filled(several, **values)

    def _name(self, entry_id: EntryId) -> str:
        return shortened(queries.entry(self.document, entry_id).name)

    def _angles(self, ids: Collection[EntryId]) -> Mapping[EntryId, float | None]:
        places = {each.entry: each.placement for each in self.document.today.connections}
        return {each: place.angle if (place := places[each]) else None for each in ids}

    def _blocks(self, ids: Iterable[EntryId]) -> Mapping[EntryId, Box]:
        return {each: self._block_of(each) for each in ids}


class EditingContext(NamedTuple):
    """What most parts of the window work with, handed to each of them as one."""

    session: Session
    selection: Selection
    editing: Editing
    words: Words
    appearance: Appearance


def _place_past(today: DatedMap, entry_id: EntryId, *, later: bool) -> Placement | None:
    """An angle between the neighbour and the one behind it, near the neighbour; the picture keeps all of them apart."""
    own = queries.connection(today, entry_id).placement
    if own is None or own.ring == KEEPING_A_DISTANCE:
        return None
    others = [(each.entry, each.placement) for each in queries.on_ring(today, own.ring) if each.placement]
    row = others if later else others[::-1]
    behind = [place for _entry, place in row[[each for each, _place in row].index(entry_id) + 1 :]]
    if not behind:
        return None
    start, edge = behind[0].angle, _LAST_ANGLE if later else 0.0
    end = behind[1].angle if len(behind) > 1 else edge
    near = min(end, start + _NEAR) if later else max(end, start - _NEAR)
    angle = (start + near) / 2
    # Where two share one angle the depth decides which comes first.
    depth = own.depth if angle != start else (behind[0].depth + (1.0 if later else 0.0)) / 2
    return replace(own, angle=angle, depth=depth)
