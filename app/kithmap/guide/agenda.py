"""Which prompts a dated map calls for, in their order.

Branches are questions of the document alone: the tips come when the choice says "not sure", a quiet card when a feeling
says so and nobody looks on, a small step is looked back on when it was made for an earlier map.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from kithmap.guide.prompts import BUILDER, HELPERS, STEPS_OF, Asked, Prompt, order_of, prompt_of
from kithmap.guide.prompts import PromptName as P
from kithmap.model import queries
from kithmap.model.document import DatedMap, Document, SmallStep
from kithmap.model.ids import EntryId, MapId
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


class _Visit(NamedTuple):
    document: Document
    dated_map: DatedMap
    length: SessionLength

    @property
    def earlier(self) -> DatedMap | None:
        return queries.earlier_map(self.document, self.dated_map.id)

    def has_chosen(self, choice: GuideChoice) -> bool:
        return self.document.guide is not None and choice in self.document.guide.choices


def prompts(document: Document, length: SessionLength, *, map_id: MapId) -> tuple[Prompt, ...]:
    """All prompts that a dated map calls for in a session of this length, in their order; never empty.

    Where the session stands stays among them as long as what it is about is there, also when nothing else would call
    for it any more: a prompt does not vanish by being answered.
    """
    visit = _Visit(document, queries.dated_map(document, map_id), length)
    asked = [prompt for step in STEPS_OF[length] for prompt in _STEPS[step](visit)]
    standing = prompt_of(document.guide) if document.guide is not None else None
    if standing is not None and standing not in asked and standing.step in STEPS_OF[length]:
        asked += [standing] if is_there(Asked(document, map_id, standing)) else []
    if length is SessionLength.WITH_SOMEONE:
        asked = [prompt for prompt in asked if prompt.name not in _NEVER_WITH_SOMEONE]
    return tuple(sorted(asked, key=order_of))


def is_there(asked: Asked) -> bool:
    """Whether what a prompt is about is there, so that it can be answered."""
    document, prompt = asked.document, asked.prompt
    if prompt.name in _ABOUT_ENTRY:
        return queries.has_entry(asked.dated_map, prompt.entry_id)
    if prompt.name in _ABOUT_KIND:
        return prompt.kind in queries.support_kinds(document)
    if prompt.name in _ABOUT_STEP:
        return any(step.id == prompt.about for step in document.steps)
    return prompt.about == "" and (prompt.name is not P.NEW_STEP or _has_room_for_a_step(document))


def calls_for_gentle_words(dated_map: DatedMap) -> bool:
    """Whether one feels very low now, or lower than one said at the start."""
    before, after = dated_map.feeling_before, dated_map.feeling_after
    return after is not None and (after == _VERY_LOW or (before is not None and after < before))


def _before_you_start(visit: _Visit) -> Iterator[Prompt]:
    yield Prompt(P.WELCOME)
    if visit.length is SessionLength.WITH_SOMEONE:
        yield Prompt(P.AGREE)
    yield Prompt(P.PRIVATE_HERE)
    if visit.has_chosen(GuideChoice.NOT_SURE):
        yield Prompt(P.PRIVACY_TIPS)
    elif P.PRIVACY.step not in STEPS_OF[visit.length]:
        yield Prompt(P.EARLY_PRIVACY)
    yield Prompt(P.FEELING_BEFORE)


def _i_am(_visit: _Visit) -> Iterator[Prompt]:
    yield Prompt(P.I_AM)


def _who_comes_to_mind(visit: _Visit) -> Iterator[Prompt]:
    if visit.earlier is not None:
        yield Prompt(P.LAST_TIME)
    yield Prompt(P.WHO_COMES)
    yield from map(Prompt, HELPERS)
    if not visit.dated_map.connections:
        yield Prompt(P.ONE_THING)


def _how_close(visit: _Visit) -> Iterator[Prompt]:
    if not visit.dated_map.connections:
        return
    yield Prompt(P.RINGS)
    if visit.has_chosen(GuideChoice.FREELY):
        yield Prompt(P.DRAG)
    else:
        yield from (Prompt(P.HOW_CLOSE, entry) for entry in _to_be_placed(visit))
    if visit.earlier is not None:
        yield Prompt(P.MOVED)


def _back_and_forth(visit: _Visit) -> Iterator[Prompt]:
    if not _people(visit):
        return
    yield Prompt(P.WHICH_WAY)
    if visit.has_chosen(GuideChoice.BY_KIND):
        needed = (kind for kind in queries.support_kinds(visit.document) if kind not in visit.dated_map.not_needed)
        yield from chain.from_iterable((Prompt(P.FROM_WHOM, kind), Prompt(P.TO_WHOM, kind)) for kind in needed)
    else:
        yield from (Prompt(P.I_GET, entry) for entry in _people(visit))
        yield from (Prompt(P.I_GIVE, entry) for entry in _people(visit, without=_NOT_GIVEN_TO))


def _how_is_it(visit: _Visit) -> Iterator[Prompt]:
    asked = _people(visit, without=_PAST)
    unsafe = {each.entry for each in visit.dated_map.connections if each.feeling.feels is Feels.UNSAFE}
    if asked:
        yield Prompt(P.PRIVACY)
    for entry in asked:
        yield Prompt(P.HOW_IS_IT, entry)
        if entry in unsafe:
            yield Prompt(P.QUIET_CARD, entry)


def _observations_prompt(_visit: _Visit) -> Iterator[Prompt]:
    yield Prompt(P.STANDS_OUT)
    yield Prompt(P.TO_TALK_ABOUT)


def _looking_after(visit: _Visit) -> Iterator[Prompt]:
    end = queries.end_of(visit.document, visit.dated_map)
    for step in visit.document.steps:
        if step.made is not None and end is not None and step.made >= end:
            # It is not known yet at this visit.
            continue
        if not _is_earlier(step, visit):
            yield from _built(step)
        elif (said := queries.reviews(visit.document, step, visit.dated_map).at) is not None:
            yield Prompt(P.REVIEW, step.id)
            yield Prompt(P.REVIEW_NOTE, step.id)
            if said.state is StepState.CHANGED:
                yield from _built(step)
        elif step.state in UNDER_WAY:
            yield Prompt(P.REVIEW, step.id)
    if _has_room_for_a_step(visit.document):
        yield Prompt(P.NEW_STEP)
    yield Prompt(P.REVIEW_DATE)


def _closing(visit: _Visit) -> Iterator[Prompt]:
    yield from map(Prompt, (P.NOTICED, P.SURPRISED, P.TAKEAWAY, P.FEELING_AFTER))
    if calls_for_gentle_words(visit.dated_map):
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


def _people(visit: _Visit, without: frozenset[EntryKind] = frozenset()) -> list[EntryId]:
    dated_map = visit.dated_map
    asked = [each for each in dated_map.connections if queries.is_on_rings(each)] or queries.in_tray(dated_map)
    entries = queries.entries_by_id(visit.document)
    return [each.entry for each in asked if entries[each.entry].kind not in without]


def _to_be_placed(visit: _Visit) -> Iterator[EntryId]:
    """Everyone not placed yet, and those placed in this session: not where the map before had them."""
    before = {each.entry: queries.ring_of(each) for each in visit.earlier.connections} if visit.earlier else {}
    for each in visit.dated_map.connections:
        if each.placement is None or each.placement.ring != before.get(each.entry):
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


def _is_earlier(step: SmallStep, visit: _Visit) -> bool:
    return visit.earlier is not None and (step.made is None or step.made < visit.dated_map.date)


def _has_room_for_a_step(document: Document) -> bool:
    return len(queries.steps_under_way(document)) < MAXIMUM_STEPS_UNDER_WAY
