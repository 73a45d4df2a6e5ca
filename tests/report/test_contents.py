"""The words of the report, before anything is drawn."""

from datetime import date

import pytest
from hypothesis import given
from msgspec.structs import replace
from tests.report.making import DAY, NICKNAMES, WORDS, a_document, pages_written
from tests.strategies import documents

from kithmap.model.document import new_document
from kithmap.model.names import printable
from kithmap.model.vocabulary import SupportLevel
from kithmap.report.contents import contents, texts, written_date
from kithmap.report.print_choices import USUAL_SECTIONS, PrintChoices
from kithmap.report.redaction import redact
from kithmap.wording.words import Words, untranslated


def contents_of(document, choices=NICKNAMES, words=WORDS):
    return contents(redact(document, choices, WORDS), choices, words, DAY)


def test_the_head_says_what_when_by_whom_and_for_whom():
    made = contents_of(a_document(["Ana"], title="My people", belongs_to="R.", for_whom="my talk"))
    assert made.title == "My people"
    assert made.made == "Made on 23 November 2026 by R. · for my talk"
    assert made.notice == ("The people named here have not been asked. Please do not contact anyone without my say-so.")
    assert made.foot == "A picture of one day, not a test or an assessment. Belongs to R."
    plain = contents_of(a_document(["Ana"]))
    assert (plain.title, plain.made) == ("My connections", "Made on 23 November 2026")
    assert plain.foot == "A picture of one day, not a test or an assessment."


def test_a_practice_map_says_that_it_is_one_and_speaks_for_nobody_real():
    document = a_document(["Ana"], title="Practice map: Rena", belongs_to="Rena, a made-up person", for_whom="my group")
    own, practice = contents_of(document), contents_of(replace(document, practice_story="rena"))
    assert own.whose == "This is mine."
    assert practice.whose == "This is a practice map, about somebody made up."
    assert practice.notice == ""
    assert practice.made == "Made on 23 November 2026 · for my group"
    assert practice.foot == "A picture of one day, not a test or an assessment."
    said = " ".join(texts(practice))
    assert not [each for each in ("mine", "have not been asked", "Belongs to", "made-up person") if each in said]
    pen, _, _ = pages_written(replace(document, practice_story="rena"))
    assert "This is a practice map, about somebody made up." in " ".join(line.text for line in pen.written)


def test_the_twin_lists_everybody_ring_by_ring_and_those_not_placed_last():
    document = a_document(["Ana", "Bo", "Cy", "Di", "Eve"], tray=1)
    usual = contents_of(document)
    assert sorted(row.name for table in usual.tables for row in table.rows) == ["Ana", "Bo", "Cy", "Di"]
    made = contents_of(document, replace(NICKNAMES, sections=frozenset({*USUAL_SECTIONS, "not_placed"})))
    assert [table.heading for table in made.tables] == ["Closest", "Close", "Around me", "Not placed yet"]
    assert sorted(row.name for table in made.tables for row in table.rows) == ["Ana", "Bo", "Cy", "Di", "Eve"]
    assert [row.name for row in made.tables[-1].rows] == ["Eve"]
    assert "Eve" not in made.map_alternative
    assert "Ana" in made.map_alternative


def test_support_is_said_in_both_tables_with_its_level():
    made = contents_of(a_document(["Ana"]))
    row = made.tables[0].rows[0]
    listen = next(row for row in made.supports if row.kind == "listen")
    assert [(group.word, group.names) for group in row.get] == [
        ("a lot", ("Fun company",)),
        ("a little", ("Listens",)),
        ("not sure", ("Everyday help",)),
    ]
    assert [(group.word, group.names) for group in row.give] == [("a little", ("Everyday help",))]
    assert [(group.level, group.word, group.names) for group in listen.get] == [
        (SupportLevel.LITTLE, "a little", ("Ana",))
    ]
    assert listen.give == ()
    assert len(made.supports) == 8


def test_levels_run_from_the_most_to_not_sure():
    made = contents_of(a_document([f"N{i}" for i in range(24)]))
    order = [SupportLevel.LOT, SupportLevel.SOME, SupportLevel.LITTLE, SupportLevel.UNSURE]
    for row in made.supports:
        levels = [group.level for group in row.get]
        assert levels == sorted(levels, key=order.index)
    assert any(len(row.get) == 4 for row in made.supports)


def test_relationships_are_printed_with_nicknames_only():
    document = a_document(["Ana"])
    document = replace(document, entries=(replace(document.entries[0], relationship="Tom's sister"),))
    assert "Tom's sister" in set(texts(contents_of(document)))
    assert "Tom's sister" not in set(texts(contents_of(document, PrintChoices())))


def test_an_empty_map_says_something_kind():
    made = contents_of(new_document(DAY))
    assert made.quiet.startswith("A quiet map is still yours.")
    assert contents_of(a_document(["Ana"])).quiet == ""


def test_an_empty_ring_is_open():
    made = contents_of(a_document(["Ana"]))
    assert [len(table.rows) for table in made.tables] == [1, 0, 0]
    assert made.tables[1].open_line == "This ring is open. Rings fill and empty through life."


def test_the_legend_names_what_the_map_shows():
    made = contents_of(a_document(["Ana", "Bo"]))
    assert [sign.letter for sign in made.legend.supports] == list("LCBEUAFH")
    assert [sign.name for sign in made.legend.shapes] == ["Person", "Paid support or service"]
    assert made.legend.tie == "They know each other"
    assert contents_of(a_document(["Ana"])).legend.tie == ""


@pytest.mark.parametrize(
    ("day", "written"), [(date(2026, 1, 1), "1 January 2026"), (date(2027, 12, 31), "31 December 2027")]
)
def test_dates_are_written_out(day, written):
    assert written_date(day, WORDS) == written


def test_a_language_may_order_and_bend_a_date_as_it_likes():
    def slovene(context, text, comment="", n=-1, /):
        return "{day}. novembra {year} {stray" if text == "{day} November {year}" else untranslated(context, text)

    assert written_date(DAY, Words(slovene)) == "23. novembra 2026 {stray"


@given(document=documents())
def test_no_text_holds_controls_or_direction_overrides(document):
    for text in texts(contents_of(document)):
        assert text == printable(text)
