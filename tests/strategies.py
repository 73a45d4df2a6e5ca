"""Hypothesis strategies that build any valid document, small or odd, in any script."""

from datetime import date

from hypothesis import strategies as st

from kithmap.model.document import (
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
from kithmap.model.names import has_visible, printable
from kithmap.model.vocabulary import (
    ALL_SUPPORT_KINDS,
    KEEPING_A_DISTANCE,
    OPTIONAL_SUPPORT_KINDS,
    OWN_SUPPORT_KINDS,
    RING_IDS,
    AgeBand,
    ContactBy,
    ContactFrequency,
    Energy,
    EntryKind,
    Feels,
    GuideChoice,
    Known,
    KnowsHealth,
    Lean,
    LifeArea,
    Near,
    SessionLength,
    StepAim,
    StepState,
    SupportLevel,
)

# Any text the model takes: everything but lone surrogates.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
# Names as `clean_name` leaves them are a subset of these.
names = texts.filter(lambda text: bool(text.strip()))
visible_names = texts.filter(has_visible)
# Names that may be added.
clean_names = texts.filter(lambda text: has_visible(printable(text)))

dates = st.dates()
angles = st.floats(0, 360, exclude_max=True)
depths = st.floats(0, 1)
levels = st.sampled_from(SupportLevel)
feelings = st.builds(
    Feeling,
    feels=st.none() | st.sampled_from(Feels),
    energy=st.none() | st.sampled_from(Energy),
    lean=st.none() | st.sampled_from(Lean),
)


def placements(rings: tuple[str, ...]) -> st.SearchStrategy[Placement]:
    """A place on one of these rings."""
    return st.builds(Placement, ring=st.sampled_from(rings), angle=angles, depth=depths)


@st.composite
def supports(draw: st.DrawFn) -> tuple[Support, ...]:
    """What is marked for one entry, in the fixed order of kinds."""
    kinds = draw(st.sets(st.sampled_from(ALL_SUPPORT_KINDS), max_size=4))
    marks = st.tuples(st.none() | levels, st.none() | levels).filter(lambda pair: pair != (None, None))
    found = []
    for kind in sorted(kinds, key=ALL_SUPPORT_KINDS.index):
        get, give = draw(marks)
        found.append(Support(kind=kind, get=get, give=give))
    return tuple(found)


def entries(entry_id: str) -> st.SearchStrategy[Entry]:
    """An entry with this id and any description."""
    return st.builds(
        Entry,
        id=st.just(entry_id),
        name=names,
        kind=st.sampled_from(EntryKind),
        relationship=texts,
        life_area=st.none() | st.sampled_from(LifeArea),
        known=st.none() | st.sampled_from(Known),
        contact=st.none() | st.sampled_from(ContactFrequency),
        contact_by=st.lists(st.sampled_from(ContactBy), unique=True).map(tuple),
        near=st.none() | st.sampled_from(Near),
        age_band=st.none() | st.sampled_from(AgeBand),
        important=st.booleans(),
        could_contact=st.booleans(),
        knows_health=st.none() | st.sampled_from(KnowsHealth),
        do_not_contact=st.booleans(),
        private=st.booleans(),
        note=texts,
    )


@st.composite
def dated_maps(draw: st.DrawFn, map_id: str, day: date, entry_ids: list[str]) -> DatedMap:
    """A dated map with some of these entries."""
    rings = RING_IDS[: draw(st.integers(2, 5))]
    here = draw(st.lists(st.sampled_from(entry_ids), unique=True)) if entry_ids else []
    places = st.none() | placements((*rings, KEEPING_A_DISTANCE))
    connections = tuple(
        Connection(entry=entry, placement=draw(places), supports=draw(supports()), feeling=draw(feelings))
        for entry in here
    )
    pairs = [(one, other) for one in here for other in here if one < other]
    ties = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3)) if pairs else []
    return DatedMap(
        id=map_id,
        date=day,
        rings=tuple(Ring(id=ring, name=draw(texts)) for ring in rings),
        connections=connections,
        ties=tuple(Tie(one=one, other=other) for one, other in ties),
        i_am=tuple(draw(st.lists(texts, max_size=3))),
        feeling_before=draw(st.none() | st.integers(1, 5)),
        feeling_after=draw(st.none() | st.integers(1, 5)),
        noticed=draw(texts),
        surprised=draw(texts),
        takeaway=draw(texts),
        not_needed=tuple(draw(st.lists(st.sampled_from(ALL_SUPPORT_KINDS), max_size=2))),
        dismissed=tuple(draw(st.lists(texts, max_size=2))),
    )


def steps(step_id: str, entry_ids: list[str]) -> st.SearchStrategy[SmallStep]:
    """A small step, about one of these entries or nobody."""
    return st.builds(
        SmallStep,
        id=st.just(step_id),
        aim=st.sampled_from(StepAim),
        entry=st.sampled_from([None, *entry_ids]),
        good=texts,
        smallest=texts,
        who_helps=texts,
        when=texts,
        how_known=texts,
        if_not=texts,
        state=st.sampled_from(StepState),
        reviews=st.lists(
            st.builds(StepReview, date=dates, state=st.sampled_from(StepState), note=texts), max_size=2
        ).map(tuple),
        made=st.none() | dates,
    )


@st.composite
def documents(draw: st.DrawFn, max_entries: int = 5, max_maps: int = 3) -> Document:
    """Any valid document with at most this many entries and dated maps."""
    entry_ids = [f"e{number}" for number in range(1, draw(st.integers(0, max_entries)) + 1)]
    days = sorted(draw(st.lists(dates, min_size=1, max_size=max_maps)))
    step_ids = [f"s{number}" for number in range(draw(st.integers(0, 2)))]
    own = draw(st.sets(st.sampled_from(OWN_SUPPORT_KINDS), max_size=2))
    return Document(
        maps=tuple(draw(dated_maps(f"m{number}", day, entry_ids)) for number, day in enumerate(days, 1)),
        entries=tuple(draw(entries(entry_id)) for entry_id in entry_ids),
        title=draw(texts),
        belongs_to=draw(texts),
        for_whom=draw(texts),
        optional_kinds=tuple(draw(st.lists(st.sampled_from(OPTIONAL_SUPPORT_KINDS), unique=True, max_size=2))),
        own_kinds=tuple(OwnKind(id=kind, name=draw(names), get=draw(texts), give=draw(texts)) for kind in sorted(own)),
        ask_age=draw(st.booleans()),
        steps=tuple(draw(steps(step_id, entry_ids)) for step_id in step_ids),
        questions=tuple(draw(st.lists(texts, max_size=2))),
        review_date=draw(st.none() | dates),
        guide=draw(
            st.none()
            | st.builds(
                GuideProgress,
                length=st.sampled_from(SessionLength),
                step=st.integers(0, 8),
                prompt=st.integers(0, 1000),
                about=st.sampled_from([*entry_ids, *step_ids, "listen"]) | texts,
                choices=st.lists(st.sampled_from(GuideChoice), unique=True).map(tuple),
            )
        ),
        practice_story=draw(st.sampled_from(("", "rena")) | texts),
    )
