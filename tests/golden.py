"""The document the golden files hold: every field of the model is used, with people made up for it."""

from datetime import date

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
from kithmap.model.vocabulary import (
    KEEPING_A_DISTANCE,
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

_OLGA = Entry(
    id="e1",
    name="Ольга Сергеевна",
    relationship="соседка",
    life_area=LifeArea.LOCAL,
    known=Known.OVER_5_YEARS,
    contact=ContactFrequency.WEEKLY,
    contact_by=(ContactBy.IN_PERSON, ContactBy.PHONE),
    near=Near.UNDER_AN_HOUR,
    age_band=AgeBand.FROM_50_TO_69,
    important=True,
    could_contact=True,
    knows_health=KnowsHealth.PARTLY,
    note='Two lines,\nwith a "quotation" and a \\ in them.',
)
_BISCUIT = Entry(id="e2", name="Biscuit the dog 🐕", kind=EntryKind.ANIMAL, life_area=LifeArea.HOUSEHOLD)
_YAMADA = Entry(id="e3", name="山田 花子", kind=EntryKind.PAID, do_not_contact=True, private=True)
_MOHAMED = Entry(id="e4", name="محمد عبد الرحمن", kind=EntryKind.REMEMBERED, known=Known.ALL_MY_LIFE)
_ZOLKIEWSKI = Entry(id="e5", name="Łukasz Żółkiewski", relationship="brother")

_SPRING = DatedMap(
    id="m1",
    date=date(2026, 3, 12),
    connections=(
        Connection(entry="e1", placement=Placement(ring="around", angle=12.25, depth=0.75)),
        Connection(entry="e4"),
    ),
    i_am=("a cousin",),
)
_AUTUMN = DatedMap(
    id="m2",
    date=date(2026, 9, 30),
    rings=(Ring(id="closest", name="Родные"), Ring(id="close"), Ring(id="around"), Ring(id="outer", name="Further")),
    connections=(
        Connection(
            entry="e1",
            placement=Placement(ring="close", angle=359.5, depth=0.0),
            supports=(
                Support(kind="listen", get=SupportLevel.LOT, give=SupportLevel.SOME),
                Support(kind="hard", get=SupportLevel.UNSURE),
                Support(kind="doors", give=SupportLevel.LITTLE),
                Support(kind="own1", get=SupportLevel.LITTLE),
            ),
            feeling=Feeling(feels=Feels.MIXED, energy=Energy.LOT, lean=Lean.A_BIT),
        ),
        Connection(entry="e2", placement=Placement(ring="closest", angle=90.5, depth=1.0)),
        Connection(entry="e3", placement=Placement(ring=KEEPING_A_DISTANCE, angle=180.0)),
        Connection(entry="e5"),
    ),
    ties=(Tie(one="e1", other="e2"), Tie(one="e2", other="e5")),
    i_am=("a cousin", "good with plants", "učim se počivati"),
    feeling_before=2,
    feeling_after=4,
    noticed="More than I thought.",
    surprised="The dog.",
    takeaway="Ask sooner.",
    not_needed=("unwell",),
    dismissed=("Q2:hard",),
)

DOCUMENT = Document(
    maps=(_SPRING, _AUTUMN),
    entries=(_OLGA, _BISCUIT, _YAMADA, _MOHAMED, _ZOLKIEWSKI),
    title="Minu inimesed ✨",
    belongs_to="K.",
    for_whom="my keyworker",
    optional_kinds=("health", "doors"),
    own_kinds=(OwnKind(id="own1", name="Music", get="Plays for me", give="I play for them"),),
    ask_age=True,
    steps=(
        SmallStep(
            id="s1",
            aim=StepAim.ASK,
            entry="e1",
            good="A walk together",
            smallest="Send a message",
            who_helps="Łukasz",
            when="on Sunday",
            how_known="We went",
            if_not="Ask again in a week",
            state=StepState.CHANGED,
            reviews=(StepReview(date=date(2026, 10, 7), state=StepState.DONE, note="Rain, but fine."),),
            made=date(2026, 9, 30),
        ),
        SmallStep(id="s2", aim=StepAim.MEET_SOMEONE_NEW),
    ),
    questions=("What helps on grey days?",),
    review_date=date(2026, 12, 1),
    guide=GuideProgress(
        length=SessionLength.ON_MY_OWN, step=4, prompt=2, about="e2", choices=(GuideChoice.PRIVATE, GuideChoice.FREELY)
    ),
    practice_story="rena",
)
