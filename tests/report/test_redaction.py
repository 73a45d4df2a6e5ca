"""What may be printed, and that nothing else is anywhere in the file."""

import io
import re
from datetime import date
from typing import get_args

import pikepdf
import pytest
from hypothesis import given
from msgspec.structs import replace
from tests.report.making import DAY, NICKNAMES, WORDS, a_document, pages_written, pdf_of
from tests.strategies import documents

from kithmap.model.document import (
    Connection,
    DatedMap,
    Document,
    Entry,
    Feeling,
    OwnKind,
    Placement,
    Ring,
    SmallStep,
    Support,
    Tie,
    new_document,
)
from kithmap.model.names import initials, printable
from kithmap.model.queries import reading_order
from kithmap.model.vocabulary import ContactFrequency, Energy, EntryKind, Feels, Lean, StepAim, SupportLevel
from kithmap.report.print_choices import USUAL_SECTIONS, PrintChoices, Section
from kithmap.report.redaction import redact
from todays import edits

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
        Entry("e3", next(s), note=next(s), contact=ContactFrequency.DAILY, do_not_contact=True),
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
        takeaway=next(s),
        dismissed=(next(s),),
    )
    earlier = DatedMap(id="m1", date=date(2026, 6, 3), connections=(Connection("e4", place),), i_am=(next(s),))
    return Document(
        maps=(earlier, today),
        entries=entries,
        steps=(
            SmallStep("s1", StepAim.ASK, entry="e1", good=next(s), who_helps=next(s)),
            SmallStep("s2", StepAim.KEEP, when=next(s)),
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
    """With nicknames the name of e3 is printed: the search that finds no secrets finds it."""
    document = document_with_secrets()
    haystack = everything_in(pdf_of(document, NICKNAMES))
    printed = {SECRETS[6]}
    assert {entry.name for entry in redact(document, NICKNAMES, WORDS).entries} == {*printed, "Ana"}
    assert {secret for secret in SECRETS if is_in(secret, haystack)} == printed


def test_initials_are_made_unique_in_reading_order_and_hidden_ones_leave_no_gap():
    document = a_document(["Ana", "Alma", "Ada", "Bo"])
    assert names_in_reading_order(redact(document, NICKNAMES, WORDS)) == ["Ana", "Bo", "Ada", "Alma"]
    assert names_in_reading_order(redact(document, INITIALS, WORDS)) == ["A", "B", "A 2", "A 3"]
    hidden = replace(document, entries=tuple(replace(e, private=e.name == "Ada") for e in document.entries))
    assert names_in_reading_order(redact(hidden, INITIALS, WORDS)) == ["A", "B", "A 2"]


def names_in_reading_order(document):
    names = {entry.id: entry.name for entry in document.entries}
    return [names[each.entry] for each in reading_order(document.today)]


@pytest.mark.parametrize("choices", [INITIALS, NICKNAMES])
@given(document=documents())
def test_only_what_may_be_printed_is_left(choices, document):
    redacted = redact(document, choices, WORDS)
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
    redacted = redact(document, INITIALS, WORDS)
    assert len({entry.name for entry in redacted.entries}) == len(redacted.entries)
    for entry in redacted.entries:
        assert entry.relationship == ""
        letters = printable(initials(names[entry.id]))
        assert re.fullmatch(re.escape(letters) + r"( \d+)?", entry.name)


@given(document=documents())
def test_redacting_again_changes_nothing(document):
    once = redact(document, NICKNAMES, WORDS)
    assert redact(once, NICKNAMES, WORDS) == once


# Names in everything a person may write

EVERYTHING = frozenset(get_args(Section))
FIELDS = ("title", "belongs_to", "for_whom", "i_am", "ring", "own_kind", "good", "smallest", "who_helps", "when",
          "how_known", "if_not", "question", "name", "relationship")  # fmt: skip


def writing(said, *, placed=True, private=False):
    """Zanzibara Quixotelle, Tom, and a text about her in every field that may be printed."""
    place = Placement("distance") if placed == "distance" else Placement("close", 40.0) if placed else None
    today = DatedMap(
        id="m1",
        date=DAY,
        rings=(Ring("closest", said("ring")), Ring("close"), Ring("around")),
        connections=(
            Connection("e1", place),
            Connection("e2", Placement("closest"), (Support("own1", get=SupportLevel.LOT),)),
            Connection("e3", Placement("around")),
        ),
        i_am=(said("i_am"),),
    )
    texts = {field: said(field) for field in ("good", "smallest", "who_helps", "when", "how_known", "if_not")}
    return Document(
        maps=(today,),
        entries=(
            Entry("e1", "Zanzibara Quixotelle", private=private, could_contact=True),
            Entry("e2", "Tom", relationship=said("relationship")),
            Entry("e3", said("name"), kind=EntryKind.ANIMAL),
        ),
        title=said("title"),
        belongs_to=said("belongs_to"),
        for_whom=said("for_whom"),
        own_kinds=(OwnKind("own1", said("own_kind")),),
        steps=(SmallStep("s1", StepAim.KEEP, **texts),),
        questions=(said("question"),),
    )


HER = (
    "Zanzibara Quixotelle",
    "zanzibara\u00a0QUIXOTELLE",
    "Quixotelle, Zanzibara",
    "Zanzi\u00adbara",
    "Ｚａｎｚｉｂａｒａ",
)


@pytest.mark.parametrize("names", ["initials", "nicknames"])
@pytest.mark.parametrize("away", [{"private": True}, {"placed": "distance"}, {"placed": None}])
@pytest.mark.parametrize("spelled", HER)
def test_whoever_is_not_on_paper_is_in_no_text(names, away, spelled):
    document = writing(lambda field: f"{field} with {spelled} says", **away)
    if away == {"placed": None}:
        # Whom the talk is with may be named where nothing but the place is missing.
        assert redact(document, PrintChoices(), WORDS).for_whom == document.for_whom
        document = replace(document, for_whom="")
    choices = PrintChoices(names=names, sections=EVERYTHING - {"not_placed"})
    haystack = everything_in(pdf_of(document, choices))
    redacted = redact(document, choices, WORDS)
    for part in ("zanzibara", "quixotelle", "Zanzi", HER[4]):
        assert not is_in(part, haystack)
        assert part.casefold() not in repr(redacted).casefold()
    assert "question with someone says" in redacted.questions
    # What says nothing without her name has the usual words, or none.
    assert (redacted.title, redacted.belongs_to, redacted.for_whom, redacted.today.rings[0].name) == ("", "", "", "")


@pytest.mark.parametrize("spelled", HER)
def test_whoever_is_on_paper_is_initials_in_every_text_but_that_of_the_talk(spelled):
    document = writing(lambda field: f"{field} with {spelled} says" if field != "name" else "Rex")
    choices = PrintChoices(sections=EVERYTHING)
    redacted = redact(document, choices, WORDS)
    assert redacted.for_whom == f"for_whom with {spelled} says"
    assert redacted.title == "title with ZQ says"
    assert redacted.own_kinds[0].name == "own_kind with ZQ says"
    haystack = everything_in(pdf_of(replace(document, for_whom=""), choices))
    assert not is_in("zanzibara", haystack)
    assert not is_in("quixotelle", haystack)
    written = redact(document, PrintChoices(names="nicknames", sections=EVERYTHING), WORDS)
    assert written.questions == (f"question with {spelled} says",)
    assert written.today.i_am == document.today.i_am


def test_the_search_finds_each_of_these_fields_when_they_are_on_paper():
    """What is not found above would be found, if it were there."""
    document = writing(lambda field: f"Zanzibara {field.replace('_', '')}")
    choices = PrintChoices(names="nicknames", sections=EVERYTHING)
    pen, _, _ = pages_written(document, choices)
    seen = " ".join(line.text for line in pen.written)
    for field in FIELDS:
        assert f"Zanzibara {field.replace('_', '')}" in seen, field


def test_a_text_that_says_nobody_else_stays_out_and_leaves_no_sign():
    document = writing(lambda field: "Zanzibara" if field != "name" else "Rex", private=True)
    redacted = redact(document, PrintChoices(names="nicknames", sections=EVERYTHING), WORDS)
    assert redacted.questions == ()
    assert redacted.today.i_am == ()
    assert redacted.steps == (SmallStep("s1", StepAim.KEEP),)
    assert redacted.own_kinds[0].name == "Another kind"
    assert [each.name for each in redacted.entries] == ["Tom", "Rex"]
    assert redacted.entries[0].relationship == ""


def test_a_name_with_somebody_in_it_who_is_not_on_paper():
    document = edits.add_entries(new_document(DAY), ["Hope", "Hope's dog", "Hope Lee", "Hope Church", "Mum and Hope"])
    document = edits.place(document, {entry.id: Placement("close") for entry in document.entries})
    document = edits.describe(edits.describe(document, "e1", private=True), "e4", kind=EntryKind.PLACE)
    document = edits.set_questions(document, ["Walk Hope's dog? See Hope Lee? Hope Church?"])
    redacted = redact(document, PrintChoices(names="nicknames", sections=EVERYTHING), WORDS)
    names = [entry.name for entry in redacted.entries]
    assert sorted(names) == ["Hope Church", "Hope Lee", "Mum and someone", "Someone's dog"]
    assert redacted.questions == ("Walk Someone's dog? See Hope Lee? Hope Church?",)


def names_beside(shown, hidden, shown_kind=EntryKind.PERSON, hidden_kind=EntryKind.PERSON):
    document = edits.place(edits.add_entries(new_document(DAY), [shown, hidden]), {"e1": Placement("close")})
    document = edits.describe(document, "e1", kind=shown_kind)
    document = edits.describe(document, "e2", kind=hidden_kind, private=True)
    return [entry.name for entry in redact(document, NICKNAMES, WORDS).entries]


HERS = "Zanzibara Quixotelle"


@pytest.mark.parametrize(
    ("shown", "hidden", "said"),
    [
        (f"Bea - {HERS}", HERS, "Bea - someone"),
        (f"Bea → {HERS}", HERS, "Bea → someone"),
        (f"{HERS} Fund", HERS, "Someone"),
        ("Zanzibara＇s dog", HERS, "Someone＇s dog"),
        ("Zanzibara′s dog", HERS, "Someone′s dog"),
        ("Zanzibara´s dog", HERS, "Someone´s dog"),
        ("Zanzibara dog", HERS, "Someone dog"),
        ("zanzibara dog", HERS, "someone dog"),
        ("Zanzibara Mum", HERS, "Someone Mum"),
        ("Dog (Zanzibara)", HERS, "Dog (someone)"),
        ("Bea (mum of Zanzibara)", HERS, "Bea (mum of someone)"),
        ("Bea: Zanzibara", HERS, "Bea: Someone"),
        ("Bea via Zanzibara", HERS, "Bea via someone"),
        ("Bea + Zanzibara", HERS, "Bea + someone"),
        ("Mum—Zanzibara", HERS, "Mum—someone"),
        ("Mum-Zanzibara", HERS, "Mum-someone"),
        ("王小明的狗", "王小明", "someone的狗"),
        ("小明的狗", "王小明", "someone的狗"),
        ("王小明和李雷", "王小明", "someone和李雷"),
        ("김민수 엄마", "김민수", "someone 엄마"),
        ("민수엄마", "김민수", "someone엄마"),
        ("Kaski koer", "Peeter Kask", "Someone koer"),
        ("Собака Марины", "Марина Ли", "Собака someone"),
        ("كلب محمد", "محمد", "كلب someone"),
    ],
)
def test_a_name_never_says_who_else_there_is(shown, hidden, said):
    assert names_beside(shown, hidden) == [said]


@pytest.mark.parametrize(
    ("shown", "hidden", "said"),
    [
        ("Bea from Narcotics Anonymous", "Narcotics Anonymous", "Bea from a group"),
        ("Narcotics Anonymous' Bea", "Narcotics Anonymous", "A group's Bea"),
        ("Bea, NA", "Narcotics Anonymous (NA)", "Bea, a group"),
        ("NA Bea", "Narcotics Anonymous (NA)", "A group Bea"),
        ("Tom from AA", "AA", "Tom from a group"),
        ("AA sponsor", "AA", "A group sponsor"),
        ("Sponsor & AA", "AA", "Sponsor & a group"),
        ("Nurse of Willow Clinic", "Willow Clinic", "Nurse of a group"),
        ("Monday Choir", "Choir", "Monday Choir"),
    ],
)
def test_a_name_never_says_which_group_is_not_on_paper(shown, hidden, said):
    assert names_beside(shown, hidden, hidden_kind=EntryKind.GROUP) == [said]


def test_a_place_or_group_has_no_family_name():
    assert names_beside("Zanzibara Foundation", HERS, EntryKind.GROUP) == ["Someone"]
    assert names_beside("Hope Church", "Hope", EntryKind.PLACE) == ["Hope Church"]


def test_a_pastor_is_a_person_too():
    document = edits.add_entries(new_document(DAY), ["Tom", "Pastor Joel"])
    document = edits.place(document, {"e1": Placement("close")})
    document = edits.describe(document, "e2", kind=EntryKind.FAITH, private=True)
    document = edits.set_questions(document, ["May I talk to Joel?"])
    redacted = redact(document, PrintChoices(sections=EVERYTHING), WORDS)
    assert redacted.questions == ("May I talk to something?",)


@pytest.mark.parametrize("told", ["Markiga", "Räägin Markiga", "mark's"])
def test_a_talk_with_somebody_private_is_not_named_with_an_ending(told):
    document = edits.describe(edits.add_entries(new_document(DAY), ["Mark"]), "e1", private=True)
    assert redact(replace(document, for_whom=told), NICKNAMES, WORDS).for_whom == ""


@pytest.mark.parametrize(
    ("shown", "hidden"),
    [
        ("Zoë O'Brien", "Sean O'Brien"),
        ("Jan van der Berg", "Piet van der Berg"),
        ("my keyworker", "Keyworker"),
        ("Mr. and Mrs. Kask", "Mrs. Lee"),
        ("Ana (Work)", "Tom (Work)"),
        ("ana lee", "tom lee"),
        ("Maria Kask", "Peeter Kask"),
        ("Aunt Maria Kask", "Peeter Kask"),
        ("Dr Kask", "Peeter Kask"),
        ("M. Kask", "Peeter Kask"),
        ("Anna-Maria Kask", "Maria Tamm"),
        ("Maria Kask (Annie) 🌸", "Peeter Kask"),
        ("Ольга Иванова", "Игорь Иванов"),
        ("李小明", "王小明"),
        ("田中花子", "田中太郎"),
        ("이민수", "김민수"),
        ("محمد علي", "محمد حسن"),
        ("Ana Lee", "Ana"),
        ("Aunt Zoë", "Zoe"),
        ("Mum", "my mum"),
        ("Mum", "Mum Tina"),
        ("AK", "Ana Kask"),
        ("JD Smith", "John Dunn"),
    ],
)
def test_names_that_share_a_word_are_two_names(shown, hidden):
    assert names_beside(shown, hidden) == [shown]


def test_replacing_never_makes_a_document_that_cannot_be():
    document = edits.add_entries(new_document(DAY), ["Bo", "Mum and " + "x Bo " * 1_990, "Tom"])
    document = edits.place(document, {"e2": Placement("close"), "e3": Placement("close")})
    document = edits.describe(edits.describe(document, "e1", private=True), "e3", relationship="Bo x " * 1_990)
    document = edits.set_i_am(document, ["Bo x " * 19_990])
    for names in ("initials", "nicknames"):
        redact(document, PrintChoices(names=names, sections=EVERYTHING), WORDS)


def test_nobody_in_the_tray_is_on_paper_unless_chosen():
    document = a_document(["Ana", "Bo", "Cy"], tray=1)
    assert names_in_reading_order(redact(document, NICKNAMES, WORDS)) == ["Ana", "Bo"]
    chosen = replace(NICKNAMES, sections=frozenset({*USUAL_SECTIONS, "not_placed"}))
    assert names_in_reading_order(redact(document, chosen, WORDS)) == ["Ana", "Bo", "Cy"]
