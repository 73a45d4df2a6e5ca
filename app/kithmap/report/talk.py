"""The words of the later sections: what stands out, looking after connections, for our talk, if things get hard.

Works on a redacted document; what stands out and the services come as sentences that are already fit for paper.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from kithmap.model.document import Document, SmallStep
from kithmap.model.names import has_visible, printable
from kithmap.model.queries import entries_by_id
from kithmap.model.vocabulary import StepState
from kithmap.report.parts import Text
from kithmap.wording.words import Words, filled

# Lines to write on, below the chosen questions.
RULED_LINES: Final = 6


class Extras(msgspec.Struct, frozen=True):
    """Sentences made elsewhere: observations the person kept, and dated services for a hard moment with their note."""

    observations: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    services_note: str = ""


class StepText(Text, frozen=True):
    """One small step: what it is for (and with whom), and what was written, each with its label."""

    aim: str
    lines: tuple[tuple[str, str], ...]


class Talk(Text, frozen=True):
    """The later sections. A section with nothing in it is left out."""

    observations_heading: str
    observations: tuple[str, ...]
    steps_heading: str
    steps: tuple[StepText, ...]
    review: str
    questions_heading: str
    questions: tuple[str, ...]
    hard_heading: str
    hard_note: str
    people: tuple[str, ...]
    services: tuple[str, ...]
    services_note: str


def talk(document: Document, words: Words, extras: Extras, review: str) -> Talk:
    """All text of the later sections. `review` is the review date in words, "" when there is none."""
    translate = words.translate
    entries = entries_by_id(document)
    listed = [entries[each.entry] for each in document.today.connections]
    together = filled(translate("Report", "We look at this again on {date}."), date=review) if review else ""
    return Talk(
        observations_heading=translate("Report", "What stands out"),
        observations=tuple(printable(each) for each in extras.observations),
        steps_heading=translate("Report", "Looking after connections"),
        steps=tuple(_step(document, each, words) for each in document.steps if _is_current(each)),
        review=together,
        questions_heading=translate("Report", "For our talk"),
        questions=tuple(line for each in document.questions if has_visible(line := printable(each))),
        hard_heading=translate("Report", "If things get hard"),
        hard_note=translate("Report", "I could get in touch with:"),
        people=tuple(printable(each.name) for each in listed if each.could_contact),
        services=tuple(printable(each) for each in extras.services),
        services_note=printable(extras.services_note),
    )


def _is_current(step: SmallStep) -> bool:
    """Done and dropped steps are behind the person: their history stays in the file."""
    return step.state in {StepState.OPEN, StepState.CHANGED}


def _step(document: Document, step: SmallStep, words: Words) -> StepText:
    aim = words.aim(step.aim)
    if step.entry is not None:
        name = printable(entries_by_id(document)[step.entry].name)
        aim = filled(words.translate("Report", "{aim}: {name}"), aim=aim, name=name)
    return StepText(aim[:1].upper() + aim[1:], tuple(_lines(step, words)))


def _lines(step: SmallStep, words: Words) -> Iterator[tuple[str, str]]:
    translate = words.translate
    written = (
        (translate("Report", "What would be good"), step.good),
        (translate("Report", "The smallest step"), step.smallest),
        (translate("Report", "Who helps"), step.who_helps),
        (translate("Report", "When"), step.when),
        (translate("Report", "How I will know"), step.how_known),
        (translate("Report", "If it does not work"), step.if_not),
    )
    for label, text in written:
        if has_visible(printable(text)):
            yield label, printable(text)
