"""Where the guided session stands, and how it moves: functions from one document to the next.

A function that moves a session returns the very same document when none is under way. Passing a prompt without an
answer needs no function of its own: that is `forward`.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final, NamedTuple

from msgspec.structs import replace

from kithmap.guide.agenda import prompts
from kithmap.guide.prompts import STEPS_OF, Prompt, PromptName, order_of, prompt_of
from kithmap.model import edits, queries
from kithmap.model.document import Document, GuideProgress
from kithmap.model.ids import MapId
from kithmap.model.vocabulary import SessionLength

# Who skips the rest of a step is still shown these: what keeps a person safe, and how to save.
_NEVER_SKIPPED: Final = frozenset(
    {PromptName.PRIVACY_TIPS, PromptName.EARLY_PRIVACY, PromptName.GENTLE, PromptName.TELL_SOMEONE, PromptName.FINISH}
)


class Progress(NamedTuple):
    """How far a session has come. `place` of `places` numbers the steps of its length; "Before you start" is 0.

    `turn` of `turns` numbers the prompts of the step, from 1.
    """

    step: int
    place: int
    places: int
    turn: int
    turns: int


def begin(document: Document, length: SessionLength, map_id: MapId) -> Document:
    """Begin a session of this length. What was answered before is still answered, but for how one feels now."""
    afresh = edits.set_feeling_after(document, None, map_id=map_id)
    return edits.set_guide(edits.set_feeling_before(afresh, None, map_id=map_id), GuideProgress(length))


def change_length(document: Document, length: SessionLength) -> Document:
    """Begin the session that is under way once more, in this length: its answers and choices stay."""
    if document.guide is None:
        return document
    return edits.set_guide(document, GuideProgress(length, choices=document.guide.choices))


def finish(document: Document) -> Document:
    return edits.set_guide(document, None)


def here(document: Document, map_id: MapId) -> Prompt | None:
    """The prompt at which the session stands, or the one after it when what it was about is gone; None without one."""
    asked, index = _where(document, map_id)
    return asked[index] if asked else None


def forward(document: Document, map_id: MapId) -> Document:
    """Go on to the next prompt, past everyone who is placed already; after the last one the session is finished."""
    asked, index = _where(document, map_id)
    tray = {each.entry for each in queries.in_tray(queries.dated_map(document, map_id))}
    following = (each for each in asked[index + 1 :] if each.name is not PromptName.HOW_CLOSE or each.about in tray)
    return _go_to_first(document, following)


def back(document: Document, map_id: MapId) -> Document:
    """Go back to the prompt before; from the first one nowhere."""
    asked, index = _where(document, map_id)
    return go_to(document, asked[index - 1]) if index > 0 else document


def skip_step(document: Document, map_id: MapId) -> Document:
    """Skip the rest of the step. Cards that the answers so far call for are shown still, and the last prompt of all."""
    asked, index = _where(document, map_id)
    return _go_to_first(document, (each for each in asked[index + 1 :] if _is_after_skipping(asked[index], each)))


def go_to(document: Document, prompt: Prompt) -> Document:
    """Go to any prompt: the first of a step, or the one about an entry that was chosen on the map."""
    guide = document.guide
    if guide is None:
        return document
    return edits.set_guide(document, replace(guide, step=prompt.step, prompt=prompt.name.number, about=prompt.about))


def progress_of(document: Document, map_id: MapId) -> Progress | None:
    """How far the session has come; None when none is under way."""
    asked, index = _where(document, map_id)
    if document.guide is None:
        return None
    now = asked[index]
    steps = STEPS_OF[document.guide.length]
    turns = [prompt for prompt in asked if prompt.step == now.step]
    return Progress(now.step, steps.index(now.step), len(steps) - 1, turns.index(now) + 1, len(turns))


def _where(document: Document, map_id: MapId) -> tuple[tuple[Prompt, ...], int]:
    """The prompts of the session and the index of the one at which it stands; nothing when none is under way."""
    kept = document.guide
    if kept is None:
        return (), 0
    asked = prompts(document, kept.length, map_id=map_id)
    stood = prompt_of(kept)
    if stood is None:
        index = bisect_left(asked, kept.step, key=lambda prompt: prompt.step)
    else:
        index = bisect_left(asked, order_of(stood), key=order_of)
    return asked, min(index, len(asked) - 1)


def _go_to_first(document: Document, following: Iterator[Prompt]) -> Document:
    prompt = next(following, None)
    return finish(document) if prompt is None else go_to(document, prompt)


def _is_after_skipping(now: Prompt, prompt: Prompt) -> bool:
    answered_now = prompt == Prompt(PromptName.QUIET_CARD, now.about)
    return prompt.step != now.step or prompt.name in _NEVER_SKIPPED or answered_now
