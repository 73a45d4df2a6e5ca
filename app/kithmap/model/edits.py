"""Every change a person can make: a pure function from one document to the next.

Edits change today's map (the last one) and the entries; earlier maps stay as they were. An edit that changes nothing
returns the very same object, so "did anything happen?" is `after is not before`. Unknown ids raise NoSuchEntry.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any, Final

from msgspec.structs import replace

from kithmap.model import queries
from kithmap.model.document import (
    KIND_ORDER,
    Connection,
    DatedMap,
    Document,
    Entry,
    Feeling,
    GuideProgress,
    OwnKind,
    Placement,
    Ring,
    SmallStep,
    StepReview,
    Support,
    Tie,
)
from kithmap.model.errors import BrokenRule, NoSuchEntry, NoSuchRing
from kithmap.model.names import clean_name, printable
from kithmap.model.vocabulary import (
    ALL_SUPPORT_KINDS,
    KEEPING_A_DISTANCE,
    MAXIMUM_I_AM_LINES,
    MAXIMUM_STEPS_UNDER_WAY,
    MINIMUM_RING_COUNT,
    OPTIONAL_SUPPORT_KINDS,
    OWN_SUPPORT_KINDS,
    RING_IDS,
    UNDER_WAY,
    Direction,
    StepAim,
    StepState,
    SupportLevel,
)

_STEP_TEXTS: Final = frozenset({"good", "smallest", "who_helps", "when", "how_known", "if_not"})


def add_entries(document: Document, names: Iterable[str]) -> Document:
    """Add entries to the tray, in the order given. Names are cleaned; equal names are different entries.

    Raises EmptyName for a name with nothing visible.
    """
    first = _next_number((entry.id for entry in document.entries), "e")
    added = tuple(Entry(id=f"e{first + n}", name=clean_name(name)) for n, name in enumerate(names))
    if not added:
        return document
    connections = tuple(Connection(entry=entry.id) for entry in added)
    document = replace(document, entries=document.entries + added)
    return _with_today(document, connections=document.today.connections + connections)


def place(document: Document, placements: Mapping[str, Placement]) -> Document:
    """Place entries on rings of today's map (or at a distance). Raises NoSuchRing for a ring the map does not have."""
    rings = {ring.id for ring in document.today.rings} | {KEEPING_A_DISTANCE}
    for placement in placements.values():
        if placement.ring not in rings:
            raise NoSuchRing(placement.ring)
    return _change_connections(
        document, placements, lambda connection: replace(connection, placement=placements[connection.entry])
    )


def take_off_rings(document: Document, entry_ids: Collection[str]) -> Document:
    """Put entries back into the tray. What is marked for them stays."""
    return _change_connections(document, entry_ids, lambda connection: replace(connection, placement=None))


def delete(document: Document, entry_ids: Collection[str]) -> Document:
    """Remove entries, their ties, and steps about them from today on.

    An entry that an earlier dated map holds stays there; otherwise it leaves the document, with what was dismissed
    about it: whoever is added next may get its id.
    """
    if not entry_ids:
        return document
    _require_known(document, entry_ids)
    gone = set(entry_ids)
    today = document.today
    earlier = {c.entry for dated_map in document.maps[:-1] for c in dated_map.connections}
    leaving = gone - earlier
    changed = replace(
        today,
        connections=tuple(c for c in today.connections if c.entry not in gone),
        ties=tuple(tie for tie in today.ties if tie.one not in gone and tie.other not in gone),
        dismissed=_not_about(leaving, today.dismissed),
    )
    return replace(
        document,
        maps=(*document.maps[:-1], changed),
        entries=tuple(entry for entry in document.entries if entry.id not in leaving),
        steps=tuple(replace(step, entry=None) if step.entry in leaving else step for step in document.steps),
    )


def describe(document: Document, entry_id: str, **fields: Any) -> Document:
    """Change fields of one entry (name, kind, relationship, private ...); a name is cleaned as when added."""
    if "name" in fields:
        fields["name"] = clean_name(fields["name"])
    if "relationship" in fields:
        fields["relationship"] = printable(fields["relationship"])
    _require_known(document, (entry_id,))
    entries = tuple(replace(entry, **fields) if entry.id == entry_id else entry for entry in document.entries)
    return document if entries == document.entries else replace(document, entries=entries)


def mark_support(
    document: Document,
    entry_ids: Collection[str],
    kind: str,
    direction: Direction,
    level: SupportLevel | None,
) -> Document:
    """Mark one kind of support in one direction; None takes the mark away ("not marked")."""

    def marked(connection: Connection) -> Connection:
        others = tuple(support for support in connection.supports if support.kind != kind)
        old = next((support for support in connection.supports if support.kind == kind), None)
        get, give = (old.get, old.give) if old else (None, None)
        if direction is Direction.GET:
            get = level
        else:
            give = level
        if get is None and give is None:
            return replace(connection, supports=others)
        new = Support(kind=kind, get=get, give=give)
        return replace(connection, supports=_in_kind_order((*others, new)))

    return _change_connections(document, entry_ids, marked)


