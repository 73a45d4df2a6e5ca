"""Who is looked at when something is said about a map, and the quantities all rules are made of.

Entries kept at a distance and entries that do not feel safe are left out before anything is counted, and on paper
private ones too. Whatever is said is computed from what is left, so no sentence and no count can give them away. Where
the tables on paper show who does not feel safe, like everybody else, `observations` says less.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import msgspec

from kithmap.insight.relationships import Relationships
from kithmap.model.document import Connection, DatedMap, Document, Entry
from kithmap.model.ids import EntryId, KindId
from kithmap.model.queries import entries_by_id, is_paid, ring_of, support_kinds, supports_in_use
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, RING_IDS, AgeBand, EntryKind, Feels

_TRAY: Final = len(RING_IDS)


class Surface(StrEnum):
    """Where observations are shown: to the person on the screen, to somebody beside them too, or on paper."""

    SCREEN = "screen"
    SHARED_SCREEN = "shared_screen"
    PAPER = "paper"


class Member(msgspec.Struct, frozen=True):
    """An entry that may be spoken of, with what a dated map says about it.

    ring: 0 for the innermost; the tray is outside all of them.
    gets, gives: the kinds of support in use that are marked, in their fixed order. "Not sure" is a mark.
    is_child, is_former_partner: whether the relationship says so; a grandchild is a child here.
    """

    entry: Entry
    connection: Connection
    ring: int
    gets: tuple[KindId, ...]
    gives: tuple[KindId, ...]
    is_child: bool
    is_former_partner: bool

    @property
    def id(self) -> EntryId:
        return self.entry.id

    @property
    def is_living(self) -> bool:
        return self.entry.kind is not EntryKind.REMEMBERED

    @property
    def is_paid(self) -> bool:
        return is_paid(self.entry)

    @property
    def is_near(self) -> bool:
        return self.ring < 2


class Population(msgspec.Struct, frozen=True):
    """Everyone and everything that may be spoken of: `placed` on the rings, closest first, and `in_tray`.

    people: the living people on the rings. (Paid support and those who have died are kinds of their own.)
    give_and_take: the people with whom going back and forth can be talked about: not paid, no child or grandchild, and
        not under 18.
    sources: for each kind of support in use, without those "not needed now", the ids of everyone and everything living
        on the rings from which it comes.
    """

    placed: tuple[Member, ...]
    in_tray: tuple[Member, ...]
    people: tuple[Member, ...]
    give_and_take: tuple[Member, ...]
    sources: Mapping[KindId, tuple[EntryId, ...]]


def population_of(
    document: Document, dated_map: DatedMap, surface: Surface, relationships: Relationships
) -> Population:
    """Who may be spoken of on a surface, as one of the document's dated maps has it."""
    entries = entries_by_id(document)
    members = [
        _member(document, entries[each.entry], each, relationships)
        for each in dated_map.connections
        if _may_be_spoken_of(entries[each.entry], each, surface)
    ]
    # The angle is only where somebody likes to see an entry: it must not change what is said.
    in_order = sorted(members, key=lambda each: each.ring)
    placed = tuple(each for each in in_order if each.ring < _TRAY)
    people = tuple(each for each in placed if each.entry.kind is EntryKind.PERSON)
    return Population(
        placed=placed,
        in_tray=tuple(each for each in members if each.ring == _TRAY),
        people=people,
        give_and_take=tuple(
            each
            for each in people
            if not each.is_paid and not each.is_child and each.entry.age_band is not AgeBand.UNDER_18
        ),
        sources={
            kind: tuple(each.id for each in placed if each.is_living and kind in each.gets)
            for kind in support_kinds(document)
            if kind not in dated_map.not_needed
        },
    )


def _may_be_spoken_of(entry: Entry, connection: Connection, surface: Surface) -> bool:
    hidden = ring_of(connection) == KEEPING_A_DISTANCE or connection.feeling.feels is Feels.UNSAFE
    return not hidden and not (entry.private and surface is Surface.PAPER)


def _member(document: Document, entry: Entry, connection: Connection, relationships: Relationships) -> Member:
    marked = supports_in_use(document, connection)
    return Member(
        entry=entry,
        connection=connection,
        ring=RING_IDS.index(connection.placement.ring) if connection.placement is not None else _TRAY,
        gets=tuple(support.kind for support in marked if support.get is not None),
        gives=tuple(support.kind for support in marked if support.give is not None),
        is_child=relationships.is_child(entry.relationship),
        is_former_partner=relationships.is_former_partner(entry.relationship),
    )
