"""From gesture to edit: what a person does with mouse, keys or list, as a named undo step.

Widgets call these methods and never touch the document; everything here ends in `Session.apply`. The picture, and the
room an entry needs on it, are handed in as functions because places are judged against what is on the screen now.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from kithmap.layout import placement
from kithmap.layout.picture import Box, Picture
from kithmap.model import edits, queries
from kithmap.model.document import DatedMap, Document, Feeling, Placement
from kithmap.model.errors import EmptyName
from kithmap.model.names import names_from_lines, printable
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, Direction, SupportLevel
from kithmap.session.selection import Selection
from kithmap.session.session import Session
from kithmap.words import Words

# A click goes through these in turn; "not sure" is chosen from its own button.
NEXT_LEVEL: Mapping[SupportLevel | None, SupportLevel | None] = {
    None: SupportLevel.LITTLE,
    SupportLevel.LITTLE: SupportLevel.SOME,
    SupportLevel.SOME: SupportLevel.LOT,
    SupportLevel.LOT: SupportLevel.UNSURE,
    SupportLevel.UNSURE: None,
}


# An entry put past its neighbour comes within half of this many degrees behind it.
_NEAR = 60.0
_LAST_ANGLE = math.nextafter(360.0, 0.0)


class Editing(QObject):
    """Every gesture of the window as one method.

    `announced` carries a sentence for the status line and screen readers.
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
        before = {entry.id for entry in self.document.entries}
        after = edits.add_entries(self.document, names)
        added = tuple(entry.id for entry in after.entries if entry.id not in before)
        step = (
            self.tr("Add {name}").format(name=_short(names[0]))
            if len(names) == 1
            else self.tr("Add %n entries", "", len(names))
        )
        self._apply(step, after)
        self.announced.emit(self.tr("%n added to “Not placed yet”.", "", len(names)))
        return added

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
        self._apply(step, edits.delete(self.document, ids))
        self.announced.emit(said)

    def rename(self, entry_id: str, name: str, *, typing: bool = False) -> bool:
        """Give an entry another name; False (and nothing changed) for a name with nothing visible."""
        try:
            after = edits.describe(self.document, entry_id, name=name)
        except EmptyName:
            return False
        key = f"name:{entry_id}" if typing else None
        self._apply(self.tr("Rename {name}").format(name=self._name(entry_id)), after, key)
        return True

    def describe(self, entry_id: str, *, typing: bool = False, **fields: Any) -> None:
        """Change details of an entry. `typing` joins the key presses in one field into one undo step."""
        key = f"{','.join(fields)}:{entry_id}" if typing else None
        step = self.tr("Change details of {name}").format(name=self._name(entry_id))
        self._apply(step, edits.describe(self.document, entry_id, **fields), key)

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
        self._apply(step, edits.take_off_rings(self.document, placed))
        self.announced.emit(
            self._step(
                self.tr("{name}: not placed yet"), self.tr("%n entries: not placed yet", "", len(placed)), placed
            )
        )

    def step_along(self, entry_id: str, *, clockwise: bool) -> None:
        """Move an entry along its ring, past its neighbour."""
        picture = self._picture()
        place = placement.step_along(picture, entry_id, clockwise=clockwise) if picture.entry(entry_id) else None
        if place is not None:
            self._place({entry_id: place}, key=f"along:{entry_id}")

    def step_past(self, entry_id: str, *, later: bool) -> None:
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
        label = self._words.support(kind, self.document)
        step = self._step(
            self.tr("Mark {kind} for {name}", "kind of support, name of an entry"),
            self.tr("Mark {kind} for %n entries", "", len(ids)),
            ids,
        ).replace("{kind}", label)
        self._apply(step, edits.mark_support(self.document, ids, kind, direction, level))
        self.announced.emit(
            self.tr("{kind}, {direction}: {level}").format(
                kind=label, direction=self._words.direction(direction), level=self._words.level(level)
            )
        )

    def feel(self, entry_id: str, feeling: Feeling) -> None:
        """Say how a connection feels (private)."""
        step = self.tr("Change how it is with {name}").format(name=self._name(entry_id))
        self._apply(step, edits.feel(self.document, entry_id, feeling))

    def tie(self, one: str, other: str) -> None:
        """Say that two entries know each other, or take it back when they are tied already."""
        if one == other:
            return
        names = {"one": self._name(one), "other": self._name(other)}
        if other in queries.knows(self.document.today, one):
            self._apply(self.tr("Untie {one} and {other}").format(**names), edits.untie(self.document, one, other))
            self.announced.emit(self.tr("{one} and {other} are no longer tied.").format(**names))
        else:
            self._apply(self.tr("Tie {one} and {other}").format(**names), edits.tie(self.document, one, other))
            self.announced.emit(self.tr("{one} and {other} know each other.").format(**names))

    def tie_all(self, ids: Collection[str]) -> None:
        """Say that all of these know each other."""
        document = self.document
        chosen = sorted(ids)
        for number, one in enumerate(chosen):
            for other in chosen[number + 1 :]:
                document = edits.tie(document, one, other)
        if self._apply(self.tr("Tie %n entries", "", len(chosen)), document):
            self.announced.emit(self.tr("%n entries know each other.", "", len(chosen)))

    # The document as a whole

    def change(self, step: str, document: Document, key: str | None = None) -> None:
        """Any other edit, already computed: rings, headings, kinds of support, a new dated map."""
        self._apply(step, document, key)

    def undo(self) -> None:
        """Take back the last step and say which."""
        text = self._session.undo_text
        if text:
            self._session.undo()
            self.announced.emit(self.tr("Undone: {step}").format(step=text))

    def redo(self) -> None:
        """Do the last undone step again and say which."""
        text = self._session.redo_text
        if text:
            self._session.redo()
            self.announced.emit(self.tr("Done again: {step}").format(step=text))

    def _place(self, placements: Mapping[str, Placement], key: str | None = None) -> bool:
        if not placements:
            return False
        rings = {each.ring for each in placements.values()}
        ring = self._ring_name(rings.pop()) if len(rings) == 1 else self.tr("several rings")
        step = self._step(self.tr("Move {name}"), self.tr("Move %n entries", "", len(placements)), placements)
        changed = self._apply(step, edits.place(self.document, placements), key)
        self.announced.emit(
            self._step(
                self.tr("{name}: {ring}"), self.tr("%n entries: {ring}", "", len(placements)), placements
            ).replace("{ring}", ring)
        )
        return changed

    def _apply(self, step: str, document: Document, key: str | None = None) -> bool:
        return self._session.apply(step, document, key)

    def _step(self, one: str, several: str, ids: Collection[str]) -> str:
        return one.replace("{name}", self._name(next(iter(ids)))) if len(ids) == 1 else several

    def _name(self, entry_id: str) -> str:
        return _short(queries.entry(self.document, entry_id).name)

    def _ring_name(self, ring_id: str) -> str:
        ring = next((each for each in self.document.today.rings if each.id == ring_id), None)
        return self._words.ring(ring) if ring else self._words.usual_ring(ring_id)

    def _angles(self, ids: Collection[str]) -> Mapping[str, float | None]:
        places = {each.entry: each.placement for each in self.document.today.connections}
        return {each: place.angle if (place := places[each]) else None for each in ids}

    def _blocks(self, ids: Iterable[str]) -> Mapping[str, Box]:
        return {each: self._block_of(each) for each in ids}


def _short(name: str) -> str:
    """A name for a menu or the status line."""
    shown = printable(name)
    return shown if len(shown) <= 40 else shown[:39].rstrip() + "…"


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
