"""What may be printed. Applied once; everything on paper is computed from the redacted document.

It works from a list of what is allowed, not of what is hidden: a field added to the model later stays off paper until
somebody adds it here.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Literal

import msgspec

from kithmap.model import queries
from kithmap.model.document import Connection, DatedMap, Document, Entry, OwnKind, Step
from kithmap.model.names import initials, printable
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, StepAim
from kithmap.report.unnamed import HIDDEN, Unnamed

Names = Literal["initials", "nicknames"]
Paper = Literal["a4", "letter"]
Section = Literal["i_am", "map", "who", "support", "stands_out", "looking_after", "talk", "hard"]

# What is printed unless the person chooses otherwise: the map in pictures and in words.
USUAL_SECTIONS: tuple[Section, ...] = ("i_am", "map", "who", "support")


class PrintChoices(msgspec.Struct, frozen=True):
    """What a person chose to print; the strictest choice is the default.

    `language` is a code such as "en" or "sl". `kept` are the keys of the remarks that are printed, if what stands out
    is: one is printed when all of its keys are kept.
    """

    names: Names = "initials"
    paper: Paper = "a4"
    sections: frozenset[Section] = frozenset(USUAL_SECTIONS)
    language: str = "en"
    kept: frozenset[str] = frozenset()


def redact(document: Document, choices: PrintChoices) -> Document:
    """The document with nothing in it but what may be printed.

    Gone: private entries, entries kept at a distance, their ties; notes, feelings and all facts the report does not
    show; earlier maps; steps, questions and contacts unless their section was chosen; steps about somebody who is not
    on paper, and steps that lead to somebody who may not be contacted. With initials every name becomes its initials,
    made unique in reading order, and relationships go, because they are free text and may hold a name. In steps and
    questions every name on the map stands as it does elsewhere on paper. The title, the I am lines, and the names of
    rings and own kinds of support stay as the person wrote them; that it is a practice map stays, too.
    """
    entries = queries.entries_by_id(document)
    shown = [each for each in queries.reading_order(document.today) if _may_print(each, entries[each.entry])]
    with_initials = choices.names == "initials"
    names = (
        _unique_initials(shown, entries) if with_initials else {each.entry: entries[each.entry].name for each in shown}
    )
    # Someone who is not on paper is not named in a sentence either.
    unnamed = Unnamed({each.name: names.get(each.id, HIDDEN) for each in document.entries})
    return Document(
        maps=(_redacted_map(document, {each.entry for each in shown}),),
        entries=tuple(
            Entry(
                id=each.entry,
                name=names[each.entry],
                kind=entries[each.entry].kind,
                relationship="" if with_initials else entries[each.entry].relationship,
                could_contact="hard" in choices.sections and _is_for_a_hard_moment(each, entries[each.entry]),
            )
            for each in shown
        ),
        title=document.title,
        belongs_to=document.belongs_to,
        for_whom=document.for_whom,
        optional_kinds=document.optional_kinds,
        own_kinds=tuple(OwnKind(id=kind.id, name=kind.name) for kind in document.own_kinds),
        steps=tuple(_redacted_steps(document, names.keys(), unnamed)) if "looking_after" in choices.sections else (),
        practice_story=document.practice_story,
        review_date=document.review_date if "looking_after" in choices.sections else None,
        questions=tuple(map(unnamed, document.questions)) if "talk" in choices.sections else (),
    )


def _is_for_a_hard_moment(each: Connection, entry: Entry) -> bool:
    return entry.could_contact and queries.may_be_contacted(each, entry)


def _redacted_steps(document: Document, shown: Collection[str], unnamed: Unnamed) -> Iterator[Step]:
    """Steps without their history. One about somebody who is not on paper is not on paper either."""
    for step in document.steps:
        if step.entry is None or (step.entry in shown and _may_be_aimed(document, step.entry, step.aim)):
            yield Step(
                id=step.id,
                aim=step.aim,
                entry=step.entry,
                good=unnamed(step.good),
                smallest=unnamed(step.smallest),
                who_helps=unnamed(step.who_helps),
                when=unnamed(step.when),
                how_known=unnamed(step.how_known),
                if_not=unnamed(step.if_not),
                state=step.state,
            )


def _may_be_aimed(document: Document, entry_id: str, aim: StepAim) -> bool:
    return queries.may_be_aimed_at(queries.connection(document.today, entry_id), queries.entry(document, entry_id), aim)


def _may_print(each: Connection, entry: Entry) -> bool:
    at_a_distance = each.placement is not None and each.placement.ring == KEEPING_A_DISTANCE
    return not entry.private and not at_a_distance


def _redacted_map(document: Document, shown: set[str]) -> DatedMap:
    today = document.today
    return DatedMap(
        id=today.id,
        date=today.date,
        rings=today.rings,
        connections=tuple(
            Connection(entry=each.entry, placement=each.placement, supports=queries.supports_in_use(document, each))
            for each in today.connections
            if each.entry in shown
        ),
        ties=tuple(tie for tie in today.ties if tie.one in shown and tie.other in shown),
        i_am=today.i_am,
    )


def _unique_initials(shown: list[Connection], entries: Mapping[str, Entry]) -> dict[str, str]:
    """ "A", "A 2", "A 3" in reading order. Hidden entries do not count, so no gap gives them away."""
    seen: Counter[str] = Counter()
    names = {}
    for each in shown:
        letters = printable(initials(entries[each.entry].name))
        seen[letters] += 1
        names[each.entry] = letters if seen[letters] == 1 else f"{letters} {seen[letters]}"
    return names
