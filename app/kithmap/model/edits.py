"""What a person can change in a document: each a pure function from one document to the next.

What a dated map says changes on the map that is named and on no other. One that is not there raises NoSuchMap, an entry
that is not on it NoSuchEntry. An edit that changes nothing returns the very same object, so "did anything happen?" is
`after is not before`. `small_steps` has the edits of small steps.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import Any, TypedDict, Unpack

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
    Support,
    Tie,
)
from kithmap.model.errors import BrokenRule, NoSuchEntry, NoSuchRing
from kithmap.model.ids import EntryId, KindId, MapId, RingId, next_number
from kithmap.model.names import clean_lines, clean_name, printable
from kithmap.model.vocabulary import (
    ALL_SUPPORT_KINDS,
    KEEPING_A_DISTANCE,
    MAXIMUM_I_AM_LINES,
    MINIMUM_RING_COUNT,
    OPTIONAL_SUPPORT_KINDS,
    OWN_SUPPORT_KINDS,
    RING_IDS,
    AgeBand,
    ContactBy,
    ContactFrequency,
    Direction,
    EntryKind,
    Known,
    KnowsHealth,
    LifeArea,
    Near,
    SupportLevel,
)

# Entries


class EntryDetails(TypedDict, total=False):
    name: str
    kind: EntryKind
    relationship: str
    life_area: LifeArea | None
    known: Known | None
    contact: ContactFrequency | None
    contact_by: tuple[ContactBy, ...]
    near: Near | None
    age_band: AgeBand | None
    important: bool
    could_contact: bool
    knows_health: KnowsHealth | None
    do_not_contact: bool
    private: bool
    note: str


def add_entries(document: Document, names: Iterable[str], *, map_id: MapId) -> Document:
    """Add entries to one map's tray, in order; names are cleaned, equal ones are different. Raises EmptyName."""
    first = next_number((entry.id for entry in document.entries), "e")
    added = tuple(Entry(id=EntryId(f"e{first + n}"), name=clean_name(name)) for n, name in enumerate(names))
    connections = tuple(Connection(entry=entry.id) for entry in added)
    document = replace(document, entries=document.entries + added) if added else document
    return _change_map(
        document, map_id, lambda dated_map: replace(dated_map, connections=dated_map.connections + connections)
    )


def delete(document: Document, entry_ids: Collection[EntryId], *, map_id: MapId) -> Document:
    """Remove entries from one map, with their ties there and what was dismissed about them.

    An entry on no other map leaves the document, and small steps about it are about nobody in particular.
    """
    gone = set(entry_ids)

    def without(dated_map: DatedMap) -> DatedMap:
        _require_on_map(dated_map, gone)
        return replace(
            dated_map,
            connections=tuple(c for c in dated_map.connections if c.entry not in gone),
            ties=tuple(tie for tie in dated_map.ties if tie.one not in gone and tie.other not in gone),
            # Whoever is added next may get the id of one who leaves.
            dismissed=_not_about(gone, dated_map.dismissed),
        )

    changed = _change_map(document, map_id, without)
    leaving = gone - {c.entry for dated_map in changed.maps for c in dated_map.connections}
    if not leaving:
        return changed
    return replace(
        changed,
        entries=tuple(entry for entry in changed.entries if entry.id not in leaving),
        steps=tuple(replace(step, entry=None) if step.entry in leaving else step for step in changed.steps),
    )


def describe(document: Document, entry_id: EntryId, **details: Unpack[EntryDetails]) -> Document:
    """Change what is said of one entry; a name is cleaned as when added."""
    if "name" in details:
        details["name"] = clean_name(details["name"])
    if "relationship" in details:
        details["relationship"] = printable(details["relationship"])
    changed = replace(queries.entry(document, entry_id), **details)
    return _replace_if_changed(
        document, entries=tuple(changed if entry.id == entry_id else entry for entry in document.entries)
    )


# What a dated map says about entries


def place(document: Document, placements: Mapping[EntryId, Placement], *, map_id: MapId) -> Document:
    """Place entries on rings of a map, or at a distance. Raises NoSuchRing for a ring the map does not have."""
    rings = {ring.id for ring in queries.dated_map(document, map_id).rings} | {KEEPING_A_DISTANCE}
    for placement in placements.values():
        if placement.ring not in rings:
            raise NoSuchRing(placement.ring)
    return _change_connections(
        document, map_id, placements, lambda connection: replace(connection, placement=placements[connection.entry])
    )


def take_off_rings(document: Document, entry_ids: Collection[EntryId], *, map_id: MapId) -> Document:
    """Put entries back into the tray. What is marked for them stays."""
    return _change_connections(document, map_id, entry_ids, lambda connection: replace(connection, placement=None))


