"""Which prompts a document calls for, in their order.

Branches are questions of the document alone: the tips come when the choice says "not sure", a quiet card when a feeling
says so and nobody looks on, a small step is looked back on when it was made for an earlier map.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from kithmap.guide.prompts import BUILDER, HELPERS, STEPS_OF, Prompt, order_of, prompt_of
from kithmap.guide.prompts import PromptName as P
from kithmap.model import queries
from kithmap.model.document import DatedMap, Document, SmallStep
from kithmap.model.vocabulary import (
    ABOUT_NOBODY,
    MAXIMUM_STEPS_UNDER_WAY,
    UNDER_WAY,
    EntryKind,
    Feels,
    GuideChoice,
    SessionLength,
    StepAim,
    StepState,
)

_ABOUT_ENTRY: Final = frozenset({P.HOW_CLOSE, P.I_GET, P.I_GIVE, P.HOW_IS_IT, P.QUIET_CARD})
_ABOUT_KIND: Final = frozenset({P.FROM_WHOM, P.TO_WHOM})
_ABOUT_STEP: Final = frozenset({P.REVIEW, P.REVIEW_NOTE, *BUILDER})

# Nobody is asked one by one what they give to a place or a service, and nothing is taken from or worried about someone
# who has died. All of it can still be marked on the map.
_NOT_GIVEN_TO: Final = frozenset({EntryKind.PAID, EntryKind.PLACE, EntryKind.ACTIVITY, EntryKind.REMEMBERED})
_PAST: Final = frozenset({EntryKind.REMEMBERED})
# They show by themselves what was said of somebody: not while another person looks at the screen, too.
_NEVER_WITH_SOMEONE: Final = frozenset({P.QUIET_CARD})
_VERY_LOW: Final = 1


def prompts(document: Document, length: SessionLength) -> tuple[Prompt, ...]:
    """All prompts that a document calls for in a session of this length, in their order; never empty.

    Where the session stands stays among them as long as what it is about is there, also when nothing else would call
    for it any more: a prompt does not vanish by being answered.
    """
    asked = [prompt for step in STEPS_OF[length] for prompt in _STEPS[step](document, length)]
    standing = prompt_of(document.guide) if document.guide is not None else None
    if standing is not None and standing not in asked and _may_stay(document, standing, length):
        asked.append(standing)
    if length is SessionLength.WITH_SOMEONE:
        asked = [prompt for prompt in asked if prompt.name not in _NEVER_WITH_SOMEONE]
    return tuple(sorted(asked, key=order_of))


def is_there(document: Document, prompt: Prompt) -> bool:
    """Whether what a prompt is about is in the document, so that it can be answered."""
    name, about = prompt
    if name in _ABOUT_ENTRY:
        return queries.has_entry(document.today, about)
    if name in _ABOUT_KIND:
        return about in queries.support_kinds(document)
    if name in _ABOUT_STEP:
        return any(step.id == about for step in document.steps)
    return about == "" and (name is not P.NEW_STEP or _has_room_for_a_step(document))


def is_review(document: Document) -> bool:
    """Whether there is an earlier map to look back on."""
    return len(document.maps) > 1


def is_reviewed(document: Document, step: SmallStep) -> bool:
    """Whether it has been said on today's map what became of a small step."""
    return bool(step.reviews) and step.reviews[-1].date >= document.today.date


def calls_for_gentle_words(dated_map: DatedMap) -> bool:
    """Whether one feels very low now, or lower than one said at the start."""
    before, after = dated_map.feeling_before, dated_map.feeling_after
    return after is not None and (after == _VERY_LOW or (before is not None and after < before))


def _may_stay(document: Document, standing: Prompt, length: SessionLength) -> bool:
    return standing.step in STEPS_OF[length] and is_there(document, standing)


def _before_you_start(document: Document, length: SessionLength) -> Iterator[Prompt]:
    yield Prompt(P.WELCOME)
    if length is SessionLength.WITH_SOMEONE:
        yield Prompt(P.AGREE)
    yield Prompt(P.PRIVATE_HERE)
    if _has_chosen(document, GuideChoice.NOT_SURE):
        yield Prompt(P.PRIVACY_TIPS)
    elif P.PRIVACY.step not in STEPS_OF[length]:
        yield Prompt(P.EARLY_PRIVACY)
    yield Prompt(P.FEELING_BEFORE)


def _i_am(_document: Document, _length: SessionLength) -> Iterator[Prompt]:
    yield Prompt(P.I_AM)


def _who_comes_to_mind(document: Document, _length: SessionLength) -> Iterator[Prompt]:
    if is_review(document):
        yield Prompt(P.LAST_TIME)
    yield Prompt(P.WHO_COMES)
    yield from map(Prompt, HELPERS)
    if not document.today.connections:
        yield Prompt(P.ONE_THING)


