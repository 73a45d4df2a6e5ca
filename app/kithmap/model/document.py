"""The document: immutable values and the rules that hold for every one of them.

Every structure checks itself when it is made, in memory as well as from a file, so a document that exists can always be
saved and opened again. Tuples keep the order a person chose. Text is any Unicode text without lone surrogates.

Supports, connections and ties come by the ten thousand, and saving makes each of them once more: their rules are
written out, without a call for each.
"""

import math
from datetime import date
from typing import Final

import msgspec

from kithmap.model.checks import require, require_text, require_unique
from kithmap.model.errors import BrokenRule
from kithmap.model.ids import EntryId, KindId, MapId, RingId, SmallStepId
from kithmap.model.vocabulary import (
    ALL_SUPPORT_KINDS,
    DEFAULT_RING_COUNT,
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

MAXIMUM_TEXT: Final = 100_000
MAXIMUM_NAME: Final = 10_000
MAXIMUM_ENTRIES: Final = 5_000
MAXIMUM_MAPS: Final = 1_000


class Value(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Base of all values. They hold no cycles, so no garbage collector looks at them: with undo there are very many."""


class Placement(Value, frozen=True, gc=False):
    """Where the person likes to see an entry. Only `ring` has a meaning (it is stored, never inferred from x and y).

    angle: degrees clockwise from twelve o'clock, 0 <= angle < 360.
    depth: 0 at the ring's inner line, 1 at its outer line.
    """

    ring: RingId
    angle: float = 0.0
    depth: float = 0.5

    def __post_init__(self) -> None:
        require(self.ring in RING_IDS or self.ring == KEEPING_A_DISTANCE, "ring", self.ring)
        # A float such as -1e-20 % 360 is 360.0: written by a careless edit it could never be opened again.
        require(0.0 <= self.angle < 360.0, "angle", self.angle)
        require(0.0 <= self.depth <= 1.0, "depth", self.depth)


KIND_ORDER: Final = {kind: order for order, kind in enumerate(ALL_SUPPORT_KINDS)}


class Support(Value, frozen=True, gc=False):
    """Support of one kind: what I get and what I give. At least one of the two is marked."""

    kind: KindId
    get: SupportLevel | None = None
    give: SupportLevel | None = None

    def __post_init__(self) -> None:
        if self.kind not in KIND_ORDER:
            raise BrokenRule("support-kind", self.kind)
        if self.get is None and self.give is None:
            raise BrokenRule("support-empty", self.kind)

    def level(self, direction: Direction) -> SupportLevel | None:
        """The level in one direction, None when not marked."""
        return self.get if direction is Direction.GET else self.give


class Feeling(Value, frozen=True, gc=False):
    """How a connection feels (private, blank by default, off paper)."""

    feels: Feels | None = None
    energy: Energy | None = None
    lean: Lean | None = None


class Connection(Value, frozen=True, gc=False):
    """What one dated map says about one entry. `placement` None means the tray: not placed yet."""

    entry: EntryId
    placement: Placement | None = None
    supports: tuple[Support, ...] = ()
    feeling: Feeling = Feeling()

    def __post_init__(self) -> None:
        last = -1
        for support in self.supports:
            order = KIND_ORDER[support.kind]
            if order <= last:
                raise BrokenRule("support-order", self.entry)
            last = order


class Tie(Value, frozen=True, gc=False):
    """Two entries who know each other. The ids are in ascending order, so a tie has one spelling."""

    one: EntryId
    other: EntryId

    def __post_init__(self) -> None:
        if self.one >= self.other:
            raise BrokenRule("tie-order", (self.one, self.other))


class Ring(Value, frozen=True, gc=False):
    """A circle of closeness. An empty `name` means the usual name for this id, in the reader's language."""

    id: RingId
    name: str = ""

    def __post_init__(self) -> None:
        require_text(self.name, "ring-name", MAXIMUM_NAME)


DEFAULT_RINGS: Final = tuple(Ring(id=ring) for ring in RING_IDS[:DEFAULT_RING_COUNT])


class DatedMap(Value, frozen=True, gc=False, rename={"takeaway": "carry"}):
    """How things stood on one day; connections in the order they were added. takeaway: files call it "carry"."""

    id: MapId
    date: date
    rings: tuple[Ring, ...] = DEFAULT_RINGS
    connections: tuple[Connection, ...] = ()
    ties: tuple[Tie, ...] = ()
    i_am: tuple[str, ...] = ()
    feeling_before: int | None = None
    feeling_after: int | None = None
    noticed: str = ""
    surprised: str = ""
    takeaway: str = ""
    not_needed: tuple[KindId, ...] = ()
    dismissed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_text(self.id, "map-id", MAXIMUM_NAME)
        rings = tuple(ring.id for ring in self.rings)
        require(len(rings) >= MINIMUM_RING_COUNT and rings == RING_IDS[: len(rings)], "rings", rings)
        placed = {c.placement.ring for c in self.connections if c.placement is not None}
        require(placed <= {*rings, KEEPING_A_DISTANCE}, "ring-not-on-map", sorted(placed))
        entries = require_unique((c.entry for c in self.connections), "duplicate-connection")
        require(len(set(self.ties)) == len(self.ties), "duplicate-tie")
        for tie in self.ties:
            if tie.one not in entries or tie.other not in entries:
                raise BrokenRule("tie-to-nobody", (tie.one, tie.other))
        require(len(self.i_am) <= MAXIMUM_I_AM_LINES, "i-am", len(self.i_am))
        for text in (*self.i_am, *self.dismissed, self.noticed, self.surprised, self.takeaway):
            require_text(text, "map-text", MAXIMUM_TEXT)
        for feeling in (self.feeling_before, self.feeling_after):
            require(feeling is None or 1 <= feeling <= 5, "feeling-now", feeling)
        require(set(self.not_needed) <= KIND_ORDER.keys(), "support-kind", self.not_needed)


class Entry(Value, frozen=True, gc=False):
    """Someone or something that matters. Only the name is required; it is shown exactly as typed."""

    id: EntryId
    name: str
    kind: EntryKind = EntryKind.PERSON
    relationship: str = ""
    life_area: LifeArea | None = None
    known: Known | None = None
    contact: ContactFrequency | None = None
    contact_by: tuple[ContactBy, ...] = ()
    near: Near | None = None
    age_band: AgeBand | None = None
    important: bool = False
    could_contact: bool = False
    knows_health: KnowsHealth | None = None
    do_not_contact: bool = False
    private: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        require_text(self.id, "entry-id", MAXIMUM_NAME)
        require(bool(self.id), "entry-id", self.id)
        require_text(self.name, "name", MAXIMUM_NAME)
        require(bool(self.name.strip()), "name-empty", self.id)
        require_text(self.relationship, "relationship", MAXIMUM_NAME)
        require_text(self.note, "note", MAXIMUM_TEXT)
        require_unique(self.contact_by, "duplicate-contact-by")


class OwnKind(Value, frozen=True, gc=False):
    """A kind of support in the person's own words: the short name and how it reads in each direction."""

    id: KindId
    name: str
    get: str = ""
    give: str = ""

    def __post_init__(self) -> None:
        require(self.id in OWN_SUPPORT_KINDS, "own-kind", self.id)
        require(bool(self.name.strip()), "own-kind-name", self.id)
        for text in (self.name, self.get, self.give):
            require_text(text, "own-kind-name", MAXIMUM_NAME)


class StepReview(Value, frozen=True, gc=False):
    date: date
    state: StepState
    note: str = ""

    def __post_init__(self) -> None:
        require_text(self.note, "note", MAXIMUM_TEXT)


class SmallStep(Value, frozen=True, gc=False):
    """One small step. `entry` None: about nobody in particular. `made`: the day of its map, None when not known."""

    id: SmallStepId
    aim: StepAim
    entry: EntryId | None = None
    good: str = ""
    smallest: str = ""
    who_helps: str = ""
    when: str = ""
    how_known: str = ""
    if_not: str = ""
    state: StepState = StepState.OPEN
    reviews: tuple[StepReview, ...] = ()
    made: date | None = None

    def __post_init__(self) -> None:
        for text in (self.id, self.good, self.smallest, self.who_helps, self.when, self.how_known, self.if_not):
            require_text(text, "step-text", MAXIMUM_TEXT)


class GuideProgress(Value, frozen=True, gc=False):
    """Where the guided session stands, so that it can be left and taken up days later.

    `prompt` is the number of a prompt within its step (`kithmap.guide.prompts` has the list; a number never changes its
    meaning). `about` is the id of the entry, the kind of support or the step it is about, if any; it may be gone since.
    """

    length: SessionLength
    step: int = 0
    prompt: int = 0
    about: str = ""
    choices: tuple[GuideChoice, ...] = ()

    def __post_init__(self) -> None:
        require(0 <= self.step <= 8 and 0 <= self.prompt <= 1000, "guide-step", (self.step, self.prompt))
        require_text(self.about, "guide-about", MAXIMUM_NAME)
        require_unique(self.choices, "duplicate-guide-choice")


class Document(Value, frozen=True, gc=False):
    """Everything one file holds. `maps` is in time order and never empty.

    An empty `title` means the usual title in the reader's language. `practice_story` is the name of the story that a
    practice map was made for; it is empty for everybody's own maps.
    """

    maps: tuple[DatedMap, ...]
    entries: tuple[Entry, ...] = ()
    title: str = ""
    belongs_to: str = ""
    for_whom: str = ""
    optional_kinds: tuple[KindId, ...] = ()
    own_kinds: tuple[OwnKind, ...] = ()
    ask_age: bool = False
    steps: tuple[SmallStep, ...] = ()
    questions: tuple[str, ...] = ()
    review_date: date | None = None
    guide: GuideProgress | None = None
    practice_story: str = ""

    def __post_init__(self) -> None:
        require(1 <= len(self.maps) <= MAXIMUM_MAPS, "maps", len(self.maps))
        require(len(self.entries) <= MAXIMUM_ENTRIES, "too-many-entries", len(self.entries))
        require_unique((dated_map.id for dated_map in self.maps), "duplicate-map")
        dates = [dated_map.date for dated_map in self.maps]
        require(dates == sorted(dates), "map-order")
        entries = require_unique((entry.id for entry in self.entries), "duplicate-entry")
        for dated_map in self.maps:
            for connection in dated_map.connections:
                if connection.entry not in entries:
                    raise BrokenRule("connection-to-nobody", connection.entry)
        require_unique((step.id for step in self.steps), "duplicate-step")
        for step in self.steps:
            require(step.entry is None or step.entry in entries, "step-about-nobody", step.entry)
        require(set(self.optional_kinds) <= set(OPTIONAL_SUPPORT_KINDS), "support-kind", self.optional_kinds)
        require_unique(self.optional_kinds, "duplicate-kind")
        require_unique((kind.id for kind in self.own_kinds), "duplicate-kind")
        for text in (self.title, self.belongs_to, self.for_whom, self.practice_story, *self.questions):
            require_text(text, "document-text", MAXIMUM_TEXT)

    @property
    def is_practice(self) -> bool:
        return bool(self.practice_story)

    @property
    def today(self) -> DatedMap:
        return self.maps[-1]


def new_document(today: date) -> Document:
    return Document(maps=(DatedMap(id=MapId("m1"), date=today),))


def normal_angle(degrees: float) -> float:
    """Any finite angle as 0 <= angle < 360, the only range a Placement takes."""
    angle = math.fmod(degrees, 360.0)
    if angle < 0.0:
        angle += 360.0
    return angle if angle < 360.0 else 0.0