def feel(document: Document, entry_id: str, feeling: Feeling) -> Document:
    """Say how a connection feels (private)."""
    return _change_connections(document, (entry_id,), lambda connection: replace(connection, feeling=feeling))


def tie(document: Document, one: str, other: str) -> Document:
    """Say that two entries know each other. Tying an entry to itself changes nothing."""
    _require_known(document, (one, other))
    if one == other:
        return document
    new = Tie(one=min(one, other), other=max(one, other))
    if new in document.today.ties:
        return document
    return _with_today(document, ties=(*document.today.ties, new))


def tie_all(document: Document, entry_ids: Collection[str]) -> Document:
    """Say that all of these entries know each other. New ties come after those there are, in the order of their ids."""
    _require_known(document, entry_ids)
    ties = document.today.ties
    known = set(ties)
    pairs = (Tie(one=one, other=other) for one, other in combinations(sorted(set(entry_ids)), 2))
    new = tuple(each for each in pairs if each not in known)
    return _with_today(document, ties=ties + new) if new else document


def untie(document: Document, one: str, other: str) -> Document:
    """Take back that two entries know each other."""
    _require_known(document, (one, other))
    ties = tuple(tie for tie in document.today.ties if {tie.one, tie.other} != {one, other})
    return document if ties == document.today.ties else _with_today(document, ties=ties)


def rename_ring(document: Document, ring: str, name: str) -> Document:
    """Give a ring a name of one's own; an empty name brings the usual one back."""
    today = document.today
    if ring not in {each.id for each in today.rings}:
        raise NoSuchRing(ring)
    kept = printable(name).strip()
    rings = tuple(replace(each, name=kept) if each.id == ring else each for each in today.rings)
    return document if rings == today.rings else _with_today(document, rings=rings)


def set_ring_count(document: Document, count: int) -> Document:
    """Use 2 to 5 rings. Entries on a ring that goes return to the tray: nobody is moved to another closeness."""
    today = document.today
    if count == len(today.rings):
        return document
    if not MINIMUM_RING_COUNT <= count <= len(RING_IDS):
        raise BrokenRule("rings", count)
    new = tuple(Ring(id=ring) for ring in RING_IDS[len(today.rings) : count])
    rings = (*today.rings, *new)[:count]
    kept = {ring.id for ring in rings} | {KEEPING_A_DISTANCE}
    connections = tuple(
        c if c.placement is None or c.placement.ring in kept else replace(c, placement=None) for c in today.connections
    )
    return _with_today(document, rings=rings, connections=connections)


def set_i_am(document: Document, lines: Iterable[str]) -> Document:
    """Write up to three "I am" lines; empty ones are left out."""
    kept = tuple(line for line in (printable(text).strip() for text in lines) if line)[:MAXIMUM_I_AM_LINES]
    return document if kept == document.today.i_am else _with_today(document, i_am=kept)


def set_feeling_before(document: Document, feeling: int | None) -> Document:
    """Say how one feels before the session, 1 to 5; None takes it back."""
    return _change_today(document, feeling_before=feeling)


def set_feeling_after(document: Document, feeling: int | None) -> Document:
    """Say how one feels after the session, 1 to 5; None takes it back."""
    return _change_today(document, feeling_after=feeling)


def set_closing(
    document: Document, *, noticed: str | None = None, surprised: str | None = None, takeaway: str | None = None
) -> Document:
    """Write what one noticed, what was a surprise, and one thing to take along. None leaves a text as it is."""
    wanted = {"noticed": noticed, "surprised": surprised, "takeaway": takeaway}
    return _change_today(document, **{name: _lines(text) for name, text in wanted.items() if text is not None})


def set_questions(document: Document, lines: Iterable[str]) -> Document:
    """Choose the questions for the talk; empty ones are left out."""
    kept = (printable(line).strip() for line in lines)
    return _replace_if_changed(document, questions=tuple(line for line in kept if line))


def dismiss(document: Document, observation: str) -> Document:
    """Say that an observation does not fit; `observation` is its key."""
    dismissed = document.today.dismissed
    return document if observation in dismissed else _with_today(document, dismissed=(*dismissed, observation))


def restore_observation(document: Document, observation: str) -> Document:
    """Take back that an observation does not fit."""
    return _change_today(document, dismissed=tuple(key for key in document.today.dismissed if key != observation))


