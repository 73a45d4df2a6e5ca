"""What has been answered at a prompt, and what an answer changes in the document.

The type of an answer follows from `Prompt.answer_kind`. `value` gives what `answer` takes, so a prompt can be shown
again as it was answered. `answer` leaves the session where it stands, with one exception: after NEW_STEP it stands at
the first prompt of the new step.

NOTHING         None: the prompt is for reading, or for using the map
CHOICE          GuideChoice, one of `options(prompt)`, or None
FACE            1 (very low) to 5 (very good), or None
LINES           texts, in order
NAMES           takes NewNames; the value is the ids of the entries that this prompt would have brought
PLACE           Placement, or None for the tray
LEVELS          kind of support -> SupportLevel; a kind that is missing is "not marked"
ENTRIES         ids out of `candidates(document, prompt)` whom it fits
FEELING         Feeling
OBSERVATIONS    None: use `edits.dismiss`, `keep`, `set_needed` and `set_questions`
STATE           StepState, or None while nothing is said at this visit
AIM             StepAim; None at AIM removes the step, at NEW_STEP it changes nothing
ENTRY           an id out of `candidates(document, prompt)`, or None
TEXT            text
DAY             date, or None
"""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from msgspec.structs import replace

from kithmap.guide.agenda import is_reviewed, is_there
from kithmap.guide.progress import go_to, here
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import edits, queries
from kithmap.model.document import Connection, Document, Entry, Feeling, Placement
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


class NewNames(NamedTuple):
    """Names that came to mind, and what kind of entry they are; None is the first of `kinds_offered`."""

    names: tuple[str, ...]
    kind: EntryKind | None = None


class _Asked(NamedTuple):
    """The entries a prompt for names is about: the kinds to choose from, the usual one first, and their life area."""

    kinds: tuple[EntryKind, ...] = tuple(EntryKind)
    area: LifeArea | None = None


