"""Every word of the report, as data: what stands on paper, before anything is drawn.

`contents` works on a redacted document only. All text is one line without control characters, in the reader's language.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from kithmap.model.document import Connection, Document, Entry
from kithmap.model.ids import KindId
from kithmap.model.names import has_visible, printable
from kithmap.model.queries import entries_by_id, in_tray, is_on_rings, on_ring, reading_order, support_kinds
from kithmap.model.vocabulary import Direction, EntryKind, SupportLevel
from kithmap.report.parts import Text
from kithmap.report.print_choices import Paper, PrintChoices, Section
from kithmap.report.talk import Extras, Talk, talk
from kithmap.wording.words import Words, filled

NO_EXTRAS: Final = Extras()

# From the most to the least; "not sure" is no amount and comes last.
LEVELS: Final = (SupportLevel.LOT, SupportLevel.SOME, SupportLevel.LITTLE, SupportLevel.UNSURE)


class LevelGroup(Text, frozen=True):
    """What is marked with one level: names of kinds of support, or names of entries."""

    level: SupportLevel
    word: str
    names: tuple[str, ...]


class EntryRow(Text, frozen=True):
    name: str
    kind: str
    relationship: str
    get: tuple[LevelGroup, ...]
    give: tuple[LevelGroup, ...]


class RingTable(Text, frozen=True):
    """The entries of one ring (or of the tray); `open_line` stands there when there are none."""

    heading: str
    rows: tuple[EntryRow, ...]
    open_line: str


class SupportRow(Text, frozen=True):
    kind: KindId
    letter: str
    name: str
    get: tuple[LevelGroup, ...]
    give: tuple[LevelGroup, ...]


class SupportSign(Text, frozen=True):
    kind: KindId
    letter: str
    name: str


class ShapeSign(Text, frozen=True):
    kind: EntryKind
    name: str


class Legend(Text, frozen=True):
    supports: tuple[SupportSign, ...]
    shapes: tuple[ShapeSign, ...]
    get: str
    give: str
    longer: str
    unsure: str
    tie: str


class Headings(Text, frozen=True):
    i_am: str
    map: str
    who: str
    support: str
    name: str
    kind: str
    get: str
    give: str
    support_kind: str
    get_from: str
    give_to: str


class ReportContents(Text, frozen=True):
    """The whole report in words.

    `whose` says whose map it is, `notice` what a reader must not do with it: "" for a practice map, on which nobody is
    real. `page` has places for {page} and {pages}; `quiet` is set for an empty map.
    """

    language: str
    paper: Paper
    sections: frozenset[Section]
    title: str
    made: str
    whose: str
    notice: str
    i_am: tuple[str, ...]
    headings: Headings
    map_alternative: str
    legend: Legend
    tables: tuple[RingTable, ...]
    supports: tuple[SupportRow, ...]
    not_marked: str
    quiet: str
    talk: Talk
    foot: str
    page: str


def contents(
    document: Document, choices: PrintChoices, words: Words, day: date, extras: Extras = NO_EXTRAS
) -> ReportContents:
    """All text of the report of a redacted document. `day` is printed at the top; `extras` are about the same map."""
    quiet = words.translate(
        "Report",
        "A quiet map is still yours. You can start with one thing: a place, an animal, a song, "
        "a person who was kind once.",
    )
    review = "" if document.review_date is None else written_date(document.review_date, words)
    return ReportContents(
        language=choices.language,
        paper=choices.paper,
        sections=choices.sections,
        title=printable(words.title(document)),
        made=_made(document, words, day),
        whose=_whose(document, words),
        notice=_notice(document, words),
        i_am=tuple(printable(line) for line in document.today.i_am if has_visible(printable(line))),
        headings=_headings(words),
        map_alternative=_map_alternative(document, words),
        legend=_legend(document, words),
        tables=tuple(_tables(document, words)),
        supports=tuple(_support_row(document, words, kind) for kind in support_kinds(document)),
        not_marked=words.not_marked,
        quiet="" if document.today.connections else quiet,
        talk=talk(document, words, extras, review),
        foot=_foot(document, words),
        page=words.translate("Report", "Page {page} of {pages}"),
    )


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Text):
        for field in value.__struct_fields__:
            yield from texts(getattr(value, field))
    elif isinstance(value, tuple):
        for each in value:
            yield from texts(each)


def written_date(day: date, words: Words) -> str:
    """A date in words, such as "23 November 2026". Each month is a sentence of its own: languages bend its name."""
    months = (
        words.translate("Report", "{day} January {year}"),
        words.translate("Report", "{day} February {year}"),
        words.translate("Report", "{day} March {year}"),
        words.translate("Report", "{day} April {year}"),
        words.translate("Report", "{day} May {year}"),
        words.translate("Report", "{day} June {year}"),
        words.translate("Report", "{day} July {year}"),
        words.translate("Report", "{day} August {year}"),
        words.translate("Report", "{day} September {year}"),
        words.translate("Report", "{day} October {year}"),
        words.translate("Report", "{day} November {year}"),
        words.translate("Report", "{day} December {year}"),
    )
    return filled(months[day.month - 1], day=str(day.day), year=str(day.year))


def _whose(document: Document, words: Words) -> str:
    if document.is_practice:
        return words.translate("Report", "This is a practice map, about somebody made up.")
    return words.translate("Report", "This is mine.")


def _notice(document: Document, words: Words) -> str:
    if document.is_practice:
        return ""
    return words.translate(
        "Report", "The people named here have not been asked. Please do not contact anyone without my say-so."
    )


def _owner(document: Document) -> str:
    return "" if document.is_practice else printable(document.belongs_to).strip()


def _made(document: Document, words: Words, day: date) -> str:
    by, to = _owner(document), printable(document.for_whom).strip()
    made = words.translate("Report", "Made on {date}")
    made_by = words.translate("Report", "Made on {date} by {name}")
    parts = [filled(made_by if by else made, date=written_date(day, words), name=by)]
    if to:
        parts.append(filled(words.translate("Report", "for {name}"), name=to))
    return " · ".join(parts)


def _foot(document: Document, words: Words) -> str:
    foot = words.translate("Report", "A picture of one day, not a test or an assessment.")
    by = _owner(document)
    if not by:
        return foot
    belongs = filled(words.translate("Report", "Belongs to {name}"), name=by)
    return f"{foot} {belongs}"


def _headings(words: Words) -> Headings:
    return Headings(
        i_am=words.translate("Report", "I am"),
        map=words.translate("Report", "My map"),
        who=words.translate("Report", "Who and what is here"),
        support=words.translate("Report", "What I get and give, kind by kind"),
        name=words.translate("Report", "Name"),
        kind=words.translate("Report", "Kind"),
        get=words.direction(Direction.GET),
        give=words.direction(Direction.GIVE),
        support_kind=words.translate("Report", "Support"),
        get_from=words.translate("Report", "I get it from"),
        give_to=words.translate("Report", "I give it to"),
    )


def _legend(document: Document, words: Words) -> Legend:
    entries = entries_by_id(document)
    used = {entries[each.entry].kind for each in document.today.connections if is_on_rings(each)}
    return Legend(
        supports=tuple(SupportSign(kind, *_letter_and_name(document, words, kind)) for kind in support_kinds(document)),
        shapes=tuple(ShapeSign(kind, _capital(words.kind(kind))) for kind in EntryKind if kind in used),
        get=words.translate("Report", "Thick inner mark: support I get"),
        give=words.translate("Report", "Thin outer mark: support I give"),
        longer=words.translate("Report", "The longer the mark, the more"),
        unsure=words.translate("Report", "Dotted: not sure"),
        tie=words.translate("Report", "They know each other") if _has_drawn_tie(document) else "",
    )


def _letter_and_name(document: Document, words: Words, kind: KindId) -> tuple[str, str]:
    return printable(words.support_letter(kind, document)), printable(words.support(kind, document))


def _has_drawn_tie(document: Document) -> bool:
    drawn = {each.entry for each in document.today.connections if is_on_rings(each)}
    return any(tie.one in drawn and tie.other in drawn for tie in document.today.ties)


def _map_alternative(document: Document, words: Words) -> str:
    """The map in a few sentences, for those who hear the page: ring by ring, who is there."""
    entries = entries_by_id(document)
    lines = [words.translate("Report", "A map of rings with Me in the middle.")]
    for ring in document.today.rings:
        names = [printable(entries[each.entry].name) for each in on_ring(document.today, ring.id)]
        listed = ", ".join(names) or words.translate("Report", "open")
        lines.append(f"{printable(words.ring(ring))}: {listed}.")
    lines.append(words.translate("Report", "The tables that follow say the same in words."))
    return " ".join(lines)


def _tables(document: Document, words: Words) -> Iterator[RingTable]:
    today = document.today
    open_line = words.translate("Report", "This ring is open. Rings fill and empty through life.")
    for ring in today.rings:
        rows = _entry_rows(document, words, on_ring(today, ring.id))
        yield RingTable(printable(words.ring(ring)), rows, open_line)
    tray = _entry_rows(document, words, in_tray(today))
    if tray:
        yield RingTable(words.not_placed, tray, "")


def _entry_rows(document: Document, words: Words, connections: Iterable[Connection]) -> tuple[EntryRow, ...]:
    entries = entries_by_id(document)
    return tuple(_entry_row(document, words, entries[each.entry], each) for each in connections)


def _entry_row(document: Document, words: Words, entry: Entry, each: Connection) -> EntryRow:
    def groups(direction: Direction) -> tuple[LevelGroup, ...]:
        marked = (
            (printable(words.support(support.kind, document)), support.level(direction)) for support in each.supports
        )
        return _by_level(marked, words)

    return EntryRow(
        name=printable(entry.name),
        kind=words.kind(entry.kind),
        relationship=printable(entry.relationship).strip(),
        get=groups(Direction.GET),
        give=groups(Direction.GIVE),
    )


def _support_row(document: Document, words: Words, kind: KindId) -> SupportRow:
    entries = entries_by_id(document)

    def groups(direction: Direction) -> tuple[LevelGroup, ...]:
        marked = (
            (printable(entries[each.entry].name), support.level(direction))
            for each in reading_order(document.today)
            for support in each.supports
            if support.kind == kind
        )
        return _by_level(marked, words)

    return SupportRow(
        kind, *_letter_and_name(document, words, kind), get=groups(Direction.GET), give=groups(Direction.GIVE)
    )


def _by_level(marked: Iterable[tuple[str, SupportLevel | None]], words: Words) -> tuple[LevelGroup, ...]:
    found: dict[SupportLevel, list[str]] = {}
    for name, level in marked:
        if level is not None:
            found.setdefault(level, []).append(name)
    return tuple(LevelGroup(level, words.level(level), tuple(found[level])) for level in LEVELS if level in found)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