def set_needed(document: Document, kind: str, *, needed: bool) -> Document:
    """Say whether a kind of support is needed now."""
    unneeded = document.today.not_needed
    if needed:
        return _change_today(document, not_needed=tuple(each for each in unneeded if each != kind))
    if kind not in ALL_SUPPORT_KINDS:
        raise BrokenRule("support-kind", kind)
    if kind in unneeded:
        return document
    return _with_today(document, not_needed=tuple(sorted({*unneeded, kind}, key=KIND_ORDER.__getitem__)))


def add_small_step(document: Document, aim: StepAim, entry_id: str | None = None) -> Document:
    """Add a small step, about an entry of today's map or nobody in particular.

    Raises BrokenRule when three are under way.
    """
    if len(queries.steps_under_way(document)) >= MAXIMUM_STEPS_UNDER_WAY:
        raise BrokenRule("too-many-steps", MAXIMUM_STEPS_UNDER_WAY)
    if entry_id is not None:
        _require_known(document, (entry_id,))
    number = _next_number((step.id for step in document.steps), "s")
    new = SmallStep(id=f"s{number}", aim=aim, entry=entry_id, made=document.today.date)
    return replace(document, steps=(*document.steps, new))


def change_small_step(document: Document, step_id: str, **fields: Any) -> Document:
    """Change what a small step says: its aim, its entry, or a text. Raises NoSuchStep.

    A text is one line, without controls and outer spaces. Use `review_step` for its state.
    """
    entry_id = fields.get("entry")
    if entry_id is not None and entry_id != queries.step(document, step_id).entry:
        _require_known(document, (entry_id,))
    kept = {name: printable(value).strip() if name in _STEP_TEXTS else value for name, value in fields.items()}
    return _change_small_step(document, step_id, lambda step: replace(step, **kept))


def review_small_step(document: Document, step_id: str, state: StepState, note: str | None = None) -> Document:
    """Say at a visit what became of a small step; earlier reviews are kept.

    Raises NoSuchStep, and BrokenRule when it would be a fourth one under way.

    A visit goes with today's map: saying something else at the same visit replaces what was said. A `note` of None
    keeps the note of this visit. The review has the day of the map; see `date_review`.
    """
    day = document.today.date
    under_way = {each.id for each in queries.steps_under_way(document)}
    if state in UNDER_WAY and step_id not in under_way and len(under_way) >= MAXIMUM_STEPS_UNDER_WAY:
        raise BrokenRule("too-many-steps", MAXIMUM_STEPS_UNDER_WAY)

    def reviewed(step: SmallStep) -> SmallStep:
        earlier, same_day = step.reviews, ""
        if earlier and earlier[-1].date >= day:
            earlier, same_day = earlier[:-1], earlier[-1].note
        review = StepReview(date=day, state=state, note=same_day if note is None else _lines(note))
        return replace(step, state=state, reviews=(*earlier, review))

    return _change_small_step(document, step_id, reviewed)


def date_review(document: Document, step_id: str, day: date) -> Document:
    """Say on which day the last review of a small step was: not always that of the map. Raises NoSuchStep.

    A day before that of today's map (a wrong clock) counts as that day; a step without a review stays as it is.
    """

    def dated(step: SmallStep) -> SmallStep:
        if not step.reviews:
            return step
        last = replace(step.reviews[-1], date=max(day, document.today.date))
        return replace(step, reviews=(*step.reviews[:-1], last))

    return _change_small_step(document, step_id, dated)


def remove_small_step(document: Document, step_id: str) -> Document:
    """Remove a small step with its history. Raises NoSuchStep."""
    removed = queries.step(document, step_id)
    return replace(document, steps=tuple(step for step in document.steps if step is not removed))


def set_review_date(document: Document, day: date | None) -> Document:
    """Choose the day to look at the map again, or none."""
    return _replace_if_changed(document, review_date=day)


def set_guide(document: Document, progress: GuideProgress | None) -> Document:
    """Keep where the guided session stands; None when there is none."""
    return _replace_if_changed(document, guide=progress)


def set_heading(
    document: Document,
    *,
    title: str | None = None,
    belongs_to: str | None = None,
    for_whom: str | None = None,
) -> Document:
    """Change the title, whose map it is, and whom the report is for. None leaves a field as it is."""
    wanted = {"title": title, "belongs_to": belongs_to, "for_whom": for_whom}
    fields = {name: printable(text).strip() for name, text in wanted.items() if text is not None}
    return _replace_if_changed(document, **fields)


def use_optional_kind(document: Document, kind: str, *, used: bool) -> Document:
    """Switch one of the four optional kinds of support on or off. Marks of a kind switched off are kept."""
    chosen = set(document.optional_kinds) | {kind} if used else set(document.optional_kinds) - {kind}
    return _replace_if_changed(
        document, optional_kinds=tuple(each for each in OPTIONAL_SUPPORT_KINDS if each in chosen)
    )


