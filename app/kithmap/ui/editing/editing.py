"""From gesture to edit: what a person does with mouse, keys or list, as a named undo step.

Widgets call these methods and never touch the document; everything here ends in `Session.apply`. The picture, and the
room an entry needs on it, are handed in as functions because places are judged against what is on the screen now.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QObject, Signal

from kithmap.layout import placement
from kithmap.layout.picture import Box, Picture
from kithmap.model import edits, queries
from kithmap.model.document import DatedMap, Document, Feeling, Placement
from kithmap.model.errors import ModelError
from kithmap.model.names import has_visible, names_from_lines, printable
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, Direction, SupportLevel
from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.ui.widgets.text import filled, shortened
from kithmap.wording import refusals
from kithmap.wording.words import Words

# How a document becomes the next one; may raise ModelError.
Edit = Callable[[Document], Document]

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
        block_of: Callable[[str], Box],
    ) -> None:
        super().__init__()
        self._session = session
        self._selection = selection
        self._words = words
        self._picture = picture
        self._block_of = block_of

    @property
    def document(self) -> Document:
        """The document as it is now."""
        return self._session.document

    # Entries

    def add_names(self, text: str) -> tuple[str, ...]:
        """Add an entry for every line of `text` to the tray; returns the new ids (none for blank text)."""
        names = names_from_lines(text)
        if not names:
            return ()
        step = (
            filled(self.tr("Add {name}"), name=shortened(names[0]))
            if len(names) == 1
            else self.tr("Add %n entries", "", len(names))
        )
        count = len(self.document.entries)
        if not self._apply(step, lambda document: edits.add_entries(document, names)):
            return ()
        self.announced.emit(self.tr("%n added to “Not placed yet”.", "", len(names)))
        return tuple(entry.id for entry in self.document.entries[count:])

    def delete(self, ids: Collection[str]) -> None:
        """Delete entries. Nothing is asked: it can be undone."""
        if not ids:
            return
        step = self._step(self.tr("Delete {name}"), self.tr("Delete %n entries", "", len(ids)), ids)
        said = self._step(
            self.tr("Deleted {name}. Undo brings it back."),
            self.tr("Deleted %n entries. Undo brings them back.", "", len(ids)),
            ids,
        )
        if self._apply(step, lambda document: edits.delete(document, ids)):
            self.announced.emit(said)

    def rename(self, entry_id: str, name: str, *, typing: bool = False) -> bool:
        """Give an entry another name; False when nothing changed, as for a name with nothing visible."""
        if not has_visible(printable(name)):
            # Half way through typing: no reason to say anything.
            return False
        key = f"name:{entry_id}" if typing else None
        step = filled(self.tr("Rename {name}"), name=self._name(entry_id))
        return self._apply(step, lambda document: edits.describe(document, entry_id, name=name), key)

    def describe(self, entry_id: str, *, typing: bool = False, **fields: Any) -> None:
        """Change details of an entry. `typing` joins the key presses in one field into one undo step."""
        key = f"{','.join(fields)}:{entry_id}" if typing else None
        step = filled(self.tr("Change details of {name}"), name=self._name(entry_id))
        self._apply(step, lambda document: edits.describe(document, entry_id, **fields), key)

    # Places

    def drop(self, middles: Mapping[str, tuple[float, float]]) -> bool:
        """Entries were dropped with their middles at these points (map units); False when nothing changed.

        All must land on rings, else nobody moves.
        """
        placements = placement.places_at(self._picture(), middles, self._blocks(middles))
        if placements is None:
            self.announced.emit(self.tr("That is outside the rings. Nothing was changed."))
            return False
        return self._place(placements)

    def place_in_ring(self, ids: Collection[str], ring: str) -> None:
        """Put entries on a ring (or at a distance), each in a free place near where it was."""
        if ring == KEEPING_A_DISTANCE:
            self._place({entry_id: Placement(ring=ring) for entry_id in ids})
            return
        connections = {each.entry: each for each in self.document.today.connections}
        wanted = [each for each in ids if queries.ring_of(connections[each]) != ring]
        self._place(placement.free_places(self._picture(), ring, self._angles(wanted), self._blocks(wanted)))

    def take_off_rings(self, ids: Collection[str]) -> None:
        """Put entries back into the tray."""
        placed = [each for each in ids if queries.connection(self.document.today, each).placement]
        if not placed:
            return
        step = self._step(
            self.tr("Take {name} off the rings"), self.tr("Take %n entries off the rings", "", len(placed)), placed
        )
        said = self._step(
            self.tr("{name}: not placed yet"), self.tr("%n entries: not placed yet", "", len(placed)), placed
        )
        if self._apply(step, lambda document: edits.take_off_rings(document, placed)):
            self.announced.emit(said)

    def step_along(self, entry_id: str, *, clockwise: bool) -> None:
        """Move an entry along its ring, past its neighbour."""
        picture = self._picture()
        place = placement.step_along(picture, entry_id, clockwise=clockwise) if picture.entry(entry_id) else None
        if place is not None:
            self._place({entry_id: place}, key=f"along:{entry_id}")

    def move_past(self, entry_id: str, *, later: bool) -> None:
        """Move an entry along its ring, just past the next one in reading order; at either end it stays."""
        place = _place_past(self.document.today, entry_id, later=later)
        if place is not None:
            self._place({entry_id: place}, key=f"past:{entry_id}")

    def step_between(self, entry_id: str, *, outward: bool) -> None:
        """Move an entry one ring further out or in."""
        picture = self._picture()
        place = placement.step_between(picture, entry_id, outward=outward) if picture.entry(entry_id) else None
        if place is not None:
            self._place({entry_id: place})

    # Support, feelings, ties

    def mark(self, ids: Collection[str], kind: str, direction: Direction, level: SupportLevel | None) -> None:
        """Mark one kind of support in one direction; None takes the mark away."""
        if not ids:
            return
        label = shortened(self._words.support(kind, self.document))
        step = self._step(
            self.tr("Mark {kind} for {name}", "kind of support, name of an entry"),
            self.tr("Mark {kind} for %n entries", "", len(ids)),
            ids,
            kind=label,
        )
        if self._apply(step, lambda document: edits.mark_support(document, ids, kind, direction, level)):
            said = self.tr("{kind}, {direction}: {level}")
            words = self._words
            self.announced.emit(
                filled(said, kind=label, direction=words.direction(direction), level=words.level(level))
            )

    def feel(self, entry_id: str, feeling: Feeling) -> None:
        """Say how a connection feels (private). The name of the step, which undo shows, does not say with whom."""
        self._apply(self.tr("Change a private answer"), lambda document: edits.feel(document, entry_id, feeling))

    def tie(self, one: str, other: str) -> None:
        """Say that two entries know each other, or take it back when they are tied already."""
        if other in queries.knows(self.document.today, one):
            edit, step, said = (
                edits.untie,
                self.tr("Untie {one} and {other}"),
                self.tr("{one} and {other} are no longer tied."),
            )
        else:
            edit, step, said = (
                edits.tie,
                self.tr("Tie {one} and {other}"),
                self.tr("{one} and {other} know each other."),
            )
        names = {"one": self._name(one), "other": self._name(other)}
        if self._apply(filled(step, **names), lambda document: edit(document, one, other)):
            self.announced.emit(filled(said, **names))

    def tie_all(self, ids: Collection[str]) -> None:
        """Say that all of these know each other."""
        if self._apply(self.tr("Tie %n entries", "", len(ids)), lambda document: edits.tie_all(document, ids)):
            self.announced.emit(self.tr("%n entries know each other.", "", len(ids)))

    # The document as a whole

    def start_dated_map(self) -> bool:
        """Start a new dated map that carries everyone forward; False when there can be no more of them."""
        day = self._session.today()
        return self._apply(self.tr("Start a new dated map"), lambda document: edits.start_dated_map(document, day))

    def change(self, step: str, edit: Document | Edit, key: str | None = None) -> bool:
        """Any other edit, to be done or done already: rings, headings, kinds of support. False when nothing changed."""
        return self._apply(step, edit, key)

    def undo(self) -> None:
        """Take back the last step and say which."""
        text = self._session.undo_text
        if text:
            self._session.undo()
            self.announced.emit(filled(self.tr("Undone: {step}"), step=text))

    def redo(self) -> None:
        """Do the last undone step again and say which."""
        text = self._session.redo_text
        if text:
            self._session.redo()
            self.announced.emit(filled(self.tr("Done again: {step}"), step=text))

    def _place(self, placements: Mapping[str, Placement], key: str | None = None) -> bool:
        if not placements:
            return False
        rings = {each.ring for each in placements.values()}
        ring = self._ring_name(rings.pop()) if len(rings) == 1 else self.tr("several rings")
        step = self._step(self.tr("Move {name}"), self.tr("Move %n entries", "", len(placements)), placements)
        said = self._step(
            self.tr("{name}: {ring}"), self.tr("%n entries: {ring}", "", len(placements)), placements, ring=ring
        )
        changed = self._apply(step, lambda document: edits.place(document, placements), key)
        if changed:
            self.announced.emit(said)
        return changed

    def _apply(self, step: str, edit: Document | Edit, key: str | None = None) -> bool:
        """The one door to the session, and the one place where refusals of the model become sentences."""
        try:
            after = edit(self.document) if callable(edit) else edit
        except ModelError as refusal:
            self.announced.emit(refusals.sentence(refusal, QCoreApplication.translate))
            return False
        return self._session.apply(step, after, key)

    def _step(self, one: str, several: str, ids: Collection[str], **values: str) -> str:
        if len(ids) == 1:
            return filled(one, name=self._name(next(iter(ids))), **values)
        return filled(several, **values)

    def _name(self, entry_id: str) -> str:
        return shortened(queries.entry(self.document, entry_id).name)

    def _ring_name(self, ring_id: str) -> str:
        ring = next((each for each in self.document.today.rings if each.id == ring_id), None)
        return shortened(self._words.ring(ring) if ring else self._words.usual_ring(ring_id))

    def _angles(self, ids: Collection[str]) -> Mapping[str, float | None]:
        places = {each.entry: each.placement for each in self.document.today.connections}
        return {each: place.angle if (place := places[each]) else None for each in ids}

    def _blocks(self, ids: Iterable[str]) -> Mapping[str, Box]:
        return {each: self._block_of(each) for each in ids}


def _place_past(today: DatedMap, entry_id: str, *, later: bool) -> Placement | None:
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
