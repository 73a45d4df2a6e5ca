"""Questions asked of a document. Every answer is computed afresh from the immutable value."""

from collections.abc import Mapping

from kithmap.model.document import Connection, DatedMap, Document, Entry, SmallStep, Support
from kithmap.model.errors import NoSuchEntry, NoSuchSmallStep
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


def entry(document: Document, entry_id: str) -> Entry:
    """The entry with this id. Raises NoSuchEntry."""
    for each in document.entries:
        if each.id == entry_id:
            return each
    raise NoSuchEntry(entry_id)


def entries_by_id(document: Document) -> Mapping[str, Entry]:
    """All entries of the document, on today's map or only on earlier ones."""
    return {each.id: each for each in document.entries}


def connection(dated_map: DatedMap, entry_id: str) -> Connection:
    """What this dated map says about an entry. Raises NoSuchEntry."""
    for each in dated_map.connections:
        if each.entry == entry_id:
            return each
    raise NoSuchEntry(entry_id)


def has_entry(dated_map: DatedMap, entry_id: str) -> bool:
    """Whether the entry is on this dated map, placed or not."""
    return any(each.entry == entry_id for each in dated_map.connections)


def map_by_id(document: Document, map_id: str | None) -> DatedMap:
    """The dated map with this id; today's for None or an id that is gone."""
    return next((each for each in document.maps if each.id == map_id), document.today)


def in_tray(dated_map: DatedMap) -> tuple[Connection, ...]:
    """Connections not placed yet, oldest first."""
    return tuple(each for each in dated_map.connections if each.placement is None)


def on_ring(dated_map: DatedMap, ring: str) -> tuple[Connection, ...]:
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


def ring_of(each: Connection) -> str | None:
    """The ring id, KEEPING_A_DISTANCE, or None for the tray."""
    return each.placement.ring if each.placement else None


def is_on_rings(each: Connection) -> bool:
    """Whether the connection is drawn: placed on a ring, not in the tray and not at a distance."""
    return each.placement is not None and each.placement.ring != KEEPING_A_DISTANCE


def is_paid(entry: Entry) -> bool:
    """Whether the entry is paid support: by its kind, or as somebody in that part of life."""
    return entry.kind is EntryKind.PAID or entry.life_area is LifeArea.PAID


def may_be_contacted(each: Connection, entry: Entry) -> bool:
    """Whether getting in touch with the entry may be spoken of.

    It may not with someone kept at a distance, someone who does not feel safe, shall not be contacted or has died.
    """
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


def was_anyone_placed(before: Document, after: Document) -> bool:
    """Whether somebody on both of today's maps is somewhere else now."""
    places = {each.entry: each.placement for each in before.today.connections}
    return any(each.entry in places and places[each.entry] != each.placement for each in after.today.connections)


def support_kinds(document: Document) -> tuple[str, ...]:
    """The kinds of support in use, in their fixed order: the eight, the optional ones switched on, the person's own."""
    return (*SUPPORT_KINDS, *document.optional_kinds, *(kind.id for kind in document.own_kinds))


def level(each: Connection, kind: str, direction: Direction) -> SupportLevel | None:
    """The level marked for one kind in one direction; None is "not marked"."""
    for support in each.supports:
        if support.kind == kind:
            return support.level(direction)
    return None


def supports_in_use(document: Document, each: Connection) -> tuple[Support, ...]:
    """What is marked, of the kinds in use."""
    used = set(support_kinds(document))
    return tuple(support for support in each.supports if support.kind in used)


def knows(dated_map: DatedMap, entry_id: str) -> tuple[str, ...]:
    """Ids of the entries tied to this one, in the order the ties were made."""
    return tuple(
        tie.other if tie.one == entry_id else tie.one for tie in dated_map.ties if entry_id in (tie.one, tie.other)
    )


def step(document: Document, step_id: str) -> SmallStep:
    """The small step with this id. Raises NoSuchStep."""
    for each in document.steps:
        if each.id == step_id:
            return each
    raise NoSuchSmallStep(step_id)


def steps_under_way(document: Document) -> tuple[SmallStep, ...]:
    """The small steps that are neither done nor dropped, oldest first."""
    return tuple(each for each in document.steps if each.state in UNDER_WAY)


def is_with_someone(document: Document) -> bool:
    """Whether a guided session is under way in which another person looks at the screen, too."""
    return document.guide is not None and document.guide.length is SessionLength.WITH_SOMEONE