def mark_support(
    document: Document,
    entry_ids: Collection[EntryId],
    kind: KindId,
    direction: Direction,
    level: SupportLevel | None,
    *,
    map_id: MapId,
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
        supports = sorted((*others, new), key=lambda support: KIND_ORDER[support.kind])
        return replace(connection, supports=tuple(supports))

    return _change_connections(document, map_id, entry_ids, marked)


def feel(document: Document, entry_id: EntryId, feeling: Feeling, *, map_id: MapId) -> Document:
    return _change_connections(document, map_id, (entry_id,), lambda connection: replace(connection, feeling=feeling))


def tie(document: Document, entry_ids: Collection[EntryId], *, map_id: MapId) -> Document:
    """Say that all of these entries know each other. New ties come after those there are, in the order of their ids."""

    pairs = [Tie(one=one, other=other) for one, other in combinations(sorted(set(entry_ids)), 2)]

    def tied(dated_map: DatedMap) -> DatedMap:
        _require_on_map(dated_map, entry_ids)
        known = set(dated_map.ties)
        return replace(dated_map, ties=dated_map.ties + tuple(each for each in pairs if each not in known))

    return _change_map(document, map_id, tied)


def untie(document: Document, one: EntryId, other: EntryId, *, map_id: MapId) -> Document:
    def untied(dated_map: DatedMap) -> DatedMap:
        _require_on_map(dated_map, (one, other))
        return replace(dated_map, ties=tuple(tie for tie in dated_map.ties if {tie.one, tie.other} != {one, other}))

    return _change_map(document, map_id, untied)


# A dated map


def start_dated_map(document: Document, today: date) -> Document:
    """Start a new dated map that carries everyone of the latest one forward.

    A day before the last map's (a wrong clock) counts as the last map's day, so the maps stay in order. How one felt
    at the start of a guided session goes with the session: at its end it is looked back on.
    """
    last = document.today
    number = next_number((dated_map.id for dated_map in document.maps), "m")
    new = DatedMap(
        id=MapId(f"m{number}"),
        date=max(today, last.date),
        rings=last.rings,
        connections=last.connections,
        ties=last.ties,
        i_am=last.i_am,
        feeling_before=last.feeling_before if document.guide is not None else None,
        not_needed=last.not_needed,
    )
    return replace(document, maps=(*document.maps, new))


def rename_ring(document: Document, ring: RingId, name: str, *, map_id: MapId) -> Document:
    """Give a ring a name of one's own; an empty name brings the usual one back. Raises NoSuchRing."""
    kept = printable(name).strip()

    def renamed(dated_map: DatedMap) -> DatedMap:
        if ring not in {each.id for each in dated_map.rings}:
            raise NoSuchRing(ring)
        rings = tuple(replace(each, name=kept) if each.id == ring else each for each in dated_map.rings)
        return replace(dated_map, rings=rings)

    return _change_map(document, map_id, renamed)


def set_ring_count(document: Document, count: int, *, map_id: MapId) -> Document:
    """Use 2 to 5 rings. Entries on a ring that goes return to the tray: nobody is moved to another closeness."""
    if not MINIMUM_RING_COUNT <= count <= len(RING_IDS):
        raise BrokenRule("rings", count)
    going = set(RING_IDS[count:])

    def resized(dated_map: DatedMap) -> DatedMap:
        new = tuple(Ring(id=ring) for ring in RING_IDS[len(dated_map.rings) : count])
        connections = tuple(
            replace(c, placement=None) if queries.ring_of(c) in going else c for c in dated_map.connections
        )
        return replace(dated_map, rings=(*dated_map.rings, *new)[:count], connections=connections)

    return _change_map(document, map_id, resized)


def set_i_am(document: Document, lines: Iterable[str], *, map_id: MapId) -> Document:
    """Write up to three "I am" lines; empty ones are left out."""
    kept = _without_empty(lines)[:MAXIMUM_I_AM_LINES]
    return _change_map(document, map_id, lambda dated_map: replace(dated_map, i_am=kept))


def set_feeling_before(document: Document, feeling: int | None, *, map_id: MapId) -> Document:
    """Say how one feels before the session, 1 to 5; None takes it back."""
    return _change_map(document, map_id, lambda dated_map: replace(dated_map, feeling_before=feeling))


def set_feeling_after(document: Document, feeling: int | None, *, map_id: MapId) -> Document:
    """Say how one feels after the session, 1 to 5; None takes it back."""
    return _change_map(document, map_id, lambda dated_map: replace(dated_map, feeling_after=feeling))


def set_closing(
    document: Document,
    *,
    map_id: MapId,
    noticed: str | None = None,
    surprised: str | None = None,
    takeaway: str | None = None,
) -> Document:
    """Write what one noticed, what was a surprise, and one thing to take along. None leaves a text as it is."""
    wanted = {"noticed": noticed, "surprised": surprised, "takeaway": takeaway}
    kept = {name: clean_lines(text) for name, text in wanted.items() if text is not None}
    return _change_map(document, map_id, lambda dated_map: replace(dated_map, **kept))


def dismiss(document: Document, observation: str, *, map_id: MapId) -> Document:
    """Say that an observation does not fit; `observation` is its key."""

    def with_it(dated_map: DatedMap) -> DatedMap:
        others = dated_map.dismissed
        return dated_map if observation in others else replace(dated_map, dismissed=(*others, observation))

    return _change_map(document, map_id, with_it)


def restore_observation(document: Document, observation: str, *, map_id: MapId) -> Document:
    return _change_map(
        document,
        map_id,
        lambda each: replace(each, dismissed=tuple(key for key in each.dismissed if key != observation)),
    )


def set_needed(document: Document, kind: KindId, *, needed: bool, map_id: MapId) -> Document:
    if kind not in ALL_SUPPORT_KINDS:
        raise BrokenRule("support-kind", kind)

    def changed(dated_map: DatedMap) -> DatedMap:
        if (kind not in dated_map.not_needed) == needed:
            return dated_map
        others = tuple(each for each in dated_map.not_needed if each != kind)
        unneeded = others if needed else tuple(sorted({*others, kind}, key=KIND_ORDER.__getitem__))
        return replace(dated_map, not_needed=unneeded)

    return _change_map(document, map_id, changed)


# The document as a whole


def set_questions(document: Document, lines: Iterable[str]) -> Document:
    """Choose the questions for the talk; empty ones are left out."""
    return _replace_if_changed(document, questions=_without_empty(lines))


def set_review_date(document: Document, day: date | None) -> Document:
    return _replace_if_changed(document, review_date=day)


def set_guide(document: Document, progress: GuideProgress | None) -> Document:
    return _replace_if_changed(document, guide=progress)


def set_heading(
    document: Document, *, title: str | None = None, belongs_to: str | None = None, for_whom: str | None = None
) -> Document:
    """Change the title, whose map it is, and whom the report is for. None leaves a field as it is."""
    wanted = {"title": title, "belongs_to": belongs_to, "for_whom": for_whom}
    fields = {name: printable(text).strip() for name, text in wanted.items() if text is not None}
    return _replace_if_changed(document, **fields)


def use_optional_kind(document: Document, kind: KindId, *, used: bool) -> Document:
    """Switch one of the four optional kinds of support on or off. Marks of a kind switched off are kept."""
    chosen = set(document.optional_kinds) | {kind} if used else set(document.optional_kinds) - {kind}
    return _replace_if_changed(
        document, optional_kinds=tuple(each for each in OPTIONAL_SUPPORT_KINDS if each in chosen)
    )


def add_own_kind(document: Document, name: str) -> Document:
    """Add a kind of support in the person's own words. Raises BrokenRule when all four are used.

    It takes an id that no map has a mark for, if there is one. Otherwise the marks of a kind that was removed, which
    no longer have a name, go from every map: they must not be read as marks of this one.
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


def remove_own_kind(document: Document, kind: KindId, *, map_id: MapId) -> Document:
    """Remove one of the person's own kinds, and what is said of it on one map."""
    own = tuple(each for each in document.own_kinds if each.id != kind)
    if own == document.own_kinds:
        return document
    return _change_map(
        replace(document, own_kinds=own),
        map_id,
        lambda dated_map: replace(
            _without_marks(dated_map, kind),
            not_needed=tuple(each for each in dated_map.not_needed if each != kind),
            dismissed=_not_about({kind}, dated_map.dismissed),
        ),
    )


def _change_map(document: Document, map_id: MapId, change: Callable[[DatedMap], DatedMap]) -> Document:
    before = queries.dated_map(document, map_id)
    after = change(before)
    if after == before:
        return document
    return replace(document, maps=tuple(after if each is before else each for each in document.maps))


def _replace_if_changed(document: Document, **fields: Any) -> Document:
    changed = replace(document, **fields)
    return document if changed == document else changed


def _change_connections(
    document: Document, map_id: MapId, entry_ids: Collection[EntryId], change: Callable[[Connection], Connection]
) -> Document:
    wanted = set(entry_ids)

    def changed(dated_map: DatedMap) -> DatedMap:
        _require_on_map(dated_map, entry_ids)
        return replace(
            dated_map,
            connections=tuple(change(each) if each.entry in wanted else each for each in dated_map.connections),
        )

    return _change_map(document, map_id, changed)


def _require_on_map(dated_map: DatedMap, entry_ids: Iterable[EntryId]) -> None:
    known = {connection.entry for connection in dated_map.connections}
    for entry_id in entry_ids:
        if entry_id not in known:
            raise NoSuchEntry(entry_id)


def _without_marks(dated_map: DatedMap, kind: KindId) -> DatedMap:
    connections = tuple(
        replace(c, supports=tuple(support for support in c.supports if support.kind != kind))
        for c in dated_map.connections
    )
    return replace(dated_map, connections=connections)


def _not_about(gone: Collection[str], dismissed: Iterable[str]) -> tuple[str, ...]:
    """The keys of observations that name none of these ids; a key is rule, finding and ids with colons between."""
    return tuple(key for key in dismissed if not set(key.split(":")) & set(gone))


def _without_empty(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, (printable(line).strip() for line in lines)))
