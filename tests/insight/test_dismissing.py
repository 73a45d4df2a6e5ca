"""What does not fit is not said again, until it is about something else."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps import full_documents, map_of, seen, someone

from kithmap.insight.observation import Finding, Observation, Rule
from kithmap.insight.population import Surface
from kithmap.model.document import Document
from kithmap.model.vocabulary import SUPPORT_KINDS, Direction, EntryKind, SupportLevel
from todays import edits

GET, GIVE = Direction.GET, Direction.GIVE
SOME, LOT = SupportLevel.SOME, SupportLevel.LOT


def dismissed(document: Document, observation: Observation) -> Document:
    return reduce(edits.dismiss, observation.keys, document)


def the_one(document: Document, rule: Rule) -> Observation:
    (found,) = seen(document, rule=rule)
    return found


@given(full_documents(), st.data())
def test_what_is_dismissed_goes_and_nothing_else_does(document: Document, data: st.DataObject) -> None:
    """More of the same may come up from below a limit, but nobody and nothing is said a second time."""
    before = [each for each in seen(document) if each.rule is not Rule.STARTED]
    if not before:
        return
    gone = data.draw(st.sampled_from(before))
    after = seen(dismissed(document, gone))
    assert gone not in after
    assert not {key for each in after for key in each.keys} & set(gone.keys)
    assert [each for each in after if each.rule is not gone.rule] == [
        each for each in before if each.rule is not gone.rule
    ]


@given(full_documents(), st.sampled_from(Surface))
def test_no_two_observations_share_a_key(document: Document, surface: Surface) -> None:
    keys = [key for each in seen(document, surface, workers_detail=True) for key in each.keys]
    assert len(keys) == len(set(keys))
    assert all(each.keys for each in seen(document, surface) if each.rule is not Rule.STARTED)


@given(full_documents())
def test_what_is_dismissed_can_be_brought_back(document: Document) -> None:
    before = seen(document)
    keys = [key for each in before for key in each.keys]
    away = reduce(edits.dismiss, keys, document)
    assert reduce(edits.restore_observation, keys, away) == document
    assert seen(reduce(edits.restore_observation, keys, away)) == before


@given(full_documents())
def test_new_names_rings_and_levels_bring_nothing_back(document: Document) -> None:
    everything = [key for each in seen(document) for key in each.keys]
    away = reduce(edits.dismiss, everything, document)
    renamed = away
    for each in document.today.connections:
        renamed = edits.describe(renamed, each.entry, name="Another name", note="said before")
        for support in each.supports:
            for direction in Direction:
                if support.level(direction) is not None:
                    renamed = edits.mark_support(renamed, [each.entry], support.kind, direction, LOT)
    assert seen(renamed) == seen(away)


@given(full_documents())
def test_what_was_dismissed_on_the_screen_is_not_on_paper(document: Document) -> None:
    """Also where private entries make the lines on the screen other ones: keys are kept for each entry and kind."""
    on_screen = [each for each in seen(document) if each.rule in (Rule.S1, Rule.S2, Rule.S6, Rule.B1)]
    away = reduce(dismissed, on_screen, document)
    shown = {each.rule for each in on_screen}
    limited = {Rule.S1, Rule.S2}
    for each in seen(away, Surface.PAPER):
        assert not set(each.keys) & {key for other in on_screen for key in other.keys}
        assert each.rule not in shown - limited or each.rule is Rule.STARTED


def test_a_key_says_rule_finding_kind_and_id() -> None:
    document = map_of(
        someone("Ana", get="listen hard", important=True), someone("Bea", give="listen", important=True), someone("Cem")
    )
    keys = {each.rule: each.keys for each in seen(document) if each.rule in (Rule.S1, Rule.Q2, Rule.Q8)}
    assert keys == {Rule.S1: ("S1:Ana", "S1:Bea"), Rule.Q2: ("Q2:hard:Ana",), Rule.Q8: ("Q8",)}
    assert ("B1:from_me:Bea",) in {each.keys for each in seen(document, rule=Rule.B1)}
    assert {each.keys for each in seen(document, rule=Rule.Q1)} == {("Q1:comfort",), ("Q1:value",), ("Q1:everyday",)}


DOG = someone("Dog", kind=EntryKind.ANIMAL)
OTHERS = (someone("Bea", get="comfort advice"), someone("Cem", get="comfort advice value", could_contact=True))


def test_another_one_place_to_turn_is_another_fact() -> None:
    document = map_of(someone("Ana", get="hard"), *OTHERS, not_needed=("value",))
    away = dismissed(document, the_one(document, Rule.Q2))
    assert seen(away, rule=Rule.Q2) == ()
    moved = edits.mark_support(edits.mark_support(away, ["Ana"], "hard", GET, None), ["Bea"], "hard", GET, SOME)
    assert the_one(moved, Rule.Q2).entries == ("Bea",)
    back = edits.mark_support(edits.mark_support(moved, ["Ana"], "hard", GET, SOME), ["Bea"], "hard", GET, None)
    assert seen(back, rule=Rule.Q2) == ()


def test_the_balance_comes_back_when_it_tips_but_not_when_it_grows() -> None:
    people = (someone("Ana", give="listen comfort hard"), someone("Bea", give="listen comfort hard"), someone("Cem"))
    document = map_of(*people)
    assert the_one(document, Rule.B2).finding is Finding.MORE_OUT
    away = dismissed(document, the_one(document, Rule.B2))
    more = edits.mark_support(away, ["Ana"], "company", GIVE, SOME)
    assert seen(more, rule=Rule.B2) == ()
    even = reduce(lambda before, kind: edits.mark_support(before, ["Ana"], kind, GET, SOME), SUPPORT_KINDS, more)
    assert the_one(even, Rule.B2).finding is Finding.EVEN


def test_someone_whose_support_now_goes_both_ways_is_said_to_so() -> None:
    document = map_of(
        someone("Ana", get="hard listen"), someone("Bea", get="hard"), someone("Dog", kind=EntryKind.ANIMAL)
    )
    (towards_me,) = seen(document, rule=Rule.B1)
    away = dismissed(document, towards_me)
    assert seen(away, rule=Rule.B1) == ()
    after = the_one(edits.mark_support(away, ["Ana"], "listen", GIVE, SOME), Rule.B1)
    assert (after.finding, after.entries) == (Finding.BOTH_WAYS, ("Ana",))


def test_others_come_up_to_the_limit_when_some_are_dismissed() -> None:
    people = [someone(name, get="hard", important=True) for name in ("Ana", "Bea", "Cem", "Dot")]
    document = map_of(*people)
    assert the_one(document, Rule.S1).entries == ("Ana", "Bea", "Cem")
    assert the_one(edits.dismiss(document, "S1:Bea"), Rule.S1).entries == ("Ana", "Cem", "Dot")
    covered = edits.dismiss(document, "Q1:listen")
    assert [each.kinds for each in seen(covered, rule=Rule.Q1)] == [("comfort",), ("value",), ("everyday",)]


def test_a_kind_that_is_not_needed_now_is_out_of_every_question() -> None:
    document = map_of(
        someone("Ana", get="hard listen"),
        someone("Bea", get="hard"),
        someone("Cem", get="comfort value"),
        not_needed=(),
    )
    asked = {Rule.S3, Rule.Q1, Rule.Q2}
    for kind in ("hard", "listen", "everyday"):
        assert kind in {each.kinds[0] for each in seen(document) if each.rule in asked}
        after = seen(edits.set_needed(document, kind, needed=False))
        assert kind not in {mentioned for each in after for mentioned in each.kinds if each.rule is not Rule.S4}
        assert seen(edits.set_needed(edits.set_needed(document, kind, needed=False), kind, needed=True)) == seen(
            document
        )


@pytest.mark.parametrize("kind", SUPPORT_KINDS)
def test_not_needed_takes_away_no_strength_of_giving_or_of_several_ways(kind: str) -> None:
    document = map_of(someone("Ana", get="listen hard value", give="listen hard value"), *OTHERS)
    after = edits.set_needed(document, kind, needed=False)
    kept = {Rule.S2, Rule.S4, Rule.B1, Rule.B2, Rule.B3}
    assert [each for each in seen(after) if each.rule in kept] == [each for each in seen(document) if each.rule in kept]


def test_a_new_dated_map_begins_with_nothing_dismissed() -> None:
    document = dismissed(map_of(*OTHERS, someone("Ana")), Observation(Rule.Q1, keys=("Q1:listen",)))
    later = edits.start_dated_map(document, document.today.date)
    assert later.today.dismissed == ()