def add_own_kind(document: Document, name: str) -> Document:
    """Add a kind of support in the person's own words. Raises BrokenRule when all four are used.

    It takes an id that no map has a mark for, if there is one. Otherwise the marks of a kind that was removed, which
    no longer have a name, go from the earlier maps: they must not be read as marks of this one.
    """
    used = {kind.id for kind in document.own_kinds}
    free = [kind for kind in OWN_SUPPORT_KINDS if kind not in used]
    if not free:
        raise BrokenRule("too-many-own-kinds", len(used))
    marked = {each.kind for dated_map in document.maps for c in dated_map.connections for each in c.supports}
    new = next((kind for kind in free if kind not in marked), free[0])
    own = (*document.own_kinds, OwnKind(id=new, name=clean_name(name)))
    maps = document.maps if new not in marked else tuple(_without_marks(each, new) for each in document.maps)
    return replace(document, maps=maps, own_kinds=tuple(sorted(own, key=lambda kind: kind.id)))


def remove_own_kind(document: Document, kind: str) -> Document:
    """Remove one of the person's own kinds and what is said of it on today's map."""
    own = tuple(each for each in document.own_kinds if each.id != kind)
    if own == document.own_kinds:
        return document
    today = _without_marks(document.today, kind)
    return _with_today(
        replace(document, own_kinds=own),
        connections=today.connections,
        not_needed=tuple(each for each in today.not_needed if each != kind),
        dismissed=_not_about({kind}, today.dismissed),
    )


def start_dated_map(document: Document, today: date) -> Document:
    """Start a new dated map that carries everyone forward; today's map becomes an earlier one.

    A day before the last map's (a wrong clock) counts as the last map's day, so the maps stay in order. How one felt
    at the start of a guided session goes with the session: at its end it is looked back on.
    """
    last = document.today
    number = _next_number((dated_map.id for dated_map in document.maps), "m")
    new = DatedMap(
        id=f"m{number}",
        date=max(today, last.date),
        rings=last.rings,
        connections=last.connections,
        ties=last.ties,
        i_am=last.i_am,
        feeling_before=last.feeling_before if document.guide is not None else None,
        not_needed=last.not_needed,
    )
    return replace(document, maps=(*document.maps, new))


def _with_today(document: Document, **fields: Any) -> Document:
    return replace(document, maps=(*document.maps[:-1], replace(document.today, **fields)))


def _change_today(document: Document, **fields: Any) -> Document:
    changed = replace(document.today, **fields)
    return document if changed == document.today else replace(document, maps=(*document.maps[:-1], changed))


def _change_small_step(document: Document, step_id: str, change: Callable[[SmallStep], SmallStep]) -> Document:
    changed = change(queries.step(document, step_id))
    return _replace_if_changed(
        document, steps=tuple(changed if step.id == step_id else step for step in document.steps)
    )


def _replace_if_changed(document: Document, **fields: Any) -> Document:
    changed = replace(document, **fields)
    return document if changed == document else changed


def _change_connections(
    document: Document, entry_ids: Collection[str], change: Callable[[Connection], Connection]
) -> Document:
    _require_known(document, entry_ids)
    wanted = set(entry_ids)
    old = document.today.connections
    new = tuple(change(connection) if connection.entry in wanted else connection for connection in old)
    return document if new == old else _with_today(document, connections=new)


def _require_known(document: Document, entry_ids: Iterable[str]) -> None:
    known = {connection.entry for connection in document.today.connections}
    for entry_id in entry_ids:
        if entry_id not in known:
            raise NoSuchEntry(entry_id)


def _without_marks(dated_map: DatedMap, kind: str) -> DatedMap:
    connections = tuple(
        replace(c, supports=tuple(support for support in c.supports if support.kind != kind))
        for c in dated_map.connections
    )
    return replace(dated_map, connections=connections)


def _not_about(gone: Collection[str], dismissed: Iterable[str]) -> tuple[str, ...]:
    """The keys of observations that name none of these ids; a key is rule, finding and ids with colons between."""
    return tuple(key for key in dismissed if not set(key.split(":")) & set(gone))


def _lines(text: str) -> str:
    """Text of several lines without controls and outer spaces."""
    return "\n".join(printable(line).rstrip() for line in text.splitlines()).strip()


def _in_kind_order(supports: Iterable[Support]) -> tuple[Support, ...]:
    return tuple(sorted(supports, key=lambda support: KIND_ORDER[support.kind]))


def _next_number(ids: Iterable[str], prefix: str) -> int:
    numbers = (each.removeprefix(prefix) for each in ids)
    return 1 + max((int(n) for n in numbers if n.isascii() and n.isdigit() and len(n) < 12), default=0)
