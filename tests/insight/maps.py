"""Maps to look at: written by hand, an entry to a line, or any map at all with enough on it."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import combinations
from math import prod
from typing import Any, TypeVar

from hypothesis import strategies as st

from kithmap.insight.observation import Observation, Rule
from kithmap.insight.observations import observations
from kithmap.insight.population import Surface
from kithmap.model.document import (
    KIND_ORDER,
    Connection,
    DatedMap,
    Document,
    Entry,
    Feeling,
    OwnKind,
    Placement,
    Ring,
    Support,
    Tie,
)
from kithmap.model.vocabulary import (
    KEEPING_A_DISTANCE,
    RING_IDS,
    SUPPORT_KINDS,
    AgeBand,
    ContactFrequency,
    Energy,
    EntryKind,
    Feels,
    Lean,
    LifeArea,
    SupportLevel,
)
from kithmap.wording.observation_texts import known_relationships

SPRING, AUTUMN = date(2026, 3, 12), date(2026, 9, 30)
ENGLISH = known_relationships()
SOME = SupportLevel.SOME

T = TypeVar("T")
Someone = tuple[Entry, Connection]


def someone(name: str, *, ring: str | None = "closest", get: str = "", give: str = "", **facts: Any) -> Someone:
    """An entry whose id is its name. `ring` None is the tray; `get` and `give` are kinds of support with spaces."""
    kinds = sorted({*get.split(), *give.split()}, key=KIND_ORDER.__getitem__)
    supports = tuple(
        Support(kind, get=SOME if kind in get.split() else None, give=SOME if kind in give.split() else None)
        for kind in kinds
    )
    feeling = Feeling(**{field: facts.pop(field, None) for field in ("feels", "energy", "lean")})
    placement = Placement(ring) if ring else None
    return Entry(name, name, **facts), Connection(name, placement, supports, feeling)


def map_of(
    *people: Someone, ties: Collection[str] = (), earlier: Collection[Someone] | None = None, **fields: Any
) -> Document:
    """A document with these entries on today's map, and with an earlier map if there is one.

    A tie is written "Ana Bea". Fields of the document and of today's map may be given too.
    """
    of_map = {name: fields.pop(name) for name in ("not_needed", "dismissed", "rings") if name in fields}
    today = DatedMap(
        "today",
        AUTUMN,
        connections=tuple(connection for _, connection in people),
        ties=tuple(Tie(*sorted(pair.split())) for pair in ties),
        **of_map,
    )
    before = () if earlier is None else (DatedMap("before", SPRING, connections=tuple(each[1] for each in earlier)),)
    entries = {entry.id: entry for entry, _ in (*(earlier or ()), *people)}
    return Document(maps=(*before, today), entries=tuple(entries.values()), **fields)


def seen(
    document: Document, surface: Surface = Surface.SCREEN, rule: Rule | None = None, **wanted: Any
) -> tuple[Observation, ...]:
    """What stands out on today's map, compared with the map before if there is one; of one rule, if one is given."""
    earlier = document.maps[-2] if len(document.maps) > 1 else None
    found = observations(document, document.today, surface, ENGLISH, **{"earlier": earlier, **wanted})
    return found if rule is None else tuple(each for each in found if each.rule is rule)


# Any map. Facts are drawn many at a time, as one number: these documents are large, and many are looked at.

RELATIONSHIPS = ("", "friend", "child", "my youngest Son", "grandchild", "son-in-law", "Ex-partner", "my ex")
# Few enough that several entries share one, with some that may be switched off.
KINDS = (*SUPPORT_KINDS, "money", "own1")
_FACTS: dict[str, tuple[Any, ...]] = {
    "kind": (*[EntryKind.PERSON] * 8, *EntryKind),
    "relationship": RELATIONSHIPS,
    "life_area": (None, *LifeArea),
    "contact": (None, *ContactFrequency),
    "age_band": (None, None, None, *AgeBand),
    "important": (False, True),
    "could_contact": (False, False, True),
    "do_not_contact": (False, False, True),
    "private": (False, False, True),
}
_FEELINGS: dict[str, tuple[Any, ...]] = {
    "feels": (None, None, *Feels),
    "energy": (None, *Energy),
    "lean": (None, *Lean),
}


def one_of_each(choices: dict[str, tuple[Any, ...]]) -> st.SearchStrategy[dict[str, Any]]:
    """One of the choices for every name."""

    def chosen(number: int) -> dict[str, Any]:
        picked = {}
        for name, values in choices.items():
            number, which = divmod(number, len(values))
            picked[name] = values[which]
        return picked

    return st.integers(0, prod(map(len, choices.values())) - 1).map(chosen)


def several_of(values: Sequence[T]) -> st.SearchStrategy[list[T]]:
    """Some of the values, in their order."""
    return st.integers(0, 2 ** len(values) - 1).map(lambda bits: [v for n, v in enumerate(values) if bits >> n & 1])


_facts = one_of_each(_FACTS)
_feelings = one_of_each(_FEELINGS)
_some_kinds = several_of(KINDS)
_levels = st.sampled_from(SupportLevel)
_ring_counts = st.sampled_from((3, 3, 2, 5))
_positions = st.integers(0, 99)


@st.composite
def full_documents(draw: st.DrawFn) -> Document:
    """A document with an earlier map and today's, and up to seven entries of which some are hidden."""
    entry_ids = [f"e{number}" for number in range(1, draw(st.integers(3, 7)) + 1)]
    return Document(
        maps=(_any_map(draw, "m1", SPRING, entry_ids), _any_map(draw, "m2", AUTUMN, entry_ids)),
        entries=tuple(Entry(each, f"Name {each}", **draw(_facts)) for each in entry_ids),
        optional_kinds=("money",) if draw(st.booleans()) else (),
        own_kinds=(OwnKind("own1", "Music"),) if draw(st.booleans()) else (),
    )


def _any_map(draw: st.DrawFn, map_id: str, day: date, entry_ids: list[str]) -> DatedMap:
    """A dated map with all of these entries or all but one, in any order."""
    rings = RING_IDS[: draw(_ring_counts)]
    here = draw(st.permutations(entry_ids))[draw(_positions) % 2 :]
    pairs = list(combinations(sorted(here), 2))
    return DatedMap(
        map_id,
        day,
        rings=tuple(Ring(ring) for ring in rings),
        connections=tuple(_any_connection(draw, each, rings) for each in here),
        ties=tuple(Tie(*pair) for pair in (draw(several_of(pairs)) if draw(st.booleans()) else ())),
        not_needed=tuple(draw(_some_kinds) if draw(st.booleans()) else ()),
    )


def _any_connection(draw: st.DrawFn, entry_id: str, rings: tuple[str, ...]) -> Connection:
    """What a map says about an entry, more often than not placed on a ring."""
    # Two draws for each direction: about a quarter of the kinds are marked.
    gets, gives = ({*draw(_some_kinds)} & {*draw(_some_kinds)} for _ in range(2))
    level = draw(_levels)
    places = (*rings, *rings, None, KEEPING_A_DISTANCE)
    ring = places[draw(_positions) % len(places)]
    return Connection(
        entry_id,
        placement=Placement(ring) if ring else None,
        supports=tuple(
            Support(kind, get=level if kind in gets else None, give=level if kind in gives else None)
            for kind in KINDS
            if kind in gets | gives
        ),
        feeling=Feeling(**draw(_feelings)),
    )