def _how_close(document: Document, _length: SessionLength) -> Iterator[Prompt]:
    if not document.today.connections:
        return
    yield Prompt(P.RINGS)
    if _has_chosen(document, GuideChoice.FREELY):
        yield Prompt(P.DRAG)
    else:
        yield from (Prompt(P.HOW_CLOSE, entry) for entry in _to_be_placed(document))
    if is_review(document):
        yield Prompt(P.MOVED)


def _back_and_forth(document: Document, _length: SessionLength) -> Iterator[Prompt]:
    if not _people(document):
        return
    yield Prompt(P.WHICH_WAY)
    if _has_chosen(document, GuideChoice.BY_KIND):
        needed = (kind for kind in queries.support_kinds(document) if kind not in document.today.not_needed)
        yield from chain.from_iterable((Prompt(P.FROM_WHOM, kind), Prompt(P.TO_WHOM, kind)) for kind in needed)
    else:
        yield from (Prompt(P.I_GET, entry) for entry in _people(document))
        yield from (Prompt(P.I_GIVE, entry) for entry in _people(document, without=_NOT_GIVEN_TO))


def _how_is_it(document: Document, _length: SessionLength) -> Iterator[Prompt]:
    asked = _people(document, without=_PAST)
    unsafe = {each.entry for each in document.today.connections if each.feeling.feels is Feels.UNSAFE}
    if asked:
        yield Prompt(P.PRIVACY)
    for entry in asked:
        yield Prompt(P.HOW_IS_IT, entry)
        if entry in unsafe:
            yield Prompt(P.QUIET_CARD, entry)


def _observations_prompt(_document: Document, _length: SessionLength) -> Iterator[Prompt]:
    yield Prompt(P.STANDS_OUT)
    yield Prompt(P.TO_TALK_ABOUT)


def _looking_after(document: Document, _length: SessionLength) -> Iterator[Prompt]:
    for step in document.steps:
        if not _is_earlier(document, step):
            yield from _built(step)
        elif is_reviewed(document, step):
            yield Prompt(P.REVIEW, step.id)
            yield Prompt(P.REVIEW_NOTE, step.id)
            if step.state is StepState.CHANGED:
                yield from _built(step)
        elif step.state in UNDER_WAY:
            yield Prompt(P.REVIEW, step.id)
    if _has_room_for_a_step(document):
        yield Prompt(P.NEW_STEP)
    yield Prompt(P.REVIEW_DATE)


def _closing(document: Document, _length: SessionLength) -> Iterator[Prompt]:
    yield from map(Prompt, (P.NOTICED, P.SURPRISED, P.TAKEAWAY, P.FEELING_AFTER))
    if calls_for_gentle_words(document.today):
        yield Prompt(P.GENTLE)
        yield Prompt(P.TELL_SOMEONE)
    yield Prompt(P.FINISH)


_STEPS: Final = (
    _before_you_start,
    _i_am,
    _who_comes_to_mind,
    _how_close,
    _back_and_forth,
    _how_is_it,
    _observations_prompt,
    _looking_after,
    _closing,
)


def _has_chosen(document: Document, choice: GuideChoice) -> bool:
    return document.guide is not None and choice in document.guide.choices


def _people(document: Document, without: frozenset[EntryKind] = frozenset()) -> list[str]:
    """Who is asked about: everyone on the rings, or while nobody is placed, everyone in the tray."""
    today = document.today
    asked = [each for each in today.connections if queries.is_on_rings(each)] or list(queries.in_tray(today))
    entries = queries.entries_by_id(document)
    return [each.entry for each in asked if entries[each.entry].kind not in without]


def _to_be_placed(document: Document) -> Iterator[str]:
    """Everyone not placed yet, and those placed in this session: not where the map before had them."""
    before = document.maps[-2].connections if is_review(document) else ()
    rings_before = {each.entry: queries.ring_of(each) for each in before}
    for each in document.today.connections:
        if each.placement is None or each.placement.ring != rings_before.get(each.entry):
            yield each.entry


def _built(step: SmallStep) -> Iterator[Prompt]:
    if step.state not in UNDER_WAY:
        return
    for name in BUILDER:
        if name is P.WITH_WHOM and step.aim in ABOUT_NOBODY:
            continue
        if name is P.ASKING and step.aim is not StepAim.ASK:
            continue
        yield Prompt(name, step.id)


def _is_earlier(document: Document, step: SmallStep) -> bool:
    return is_review(document) and (step.made is None or step.made < document.today.date)


def _has_room_for_a_step(document: Document) -> bool:
    return len(queries.steps_under_way(document)) < MAXIMUM_STEPS_UNDER_WAY
