"""What has been answered at a prompt, and what an answer changes in the document.

There is a table for each kind of answer (`AnswerKind`), which says its type; a prompt is answered through the table of
its kind. What `answer` takes `value` gives, so a prompt can be shown again as it was answered. An answer leaves the
session where it stands, with one exception: after NEW_STEP it stands at the first prompt of the new step.

What stands out has no answer here: see `edits.dismiss`, `restore_observation` and `set_needed`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, Generic, NamedTuple, TypeVar

from msgspec.structs import replace

from kithmap.guide.agenda import is_there
from kithmap.guide.progress import go_to, here
from kithmap.guide.prompts import Asked, Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import edits, queries, small_steps
from kithmap.model.document import Connection, Document, Entry, Feeling, Placement, SmallStep
from kithmap.model.ids import EntryId, KindId
from kithmap.model.vocabulary import (
    ABOUT_NOBODY,
    KEEPING_A_DISTANCE,
    REACHING_OUT,
    Direction,
    EntryKind,
    GuideChoice,
    LifeArea,
    StepAim,
    StepState,
    SupportLevel,
)

_Value = TypeVar("_Value")
_Given = TypeVar("_Given")
_Answer = TypeVar("_Answer")


class _Answering(NamedTuple, Generic[_Value, _Given]):
    read: Callable[[Asked], _Value]
    write: Callable[[Asked, _Given], Document]


class Answers(Generic[_Value, _Given]):
    def __init__(self, blank: _Value, by_name: Mapping[P, _Answering[_Value, _Given]]) -> None:
        self._blank = blank
        self._by_name = by_name

    def __contains__(self, name: P) -> bool:
        return name in self._by_name

    def value(self, asked: Asked) -> _Value:
        """What has been answered; as before any answer when what the prompt is about is gone."""
        return self._by_name[asked.prompt.name].read(asked) if is_there(asked) else self._blank

    def answer(self, asked: Asked, given: _Given, today: date | None = None) -> Document:
        """The document with this answer; the same one when that is what was answered, or what it is about is gone.

        `today` is the day on which it is given: what became of a small step is dated with it. None is the map's own.
        Raises what the edits of the model raise: EmptyName for a name with nothing visible, BrokenRule for a text that
        is too long, NoSuchRing for a ring the map does not have.
        """
        if not is_there(asked) or given == self.value(asked):
            return asked.document
        after = self._by_name[asked.prompt.name].write(asked, given)
        if today is None or asked.prompt.name not in {P.REVIEW, P.REVIEW_NOTE} or after is asked.document:
            return after
        return small_steps.date_review(after, asked.prompt.step_id, today, map_id=asked.map_id)


# The answer is of the type that is shown again.
_Plain = Answers[_Answer, _Answer]


class NewNames(NamedTuple):
    """Names that came to mind, and what kind of entry they are; None is the first of `kinds_offered`."""

    names: tuple[str, ...]
    kind: EntryKind | None = None


class _Named(NamedTuple):
    """The entries a prompt for names is about: the kinds to choose from, the usual one first, and their life area."""

    kinds: tuple[EntryKind, ...] = tuple(EntryKind)
    area: LifeArea | None = None


_NAMED: Final[Mapping[P, _Named]] = {
    P.WHO_COMES: _Named(),
    P.AT_HOME: _Named((EntryKind.PERSON, EntryKind.ANIMAL), LifeArea.HOUSEHOLD),
    P.FAMILY: _Named((EntryKind.PERSON,), LifeArea.FAMILY),
    P.FRIENDS: _Named((EntryKind.PERSON,), LifeArea.FRIENDS),
    P.WORK: _Named((EntryKind.PERSON, EntryKind.GROUP, EntryKind.PLACE), LifeArea.WORK),
    P.LOCAL: _Named((EntryKind.PERSON, EntryKind.PLACE), LifeArea.LOCAL),
    P.GROUPS: _Named((EntryKind.GROUP, EntryKind.FAITH, EntryKind.PERSON), LifeArea.GROUPS),
    P.PAID: _Named((EntryKind.PAID,), LifeArea.PAID),
    P.ANIMALS: _Named((EntryKind.ANIMAL,)),
    P.PLACES: _Named((EntryKind.PLACE, EntryKind.ACTIVITY)),
    P.REMEMBERED: _Named((EntryKind.REMEMBERED,)),
    P.OTHERS: _Named(),
    P.ONE_THING: _Named(),
}
_OPTIONS: Final[Mapping[P, tuple[GuideChoice, ...]]] = {
    P.PRIVATE_HERE: (GuideChoice.PRIVATE, GuideChoice.NOT_SURE),
    P.RINGS: (GuideChoice.ONE_BY_ONE, GuideChoice.FREELY),
    P.WHICH_WAY: (GuideChoice.BY_PERSON, GuideChoice.BY_KIND),
}
DIRECTIONS: Final[Mapping[P, Direction]] = {
    P.I_GET: Direction.GET,
    P.I_GIVE: Direction.GIVE,
    P.FROM_WHOM: Direction.GET,
    P.TO_WHOM: Direction.GIVE,
}
# Tapping says that a kind of support is there, not how much of it.
_TAPPED: Final = SupportLevel.SOME


def options(prompt: Prompt) -> tuple[GuideChoice, ...]:
    """The choices of a CHOICE prompt; where none is made, the session goes on as with the first of them."""
    return _OPTIONS.get(prompt.name, ())


def kinds_offered(prompt: Prompt) -> tuple[EntryKind, ...]:
    """The kinds of entry to choose from at a NAMES prompt, the usual one first."""
    return _NAMED[prompt.name].kinds if prompt.name in _NAMED else ()


def candidates(asked: Asked) -> tuple[EntryId, ...]:
    """Ids of the entries to choose from at an ENTRIES or ENTRY prompt and at TELL_SOMEONE, in reading order.

    Nobody is suggested for getting in touch who is kept at a distance, does not feel safe or shall not be contacted.
    """
    if not is_there(asked):
        return ()
    suits = _suits(asked)
    entries = queries.entries_by_id(asked.document)
    listed = queries.reading_order(asked.dated_map)
    return tuple(each.entry for each in listed if suits(each, entries[each.entry]))


def _suits(asked: Asked) -> Callable[[Connection, Entry], bool]:
    name = asked.prompt.name
    if name is P.TELL_SOMEONE:
        return lambda each, entry: entry.could_contact and queries.may_be_contacted(each, entry)
    if name is P.WITH_WHOM:
        aim = asked.small_step.aim
        return lambda each, entry: _suits_aim(each, entry, aim)
    if name is P.FROM_WHOM:
        return lambda each, _entry: not _is_at_a_distance(each)
    if name is P.TO_WHOM:
        return lambda each, entry: not _is_at_a_distance(each) and entry.kind is not EntryKind.REMEMBERED
    return lambda _each, _entry: False


def _suits_aim(each: Connection, entry: Entry, aim: StepAim) -> bool:
    if aim in ABOUT_NOBODY or (aim is StepAim.TELL_MY_TEAM and not queries.is_paid(entry)):
        return False
    # Nothing is taken from someone who has died.
    if entry.kind is EntryKind.REMEMBERED and aim not in REACHING_OUT:
        return False
    return queries.may_be_aimed_at(each, entry, aim)


def _is_at_a_distance(each: Connection) -> bool:
    return queries.ring_of(each) == KEEPING_A_DISTANCE


def _chosen(asked: Asked) -> GuideChoice | None:
    made = asked.document.guide.choices if asked.document.guide else ()
    return next((choice for choice in options(asked.prompt) if choice in made), None)


def _choose(asked: Asked, given: GuideChoice | None) -> Document:
    guide = asked.document.guide
    if guide is None:
        return asked.document
    others = tuple(choice for choice in guide.choices if choice not in options(asked.prompt))
    return edits.set_guide(asked.document, replace(guide, choices=others if given is None else (*others, given)))


def _named(asked: Asked) -> tuple[EntryId, ...]:
    named = _NAMED[asked.prompt.name]
    entries = queries.entries_by_id(asked.document)
    return tuple(each.entry for each in asked.dated_map.connections if _belongs(entries[each.entry], named))


def _belongs(entry: Entry, named: _Named) -> bool:
    return entry.life_area is named.area if named.area else entry.kind in named.kinds


def _add(asked: Asked, given: NewNames) -> Document:
    kind, area = given.kind or kinds_offered(asked.prompt)[0], _NAMED[asked.prompt.name].area
    known = len(asked.document.entries)
    after = edits.add_entries(asked.document, given.names, map_id=asked.map_id)
    for entry in after.entries[known:]:
        after = edits.describe(after, entry.id, kind=kind, life_area=area)
    return after


def _place(asked: Asked, given: Placement | None) -> Document:
    entry_id = asked.prompt.entry_id
    if given is None:
        return edits.take_off_rings(asked.document, (entry_id,), map_id=asked.map_id)
    return edits.place(asked.document, {entry_id: given}, map_id=asked.map_id)


def _levels(asked: Asked) -> dict[KindId, SupportLevel]:
    connection, direction = asked.connection, DIRECTIONS[asked.prompt.name]
    levels = {kind: queries.level(connection, kind, direction) for kind in queries.support_kinds(asked.document)}
    return {kind: level for kind, level in levels.items() if level is not None}


def _mark(asked: Asked, given: Mapping[KindId, SupportLevel]) -> Document:
    document, whom, direction = asked.document, (asked.prompt.entry_id,), DIRECTIONS[asked.prompt.name]
    for kind in queries.support_kinds(document):
        document = edits.mark_support(document, whom, kind, direction, given.get(kind), map_id=asked.map_id)
    return document


def _tapped(asked: Asked) -> frozenset[EntryId]:
    kind, direction = asked.prompt.kind, DIRECTIONS[asked.prompt.name]
    connections = asked.dated_map.connections
    marked = {each.entry for each in connections if queries.level(each, kind, direction) is not None}
    return frozenset(marked & set(candidates(asked)))


def _tap(asked: Asked, given: frozenset[EntryId]) -> Document:
    document, kind, direction = asked.document, asked.prompt.kind, DIRECTIONS[asked.prompt.name]
    before, fits = _tapped(asked), given & set(candidates(asked))
    for whom, level in ((fits - before, _TAPPED), (before - fits, None)):
        document = edits.mark_support(document, whom, kind, direction, level, map_id=asked.map_id)
    return document


def _feel(asked: Asked, given: Feeling) -> Document:
    return edits.feel(asked.document, asked.prompt.entry_id, given, map_id=asked.map_id)


def _review(asked: Asked, given: StepState | None) -> Document:
    if given is None:
        return asked.document
    step = asked.small_step
    # A changed step goes on in other words: those it had stay in its history.
    note = _review_note(asked) or (step.smallest or step.good if given is StepState.CHANGED else "")
    return small_steps.review(asked.document, step.id, given, note, map_id=asked.map_id)


def _review_note(asked: Asked) -> str:
    return asked.review.note if asked.review else ""


def _write_review_note(asked: Asked, given: str) -> Document:
    if asked.review is None:
        return asked.document
    return small_steps.review(asked.document, asked.prompt.step_id, asked.review.state, given, map_id=asked.map_id)


def _change_aim(asked: Asked, given: StepAim | None) -> Document:
    step_id = asked.prompt.step_id
    if given is None:
        return small_steps.remove(asked.document, step_id)
    after = small_steps.change(asked.document, step_id, aim=given)
    # Whom it was about may not suit the new aim: a break from someone is no reason to write to them.
    suits = candidates(Asked(after, asked.map_id, Prompt(P.WITH_WHOM, step_id)))
    about = asked.small_step.entry
    return after if about is None or about in suits else small_steps.change(after, step_id, entry=None)


def _new_step(asked: Asked, given: StepAim | None) -> Document:
    if given is None:
        return asked.document
    stands_here = here(asked.document, asked.map_id) == asked.prompt
    after = small_steps.add(asked.document, given, map_id=asked.map_id)
    return go_to(after, Prompt(P.AIM, after.steps[-1].id)) if stands_here else after


def _step_text(
    read: Callable[[SmallStep], str], details: Callable[[str], small_steps.SmallStepDetails]
) -> _Answering[str, str]:
    return _Answering(
        lambda asked: read(asked.small_step),
        lambda asked, given: small_steps.change(asked.document, asked.prompt.step_id, **details(given)),
    )


CHOICES: Final = _Plain[GuideChoice | None](None, dict.fromkeys(_OPTIONS, _Answering(_chosen, _choose)))
# 1 (very low) to 5 (very good)
FACES: Final = _Plain[int | None](
    None,
    {
        P.FEELING_BEFORE: _Answering(
            lambda asked: asked.dated_map.feeling_before,
            lambda asked, given: edits.set_feeling_before(asked.document, given, map_id=asked.map_id),
        ),
        P.FEELING_AFTER: _Answering(
            lambda asked: asked.dated_map.feeling_after,
            lambda asked, given: edits.set_feeling_after(asked.document, given, map_id=asked.map_id),
        ),
    },
)
LINES: Final = _Plain[tuple[str, ...]](
    (),
    {
        P.I_AM: _Answering(
            lambda asked: asked.dated_map.i_am,
            lambda asked, given: edits.set_i_am(asked.document, given, map_id=asked.map_id),
        ),
        P.TO_TALK_ABOUT: _Answering(
            lambda asked: asked.document.questions, lambda asked, given: edits.set_questions(asked.document, given)
        ),
    },
)
# The value is the ids of the entries that this prompt would have brought.
NAMES: Final = Answers[tuple[EntryId, ...], NewNames]((), dict.fromkeys(_NAMED, _Answering(_named, _add)))
# None is the tray.
PLACES: Final = _Plain[Placement | None](
    None, {P.HOW_CLOSE: _Answering(lambda asked: asked.connection.placement, _place)}
)
# A kind that is missing is "not marked".
LEVELS: Final = _Plain[Mapping[KindId, SupportLevel]](
    {}, dict.fromkeys((P.I_GET, P.I_GIVE), _Answering(_levels, _mark))
)
# Those out of `candidates` whom it fits.
ENTRIES: Final = _Plain[frozenset[EntryId]](
    frozenset(), dict.fromkeys((P.FROM_WHOM, P.TO_WHOM), _Answering(_tapped, _tap))
)
FEELINGS: Final = _Plain[Feeling](Feeling(), {P.HOW_IS_IT: _Answering(lambda asked: asked.connection.feeling, _feel)})
# None while nothing is said at this visit.
STATES: Final = _Plain[StepState | None](
    None, {P.REVIEW: _Answering(lambda asked: asked.review.state if asked.review else None, _review)}
)
# None at AIM removes the step, at NEW_STEP it changes nothing.
AIMS: Final = _Plain[StepAim | None](
    None,
    {
        P.AIM: _Answering(lambda asked: asked.small_step.aim, _change_aim),
        P.NEW_STEP: _Answering(lambda _asked: None, _new_step),
    },
)
# One out of `candidates`.
ENTRY: Final = _Plain[EntryId | None](
    None,
    {
        P.WITH_WHOM: _Answering(
            lambda asked: asked.small_step.entry,
            lambda asked, given: small_steps.change(asked.document, asked.prompt.step_id, entry=given),
        )
    },
)
TEXTS: Final = _Plain[str](
    "",
    {
        P.REVIEW_NOTE: _Answering(_review_note, _write_review_note),
        P.GOOD: _step_text(lambda step: step.good, lambda text: {"good": text}),
        P.SMALLEST: _step_text(lambda step: step.smallest, lambda text: {"smallest": text}),
        P.WHO_HELPS: _step_text(lambda step: step.who_helps, lambda text: {"who_helps": text}),
        P.WHEN: _step_text(lambda step: step.when, lambda text: {"when": text}),
        P.HOW_KNOWN: _step_text(lambda step: step.how_known, lambda text: {"how_known": text}),
        P.IF_NOT: _step_text(lambda step: step.if_not, lambda text: {"if_not": text}),
        P.NOTICED: _Answering(
            lambda asked: asked.dated_map.noticed,
            lambda asked, given: edits.set_closing(asked.document, noticed=given, map_id=asked.map_id),
        ),
        P.SURPRISED: _Answering(
            lambda asked: asked.dated_map.surprised,
            lambda asked, given: edits.set_closing(asked.document, surprised=given, map_id=asked.map_id),
        ),
        P.TAKEAWAY: _Answering(
            lambda asked: asked.dated_map.takeaway,
            lambda asked, given: edits.set_closing(asked.document, takeaway=given, map_id=asked.map_id),
        ),
    },
)
DAYS: Final = _Plain[date | None](
    None,
    {
        P.REVIEW_DATE: _Answering(
            lambda asked: asked.document.review_date, lambda asked, given: edits.set_review_date(asked.document, given)
        )
    },
)
