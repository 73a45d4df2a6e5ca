"""Nothing said about a map gives away whom it hides: what is said is the same as if they were not there.

Hidden are entries kept at a distance and entries that do not feel safe, and on paper private ones too.

On paper the map and the tables show those who do not feel safe, so there less is said: what fits both. So does a
screen that somebody else sees, too.
"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from maps import Someone, full_documents, map_of, seen, someone
from msgspec.structs import replace

from kithmap.insight.observation import Observation, Rule
from kithmap.insight.population import Surface
from kithmap.model.document import Connection, DatedMap, Document, Feeling
from kithmap.model.vocabulary import SUPPORT_KINDS, ContactFrequency, Energy, EntryKind, Feels, Lean, LifeArea
from kithmap.wording.observation_texts import ObservationTexts
from kithmap.wording.words import Words, untranslated

OBSERVATIONS = ObservationTexts(Words(untranslated))
EVERYTHING = {"workers_detail": True}
FELT = {Rule.Q4, Rule.Q5, Rule.Q9}
SEEN_BY_OTHERS = (Surface.SHARED_SCREEN, Surface.PAPER)


def is_hidden(document: Document, each: Connection, surface: Surface) -> bool:
    at_a_distance = each.placement is not None and each.placement.ring == "distance"
    private = next(entry.private for entry in document.entries if entry.id == each.entry)
    return at_a_distance or each.feeling.feels == "unsafe" or (private and surface == "paper")


def without_hidden(document: Document, dated_map: DatedMap, surface: Surface) -> DatedMap:
    """The map as if nobody had ever put the hidden entries on it."""
    kept = tuple(each for each in dated_map.connections if not is_hidden(document, each, surface))
    here = {each.entry for each in kept}
    ties = tuple(tie for tie in dated_map.ties if {tie.one, tie.other} <= here)
    return replace(dated_map, connections=kept, ties=ties)


def as_if_safe(document: Document) -> Document:
    """The document as paper shows it: with nobody marked as unsafe."""

    def safe(each: Connection) -> Connection:
        return replace(each, feeling=Feeling()) if each.feeling.feels == "unsafe" else each

    return replace(
        document, maps=tuple(replace(each, connections=tuple(map(safe, each.connections))) for each in document.maps)
    )


def sentences(document: Document, surface: Surface) -> list[str]:
    return [OBSERVATIONS.sentence(each, document) for each in seen(document, surface, **EVERYTHING)]


@given(full_documents(), st.sampled_from(Surface))
def test_what_is_said_is_said_as_if_hidden_entries_were_not_there(document: Document, surface: Surface) -> None:
    """Of every rule, also when they are hidden on one of two maps only."""
    bare = replace(document, maps=tuple(without_hidden(document, each, surface) for each in document.maps))
    said, without = seen(document, surface, **EVERYTHING), seen(bare, surface, **EVERYTHING)
    if surface is Surface.SCREEN or document == as_if_safe(document):
        assert said == without
    assert [each for each in said if each not in without] == []


@given(full_documents(), st.sampled_from(SEEN_BY_OTHERS))
def test_what_is_said_to_others_is_true_of_what_stands_beside_it(document: Document, surface: Surface) -> None:
    """It shows those who do not feel safe: whoever compares the two finds nothing that does not fit."""
    said, of_the_tables = sentences(document, surface), sentences(as_if_safe(document), surface)
    assert [each for each in said if each not in of_the_tables] == []


@pytest.mark.parametrize("surface", SEEN_BY_OTHERS)
def test_who_does_not_feel_safe_cannot_be_told_from_what_is_missing(surface: Surface) -> None:
    """Ben alone listens, and the tables say so."""
    people = [someone(name, get="hard", give="listen") for name in ("Ana", "Cem", "Dot")]
    document = map_of(*people, someone("Ben", get="listen", give="listen", feels=Feels.UNSAFE))
    nobody_listens = "Nobody is marked for “Listens” yet. Is it covered, not needed, or would you like more?"
    assert nobody_listens in sentences(document, Surface.SCREEN)
    said = sentences(document, surface)
    assert nobody_listens not in said
    assert "Goes both ways: Ana, Cem and Dot." not in said
    assert "More than one place to turn for: “Hard moments”." in said
    assert not [each for each in said if "Ben" in each]


@given(full_documents())
def test_somebody_else_at_the_screen_is_told_of_private_entries_and_not_how_anybody_feels(document: Document) -> None:
    """The entries are on the map before them. How somebody feels changes nothing but whether Q7 asks."""
    shared = seen(document, Surface.SHARED_SCREEN, **EVERYTHING)
    assert not {each.rule for each in shared} & FELT
    assert set(shared) <= {*seen(document, Surface.SCREEN, **EVERYTHING)}

    def otherwise(each: Connection) -> Connection:
        return replace(each, feeling=replace(each.feeling, energy=Energy.LOT, lean=Lean.YES))

    today = replace(document.today, connections=tuple(map(otherwise, document.today.connections)))
    after = replace(document, maps=(document.maps[0], today))
    assert seen(after, Surface.SHARED_SCREEN, **EVERYTHING) == shared


@given(full_documents(), st.sampled_from(Surface))
def test_nobody_hidden_is_lit_up_kept_in_a_key_or_named(document: Document, surface: Surface) -> None:
    hidden = [each.entry for each in document.today.connections if is_hidden(document, each, surface)]
    for each in seen(document, surface, **EVERYTHING):
        assert not set(hidden) & set(each.entries)
        assert not set(hidden) & {part for key in each.keys for part in key.split(":")}
        assert not [name for name in hidden if f"Name {name}" in OBSERVATIONS.sentence(each, document)]


@given(full_documents())
def test_on_paper_whatever_is_private_may_change_freely(document: Document) -> None:
    """Making every fact about private entries another leaves the paper as it was."""
    private = {entry.id for entry in document.entries if entry.private}
    entries = tuple(
        replace(entry, important=not entry.important, could_contact=not entry.could_contact, life_area=None)
        if entry.private
        else entry
        for entry in document.entries
    )
    connections = tuple(
        replace(each, supports=(), placement=None) if each.entry in private else each
        for each in document.today.connections
    )
    today = replace(document.today, connections=connections)
    after = replace(document, entries=entries, maps=(document.maps[0], today))
    assert seen(after, Surface.PAPER, **EVERYTHING) == seen(document, Surface.PAPER, **EVERYTHING)


# Rule by rule: someone who changes what the rule says when seen, and does not when hidden.

ALL = " ".join(SUPPORT_KINDS)
OTHERS = (someone("Ana", get="listen hard", give="listen"), someone("Bea", get="comfort"), someone("Cem"))
MAPS: dict[Rule, tuple[tuple[Someone, ...], dict[str, Any]]] = {
    Rule.S1: (OTHERS, {"important": True}),
    Rule.S2: (OTHERS, {"get": ALL}),
    Rule.S3: (OTHERS, {"get": ALL}),
    Rule.S4: (OTHERS, {"give": ALL}),
    Rule.S5: (
        tuple(someone(area, get="hard", life_area=LifeArea(area)) for area in ("family", "friends", "work")),
        {"life_area": LifeArea.LOCAL},
    ),
    Rule.S6: (OTHERS, {"kind": EntryKind.ANIMAL}),
    Rule.B1: (OTHERS, {"get": "hard", "give": "hard"}),
    Rule.B2: (OTHERS, {"get": ALL}),
    Rule.B3: (OTHERS, {"get": "hard", "give": "hard"}),
    Rule.Q1: (OTHERS, {"get": ALL}),
    Rule.Q2: (OTHERS, {"get": ALL}),
    Rule.Q3: (OTHERS, {"get": ALL}),
    Rule.Q4: (OTHERS, {"give": "hard", "energy": Energy.LOT}),
    Rule.Q5: (OTHERS, {"lean": Lean.YES}),
    Rule.Q6: (
        tuple(someone(name, get="hard listen", kind=EntryKind.PAID) for name in ("Doc", "Nurse", "Worker")),
        {"get": "hard"},
    ),
    Rule.Q7: (OTHERS, {"contact": ContactFrequency.NOT_AT_THE_MOMENT}),
    Rule.Q8: (OTHERS, {"could_contact": True}),
    Rule.Q9: (OTHERS, {"feels": Feels.MIXED}),
    Rule.C1: (OTHERS, {"get": ALL}),
    Rule.K1: (OTHERS, {}),
}
HIDINGS: list[tuple[Surface, dict[str, Any]]] = [
    (Surface.SCREEN, {"ring": "distance"}),
    (Surface.SCREEN, {"feels": Feels.UNSAFE}),
    (Surface.SCREEN, {"feels": Feels.UNSAFE, "ring": None}),
    (Surface.PAPER, {"ring": "distance"}),
    (Surface.PAPER, {"private": True}),
    (Surface.PAPER, {"private": True, "ring": None}),
]


def about(rule: Rule, *one_more: Someone, surface: Surface) -> tuple[Observation, ...]:
    others, _ = MAPS[rule]
    tied = [f"{others[0][0].id} {others[1][0].id}", *(f"{others[2][0].id} {each[0].id}" for each in one_more)]
    document = map_of(*one_more, *others, ties=tied, earlier=others)
    return seen(document, surface, rule, **EVERYTHING)


SHOWN_ON_PAPER = [rule for rule in MAPS if rule not in FELT]
HIDDEN_SOMEWHERE = [
    (rule, surface, hiding)
    for surface, hiding in HIDINGS
    for rule in (MAPS if surface is Surface.SCREEN else SHOWN_ON_PAPER)
]


@pytest.mark.parametrize(("rule", "surface", "hiding"), HIDDEN_SOMEWHERE, ids=str)
def test_a_rule_does_not_see_who_is_hidden(rule: Rule, surface: Surface, hiding: dict[str, Any]) -> None:
    _, facts = MAPS[rule]
    without = about(rule, surface=surface)
    assert about(rule, someone("Xan", **facts), surface=surface) != without
    assert about(rule, someone("Xan", **{**facts, **hiding}), surface=surface) == without


@pytest.mark.parametrize("rule", SHOWN_ON_PAPER)
def test_on_paper_a_rule_says_nothing_new_of_someone_who_does_not_feel_safe(rule: Rule) -> None:
    _, facts = MAPS[rule]
    without = about(rule, surface=Surface.PAPER)
    unsafe = about(rule, someone("Xan", **{**facts, "feels": Feels.UNSAFE}), surface=Surface.PAPER)
    assert [each for each in unsafe if each not in without] == []


@pytest.mark.parametrize("rule", MAPS)
def test_a_rule_sees_on_the_screen_what_is_private(rule: Rule) -> None:
    _, facts = MAPS[rule]
    open_to_all = about(rule, someone("Xan", **facts), surface=Surface.SCREEN)
    assert about(rule, someone("Xan", **facts, private=True), surface=Surface.SCREEN) == open_to_all


def test_every_rule_is_tried() -> None:
    assert set(MAPS) == set(Rule) - {Rule.STARTED}


def test_hidden_entries_do_not_make_a_map_one_with_enough_on_it() -> None:
    hidden = [someone(f"p{n}", get=ALL, ring="distance") for n in range(5)]
    unsafe = [someone(f"q{n}", get=ALL, feels=Feels.UNSAFE) for n in range(5)]
    started = (Observation(Rule.STARTED),)
    assert seen(map_of(someone("Ana", get="listen"), someone("Bea", get="hard"), *hidden, *unsafe)) == started
    private = [someone(f"r{n}", get=ALL, private=True) for n in range(5)]
    assert seen(map_of(*private), Surface.PAPER) == started
    assert seen(map_of(*private), Surface.SCREEN) != started
