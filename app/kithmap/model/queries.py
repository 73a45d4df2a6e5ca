"""Questions asked of a document. Every answer is computed afresh from the immutable value."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from kithmap.model.document import Connection, DatedMap, Document, Entry, SmallStep, StepReview, Support
from kithmap.model.errors import NoSuchEntry, NoSuchMap, NoSuchSmallStep
from kithmap.model.ids import EntryId, KindId, MapId, RingId, SmallStepId
from kithmap.model.vocabulary import (
    KEEPING_A_DISTANCE,
    OF_THE_PAST_TOO,
    REACHING_OUT,
    SUPPORT_KINDS,
    UNDER_WAY,
    Direction,
    EntryKind,
    Feels,
    LifeArea,
    SessionLength,
    StepAim,
    SupportLevel,
)


def dated_map(document: Document, map_id: MapId) -> DatedMap:
    """The dated map with this id. Raises NoSuchMap."""
    for each in document.maps:
        if each.id == map_id:
            return each
    raise NoSuchMap(map_id)


def map_by_id(document: Document, map_id: MapId | None) -> DatedMap:
    """The dated map with this id; the latest for None or an id that is gone."""
    return next((each for each in document.maps if each.id == map_id), document.today)


def earlier_map(document: Document, map_id: MapId) -> DatedMap | None:
    """The dated map before this one; None for the first. Raises NoSuchMap."""
    place = document.maps.index(dated_map(document, map_id))
    return document.maps[place - 1] if place else None


def entry(document: Document, entry_id: EntryId) -> Entry:
    """The entry with this id. Raises NoSuchEntry."""
    for each in document.entries:
        if each.id == entry_id:
            return each
    raise NoSuchEntry(entry_id)


def entries_by_id(document: Document) -> Mapping[EntryId, Entry]:
    """All entries of the document, on whichever of its maps they are."""
    return {each.id: each for each in document.entries}


def connection(dated_map: DatedMap, entry_id: EntryId) -> Connection:
    """What this dated map says about an entry. Raises NoSuchEntry."""
    for each in dated_map.connections:
        if each.entry == entry_id:
            return each
    raise NoSuchEntry(entry_id)


def has_entry(dated_map: DatedMap, entry_id: EntryId) -> bool:
    return any(each.entry == entry_id for each in dated_map.connections)


def in_tray(dated_map: DatedMap) -> tuple[Connection, ...]:
    """Connections not placed yet, oldest first."""
    return tuple(each for each in dated_map.connections if each.placement is None)


def on_ring(dated_map: DatedMap, ring: RingId) -> tuple[Connection, ...]:
    """Connections on one ring (or keeping a distance), clockwise from twelve o'clock."""
    placed = (
        (each.placement.angle, each.placement.depth, order, each)
        for order, each in enumerate(dated_map.connections)
        if each.placement is not None and each.placement.ring == ring
    )
    return tuple(row[-1] for row in sorted(placed, key=lambda row: row[:3]))


def reading_order(dated_map: DatedMap) -> tuple[Connection, ...]:
    """All connections as they are listed everywhere: rings from the inside, then the tray, then at a distance."""
    rings = (each for ring in dated_map.rings for each in on_ring(dated_map, ring.id))
    return (*rings, *in_tray(dated_map), *on_ring(dated_map, KEEPING_A_DISTANCE))


def ring_of(each: Connection) -> RingId | None:
    """The ring id, KEEPING_A_DISTANCE, or None for the tray."""
    return each.placement.ring if each.placement else None


def is_on_rings(each: Connection) -> bool:
    """Whether the connection is drawn: placed on a ring, not in the tray and not at a distance."""
    return each.placement is not None and each.placement.ring != KEEPING_A_DISTANCE


def is_paid(entry: Entry) -> bool:
    """Whether the entry is paid support: by its kind, or as somebody in that part of life."""
    return entry.kind is EntryKind.PAID or entry.life_area is LifeArea.PAID


def may_be_contacted(each: Connection, entry: Entry) -> bool:
    """Whether getting in touch may be spoken of: with nobody at a distance, unsafe, not to be contacted, or dead."""
    return not (entry.do_not_contact or _is_kept_away(each)) and entry.kind is not EntryKind.REMEMBERED


def may_be_aimed_at(each: Connection, entry: Entry, aim: StepAim) -> bool:
    """Whether a small step with this aim leads nobody to get in touch with someone who may not be contacted."""
    if aim not in REACHING_OUT:
        return True
    if entry.kind is EntryKind.REMEMBERED:
        return aim in OF_THE_PAST_TOO and not _is_kept_away(each)
    return may_be_contacted(each, entry)


def _is_kept_away(each: Connection) -> bool:
    return ring_of(each) == KEEPING_A_DISTANCE or each.feeling.feels is Feels.UNSAFE


def was_anyone_placed(before: DatedMap, after: DatedMap) -> bool:
    """Whether somebody on both maps is somewhere else on the second one."""
    places = {each.entry: each.placement for each in before.connections}
    return any(each.entry in places and places[each.entry] != each.placement for each in after.connections)


def support_kinds(document: Document) -> tuple[KindId, ...]:
    """The kinds of support in use, in their fixed order: the eight, the optional ones switched on, the person's own."""
    return (*SUPPORT_KINDS, *document.optional_kinds, *(kind.id for kind in document.own_kinds))


def level(each: Connection, kind: KindId, direction: Direction) -> SupportLevel | None:
    """The level marked for one kind in one direction; None is "not marked"."""
    for support in each.supports:
        if support.kind == kind:
            return support.level(direction)
    return None


def supports_in_use(document: Document, each: Connection) -> tuple[Support, ...]:
    used = set(support_kinds(document))
    return tuple(support for support in each.supports if support.kind in used)


def knows(dated_map: DatedMap, entry_id: EntryId) -> tuple[EntryId, ...]:
    """Ids of the entries tied to this one, in the order the ties were made."""
    return tuple(
        tie.other if tie.one == entry_id else tie.one for tie in dated_map.ties if entry_id in (tie.one, tie.other)
    )


def step(document: Document, step_id: SmallStepId) -> SmallStep:
    """The small step with this id. Raises NoSuchSmallStep."""
    for each in document.steps:
        if each.id == step_id:
            return each
    raise NoSuchSmallStep(step_id)


def steps_under_way(document: Document) -> tuple[SmallStep, ...]:
    """The small steps that are neither done nor dropped, oldest first."""
    return tuple(each for each in document.steps if each.state in UNDER_WAY)


class Reviews(NamedTuple):
    """What was said of a small step before, at and after the visit that goes with a dated map."""

    before: tuple[StepReview, ...]
    at: StepReview | None
    after: tuple[StepReview, ...]


def reviews(document: Document, step: SmallStep, dated_map: DatedMap) -> Reviews:
    """What was said of a small step, seen from the visit of a dated map: its last review on one of the map's days."""
    end = end_of(document, dated_map)
    after = tuple(each for each in step.reviews if end is not None and each.date >= end)
    until = tuple(each for each in step.reviews if end is None or each.date < end)
    if until and until[-1].date >= dated_map.date:
        return Reviews(until[:-1], until[-1], after)
    return Reviews(until, None, after)


def end_of(document: Document, dated_map: DatedMap) -> date | None:
    """The day on which the time of a dated map is over: that of the next map of another day; None for the latest."""
    return next((each.date for each in document.maps if each.date > dated_map.date), None)


def is_with_someone(document: Document) -> bool:
    """Whether a guided session is under way in which another person looks at the screen, too."""
    return document.guide is not None and document.guide.length is SessionLength.WITH_SOMEONE