_ASKED: Final[Mapping[P, _Asked]] = {
    P.WHO_COMES: _Asked(),
    P.AT_HOME: _Asked((EntryKind.PERSON, EntryKind.ANIMAL), LifeArea.HOUSEHOLD),
    P.FAMILY: _Asked((EntryKind.PERSON,), LifeArea.FAMILY),
    P.FRIENDS: _Asked((EntryKind.PERSON,), LifeArea.FRIENDS),
    P.WORK: _Asked((EntryKind.PERSON, EntryKind.GROUP, EntryKind.PLACE), LifeArea.WORK),
    P.LOCAL: _Asked((EntryKind.PERSON, EntryKind.PLACE), LifeArea.LOCAL),
    P.GROUPS: _Asked((EntryKind.GROUP, EntryKind.FAITH, EntryKind.PERSON), LifeArea.GROUPS),
    P.PAID: _Asked((EntryKind.PAID,), LifeArea.PAID),
    P.ANIMALS: _Asked((EntryKind.ANIMAL,)),
    P.PLACES: _Asked((EntryKind.PLACE, EntryKind.ACTIVITY)),
    P.REMEMBERED: _Asked((EntryKind.REMEMBERED,)),
    P.OTHERS: _Asked(),
    P.ONE_THING: _Asked(),
}
_OPTIONS: Final[Mapping[P, tuple[GuideChoice, ...]]] = {
    P.PRIVATE_HERE: (GuideChoice.PRIVATE, GuideChoice.NOT_SURE),
    P.RINGS: (GuideChoice.ONE_BY_ONE, GuideChoice.FREELY),
    P.WHICH_WAY: (GuideChoice.BY_PERSON, GuideChoice.BY_KIND),
}
_STEP_TEXTS: Final[Mapping[P, str]] = {
    P.GOOD: "good",
    P.SMALLEST: "smallest",
    P.WHO_HELPS: "who_helps",
    P.WHEN: "when",
    P.HOW_KNOWN: "how_known",
    P.IF_NOT: "if_not",
}
_REVIEWING: Final = frozenset({P.REVIEW, P.REVIEW_NOTE})
_CLOSING_TEXTS: Final[Mapping[P, str]] = {P.NOTICED: "noticed", P.SURPRISED: "surprised", P.TAKEAWAY: "takeaway"}
_DIRECTIONS: Final[Mapping[P, Direction]] = {
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
    asked = _ASKED.get(prompt.name)
    return asked.kinds if asked else ()


def candidates(document: Document, prompt: Prompt) -> tuple[str, ...]:
    """Ids of the entries to choose from at an ENTRIES or ENTRY prompt and at TELL_SOMEONE, in reading order.

    Nobody is suggested for getting in touch who is kept at a distance, does not feel safe or shall not be contacted.
    """
    if not is_there(document, prompt):
        return ()
    suits = _suits(document, prompt)
    entries = queries.entries_by_id(document)
    listed = queries.reading_order(document.today)
    return tuple(each.entry for each in listed if suits(each, entries[each.entry]))


def value(document: Document, prompt: Prompt) -> Any:
    """What has been answered at a prompt. None when what it is about is gone, and where there is nothing to answer."""
    answering = _ANSWERING.get(prompt.name)
    return answering.read(document, prompt) if answering and is_there(document, prompt) else None


def answer(document: Document, prompt: Prompt, given: Any, today: date | None = None) -> Document:
    """The document with this answer; the same one when that is what was answered, or what it is about is gone.

    `today` is the day on which it is given: what became of a small step is dated with it. None is the map's own day.
    Raises what the edits of the model raise: EmptyName for a name with nothing visible, BrokenRule for a text that is
    too long, NoSuchRing for a ring the map does not have.
    """
    answering = _ANSWERING.get(prompt.name)
    if answering is None or not is_there(document, prompt) or given == answering.read(document, prompt):
        return document
    after = answering.write(document, prompt, given)
    if today is None or prompt.name not in _REVIEWING or after is document:
        return after
    return edits.date_review(after, prompt.about, today)


def _suits(document: Document, prompt: Prompt) -> Callable[[Connection, Entry], bool]:
    if prompt.name is P.TELL_SOMEONE:
        return lambda each, entry: entry.could_contact and queries.may_be_contacted(each, entry)
    if prompt.name is P.WITH_WHOM:
        aim = queries.step(document, prompt.about).aim
        return lambda each, entry: _suits_aim(each, entry, aim)
    if prompt.name is P.FROM_WHOM:
        return lambda each, _entry: not _is_at_a_distance(each)
    if prompt.name is P.TO_WHOM:
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


class _Answering(NamedTuple):
    read: Callable[[Document, Prompt], Any]
    write: Callable[[Document, Prompt, Any], Document]


def _chosen(document: Document, prompt: Prompt) -> GuideChoice | None:
    made = document.guide.choices if document.guide else ()
    return next((choice for choice in options(prompt) if choice in made), None)


def _choose(document: Document, prompt: Prompt, given: GuideChoice | None) -> Document:
    if document.guide is None:
        return document
    others = tuple(choice for choice in document.guide.choices if choice not in options(prompt))
    return edits.set_guide(document, replace(document.guide, choices=others if given is None else (*others, given)))


def _named(document: Document, prompt: Prompt) -> tuple[str, ...]:
    asked = _ASKED[prompt.name]
    entries = queries.entries_by_id(document)
    return tuple(each.entry for each in document.today.connections if _belongs(entries[each.entry], asked))


def _belongs(entry: Entry, asked: _Asked) -> bool:
    return entry.life_area is asked.area if asked.area else entry.kind in asked.kinds


def _add(document: Document, prompt: Prompt, given: NewNames) -> Document:
    kind, area = given.kind or kinds_offered(prompt)[0], _ASKED[prompt.name].area
    known = len(document.entries)
    after = edits.add_entries(document, given.names)
    for entry in after.entries[known:]:
        after = edits.describe(after, entry.id, kind=kind, life_area=area)
    return after


def _placement(document: Document, prompt: Prompt) -> Placement | None:
    return queries.connection(document.today, prompt.about).placement


def _place(document: Document, prompt: Prompt, given: Placement | None) -> Document:
    if given is None:
        return edits.take_off_rings(document, (prompt.about,))
    return edits.place(document, {prompt.about: given})


def _levels(document: Document, prompt: Prompt) -> dict[str, SupportLevel]:
    connection, direction = queries.connection(document.today, prompt.about), _DIRECTIONS[prompt.name]
    levels = {kind: queries.level(connection, kind, direction) for kind in queries.support_kinds(document)}
    return {kind: level for kind, level in levels.items() if level is not None}


def _mark(document: Document, prompt: Prompt, given: Mapping[str, SupportLevel]) -> Document:
    for kind in queries.support_kinds(document):
        document = edits.mark_support(document, (prompt.about,), kind, _DIRECTIONS[prompt.name], given.get(kind))
    return document


def _tapped(document: Document, prompt: Prompt) -> frozenset[str]:
    direction = _DIRECTIONS[prompt.name]
    marked = {
        each.entry for each in document.today.connections if queries.level(each, prompt.about, direction) is not None
    }
    return frozenset(marked & set(candidates(document, prompt)))


def _tap(document: Document, prompt: Prompt, given: Collection[str]) -> Document:
    direction, before = _DIRECTIONS[prompt.name], _tapped(document, prompt)
    fits = set(given) & set(candidates(document, prompt))
    document = edits.mark_support(document, fits - before, prompt.about, direction, _TAPPED)
    return edits.mark_support(document, before - fits, prompt.about, direction, None)


def _feeling(document: Document, prompt: Prompt) -> Feeling:
    return queries.connection(document.today, prompt.about).feeling


def _state(document: Document, prompt: Prompt) -> StepState | None:
    step = queries.step(document, prompt.about)
    return step.state if is_reviewed(document, step) else None


def _review(document: Document, prompt: Prompt, given: StepState | None) -> Document:
    if given is None:
        return document
    step = queries.step(document, prompt.about)
    # A changed step goes on in other words: those it had stay in its history.
    note = _review_note(document, prompt) or (step.smallest or step.good if given is StepState.CHANGED else "")
    return edits.review_small_step(document, prompt.about, given, note)


def _review_note(document: Document, prompt: Prompt) -> str:
    step = queries.step(document, prompt.about)
    return step.reviews[-1].note if is_reviewed(document, step) else ""


def _write_review_note(document: Document, prompt: Prompt, given: str) -> Document:
    step = queries.step(document, prompt.about)
    return edits.review_small_step(document, step.id, step.state, given) if is_reviewed(document, step) else document


def _aim(document: Document, prompt: Prompt) -> StepAim:
    return queries.step(document, prompt.about).aim


def _change_aim(document: Document, prompt: Prompt, given: StepAim | None) -> Document:
    if given is None:
        return edits.remove_small_step(document, prompt.about)
    after = edits.change_small_step(document, prompt.about, aim=given)
    # Whom it was about may not suit the new aim: a break from someone is no reason to write to them.
    suits = candidates(after, Prompt(P.WITH_WHOM, prompt.about))
    about = queries.step(after, prompt.about).entry
    return after if about is None or about in suits else edits.change_small_step(after, prompt.about, entry=None)


def _new_step(document: Document, prompt: Prompt, given: StepAim | None) -> Document:
    if given is None:
        return document
    stands_here = here(document) == prompt
    after = edits.add_small_step(document, given)
    return go_to(after, Prompt(P.AIM, after.steps[-1].id)) if stands_here else after


def _change_entry(document: Document, prompt: Prompt, given: str | None) -> Document:
    return edits.change_small_step(document, prompt.about, entry=given)


def _step_text(field: str) -> _Answering:
    def read(document: Document, prompt: Prompt) -> str:
        text: str = getattr(queries.step(document, prompt.about), field)
        return text

    return _Answering(
        read, lambda document, prompt, given: edits.change_small_step(document, prompt.about, **{field: given})
    )


def _closing_text(field: str) -> _Answering:
    def read(document: Document, _prompt: Prompt) -> str:
        text: str = getattr(document.today, field)
        return text

    return _Answering(read, lambda document, _prompt, given: edits.set_closing(document, **{field: given}))


def _plain(read: Callable[[Document], Any], write: Callable[[Document, Any], Document]) -> _Answering:
    return _Answering(lambda document, _prompt: read(document), lambda document, _prompt, given: write(document, given))


_ANSWERING: Final[Mapping[P, _Answering]] = {
    **{name: _Answering(_chosen, _choose) for name in _OPTIONS},
    P.FEELING_BEFORE: _plain(lambda document: document.today.feeling_before, edits.set_feeling_before),
    P.FEELING_AFTER: _plain(lambda document: document.today.feeling_after, edits.set_feeling_after),
    P.I_AM: _plain(lambda document: document.today.i_am, edits.set_i_am),
    **{name: _Answering(_named, _add) for name in _ASKED},
    P.HOW_CLOSE: _Answering(_placement, _place),
    P.I_GET: _Answering(_levels, _mark),
    P.I_GIVE: _Answering(_levels, _mark),
    P.FROM_WHOM: _Answering(_tapped, _tap),
    P.TO_WHOM: _Answering(_tapped, _tap),
    P.HOW_IS_IT: _Answering(_feeling, lambda document, prompt, given: edits.feel(document, prompt.about, given)),
    P.TO_TALK_ABOUT: _plain(lambda document: document.questions, edits.set_questions),
    P.REVIEW: _Answering(_state, _review),
    P.REVIEW_NOTE: _Answering(_review_note, _write_review_note),
    P.AIM: _Answering(_aim, _change_aim),
    P.WITH_WHOM: _Answering(lambda document, prompt: queries.step(document, prompt.about).entry, _change_entry),
    **{name: _step_text(field) for name, field in _STEP_TEXTS.items()},
    P.NEW_STEP: _Answering(lambda _document, _prompt: None, _new_step),
    P.REVIEW_DATE: _plain(lambda document: document.review_date, edits.set_review_date),
    **{name: _closing_text(field) for name, field in _CLOSING_TEXTS.items()},
}
