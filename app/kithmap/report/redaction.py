"""What may be printed. Applied once; everything on paper is computed from the redacted document.

It works from a list of what is allowed, not of what is hidden: a field added to the model later stays off paper until
somebody adds it here.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from kithmap.model import queries
from kithmap.model.document import MAXIMUM_NAME, Connection, DatedMap, Document, Entry, OwnKind, Ring, SmallStep
from kithmap.model.ids import EntryId
from kithmap.model.names import initials, printable
from kithmap.model.vocabulary import EntryKind, StepAim
from kithmap.report.free_text import FreeText, cut
from kithmap.report.name_words import NameWords, instead_of, name_words
from kithmap.report.names_in_text import Named, NamesInText, replaced
from kithmap.report.own_names import given_away
from kithmap.report.print_choices import PrintChoices
from kithmap.wording.words import Words

_PEOPLE: Final = {EntryKind.PERSON, EntryKind.PAID, EntryKind.REMEMBERED, EntryKind.ANIMAL}
# One word of the name may stand for them, as a first name does. A faith may be God, a church or a pastor.
_WITH_PARTS: Final = _PEOPLE | {EntryKind.FAITH}


def redact(document: Document, choices: PrintChoices, words: Words) -> Document:
    """The document with nothing in it but what may be printed.

    Gone: private entries, entries kept at a distance, those not placed yet unless they were chosen, and their ties;
    notes, feelings and all facts the report does not show; earlier maps; steps, questions and contacts unless their
    section was chosen; steps about somebody who is not on paper, and steps that lead to somebody who may not be
    contacted. With initials every name becomes its initials, made unique in reading order, and relationships go.

    Names in free text stand as they do elsewhere on paper; whoever is not on paper is "someone", or the text is left
    out: a title, a ring's name, whose map it is and whom it is for, and a text that says nothing else. Whom it is for
    may be named by the person, if nothing hides them. That it is a practice map stays.
    """
    entries = queries.entries_by_id(document)
    shown = _shown_connections(document, choices)
    named = _named(document, shown, choices, words)
    printed = {each.entry: named[each.entry].printed or entries[each.entry].name for each in shown}
    free_text = FreeText(named.values(), name_words(words))
    return Document(
        maps=(_redacted_map(document, printed.keys(), free_text),),
        entries=tuple(
            Entry(
                id=each.entry,
                name=printed[each.entry],
                kind=entries[each.entry].kind,
                relationship="" if choices.has_initials else free_text.said(entries[each.entry].relationship),
                could_contact="hard" in choices.sections and _is_for_a_hard_moment(each, entries[each.entry]),
            )
            for each in shown
        ),
        title=free_text.unless_hidden(document.title),
        belongs_to=free_text.unless_hidden(document.belongs_to),
        for_whom="" if _talk_is_with_somebody_hidden(document, choices, words) else document.for_whom,
        optional_kinds=document.optional_kinds,
        own_kinds=tuple(
            OwnKind(id=kind.id, name=free_text.said(kind.name) or words.another_kind) for kind in document.own_kinds
        ),
        steps=tuple(_redacted_steps(document, printed.keys(), free_text))
        if "looking_after" in choices.sections
        else (),
        practice_story=document.practice_story,
        review_date=document.review_date if "looking_after" in choices.sections else None,
        questions=tuple(filter(None, map(free_text.said, document.questions))) if "talk" in choices.sections else (),
    )


def _named(
    document: Document, shown: Sequence[Connection], choices: PrintChoices, words: Words
) -> Mapping[EntryId, Named]:
    """Everybody whom free text may name, by id; those on paper first, in reading order."""
    entries = queries.entries_by_id(document)
    letters = _unique_initials(shown, entries) if choices.has_initials else {}
    hidden = {each: _hidden(entries[each], words) for each in entries.keys() - {each.entry for each in shown}}
    known = name_words(words)
    others = NamesInText(hidden.values(), known)
    named = {each.entry: _shown(entries[each.entry], letters.get(each.entry), others, known) for each in shown}
    return named | hidden


def _shown(entry: Entry, letters: str | None, others: NamesInText, words: NameWords) -> Named:
    """Somebody on paper. Who is named in "Hope's dog" and is not on paper herself is not named there either."""
    others_named = given_away(entry.name, others.mentions(entry.name), words, is_person=entry.kind in _PEOPLE)
    if others_named:
        return Named(entry.name, letters or cut(replaced(entry.name, others_named), MAXIMUM_NAME), has_parts=False)
    return Named(entry.name, letters, has_parts=entry.kind in _WITH_PARTS)


def _hidden(entry: Entry, words: Words) -> Named:
    has_parts, is_noun = entry.kind in _WITH_PARTS, entry.kind not in _PEOPLE
    return Named(entry.name, instead_of(entry.kind, words), is_hidden=True, has_parts=has_parts, is_noun=is_noun)


def _shown_connections(document: Document, choices: PrintChoices) -> tuple[Connection, ...]:
    entries = queries.entries_by_id(document)
    in_order = queries.reading_order(document.today)
    return tuple(each for each in in_order if _may_print(each, entries[each.entry], choices))


def _talk_is_with_somebody_hidden(document: Document, choices: PrintChoices, words: Words) -> bool:
    """Whether whom the talk is with is private or at a distance. Anybody else may be named there, placed or not."""
    with_tray = replace(choices, sections=choices.sections | {"not_placed"})
    named = _named(document, _shown_connections(document, with_tray), with_tray, words)
    return FreeText(named.values(), name_words(words)).names_hidden(document.for_whom)


def _is_for_a_hard_moment(each: Connection, entry: Entry) -> bool:
    return entry.could_contact and queries.may_be_contacted(each, entry)


def _redacted_steps(document: Document, shown: Collection[EntryId], free_text: FreeText) -> Iterator[SmallStep]:
    """Steps without their history. One about somebody who is not on paper is not on paper either."""
    for step in document.steps:
        if step.entry is None or (step.entry in shown and _may_be_aimed(document, step.entry, step.aim)):
            yield SmallStep(
                id=step.id,
                aim=step.aim,
                entry=step.entry,
                good=free_text.said(step.good),
                smallest=free_text.said(step.smallest),
                who_helps=free_text.said(step.who_helps),
                when=free_text.said(step.when),
                how_known=free_text.said(step.how_known),
                if_not=free_text.said(step.if_not),
                state=step.state,
            )


def _may_be_aimed(document: Document, entry_id: EntryId, aim: StepAim) -> bool:
    return queries.may_be_aimed_at(queries.connection(document.today, entry_id), queries.entry(document, entry_id), aim)


def _may_print(each: Connection, entry: Entry, choices: PrintChoices) -> bool:
    is_placed = queries.is_on_rings(each) or (each.placement is None and "not_placed" in choices.sections)
    return is_placed and not entry.private


def _redacted_map(document: Document, shown: Collection[EntryId], free_text: FreeText) -> DatedMap:
    today = document.today
    return DatedMap(
        id=today.id,
        date=today.date,
        rings=tuple(Ring(id=ring.id, name=free_text.unless_hidden(ring.name)) for ring in today.rings),
        connections=tuple(
            Connection(entry=each.entry, placement=each.placement, supports=queries.supports_in_use(document, each))
            for each in today.connections
            if each.entry in shown
        ),
        ties=tuple(tie for tie in today.ties if tie.one in shown and tie.other in shown),
        i_am=tuple(filter(None, map(free_text.said, today.i_am))),
    )


def _unique_initials(shown: Iterable[Connection], entries: Mapping[EntryId, Entry]) -> dict[EntryId, str]:
    """ "A", "A 2", "A 3" in reading order. Hidden entries do not count, so no gap gives them away."""
    seen: Counter[str] = Counter()
    names = {}
    for each in shown:
        letters = printable(initials(entries[each.entry].name))
        seen[letters] += 1
        names[each.entry] = letters if seen[letters] == 1 else f"{letters} {seen[letters]}"
    return names
