"""What stands out on a map: one small function for each rule, strengths first.

A rule yields an observation for each entry or kind of support it finds; which of them were dismissed, how many are said
and which are said in one sentence is settled afterwards, for all rules alike. Nothing here is a grade: an imbalance is
never called bad, nobody is compared with others, and too little on a map is no finding.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from math import inf
from typing import Final, TypeVar

from msgspec.structs import replace

from kithmap.insight.comparison import changes
from kithmap.insight.network import acquaintance
from kithmap.insight.observation import Finding, Observation, Rule, observed
from kithmap.insight.population import Member, Population, Surface, population_of
from kithmap.insight.relationships import Relationships
from kithmap.model.document import KIND_ORDER, DatedMap, Document
from kithmap.model.ids import EntryId
from kithmap.model.vocabulary import ContactFrequency, Energy, EntryKind, Feels, Lean

_Id = TypeVar("_Id", bound=str)

ENOUGH_ENTRIES: Final = 3
ENOUGH_MARKS: Final = 3
FIRST: Final = 5

# How many entries or kinds a rule speaks of at a time.
_AT_MOST: Final = {Rule.S1: 3, Rule.S2: 3, Rule.Q1: 3}
# Rules that say in one sentence what they found for several entries or kinds.
_TOGETHER: Final = {Rule.S1, Rule.S2, Rule.S3, Rule.S6, Rule.B1, Rule.Q9, Rule.C1}
# They say how a connection feels, which is for the person alone.
_ABOUT_FEELINGS: Final = {Rule.Q4, Rule.Q5, Rule.Q9}

# Their words name nobody: the entries are there to be lit up.
_NAMING_NOBODY: Final = {Rule.S3, Rule.S4, Rule.S5, Rule.B2, Rule.B3, Rule.Q6, Rule.Q9}

_BESIDES_PEOPLE: Final = {
    EntryKind.ANIMAL,
    EntryKind.PLACE,
    EntryKind.ACTIVITY,
    EntryKind.GROUP,
    EntryKind.FAITH,
    EntryKind.REMEMBERED,
}
_MIXED: Final = {Feels.MIXED, Feels.HARD}
_GOOD: Final = {Feels.WARM, Feels.OK}
_SELDOM: Final = {ContactFrequency.FEW_TIMES_A_YEAR, ContactFrequency.NOT_AT_THE_MOMENT}
# By whether anything is got, and whether anything is given.
_WAYS: Final = {
    (True, True): Finding.BOTH_WAYS,
    (True, False): Finding.TOWARDS_ME,
    (False, True): Finding.FROM_ME,
    (False, False): Finding.NOT_MARKED,
}


def observations(
    document: Document,
    dated_map: DatedMap,
    surface: Surface,
    relationships: Relationships,
    *,
    earlier: DatedMap | None = None,
    workers_detail: bool = False,
) -> tuple[Observation, ...]:
    """What stands out on one of the document's dated maps, in the order shown, without what was dismissed there.

    A map with too little on it gives one observation, STARTED. `earlier` is a dated map to compare with;
    `workers_detail` adds who knows whom. Not to be shown while someone is placing entries: it would change where they
    put them.

    Whoever reads the paper or looks at the screen, too, sees those who do not feel safe as everybody else. What is said
    without them must be true of what is shown as well, or the two together would give away who was left out: the rest
    is not said.
    """

    def found(today: DatedMap, before: DatedMap | None) -> tuple[Observation, ...]:
        return _found(document, today, surface, relationships, before, workers_detail=workers_detail)

    said = found(dated_map, earlier)
    if surface is Surface.SCREEN:
        return said
    shown = found(_as_if_safe(dated_map), _as_if_safe(earlier) if earlier else None)
    true_of_these = {_in_words(each) for each in shown}
    return tuple(each for each in said if _in_words(each) in true_of_these)


def first(found: tuple[Observation, ...]) -> tuple[Observation, ...]:
    """The observations to show at first; the others come with "Show more"."""
    return found[:FIRST]


def _found(
    document: Document,
    dated_map: DatedMap,
    surface: Surface,
    relationships: Relationships,
    earlier: DatedMap | None,
    *,
    workers_detail: bool,
) -> tuple[Observation, ...]:
    population = population_of(document, dated_map, surface, relationships)
    marks = sum(len(each.gets) + len(each.gives) for each in population.placed)
    if len(population.placed) < ENOUGH_ENTRIES or marks < ENOUGH_MARKS:
        return (Observation(Rule.STARTED),)
    found = [each for rule in RULES for each in rule(population)]
    if earlier is not None:
        found += changes(population_of(document, earlier, surface, relationships), population)
    if workers_detail:
        found += acquaintance(population, dated_map)
    unsaid = () if surface is Surface.SCREEN else _ABOUT_FEELINGS
    dismissed = {*dated_map.dismissed}
    kept = (each for each in found if each.rule not in unsaid and dismissed.isdisjoint(each.keys))
    return tuple(_together(_at_most(kept)))


def _as_if_safe(dated_map: DatedMap) -> DatedMap:
    connections = tuple(
        replace(each, feeling=replace(each.feeling, feels=None)) if each.feeling.feels is Feels.UNSAFE else each
        for each in dated_map.connections
    )
    return replace(dated_map, connections=connections)


def _in_words(observation: Observation) -> tuple[object, ...]:
    """Equal for observations that are said in the same words."""
    named = () if observation.rule in _NAMING_NOBODY else observation.entries
    return observation.rule, observation.finding, named, observation.kinds, observation.numbers


def important(population: Population) -> Iterator[Observation]:
    """S1: marked as important in recovery."""
    return _one_each(Rule.S1, (each for each in population.placed if each.entry.important))


def several_ways(population: Population) -> Iterator[Observation]:
    """S2: three kinds of support or more come from them."""
    return _one_each(Rule.S2, (each for each in population.placed if len(each.gets) >= 3))


def several_places(population: Population) -> Iterator[Observation]:
    """S3: needed kinds with two sources or more."""
    for kind, sources in population.sources.items():
        if len(sources) >= 2:
            yield observed(Rule.S3, about=(kind,), entries=sources, kinds=(kind,))


def giving(population: Population) -> Iterator[Observation]:
    """S4: three marks or more of support given to people. Named are the three kinds given to most of them."""
    given = Counter(kind for each in population.people for kind in each.gives)
    if given.total() >= 3:
        most = sorted(given, key=lambda kind: (-given[kind], KIND_ORDER[kind]))[:3]
        yield observed(Rule.S4, entries=_ids(each for each in population.people if each.gives), kinds=most)


def parts_of_life(population: Population) -> Iterator[Observation]:
    """S5: four parts of life or more; the number says how many."""
    somewhere = [each for each in population.placed if each.entry.life_area is not None]
    areas = {each.entry.life_area for each in somewhere}
    if len(areas) >= 4:
        yield observed(Rule.S5, entries=_ids(somewhere), numbers=(len(areas),))


def besides_people(population: Population) -> Iterator[Observation]:
    """S6: animals, places, activities, groups, faith, and those who are remembered."""
    return _one_each(Rule.S6, (each for each in population.placed if each.entry.kind in _BESIDES_PEOPLE))


def ways(population: Population) -> Iterator[Observation]:
    """B1: which ways support goes, for each of those with whom give and take can be talked about."""
    for finding in _WAYS.values():
        yield from _one_each(Rule.B1, (each for each in population.give_and_take if _way(each) is finding), finding)


def balance(population: Population) -> Iterator[Observation]:
    """B2: with six marks or more, whether about as much comes in as goes out. A quarter either way still is."""
    gets = sum(len(each.gets) for each in population.give_and_take)
    gives = sum(len(each.gives) for each in population.give_and_take)
    if gets + gives < 6:
        return
    finding = Finding.MORE_OUT if gives > gets else Finding.MORE_IN
    if 4 * abs(gives - gets) <= gives + gets:
        finding = Finding.EVEN
    yield observed(Rule.B2, finding, entries=_ids(_marked(population)))


def both_ways(population: Population) -> Iterator[Observation]:
    """B3: of three or more with anything marked, how many connections go both ways. The numbers are these two."""
    marked = _marked(population)
    both = [each for each in marked if _way(each) is Finding.BOTH_WAYS]
    if len(marked) >= 3:
        yield observed(Rule.B3, entries=_ids(both), numbers=(len(both), len(marked)))


def nobody_marked(population: Population) -> Iterator[Observation]:
    """Q1: needed kinds without a source."""
    for kind, sources in population.sources.items():
        if not sources:
            yield observed(Rule.Q1, about=(kind,), kinds=(kind,))


def one_place(population: Population) -> Iterator[Observation]:
    """Q2: needed kinds with one source."""
    for kind, sources in population.sources.items():
        if len(sources) == 1:
            yield observed(Rule.Q2, about=(kind, *sources), entries=sources, kinds=(kind,))


def many_things(population: Population) -> Iterator[Observation]:
    """Q3: the one source of two needed kinds or more; or, when four or more have a source, a source of 60 % of them."""
    covered = {kind: {*sources} for kind, sources in population.sources.items() if sources}
    for each in population.placed:
        own = [kind for kind, sources in covered.items() if each.id in sources]
        alone = [kind for kind in own if len(covered[kind]) == 1]
        if len(alone) >= 2 or (len(covered) >= 4 and 5 * len(own) >= 3 * len(covered)):
            yield observed(Rule.Q3, about=(each.id,), entries=(each.id,), kinds=own)


def tiring(population: Population) -> Iterator[Observation]:
    """Q4: support goes there, and it takes a lot of energy."""
    takes_a_lot = (each for each in population.placed if each.connection.feeling.energy is Energy.LOT)
    return _one_each(Rule.Q4, (each for each in takes_a_lot if each.gives))


def leaning(population: Population) -> Iterator[Observation]:
    """Q5: there is a worry of leaning on them."""
    leant_on = [each for each in population.placed if each.connection.feeling.lean is Lean.YES]
    yield from _one_each(Rule.Q5, (each for each in leant_on if _can_be_asked(each)))
    yield from _one_each(Rule.Q5, (each for each in leant_on if not _can_be_asked(each)), Finding.NOT_TO_TALK_WITH)


def services(population: Population) -> Iterator[Observation]:
    """Q6: two kinds or more have a source, and every source is paid."""
    covered = [kind for kind, sources in population.sources.items() if sources]
    sources = {each for kind in covered for each in population.sources[kind]}
    members = [each for each in population.placed if each.id in sources]
    if len(covered) >= 2 and all(each.is_paid for each in members):
        yield observed(Rule.Q6, entries=_ids(members), kinds=covered)


def seldom_in_touch(population: Population) -> Iterator[Observation]:
    """Q7: near, seldom in touch, and nothing marked speaks against reaching out."""
    seldom = (each for each in population.placed if each.is_near and each.entry.contact in _SELDOM)
    return _one_each(Rule.Q7, (each for each in seldom if _can_be_asked(each) and _feels_open(each)))


def nobody_chosen(population: Population) -> Iterator[Observation]:
    """Q8: nobody is chosen for a hard moment, neither on the rings nor in the tray."""
    if not any(each.entry.could_contact for each in (*population.placed, *population.in_tray)):
        yield observed(Rule.Q8)


def mixed(population: Population) -> Iterator[Observation]:
    """Q9: near, and it feels mixed or hard."""
    near = (each for each in population.placed if each.is_near)
    return _one_each(Rule.Q9, (each for each in near if each.connection.feeling.feels in _MIXED))


RULES: Final[tuple[Callable[[Population], Iterator[Observation]], ...]] = (
    important,
    several_ways,
    several_places,
    giving,
    parts_of_life,
    besides_people,
    ways,
    balance,
    both_ways,
    nobody_marked,
    one_place,
    many_things,
    tiring,
    leaning,
    services,
    seldom_in_touch,
    nobody_chosen,
    mixed,
)


def _one_each(rule: Rule, members: Iterable[Member], finding: Finding | None = None) -> Iterator[Observation]:
    for each in members:
        yield observed(rule, finding, about=(each.id,), entries=(each.id,))


def _ids(members: Iterable[Member]) -> tuple[EntryId, ...]:
    return tuple(each.id for each in members)


def _way(member: Member) -> Finding:
    return _WAYS[bool(member.gets), bool(member.gives)]


def _marked(population: Population) -> list[Member]:
    return [each for each in population.give_and_take if _way(each) is not Finding.NOT_MARKED]


def _can_be_asked(member: Member) -> bool:
    return member.is_living and not member.entry.do_not_contact


def _feels_open(member: Member) -> bool:
    feels = member.connection.feeling.feels
    return feels in _GOOD if member.is_former_partner else feels not in _MIXED


def _at_most(found: Iterable[Observation]) -> Iterator[Observation]:
    said: Counter[Rule] = Counter()
    for each in found:
        said[each.rule] += 1
        if said[each.rule] <= _AT_MOST.get(each.rule, inf):
            yield each


def _together(found: Iterable[Observation]) -> Iterator[Observation]:
    for _, group in groupby(found, key=_sentence):
        several = list(group)
        yield replace(
            several[0],
            entries=_without_twins(each.entries for each in several),
            kinds=_without_twins(each.kinds for each in several),
            keys=_without_twins(each.keys for each in several),
        )


def _sentence(observation: Observation) -> tuple[object, ...]:
    """Equal for observations that are said in one sentence."""
    own = observation.rule not in _TOGETHER or observation.finding is Finding.NEW_SUPPORT
    return observation.rule, observation.finding, observation.keys if own else ()


def _without_twins(groups: Iterable[Iterable[_Id]]) -> tuple[_Id, ...]:
    return tuple(dict.fromkeys(each for group in groups for each in group))
