"""The words for everything the vocabulary names: one place, so that screen and paper always say the same word.

Both `ui` and `report` need these words, and neither may import the other lightly. The translation function is handed
in, so no Qt is needed here.
"""

import re
from typing import Final, Protocol

from kithmap.model.document import DatedMap, Document, Ring
from kithmap.model.ids import KindId, RingId
from kithmap.model.vocabulary import (
    KEEPING_A_DISTANCE,
    AgeBand,
    ContactBy,
    ContactFrequency,
    Direction,
    Energy,
    EntryKind,
    Feels,
    Known,
    KnowsHealth,
    Lean,
    LifeArea,
    Near,
    StepAim,
    StepState,
    SupportLevel,
)

_PLACE: Final = re.compile(r"\{(\w+)\}")


class Translate(Protocol):
    """Look up a sentence: context, English source text, a comment for translators, and a number for plurals (%n)."""

    def __call__(self, context: str, text: str, comment: str = "", n: int = -1, /) -> str:
        """The sentence in the reader's language."""
        ...


def untranslated(context: str, text: str, comment: str = "", n: int = -1, /) -> str:  # noqa: ARG001 - the shape of Translate
    """English as written in the source, for tests and tools that have no catalogue."""
    return text.replace("%n", str(n)) if n >= 0 else text


def filled(sentence: str, **values: str) -> str:
    """The sentence with every {place} filled that has a value; other braces, also those in values, stay as they are."""
    return _PLACE.sub(lambda place: values.get(place[1], place[0]), sentence)


