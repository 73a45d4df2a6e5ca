"""The words a document may hold: identifiers and their order. What people read for them is in `wording.words`."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from kithmap.model.ids import KindId, RingId


class EntryKind(StrEnum):
    """What an entry is. Each kind has its own shape on the map."""

    PERSON = "person"
    PAID = "paid"
    GROUP = "group"
    ANIMAL = "animal"
    PLACE = "place"
    ACTIVITY = "activity"
    FAITH = "faith"
    REMEMBERED = "remembered"


class SupportLevel(StrEnum):
    """How much. A level that is absent is "not marked", which is not "no"."""

    LITTLE = "little"
    SOME = "some"
    LOT = "lot"
    UNSURE = "unsure"


class Direction(StrEnum):
    """Which way support goes: GET is towards the person whose map it is, GIVE is from them."""

    GET = "get"
    GIVE = "give"


class LifeArea(StrEnum):
    """The part of life an entry belongs to (after Tracy and Whittaker 1990; Sluzki 1996)."""

    HOUSEHOLD = "household"
    FAMILY = "family"
    FRIENDS = "friends"
    WORK = "work"
    LOCAL = "local"
    GROUPS = "groups"
    PAID = "paid"


class Known(StrEnum):
    UNDER_1_YEAR = "under_1_year"
    YEARS_1_TO_5 = "years_1_to_5"
    OVER_5_YEARS = "over_5_years"
    ALL_MY_LIFE = "all_my_life"


class ContactFrequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    FEW_TIMES_A_YEAR = "few_times_a_year"
    NOT_AT_THE_MOMENT = "not_at_the_moment"


class ContactBy(StrEnum):
    """By which means the two are in touch; several may hold."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    MESSAGE = "message"
    ONLINE = "online"


class Near(StrEnum):
    SAME_HOME = "same_home"
    UNDER_AN_HOUR = "under_an_hour"
    FURTHER = "further"
    ANOTHER_COUNTRY = "another_country"


class AgeBand(StrEnum):
    """Age of the entry; asked only when the person switches it on."""

    UNDER_18 = "under_18"
    FROM_18_TO_29 = "from_18_to_29"
    FROM_30_TO_49 = "from_30_to_49"
    FROM_50_TO_69 = "from_50_to_69"
    FROM_70 = "from_70"


class KnowsHealth(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    RATHER_NOT_SAY = "rather_not_say"


class Feels(StrEnum):
    """How a connection feels lately (private)."""

    WARM = "warm"
    OK = "ok"
    MIXED = "mixed"
    HARD = "hard"
    UNSAFE = "unsafe"
    RATHER_NOT_SAY = "rather_not_say"


class Energy(StrEnum):
    """How much energy a connection takes (private)."""

    LITTLE = "little"
    SOME = "some"
    LOT = "lot"


class Lean(StrEnum):
    """ "I worry I lean on them" (private)."""

    NO = "no"
    A_BIT = "a_bit"
    YES = "yes"


class StepAim(StrEnum):
    KEEP = "keep"
    THANK = "thank"
    ASK = "ask"
    GIVE_LESS = "give_less"
    TAKE_A_BREAK = "take_a_break"
    GET_BACK_IN_TOUCH = "get_back_in_touch"
    MEET_SOMEONE_NEW = "meet_someone_new"
    FIND_A_PLACE = "find_a_place"
    TELL_MY_TEAM = "tell_my_team"


class StepState(StrEnum):
    """Where a small step stands; dropped is as fine as done."""

    OPEN = "open"
    DONE = "done"
    CHANGED = "changed"
    DROPPED = "dropped"


class SessionLength(StrEnum):
    QUICK = "quick"
    ON_MY_OWN = "on_my_own"
    WITH_SOMEONE = "with_someone"


class GuideChoice(StrEnum):
    """Ways through the guided session that were chosen on the way: at most one of each line below."""

    PRIVATE = "private"
    NOT_SURE = "not_sure"

    ONE_BY_ONE = "one_by_one"
    FREELY = "freely"

    BY_PERSON = "by_person"
    BY_KIND = "by_kind"


# Inner to outer (Antonucci 1986 uses three circles). A map with n rings uses the first n.
RING_IDS: Final = tuple(map(RingId, ("closest", "close", "around", "outer", "edge")))
DEFAULT_RING_COUNT: Final = 3
MINIMUM_RING_COUNT: Final = 2

# Not a ring: private, outside the circles, never on the picture or on paper.
KEEPING_A_DISTANCE: Final = RingId("distance")

# Clockwise round the support dial, from twelve o'clock: the clock position of a kind never changes.
SUPPORT_KINDS: Final = tuple(
    map(KindId, ("listen", "comfort", "value", "everyday", "unwell", "advice", "company", "hard"))
)
OPTIONAL_SUPPORT_KINDS: Final = tuple(map(KindId, ("health", "belong", "doors", "money")))
MAXIMUM_OWN_KINDS: Final = 4

# The ids the person's own kinds of support may take.
OWN_SUPPORT_KINDS: Final = tuple(map(KindId, ("own1", "own2", "own3", "own4")))

ALL_SUPPORT_KINDS: Final = (*SUPPORT_KINDS, *OPTIONAL_SUPPORT_KINDS, *OWN_SUPPORT_KINDS)

MAXIMUM_I_AM_LINES: Final = 3

# Aims for which somebody is got in touch with; for two of them it can be someone who has died, in thought.
REACHING_OUT: Final = frozenset(
    {StepAim.KEEP, StepAim.THANK, StepAim.ASK, StepAim.GET_BACK_IN_TOUCH, StepAim.TELL_MY_TEAM}
)
OF_THE_PAST_TOO: Final = frozenset({StepAim.KEEP, StepAim.THANK})
ABOUT_NOBODY: Final = frozenset({StepAim.MEET_SOMEONE_NEW, StepAim.FIND_A_PLACE})

# A changed step goes on in other words.
UNDER_WAY: Final = (StepState.OPEN, StepState.CHANGED)
MAXIMUM_STEPS_UNDER_WAY: Final = 3

# A click goes through these in turn; "not sure" is chosen from its own button.
NEXT_LEVEL: Final[Mapping[SupportLevel | None, SupportLevel | None]] = {
    None: SupportLevel.LITTLE,
    SupportLevel.LITTLE: SupportLevel.SOME,
    SupportLevel.SOME: SupportLevel.LOT,
    SupportLevel.LOT: SupportLevel.UNSURE,
    SupportLevel.UNSURE: None,
}
