"""What a person can change about small steps: each a pure function from one document to the next, as in `edits`.

A step belongs to the document and is made, and looked back on, at the visit that goes with a dated map. Functions that
name a step raise NoSuchSmallStep; those that name a map, NoSuchMap.
"""

from collections.abc import Callable
from datetime import date
from typing import Final, Literal, TypedDict, Unpack

from msgspec.structs import replace

from kithmap.model import queries
from kithmap.model.document import Document, SmallStep, StepReview
from kithmap.model.errors import BrokenRule
from kithmap.model.ids import EntryId, MapId, SmallStepId, next_number
from kithmap.model.names import clean_lines, printable
from kithmap.model.vocabulary import MAXIMUM_STEPS_UNDER_WAY, UNDER_WAY, StepAim, StepState

StepText = Literal["good", "smallest", "who_helps", "when", "how_known", "if_not"]
_TEXTS: Final[tuple[StepText, ...]] = ("good", "smallest", "who_helps", "when", "how_known", "if_not")


class SmallStepDetails(TypedDict, total=False):
    aim: StepAim
    entry: EntryId | None
    good: str
    smallest: str
    who_helps: str
    when: str
    how_known: str
    if_not: str


def add(document: Document, aim: StepAim, entry_id: EntryId | None = None, *, map_id: MapId) -> Document:
    """Add a step, dated with the map; None: about nobody. Raises NoSuchEntry, BrokenRule when three are under way."""
    _require_room(document)
    if entry_id is not None:
        queries.entry(document, entry_id)
    number = next_number((step.id for step in document.steps), "s")
    made = queries.dated_map(document, map_id).date
    new = SmallStep(id=SmallStepId(f"s{number}"), aim=aim, entry=entry_id, made=made)
    return replace(document, steps=(*document.steps, new))


def change(document: Document, step_id: SmallStepId, **details: Unpack[SmallStepDetails]) -> Document:
    """Change what a step says, but for its state (`review`). A text becomes one clean line. Raises NoSuchEntry."""
    entry_id = details.get("entry")
    if entry_id is not None:
        queries.entry(document, entry_id)
    for name in _TEXTS:
        if name in details:
            details[name] = printable(details[name]).strip()
    return _change(document, step_id, lambda step: replace(step, **details))


def review(
    document: Document, step_id: SmallStepId, state: StepState, note: str | None = None, *, map_id: MapId
) -> Document:
    """Say at the visit of a dated map what became of a small step; what was said at other visits is kept.

    Saying something else at the same visit replaces what was said; a `note` of None keeps its note. The review has the
    day of the map (see `date_review`). The latest review says how the step stands.

    Raises BrokenRule when it would be a fourth one under way.
    """
    dated_map = queries.dated_map(document, map_id)

    def reviewed(step: SmallStep) -> SmallStep:
        before, at, after = queries.reviews(document, step, dated_map)
        kept = at.note if at and note is None else clean_lines(note or "")
        said = StepReview(date=dated_map.date, state=state, note=kept)
        if not after and state in UNDER_WAY and step.state not in UNDER_WAY:
            _require_room(document)
        return replace(step, state=step.state if after else state, reviews=(*before, said, *after))

    return _change(document, step_id, reviewed)


def date_review(document: Document, step_id: SmallStepId, day: date, *, map_id: MapId) -> Document:
    """Say on which day the review of a small step at the visit of a dated map was: not always that of the map.

    A day outside the map's time (a wrong clock, an earlier map put right) counts as the day of the map. A step without
    a review at that visit stays as it is.
    """
    dated_map = queries.dated_map(document, map_id)
    end = queries.end_of(document, dated_map)
    is_within = day >= dated_map.date and (end is None or day < end)

    def dated(step: SmallStep) -> SmallStep:
        before, at, after = queries.reviews(document, step, dated_map)
        if at is None:
            return step
        return replace(step, reviews=(*before, replace(at, date=day if is_within else dated_map.date), *after))

    return _change(document, step_id, dated)


def remove(document: Document, step_id: SmallStepId) -> Document:
    removed = queries.step(document, step_id)
    return replace(document, steps=tuple(step for step in document.steps if step is not removed))


def _require_room(document: Document) -> None:
    if len(queries.steps_under_way(document)) >= MAXIMUM_STEPS_UNDER_WAY:
        raise BrokenRule("too-many-steps", MAXIMUM_STEPS_UNDER_WAY)


def _change(document: Document, step_id: SmallStepId, how: Callable[[SmallStep], SmallStep]) -> Document:
    before = queries.step(document, step_id)
    after = how(before)
    if after == before:
        return document
    return replace(document, steps=tuple(after if step is before else step for step in document.steps))