class Words:
    def __init__(self, translate: Translate) -> None:
        self.translate = translate

    @property
    def me(self) -> str:
        return self.translate("Words", "Me")

    @property
    def usual_title(self) -> str:
        return self.translate("Words", "My connections")

    def title(self, document: Document) -> str:
        return document.title or self.usual_title

    @property
    def not_placed(self) -> str:
        return self.translate("Words", "Not placed yet")

    @property
    def not_marked(self) -> str:
        """A level nobody has marked: not the same as "no"."""
        return self.translate("Words", "not marked")

    @property
    def quiet_map(self) -> str:
        return self.translate(
            "Words",
            "A quiet map is still yours. We can start with one thing: a place, an animal, a song, "
            "a person who was kind once.",
        )

    def ring(self, ring: Ring) -> str:
        return ring.name or self.usual_ring(ring.id)

    def place(self, dated_map: DatedMap, ring_id: RingId | None) -> str:
        """Where an entry is on a dated map, None: not placed yet. A ring it does not have is called as usual."""
        if ring_id is None:
            return self.not_placed
        ring = next((each for each in dated_map.rings if each.id == ring_id), None)
        return self.ring(ring) if ring else self.usual_ring(ring_id)

    def usual_ring(self, ring_id: RingId) -> str:
        return {
            "closest": self.translate("Words", "Closest"),
            "close": self.translate("Words", "Close"),
            "around": self.translate("Words", "Around me"),
            "outer": self.translate("Words", "Further out"),
            "edge": self.translate("Words", "At the edge"),
            KEEPING_A_DISTANCE: self.translate("Words", "Keeping a distance"),
        }[ring_id]

    def ring_hint(self, ring_id: RingId) -> str:
        return {
            "closest": self.translate("Guide", "Life would feel very different without them."),
            "close": self.translate("Guide", "Important to me, a step further out."),
            "around": self.translate("Guide", "Part of my life, and worth having on my map."),
            "outer": self.translate("Guide", "Further out, and still good to have here."),
            "edge": self.translate("Guide", "At the edge, and still on my map."),
            KEEPING_A_DISTANCE: self.translate("Guide", "Off the rings and off paper. Private."),
        }[ring_id]

    def kind(self, kind: EntryKind) -> str:
        return {
            EntryKind.PERSON: self.translate("Words", "person"),
            EntryKind.PAID: self.translate("Words", "paid support or service"),
            EntryKind.GROUP: self.translate("Words", "group"),
            EntryKind.ANIMAL: self.translate("Words", "animal"),
            EntryKind.PLACE: self.translate("Words", "place"),
            EntryKind.ACTIVITY: self.translate("Words", "activity"),
            EntryKind.FAITH: self.translate("Words", "faith or spiritual"),
            EntryKind.REMEMBERED: self.translate("Words", "someone I remember"),
        }[kind]

    def support(self, kind: KindId, document: Document) -> str:
        own = next((each.name for each in document.own_kinds if each.id == kind), None)
        return own or self._usual_support(kind)

    @property
    def another_kind(self) -> str:
        """What an own kind of support is called where its own name must not stand."""
        return self.translate("Words", "Another kind")

    def support_letter(self, kind: KindId, document: Document) -> str:
        """One letter for a kind of support; no two of the usual eight share one."""
        return {
            "listen": self.translate("Words", "L", "letter for Listens"),
            "comfort": self.translate("Words", "C", "letter for Calms"),
            "value": self.translate("Words", "B", "letter for Believes in me"),
            "everyday": self.translate("Words", "E", "letter for Everyday help"),
            "unwell": self.translate("Words", "U", "letter for Unwell days"),
            "advice": self.translate("Words", "A", "letter for Advice"),
            "company": self.translate("Words", "F", "letter for Fun company"),
            "hard": self.translate("Words", "H", "letter for Hard moments"),
            "health": self.translate("Words", "T", "letter for Talk about health"),
            "belong": self.translate("Words", "S", "letter for Shared culture or faith"),
            "doors": self.translate("Words", "N", "letter for New people and chances"),
            "money": self.translate("Words", "M", "letter for Money, lifts, things"),
        }.get(kind) or self.support(kind, document)[:1].upper()

    def support_sentence(self, kind: KindId, direction: Direction, document: Document) -> str:
        """A kind of support in one direction, in words: "Listens to me", "I listen to them"."""
        own = next((each for each in document.own_kinds if each.id == kind), None)
        if own is not None:
            return (own.get if direction is Direction.GET else own.give) or own.name
        return self._gets(kind) if direction is Direction.GET else self._gives(kind)

    def direction(self, direction: Direction) -> str:
        return {Direction.GET: self.translate("Words", "I get"), Direction.GIVE: self.translate("Words", "I give")}[
            direction
        ]

    def level(self, level: SupportLevel | None) -> str:
        """A level of support, None for "not marked"."""
        return {
            None: self.not_marked,
            SupportLevel.LITTLE: self.translate("Words", "a little"),
            SupportLevel.SOME: self.translate("Words", "some"),
            SupportLevel.LOT: self.translate("Words", "a lot"),
            SupportLevel.UNSURE: self.translate("Words", "not sure"),
        }[level]

    def direction_and_level(self, direction: Direction, level: SupportLevel | None) -> str:
        """What goes one way: "I get: a lot"."""
        said = self.translate("Words", "{direction}: {level}", "I get: a lot")
        return said.replace("{direction}", self.direction(direction)).replace("{level}", self.level(level))

    def life_area(self, area: LifeArea) -> str:
        return {
            LifeArea.HOUSEHOLD: self.translate("Words", "People I live with"),
            LifeArea.FAMILY: self.translate("Words", "Family"),
            LifeArea.FRIENDS: self.translate("Words", "Friends"),
            LifeArea.WORK: self.translate("Words", "Work or learning"),
            LifeArea.LOCAL: self.translate("Words", "Neighbours and local"),
            LifeArea.GROUPS: self.translate("Words", "Groups, faith, peers"),
            LifeArea.PAID: self.translate("Words", "Paid support"),
        }[area]

    def known(self, known: Known) -> str:
        return {
            Known.UNDER_1_YEAR: self.translate("Words", "under a year"),
            Known.YEARS_1_TO_5: self.translate("Words", "1 to 5 years"),
            Known.OVER_5_YEARS: self.translate("Words", "over 5 years"),
            Known.ALL_MY_LIFE: self.translate("Words", "all my life"),
        }[known]

    def contact(self, contact: ContactFrequency) -> str:
        return {
            ContactFrequency.DAILY: self.translate("Words", "every day"),
            ContactFrequency.WEEKLY: self.translate("Words", "every week"),
            ContactFrequency.MONTHLY: self.translate("Words", "every month"),
            ContactFrequency.FEW_TIMES_A_YEAR: self.translate("Words", "a few times a year"),
            ContactFrequency.NOT_AT_THE_MOMENT: self.translate("Words", "not at the moment"),
        }[contact]

    def contact_by(self, means: ContactBy) -> str:
        return {
            ContactBy.IN_PERSON: self.translate("Words", "in person"),
            ContactBy.PHONE: self.translate("Words", "phone"),
            ContactBy.MESSAGE: self.translate("Words", "message"),
            ContactBy.ONLINE: self.translate("Words", "online"),
        }[means]

    def near(self, near: Near) -> str:
        return {
            Near.SAME_HOME: self.translate("Words", "same home"),
            Near.UNDER_AN_HOUR: self.translate("Words", "under an hour away"),
            Near.FURTHER: self.translate("Words", "further away"),
            Near.ANOTHER_COUNTRY: self.translate("Words", "another country"),
        }[near]

    def age_band(self, age: AgeBand) -> str:
        return {
            AgeBand.UNDER_18: self.translate("Words", "under 18"),
            AgeBand.FROM_18_TO_29: self.translate("Words", "18 to 29"),
            AgeBand.FROM_30_TO_49: self.translate("Words", "30 to 49"),
            AgeBand.FROM_50_TO_69: self.translate("Words", "50 to 69"),
            AgeBand.FROM_70: self.translate("Words", "70 or over"),
        }[age]

    def knows_health(self, knows: KnowsHealth) -> str:
        return {
            KnowsHealth.YES: self.translate("Words", "yes"),
            KnowsHealth.PARTLY: self.translate("Words", "partly"),
            KnowsHealth.NO: self.translate("Words", "no"),
            KnowsHealth.RATHER_NOT_SAY: self.translate("Words", "rather not say"),
        }[knows]

    def feels(self, feels: Feels) -> str:
        return {
            Feels.WARM: self.translate("Words", "warm"),
            Feels.OK: self.translate("Words", "OK"),
            Feels.MIXED: self.translate("Words", "mixed"),
            Feels.HARD: self.translate("Words", "hard"),
            Feels.UNSAFE: self.translate("Words", "I don't feel safe"),
            Feels.RATHER_NOT_SAY: self.translate("Words", "rather not say"),
        }[feels]

    def energy(self, energy: Energy) -> str:
        return {
            Energy.LITTLE: self.translate("Words", "a little energy"),
            Energy.SOME: self.translate("Words", "some energy"),
            Energy.LOT: self.translate("Words", "a lot of energy"),
        }[energy]

    def lean(self, lean: Lean) -> str:
        return {
            Lean.NO: self.translate("Words", "no"),
            Lean.A_BIT: self.translate("Words", "a bit"),
            Lean.YES: self.translate("Words", "yes"),
        }[lean]

    def aim(self, aim: StepAim) -> str:
        return {
            StepAim.KEEP: self.translate("Words", "keep it going"),
            StepAim.THANK: self.translate("Words", "say thank you"),
            StepAim.ASK: self.translate("Words", "ask for something"),
            StepAim.GIVE_LESS: self.translate("Words", "give a little less"),
            StepAim.TAKE_A_BREAK: self.translate("Words", "take a break"),
            StepAim.GET_BACK_IN_TOUCH: self.translate("Words", "get back in touch"),
            StepAim.MEET_SOMEONE_NEW: self.translate("Words", "meet someone new"),
            StepAim.FIND_A_PLACE: self.translate("Words", "find a place or activity"),
            StepAim.TELL_MY_TEAM: self.translate("Words", "tell my team"),
        }[aim]

    def step_state(self, state: StepState) -> str:
        return {
            StepState.OPEN: self.translate("Words", "still going"),
            StepState.DONE: self.translate("Words", "done"),
            StepState.CHANGED: self.translate("Words", "changed"),
            StepState.DROPPED: self.translate("Words", "dropped"),
        }[state]

    def relationships(self) -> tuple[str, ...]:
        """Suggestions for the relationship field; any other text is as good."""
        return (
            self.translate("Words", "partner"),
            self.translate("Words", "ex-partner"),
            self.translate("Words", "parent"),
            self.translate("Words", "step-parent"),
            self.translate("Words", "foster parent"),
            self.translate("Words", "adoptive parent"),
            self.translate("Words", "child"),
            self.translate("Words", "brother or sister"),
            self.translate("Words", "grandparent"),
            self.translate("Words", "grandchild"),
            self.translate("Words", "other family"),
            self.translate("Words", "chosen family"),
            self.translate("Words", "friend"),
            self.translate("Words", "online friend"),
            self.translate("Words", "housemate"),
            self.translate("Words", "neighbour"),
            self.translate("Words", "colleague or manager"),
            self.translate("Words", "fellow student"),
            self.translate("Words", "teacher"),
            self.translate("Words", "peer supporter"),
            self.translate("Words", "group member"),
            self.translate("Words", "faith person"),
            self.translate("Words", "keyworker or care coordinator"),
            self.translate("Words", "doctor, nurse or therapist"),
            self.translate("Words", "support worker"),
            self.translate("Words", "sponsor"),
            self.translate("Words", "pet"),
            self.translate("Words", "someone else"),
        )

    def _usual_support(self, kind: KindId) -> str:
        return {
            "listen": self.translate("Words", "Listens"),
            "comfort": self.translate("Words", "Calms"),
            "value": self.translate("Words", "Believes in me"),
            "everyday": self.translate("Words", "Everyday help"),
            "unwell": self.translate("Words", "Unwell days"),
            "advice": self.translate("Words", "Advice"),
            "company": self.translate("Words", "Fun company"),
            "hard": self.translate("Words", "Hard moments"),
            "health": self.translate("Words", "Talk about health"),
            "belong": self.translate("Words", "Shared culture or faith"),
            "doors": self.translate("Words", "New people and chances"),
            "money": self.translate("Words", "Money, lifts, things"),
        }.get(kind, kind)

    def _gets(self, kind: KindId) -> str:
        return {
            "listen": self.translate("Words", "Listens to me"),
            "comfort": self.translate("Words", "Helps me feel calmer"),
            "value": self.translate("Words", "Believes in me"),
            "everyday": self.translate("Words", "Helps with everyday things"),
            "unwell": self.translate("Words", "Helps when I am unwell"),
            "advice": self.translate("Words", "Gives advice or information"),
            "company": self.translate("Words", "Good company, fun"),
            "hard": self.translate("Words", "Is there in a hard moment"),
            "health": self.translate("Words", "We talk about my health"),
            "belong": self.translate("Words", "Shares my faith, culture or identity"),
            "doors": self.translate("Words", "Brings new people and chances"),
            "money": self.translate("Words", "Helps with money, lifts or things"),
        }.get(kind, kind)

    def _gives(self, kind: KindId) -> str:
        return {
            "listen": self.translate("Words", "I listen to them"),
            "comfort": self.translate("Words", "I help them feel calmer"),
            "value": self.translate("Words", "I believe in them"),
            "everyday": self.translate("Words", "I help with everyday things"),
            "unwell": self.translate("Words", "I help when they are unwell"),
            "advice": self.translate("Words", "I give advice or information"),
            "company": self.translate("Words", "I am good company"),
            "hard": self.translate("Words", "I am there in a hard moment"),
            "health": self.translate("Words", "We talk about their health"),
            "belong": self.translate("Words", "I share their faith, culture or identity"),
            "doors": self.translate("Words", "I bring new people and chances"),
            "money": self.translate("Words", "I help with money, lifts or things"),
        }.get(kind, kind)
