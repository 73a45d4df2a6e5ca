"""What stands out: every rule against a plain reading of it, and each of its edges by an example."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps import full_documents, map_of, seen, someone
from msgspec.structs import replace
from reading import Reading, Said

from kithmap.insight.observation import Finding, Observation, Reply, Rule
from kithmap.insight.observations import RULES, first
from kithmap.insight.population import Surface
from kithmap.model.document import Document
from kithmap.model.vocabulary import (
    SUPPORT_KINDS,
    AgeBand,
    ContactFrequency,
    Energy,
    EntryKind,
    Feels,
    Lean,
    LifeArea,
    SupportLevel,
)
from kithmap.wording.observation_texts import ObservationTexts
from kithmap.wording.words import Words, untranslated

SCREEN, PAPER = Surface.SCREEN, Surface.PAPER
OBSERVATIONS = ObservationTexts(Words(untranslated))
# They say how a connection feels.
FELT = {Rule.Q4, Rule.Q5, Rule.Q9}
RULES_TO_READ = [rule for rule in Rule if rule is not Rule.STARTED]
# Three entries with three marks, so that anything is said at all.
ENOUGH = (someone("Xan", ring="around", get="money"), someone("Yao", ring="around", get="money"),
          someone("Zoe", ring="around", get="money"))  # fmt: skip


def said(found: tuple[Observation, ...]) -> list[Said]:
    return [(each.finding, each.entries, each.kinds, each.numbers) for each in found]


def names(found: tuple[Observation, ...]) -> list[str]:
    """The entries of each observation, with a space between them."""
    return [" ".join(each.entries) for each in found]


def kinds(found: tuple[Observation, ...]) -> list[str]:
    return [" ".join(each.kinds) for each in found]


# All rules


@pytest.mark.parametrize("rule", RULES_TO_READ)
@given(full_documents(), st.sampled_from(Surface))
def test_a_rule_says_what_is_written(rule: Rule, document: Document, surface: Surface) -> None:
    reading = Reading(document, document.today, surface)
    expected = reading.of(rule)
    if surface is not SCREEN:
        on_tables = [in_words(rule, line, document) for line in reading.as_the_tables_show_it().of(rule)]
        expected = [line for line in expected if in_words(rule, line, document) in on_tables and rule not in FELT]
    assert said(seen(document, surface, rule, workers_detail=True)) == expected


def in_words(rule: Rule, line: Said, document: Document) -> str:
    finding, *rest = line
    return OBSERVATIONS.sentence(Observation(rule, Finding(finding) if finding else None, *rest), document)


@given(full_documents(), st.sampled_from(Surface))
def test_a_map_with_too_little_on_it_is_started(document: Document, surface: Surface) -> None:
    found = seen(document, surface)
    reading = Reading(document, document.today, surface)
    if surface is not SCREEN:
        reading = reading.as_the_tables_show_it()
    assert (Rule.STARTED in {each.rule for each in found}) == reading.started()
    assert Rule.STARTED not in {each.rule for each in found} or found == (Observation(Rule.STARTED),)


@given(full_documents())
def test_strengths_come_first_and_the_rest_in_the_order_of_the_rules(document: Document) -> None:
    found = [list(Rule).index(each.rule) for each in seen(document, workers_detail=True)]
    assert found == sorted(found)


@given(full_documents())
def test_at_first_there_are_five(document: Document) -> None:
    found = seen(document)
    assert first(found) == found[:5]
    assert len(first(found)) == min(5, len(found))


@given(full_documents(), st.randoms())
def test_where_on_a_ring_somebody_is_changes_nothing(document: Document, random: Random) -> None:
    turned = tuple(
        replace(each, placement=replace(each.placement, angle=random.random() * 359, depth=random.random()))
        if each.placement
        else each
        for each in document.today.connections
    )
    after = replace(document, maps=(document.maps[0], replace(document.today, connections=turned)))
    assert seen(after, workers_detail=True) == seen(document, workers_detail=True)


@given(full_documents())
def test_levels_names_and_notes_change_nothing(document: Document) -> None:
    entries = tuple(replace(each, name="Other", note="Other") for each in document.entries)
    connections = tuple(
        replace(
            each,
            supports=tuple(
                replace(support, get=support.get and SupportLevel.UNSURE, give=support.give and SupportLevel.UNSURE)
                for support in each.supports
            ),
        )
        for each in document.today.connections
    )
    today = replace(document.today, connections=connections)
    after = replace(document, entries=entries, maps=(document.maps[0], today))
    assert seen(after) == seen(document)


def test_there_is_a_function_for_every_rule_of_a_single_map() -> None:
    assert len(RULES) == len([rule for rule in Rule if rule[0] in "SBQ"]) == 18


# Enough on the map


def test_three_entries_and_three_marks_are_enough() -> None:
    three = (someone("Ana", get="listen", give="listen"), someone("Bea", get="hard"), someone("Cem"))
    assert seen(map_of(*three))[0].rule is not Rule.STARTED
    assert seen(map_of(*three[:2])) == (Observation(Rule.STARTED),)
    fewer = (someone("Ana", get="listen"), someone("Bea", get="hard"), someone("Cem"))
    assert seen(map_of(*fewer)) == (Observation(Rule.STARTED),)


@pytest.mark.parametrize(
    "third",
    [
        someone("Cem", ring=None, get="listen"),
        someone("Cem", ring="distance", get="listen"),
        someone("Cem", get="listen", feels=Feels.UNSAFE),
        someone("Cem", get="money"),
    ],
    ids=["in the tray", "at a distance", "not safe", "kind not in use"],
)
def test_who_does_not_count_towards_enough(third: tuple) -> None:
    two = (someone("Ana", get="listen"), someone("Bea", get="hard"))
    assert seen(map_of(*two, third)) == (Observation(Rule.STARTED),)
    assert seen(map_of(*two, someone("Cem", get="listen"))) != (Observation(Rule.STARTED),)


# Strengths


def test_s1_names_the_three_closest() -> None:
    flagged = [someone(name, ring=ring, important=True) for name, ring in
               (("Out", "around"), ("Mid", "close"), ("In1", "closest"), ("In2", "closest"))]  # fmt: skip
    document = map_of(*flagged, *ENOUGH, optional_kinds=("money",))
    assert names(seen(document, rule=Rule.S1)) == ["In1 In2 Mid"]


def test_s2_takes_three_kinds_got() -> None:
    people = (
        someone("Three", get="listen comfort hard"),
        someone("Two", get="listen comfort", give="hard value"),
        someone("Off", get="listen comfort money"),
        someone("Gone", get="listen comfort hard", kind=EntryKind.REMEMBERED),
    )
    assert names(seen(map_of(*people), rule=Rule.S2)) == ["Three Gone"]


def test_s2_names_three() -> None:
    people = [someone(name, get="listen comfort hard") for name in ("Ana", "Bea", "Cem", "Dot")]
    assert names(seen(map_of(*people), rule=Rule.S2)) == ["Ana Bea Cem"]


def test_s3_takes_two_living_sources_of_a_needed_kind() -> None:
    people = (
        someone("Ana", get="listen comfort advice value"),
        someone("Bea", get="listen value"),
        someone("Cem", get="comfort", kind=EntryKind.REMEMBERED),
        someone("Dog", get="advice", kind=EntryKind.ANIMAL),
    )
    (found,) = seen(map_of(*people, not_needed=("value",)), rule=Rule.S3)
    assert (found.kinds, found.entries) == (("listen", "advice"), ("Ana", "Bea", "Dog"))


@pytest.mark.parametrize(
    ("giving", "expected"),
    [("listen comfort hard", ["listen comfort hard"]), ("listen comfort", []), ("listen comfort money", [])],
)
def test_s4_takes_three_marks_given_to_people(giving: str, expected: list[str]) -> None:
    people = (
        someone("Ana", give=giving),
        someone("Mum", give="listen hard value", kind=EntryKind.REMEMBERED),
        someone("Doc", give="listen hard value", kind=EntryKind.PAID),
        someone("Dog", give="listen hard value", kind=EntryKind.ANIMAL),
    )
    assert kinds(seen(map_of(*people), rule=Rule.S4)) == expected


def test_s4_names_what_is_given_to_most() -> None:
    people = (
        someone("Ana", give="listen advice company"),
        someone("Bea", give="company comfort"),
        someone("Cem", give="advice company"),
    )
    assert kinds(seen(map_of(*people), rule=Rule.S4)) == ["company advice listen"]


def test_s4_counts_the_same_kind_given_to_three() -> None:
    people = [someone(name, give="listen") for name in ("Ana", "Bea", "Cem")]
    (found,) = seen(map_of(*people), rule=Rule.S4)
    assert (found.kinds, found.entries) == (("listen",), ("Ana", "Bea", "Cem"))


def test_s5_takes_four_parts_of_life() -> None:
    areas = (LifeArea.FAMILY, LifeArea.FRIENDS, LifeArea.WORK, LifeArea.FAMILY, None)
    people = [someone(f"p{n}", get="listen", life_area=area) for n, area in enumerate(areas)]
    assert seen(map_of(*people), rule=Rule.S5) == ()
    (found,) = seen(map_of(*people, someone("p9", life_area=LifeArea.PAID)), rule=Rule.S5)
    assert found.numbers == (4,)


@pytest.mark.parametrize("kind", EntryKind)
def test_s6_is_about_everything_but_living_people(kind: EntryKind) -> None:
    document = map_of(someone("It", kind=kind), *ENOUGH, optional_kinds=("money",))
    expected = [] if kind in (EntryKind.PERSON, EntryKind.PAID) else ["It"]
    assert names(seen(document, rule=Rule.S6)) == expected


# What goes back and forth


def test_b1_says_which_way_it_goes() -> None:
    people = (
        someone("Both", get="listen", give="hard"),
        someone("In", get="listen hard"),
        someone("Out", give="listen"),
        someone("None"),
        someone("Off", get="money"),
    )
    assert [(each.finding, *each.entries) for each in seen(map_of(*people), rule=Rule.B1)] == [
        (Finding.BOTH_WAYS, "Both"),
        (Finding.TOWARDS_ME, "In"),
        (Finding.FROM_ME, "Out"),
        (Finding.NOT_MARKED, "None", "Off"),
    ]


@pytest.mark.parametrize(
    "left_out",
    [
        {"relationship": "child"},
        {"relationship": "my grandson"},
        {"age_band": AgeBand.UNDER_18},
        {"kind": EntryKind.PAID},
        {"life_area": LifeArea.PAID},
        {"kind": EntryKind.REMEMBERED},
        {"kind": EntryKind.ANIMAL},
    ],
    ids=str,
)
def test_give_and_take_is_not_talked_about_with_everybody(left_out: dict) -> None:
    people = (someone("Ana", get="listen comfort", give="hard"), someone("Bea", get="listen", give="value"))
    with_one_more = (*people, someone("Cem", give="listen comfort value advice"))
    assert [each.finding for each in seen(map_of(*with_one_more), rule=Rule.B2)] == [Finding.MORE_OUT]
    assert len(seen(map_of(*with_one_more), rule=Rule.B3)) == 1
    different = (*people, someone("Cem", give="listen comfort value advice", **left_out))
    found = seen(map_of(*different))
    assert [each for each in found if each.rule in (Rule.B2, Rule.B3)] == []
    assert {entry for each in found if each.rule is Rule.B1 for entry in each.entries} == {"Ana", "Bea"}


ALL = " ".join(SUPPORT_KINDS)


@pytest.mark.parametrize(
    ("gets", "gives", "expected"),
    [
        (3, 2, []),
        (3, 3, [Finding.EVEN]),
        (0, 6, [Finding.MORE_OUT]),
        (6, 0, [Finding.MORE_IN]),
        (3, 5, [Finding.EVEN]),  # exactly a quarter
        (5, 3, [Finding.EVEN]),
        (2, 4, [Finding.MORE_OUT]),  # a third
        (4, 2, [Finding.MORE_IN]),
        (6, 10, [Finding.EVEN]),  # exactly a quarter
        (6, 11, [Finding.MORE_OUT]),
        (11, 6, [Finding.MORE_IN]),
    ],
)
def test_b2_calls_a_quarter_either_way_about_as_much(gets: int, gives: int, expected: list[Finding]) -> None:
    people = [
        someone(f"p{n}", get=" ".join(SUPPORT_KINDS[: max(0, gets - 8 * n)][:8]),
                give=" ".join(SUPPORT_KINDS[: max(0, gives - 8 * n)][:8]))
        for n in range(2)
    ]  # fmt: skip
    document = map_of(*people, someone("Dog", kind=EntryKind.ANIMAL, get="hard", give="hard"))
    assert [each.finding for each in seen(document, rule=Rule.B2)] == expected


def test_b3_counts_those_with_anything_marked() -> None:
    people = (someone("Both", get="listen", give="hard"), someone("In", get="hard"), someone("None"))
    assert seen(map_of(*people), rule=Rule.B3) == ()
    (found,) = seen(map_of(*people, someone("Out", give="hard")), rule=Rule.B3)
    assert (found.entries, found.numbers) == (("Both",), (1, 3))


# Questions


def test_q1_asks_about_three_kinds_at_a_time() -> None:
    people = (someone("Ana", get="listen hard"), someone("Bea", give="comfort"), someone("Cem", kind=EntryKind.PLACE))
    found = seen(map_of(*people, not_needed=("value",)), rule=Rule.Q1)
    assert kinds(found) == ["comfort", "everyday", "unwell"]
    assert {each.replies for each in found} == {(Reply.COVERED, Reply.NOT_NEEDED, Reply.LIKE_MORE)}


def test_other_rules_have_no_buttons_of_their_own() -> None:
    assert {each.replies for each in map(Observation, Rule) if each.rule is not Rule.Q1} == {()}


def test_who_has_died_is_no_place_to_turn() -> None:
    people = (
        someone("Mum", get="listen", kind=EntryKind.REMEMBERED),
        someone("Ana", get="comfort hard"),
        someone("Bea", get="hard"),
    )
    document = map_of(*people)
    assert "listen" in kinds(seen(document, rule=Rule.Q1))
    assert [(*each.kinds, *each.entries) for each in seen(document, rule=Rule.Q2)] == [("comfort", "Ana")]


def test_q2_asks_once_for_each_kind_with_one_source() -> None:
    people = (someone("Ana", get="listen value"), someone("Dog", get="comfort", kind=EntryKind.ANIMAL), someone("Bea"))
    found = seen(map_of(*people, not_needed=("value",)), rule=Rule.Q2)
    assert [(*each.kinds, *each.entries) for each in found] == [("listen", "Ana"), ("comfort", "Dog")]


@pytest.mark.parametrize(
    ("ana", "bea", "not_needed", "expected"),
    [
        ("listen comfort", "value", (), ["Ana"]),  # the one source of two
        ("listen comfort", "comfort value", (), []),  # of one each
        ("listen comfort", "value", ("comfort",), []),
        ("listen comfort value", "listen comfort value everyday unwell", (), ["Ana", "Bea"]),  # three of five: 60 %
        ("listen comfort", "listen comfort value everyday", (), ["Bea"]),  # two of four: half
        ("listen comfort value", "listen comfort value", (), []),  # three of three, but three are too few
        ("listen comfort value hard", "listen comfort value hard", (), ["Ana", "Bea"]),
    ],
)
def test_q3_asks_about_sharing_out(ana: str, bea: str, not_needed: tuple[str, ...], expected: list[str]) -> None:
    document = map_of(someone("Ana", get=ana), someone("Bea", get=bea), someone("Cem"), not_needed=not_needed)
    assert names(seen(document, rule=Rule.Q3)) == expected


def test_q3_does_not_ask_about_who_has_died() -> None:
    people = (someone("Mum", get=ALL, kind=EntryKind.REMEMBERED), someone("Ana", get="listen"), someone("Bea"))
    assert seen(map_of(*people), rule=Rule.Q3) == ()


@pytest.mark.parametrize(("energy", "expected"), [(Energy.LOT, ["Ana"]), (Energy.SOME, []), (None, [])])
def test_q4_takes_a_lot_of_energy_and_giving(energy: Energy | None, expected: list[str]) -> None:
    people = (someone("Ana", give="hard", energy=energy), someone("Bea", get="listen hard", energy=energy))
    assert names(seen(map_of(*people, someone("Cem")), rule=Rule.Q4)) == expected


def test_q5_takes_a_yes_and_suggests_no_talk_that_cannot_or_must_not_be() -> None:
    people = (
        someone("Yes", lean=Lean.YES),
        someone("Bit", lean=Lean.A_BIT),
        someone("Mum", lean=Lean.YES, kind=EntryKind.REMEMBERED),
        someone("Not", lean=Lean.YES, do_not_contact=True),
    )
    found = seen(map_of(*people, *ENOUGH, optional_kinds=("money",)), rule=Rule.Q5)
    no_talk = Finding.NOT_TO_TALK_WITH
    assert said(found) == [(None, ("Yes",), (), ()), (no_talk, ("Mum",), (), ()), (no_talk, ("Not",), (), ())]


@pytest.mark.parametrize(
    ("paid", "other", "expected"),
    [
        ({"get": "listen hard"}, {}, ["Doc"]),
        ({"get": "listen", "give": "hard value"}, {}, []),  # one kind
        ({"get": "listen hard"}, {"get": "hard"}, []),
        ({"get": "listen hard"}, {"get": "hard", "life_area": LifeArea.PAID}, ["Doc Bea"]),
        ({"get": "listen hard"}, {"get": "hard", "kind": EntryKind.REMEMBERED}, ["Doc"]),
        ({"get": "listen hard"}, {"get": "value"}, []),
    ],
)
def test_q6_takes_two_kinds_and_none_but_paid_sources(paid: dict, other: dict, expected: list[str]) -> None:
    people = (someone("Doc", kind=EntryKind.PAID, **paid), someone("Bea", give="listen", **other), someone("Cem"))
    assert names(seen(map_of(*people), rule=Rule.Q6)) == expected


SELDOM = {"ring": "close", "contact": ContactFrequency.FEW_TIMES_A_YEAR}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (SELDOM, True),
        ({**SELDOM, "ring": "closest", "contact": ContactFrequency.NOT_AT_THE_MOMENT}, True),
        ({**SELDOM, "ring": "around"}, False),
        ({**SELDOM, "contact": ContactFrequency.MONTHLY}, False),
        ({**SELDOM, "contact": None}, False),
        ({**SELDOM, "kind": EntryKind.REMEMBERED}, False),
        ({**SELDOM, "do_not_contact": True}, False),
        ({**SELDOM, "feels": Feels.MIXED}, False),
        ({**SELDOM, "feels": Feels.HARD}, False),
        ({**SELDOM, "feels": Feels.RATHER_NOT_SAY}, True),
        ({**SELDOM, "feels": Feels.WARM}, True),
        ({**SELDOM, "relationship": "my ex"}, False),
        ({**SELDOM, "relationship": "Ex-partner", "feels": Feels.RATHER_NOT_SAY}, False),
        ({**SELDOM, "relationship": "Ex-partner", "feels": Feels.OK}, True),
        ({**SELDOM, "relationship": "ex-partner", "feels": Feels.WARM}, True),
        ({**SELDOM, "relationship": "ex-partner", "feels": Feels.WARM, "do_not_contact": True}, False),
        ({**SELDOM, "relationship": "ex-partner", "feels": Feels.MIXED}, False),
    ],
)
def test_q7_suggests_reaching_out_when_nothing_speaks_against_it(facts: dict, expected: bool) -> None:
    document = map_of(someone("Ana", **facts), *ENOUGH, optional_kinds=("money",))
    assert names(seen(document, rule=Rule.Q7)) == ["Ana"] * expected


def test_q8_is_about_nobody_chosen_wherever_they_are() -> None:
    document = map_of(*ENOUGH, optional_kinds=("money",))
    assert len(seen(document, rule=Rule.Q8)) == 1
    for ring in ("around", None):
        chosen = map_of(*ENOUGH, someone("Ana", ring=ring, could_contact=True), optional_kinds=("money",))
        assert seen(chosen, rule=Rule.Q8) == ()


def test_q9_takes_the_two_inner_rings() -> None:
    people = (
        someone("Mixed", feels=Feels.MIXED),
        someone("Hard", ring="close", feels=Feels.HARD),
        someone("Out", ring="around", feels=Feels.HARD),
        someone("Warm", feels=Feels.WARM),
        someone("Blank"),
    )
    document = map_of(*people, *ENOUGH, optional_kinds=("money",))
    assert names(seen(document, rule=Rule.Q9)) == ["Mixed Hard"]


def test_what_is_felt_stays_off_paper() -> None:
    ana = someone("Ana", give="hard", energy=Energy.LOT, lean=Lean.YES, feels=Feels.MIXED)
    document = map_of(ana, *ENOUGH, optional_kinds=("money",))
    assert {each.rule for each in seen(document)} >= FELT
    assert seen(document, PAPER) == tuple(each for each in seen(document) if each.rule not in FELT)
