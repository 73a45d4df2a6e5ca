"""What may be printed, and that nothing else is anywhere in the file."""

import io
import re
from datetime import date

import pikepdf
import pytest
from hypothesis import given
from msgspec.structs import replace
from tests.report.making import DAY, NICKNAMES, a_document, pages_written, pdf_of
from tests.strategies import documents

from kithmap.model.document import (
    Connection,
    DatedMap,
    Document,
    Entry,
    Feeling,
    OwnKind,
    Placement,
    Step,
    Support,
    Tie,
)
from kithmap.model.names import initials, printable
from kithmap.model.queries import reading_order
from kithmap.model.vocabulary import Contact, Energy, Feels, Lean, StepAim, SupportLevel
from kithmap.report.contents import PrintChoices, redact

SECRETS = [f"Zq{letter}secret{number}" for number, letter in enumerate("abcdefghijklmnopqrst")]
INITIALS = PrintChoices()


def document_with_secrets():
    """Twenty strings in every place a report must keep quiet about; with initials, in names and relationships too."""
    s = iter(SECRETS)
    place = Placement("close", 90.0, 0.5)
    lot = (Support("listen", get=SupportLevel.LOT),)
    entries = (
        Entry("e1", next(s), private=True, relationship=next(s), note=next(s)),
        Entry("e2", next(s), relationship=next(s), note=next(s)),
        Entry("e3", next(s), note=next(s), contact=Contact.DAILY, do_not_contact=True),
        Entry("e4", next(s)),
        Entry("e5", next(s)),
        Entry("e6", "Ana", note=next(s)),
    )
    today = DatedMap(
        id="m2",
        date=DAY,
        connections=(
            Connection("e1", place, lot),
            Connection("e2", Placement("distance", 10.0, 0.5), lot),
            Connection("e3", Placement("closest", 0.0, 0.5), lot, Feeling(Feels.UNSAFE, Energy.LOT, Lean.YES)),
            Connection("e5"),
            Connection("e6", place, lot),
        ),
        ties=(Tie("e1", "e6"), Tie("e3", "e6")),
        noticed=next(s),
        surprised=next(s),
        carry=next(s),
        dismissed=(next(s),),
    )
    earlier = DatedMap(id="m1", date=date(2026, 6, 3), connections=(Connection("e4", place),), i_am=(next(s),))
    return Document(
        maps=(earlier, today),
        entries=entries,
        steps=(
            Step("s1", StepAim.ASK, entry="e1", good=next(s), who_helps=next(s)),
            Step("s2", StepAim.KEEP, when=next(s)),
        ),
        questions=(next(s),),
        own_kinds=(OwnKind("own1", "Sings", get="sings"),),
    )


def everything_in(pdf_bytes):
    """Every stream, decompressed, and every string and name of a PDF."""
    found = []
    with pikepdf.open(io.BytesIO(pdf_bytes)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Stream):
                found.append(thing.read_bytes())
            found.append(thing.unparse(resolved=False) if not isinstance(thing, pikepdf.Stream) else b"")
            strings(thing, found, depth=0)
        strings(pdf.trailer.Info, found, depth=0)
    return b"\n".join(found)


def strings(thing, found, depth):
    if isinstance(thing, pikepdf.String):
        found.append(str(thing).encode())
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) and depth < 3:
        for value in thing.values():
            strings(value, found, depth + 1)
    elif isinstance(thing, pikepdf.Array) and depth < 3:
        for value in thing:
            strings(value, found, depth + 1)


def is_in(text, haystack):
    spellings = (
        text.encode(),
        text.encode("utf-16-be"),
        text.encode("utf-16-be").hex().encode(),
        text.encode().hex().encode(),
    )
    return any(spelling.lower() in haystack.lower() for spelling in spellings)


def test_twenty_secrets_are_nowhere_in_the_file_with_initials():
    assert len(set(SECRETS)) == 20
    document = document_with_secrets()
    assert all(secret in repr(document) for secret in SECRETS)
    haystack = everything_in(pdf_of(document, INITIALS))
    pen, _, _ = pages_written(document, INITIALS)
    seen = " ".join(line.text for line in pen.written)
    for secret in SECRETS:
        assert not is_in(secret, haystack)
        assert secret not in seen


def test_the_search_finds_what_is_printed():
    """With nicknames the names of e3 and e5 are printed: the search that finds no secrets finds these."""
    document = document_with_secrets()
    haystack = everything_in(pdf_of(document, NICKNAMES))
    printed = {SECRETS[6], SECRETS[9]}
    assert {entry.name for entry in redact(document, NICKNAMES).entries} == {*printed, "Ana"}
    assert {secret for secret in SECRETS if is_in(secret, haystack)} == printed


def test_initials_are_made_unique_in_reading_order_and_hidden_ones_leave_no_gap():
    document = a_document(["Ana", "Alma", "Ada", "Bo"])
    assert names_in_reading_order(redact(document, NICKNAMES)) == ["Ana", "Bo", "Ada", "Alma"]
    assert names_in_reading_order(redact(document, INITIALS)) == ["A", "B", "A 2", "A 3"]
    hidden = replace(document, entries=tuple(replace(e, private=e.name == "Ada") for e in document.entries))
    assert names_in_reading_order(redact(hidden, INITIALS)) == ["A", "B", "A 2"]


def names_in_reading_order(document):
    names = {entry.id: entry.name for entry in document.entries}
    return [names[each.entry] for each in reading_order(document.today)]


@pytest.mark.parametrize("choices", [INITIALS, NICKNAMES])
@given(document=documents())
def test_only_what_may_be_printed_is_left(choices, document):
    redacted = redact(document, choices)
    kept = {entry.id for entry in redacted.entries}
    for entry in document.entries:
        if entry.private:
            assert entry.id not in kept
    for each in document.today.connections:
        if each.placement and each.placement.ring == "distance":
            assert each.entry not in kept
    assert kept <= {each.entry for each in document.today.connections}
    assert len(redacted.maps) == 1
    assert redacted.steps == ()
    assert redacted.questions == ()
    for entry in redacted.entries:
        assert entry == Entry(entry.id, entry.name, entry.kind, entry.relationship)
    for each in redacted.today.connections:
        assert each.feeling == Feeling()
    for tie in redacted.today.ties:
        assert {tie.one, tie.other} <= kept


@given(document=documents(max_entries=8))
def test_with_initials_no_name_and_no_relationship_is_left(document):
    names = {entry.id: entry.name for entry in document.entries}
    redacted = redact(document, INITIALS)
    assert len({entry.name for entry in redacted.entries}) == len(redacted.entries)
    for entry in redacted.entries:
        assert entry.relationship == ""
        letters = printable(initials(names[entry.id]))
        assert re.fullmatch(re.escape(letters) + r"( \d+)?", entry.name)


@given(document=documents())
def test_redacting_again_changes_nothing(document):
    once = redact(document, NICKNAMES)
    assert redact(once, NICKNAMES) == once
