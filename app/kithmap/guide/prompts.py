"""The prompts of the guided session: their names, their numbers in files, and their order.

A prompt is a name and, for some names, what it is about: an entry, a kind of support, or a small step. Which of them a
document calls for is said in `agenda`.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Final, NamedTuple

from kithmap.model import queries
from kithmap.model.document import KIND_ORDER, Connection, DatedMap, Document, GuideProgress, SmallStep, StepReview
from kithmap.model.ids import EntryId, KindId, MapId, SmallStepId
from kithmap.model.vocabulary import SessionLength


class AnswerKind(Enum):
    """What a prompt takes for an answer. `answers` has a table for each."""

    NOTHING = auto()
    CHOICE = auto()
    FACE = auto()
    LINES = auto()
    NAMES = auto()
    PLACE = auto()
    LEVELS = auto()
    ENTRIES = auto()
    FEELING = auto()
    OBSERVATIONS = auto()
    STATE = auto()
    AIM = auto()
    ENTRY = auto()
    TEXT = auto()
    DAY = auto()


class PromptName(Enum):
    """Every prompt: its step, its number within the step, and what it takes for an answer.

    Files keep step and number: neither ever changes, no number is used again, and a new prompt takes a new one. The
    order in which prompts come is not theirs but that of `_ORDER`.
    """

    # 0 Before you start
    WELCOME = (0, 0, AnswerKind.NOTHING)
    AGREE = (0, 1, AnswerKind.NOTHING)
    PRIVATE_HERE = (0, 2, AnswerKind.CHOICE)
    PRIVACY_TIPS = (0, 3, AnswerKind.NOTHING)
    EARLY_PRIVACY = (0, 4, AnswerKind.NOTHING)
    FEELING_BEFORE = (0, 5, AnswerKind.FACE)
    # 1 I am
    I_AM = (1, 0, AnswerKind.LINES)
    # 2 Who comes to mind?
    LAST_TIME = (2, 0, AnswerKind.NOTHING)
    WHO_COMES = (2, 1, AnswerKind.NAMES)
    AT_HOME = (2, 2, AnswerKind.NAMES)
    FAMILY = (2, 3, AnswerKind.NAMES)
    FRIENDS = (2, 4, AnswerKind.NAMES)
    WORK = (2, 5, AnswerKind.NAMES)
    LOCAL = (2, 6, AnswerKind.NAMES)
    GROUPS = (2, 7, AnswerKind.NAMES)
    PAID = (2, 8, AnswerKind.NAMES)
    ANIMALS = (2, 9, AnswerKind.NAMES)
    PLACES = (2, 10, AnswerKind.NAMES)
    REMEMBERED = (2, 11, AnswerKind.NAMES)
    OTHERS = (2, 12, AnswerKind.NAMES)
    ONE_THING = (2, 13, AnswerKind.NAMES)
    # 3 How close?
    RINGS = (3, 0, AnswerKind.CHOICE)
    HOW_CLOSE = (3, 1, AnswerKind.PLACE)
    DRAG = (3, 2, AnswerKind.NOTHING)
    MOVED = (3, 3, AnswerKind.NOTHING)
    # 4 What goes back and forth?
    WHICH_WAY = (4, 0, AnswerKind.CHOICE)
    I_GET = (4, 1, AnswerKind.LEVELS)
    I_GIVE = (4, 2, AnswerKind.LEVELS)
    FROM_WHOM = (4, 3, AnswerKind.ENTRIES)
    TO_WHOM = (4, 4, AnswerKind.ENTRIES)
    # 5 How is it for you?
    PRIVACY = (5, 0, AnswerKind.NOTHING)
    HOW_IS_IT = (5, 1, AnswerKind.FEELING)
    QUIET_CARD = (5, 2, AnswerKind.NOTHING)
    # 6 What stands out
    STANDS_OUT = (6, 0, AnswerKind.OBSERVATIONS)
    TO_TALK_ABOUT = (6, 1, AnswerKind.LINES)
    # 7 Looking after connections
    REVIEW = (7, 0, AnswerKind.STATE)
    REVIEW_NOTE = (7, 1, AnswerKind.TEXT)
    AIM = (7, 2, AnswerKind.AIM)
    WITH_WHOM = (7, 3, AnswerKind.ENTRY)
    GOOD = (7, 4, AnswerKind.TEXT)
    SMALLEST = (7, 5, AnswerKind.TEXT)
    WHO_HELPS = (7, 6, AnswerKind.TEXT)
    WHEN = (7, 7, AnswerKind.TEXT)
    HOW_KNOWN = (7, 8, AnswerKind.TEXT)
    IF_NOT = (7, 9, AnswerKind.TEXT)
    ASKING = (7, 10, AnswerKind.NOTHING)
    NEW_STEP = (7, 11, AnswerKind.AIM)
    REVIEW_DATE = (7, 12, AnswerKind.DAY)
    # 8 Closing
    NOTICED = (8, 0, AnswerKind.TEXT)
    SURPRISED = (8, 1, AnswerKind.TEXT)
    TAKEAWAY = (8, 2, AnswerKind.TEXT)
    FEELING_AFTER = (8, 3, AnswerKind.FACE)
    GENTLE = (8, 4, AnswerKind.NOTHING)
    TELL_SOMEONE = (8, 5, AnswerKind.NOTHING)
    FINISH = (8, 6, AnswerKind.NOTHING)

    @property
    def step(self) -> int:
        return self.value[0]

    @property
    def number(self) -> int:
        """The number within the step, as it is kept in files."""
        return self.value[1]

    @property
    def answer_kind(self) -> AnswerKind:
        return self.value[2]


P = PromptName

STEPS_OF: Final[Mapping[SessionLength, tuple[int, ...]]] = {
    SessionLength.QUICK: (0, 2, 3, 8),
    SessionLength.ON_MY_OWN: tuple(range(9)),
    SessionLength.WITH_SOMEONE: tuple(range(9)),
}

HELPERS: Final = (
    P.AT_HOME, P.FAMILY, P.FRIENDS, P.WORK, P.LOCAL, P.GROUPS, P.PAID, P.ANIMALS, P.PLACES, P.REMEMBERED, P.OTHERS,
)  # fmt: skip
BUILDER: Final = (
    P.AIM, P.WITH_WHOM, P.GOOD, P.SMALLEST, P.WHO_HELPS, P.WHEN, P.ASKING, P.HOW_KNOWN, P.IF_NOT,
)  # fmt: skip

# What was answered here before does not show by itself to somebody who looks at the screen, too.
PRIVATE: Final = frozenset({P.FEELING_BEFORE, P.HOW_IS_IT, P.NOTICED, P.SURPRISED, P.TAKEAWAY, P.FEELING_AFTER})

# Names of one block take turns: all of them about one entry, then all of them about the next.
_ORDER: Final[tuple[tuple[PromptName, ...], ...]] = (
    (P.WELCOME,), (P.AGREE,), (P.PRIVATE_HERE,), (P.PRIVACY_TIPS,), (P.EARLY_PRIVACY,), (P.FEELING_BEFORE,),
    (P.I_AM,),
    (P.LAST_TIME,), (P.WHO_COMES,), *((name,) for name in HELPERS), (P.ONE_THING,),
    (P.RINGS,), (P.HOW_CLOSE,), (P.DRAG,), (P.MOVED,),
    (P.WHICH_WAY,), (P.I_GET, P.I_GIVE), (P.FROM_WHOM, P.TO_WHOM),
    (P.PRIVACY,), (P.HOW_IS_IT, P.QUIET_CARD),
    (P.STANDS_OUT,), (P.TO_TALK_ABOUT,),
    (P.REVIEW, P.REVIEW_NOTE), BUILDER, (P.NEW_STEP,), (P.REVIEW_DATE,),
    (P.NOTICED,), (P.SURPRISED,), (P.TAKEAWAY,), (P.FEELING_AFTER,), (P.GENTLE,), (P.TELL_SOMEONE,), (P.FINISH,),
)  # fmt: skip
_PLACES: Final = {name: (block, turn) for block, names in enumerate(_ORDER) for turn, name in enumerate(names)}
_BY_NUMBER: Final = {(name.step, name.number): name for name in PromptName}


class Prompt(NamedTuple):
    """One prompt. `about` is the id of an entry or a small step, a kind of support, or empty; the name says which."""

    name: PromptName
    about: str = ""

    @property
    def step(self) -> int:
        return self.name.step

    @property
    def answer_kind(self) -> AnswerKind:
        return self.name.answer_kind

    @property
    def entry_id(self) -> EntryId:
        return EntryId(self.about)

    @property
    def kind(self) -> KindId:
        return KindId(self.about)

    @property
    def step_id(self) -> SmallStepId:
        return SmallStepId(self.about)


class Asked(NamedTuple):
    """A prompt as it is asked: of a document, and of one of its dated maps."""

    document: Document
    map_id: MapId
    prompt: Prompt

    @property
    def dated_map(self) -> DatedMap:
        return queries.dated_map(self.document, self.map_id)

    @property
    def connection(self) -> Connection:
        """What the map says of the entry the prompt is about. Raises NoSuchEntry."""
        return queries.connection(self.dated_map, self.prompt.entry_id)

    @property
    def small_step(self) -> SmallStep:
        """The small step the prompt is about. Raises NoSuchSmallStep."""
        return queries.step(self.document, self.prompt.step_id)

    @property
    def review(self) -> StepReview | None:
        """What became of that small step, as it was said at the visit of this map. Raises NoSuchSmallStep."""
        return queries.reviews(self.document, self.small_step, self.dated_map).at


def prompt_of(progress: GuideProgress) -> Prompt | None:
    """The prompt a file names; None for a number this version does not know."""
    name = _BY_NUMBER.get((progress.step, progress.prompt))
    return None if name is None else Prompt(name, progress.about)


def order_of(prompt: Prompt) -> tuple[int, tuple[int, str], int]:
    """Where a prompt comes among all others, also one about something that is gone."""
    block, turn = _PLACES[prompt.name]
    return block, _age(prompt.about), turn


def _age(about: str) -> tuple[int, str]:
    """Kinds of support in their order; entries and small steps, whose ids are numbered, oldest first."""
    number = about[1:]
    if number.isascii() and number.isdigit() and len(number) < 12:
        return int(number), about
    return KIND_ORDER.get(KindId(about), 10**12 if about else -1), about
