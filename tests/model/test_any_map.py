"""Any edit of any dated map: what it may change, what it leaves alone, and that the document stays one that opens."""

from collections.abc import Callable
from inspect import getmembers, isfunction, signature
from typing import Any, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from golden import DOCUMENT
from kithmap.model import edits, queries, small_steps
from kithmap.model.document import DatedMap, Document, Feeling, GuideProgress, Placement
from kithmap.model.errors import BrokenRule, NoSuchMap
from kithmap.model.vocabulary import (
    ALL_SUPPORT_KINDS,
    KEEPING_A_DISTANCE,
    OPTIONAL_SUPPORT_KINDS,
    OWN_SUPPORT_KINDS,
    Direction,
    SessionLength,
    StepAim,
    StepState,
)
from kithmap.store import file_format
from strategies import clean_names, dates, documents, feelings, levels, placements, texts

Edit = Callable[[Document], Document]


class Case(NamedTuple):
    """A document, one of its maps, and an edit that is made there."""

    document: Document
    map_id: str
    edit: Edit

    @property
    def dated_map(self) -> DatedMap:
        return queries.dated_map(self.document, self.map_id)


def called(edit: Callable[..., Document], *arguments: st.SearchStrategy[Any], **named: Any) -> st.SearchStrategy[Edit]:
    """This edit with any of these arguments."""
    some = {name: each for name, each in named.items() if isinstance(each, st.SearchStrategy)}
    fixed = {name: each for name, each in named.items() if name not in some}
    return st.tuples(st.tuples(*arguments), st.fixed_dictionaries(some)).map(
        lambda drawn: lambda before: edit(before, *drawn[0], **drawn[1], **fixed)
    )


def edits_of_map(dated_map: DatedMap) -> dict[str, st.SearchStrategy[Edit]]:
    """Every edit that changes what a dated map says."""
    at: Any = {"map_id": dated_map.id}
    here = [each.entry for each in dated_map.connections]
    rings = (*(ring.id for ring in dated_map.rings), KEEPING_A_DISTANCE)
    several = st.lists(st.sampled_from(here), unique=True) if here else st.just([])
    kinds, faces = st.sampled_from(ALL_SUPPORT_KINDS), st.none() | st.integers(1, 5)
    words = {name: st.none() | texts for name in ("noticed", "surprised", "takeaway")}
    found: dict[str, st.SearchStrategy[Edit]] = {
        "place": called(
            edits.place,
            several.flatmap(lambda ids: st.fixed_dictionaries({each: placements(rings) for each in ids})),
            **at,
        ),
        "take off": called(edits.take_off_rings, several, **at),
        "tie": called(edits.tie, several, **at),
        "mark": called(edits.mark_support, several, kinds, st.sampled_from(Direction), st.none() | levels, **at),
        "rename ring": called(edits.rename_ring, st.sampled_from(rings[:-1]), texts, **at),
        "ring count": called(edits.set_ring_count, st.integers(2, 5), **at),
        "i am": called(edits.set_i_am, st.lists(texts, max_size=5), **at),
        "feeling before": called(edits.set_feeling_before, faces, **at),
        "feeling after": called(edits.set_feeling_after, faces, **at),
        "closing": called(edits.set_closing, **words, **at),
        "dismiss": called(edits.dismiss, texts, **at),
        "restore": called(edits.restore_observation, st.sampled_from([*dated_map.dismissed, "Q1:listen"]), **at),
        "needed": called(edits.set_needed, kinds, needed=st.booleans(), **at),
    }
    if here:
        one = st.sampled_from(here)
        found |= {"feel": called(edits.feel, one, feelings, **at), "untie": called(edits.untie, one, one, **at)}
    return found


def other_edits(document: Document, dated_map: DatedMap) -> dict[str, st.SearchStrategy[Edit]]:
    """Every edit that changes more than a dated map, or something else."""
    at: Any = {"map_id": dated_map.id}
    here = [each.entry for each in dated_map.connections]
    several = st.lists(st.sampled_from(here), unique=True) if here else st.just([])
    everyone = st.sampled_from([None, *(each.id for each in document.entries)])
    heading = {name: st.none() | texts for name in ("title", "belongs_to", "for_whom")}
    found = {
        "add": called(edits.add_entries, st.lists(clean_names, max_size=3), **at),
        "delete": called(edits.delete, several, **at),
        "heading": called(edits.set_heading, **heading),
        "optional kind": called(edits.use_optional_kind, st.sampled_from(OPTIONAL_SUPPORT_KINDS), used=st.booleans()),
        "own kind": called(edits.add_own_kind, st.just("Music")),
        "no own kind": called(edits.remove_own_kind, st.sampled_from(OWN_SUPPORT_KINDS), **at),
        "questions": called(edits.set_questions, st.lists(texts, max_size=3)),
        "review date": called(edits.set_review_date, st.none() | dates),
        "guide": st.integers(0, 8).map(
            lambda step: lambda before: edits.set_guide(before, GuideProgress(SessionLength.ON_MY_OWN, step))
        ),
        "add step": called(small_steps.add, st.sampled_from(StepAim), everyone, **at),
    }
    if document.entries:
        found["describe"] = called(
            edits.describe,
            st.sampled_from([each.id for each in document.entries]),
            private=st.booleans(),
            relationship=texts,
        )
    if document.steps:
        step = st.sampled_from([each.id for each in document.steps])
        found |= {
            "change step": called(small_steps.change, step, when=texts, entry=everyone),
            "review step": called(small_steps.review, step, st.sampled_from(StepState), st.none() | texts, **at),
            "date review": called(small_steps.date_review, step, dates, **at),
            "remove step": called(small_steps.remove, step),
        }
    return found


@st.composite
def cases(draw: st.DrawFn, *, of_map_only: bool = False) -> Case:
    document = draw(documents())
    dated_map = draw(st.sampled_from(document.maps))
    found = edits_of_map(dated_map)
    if not of_map_only:
        found |= other_edits(document, dated_map)
    return Case(document, dated_map.id, draw(found[draw(st.sampled_from(sorted(found)))]))


@given(cases(of_map_only=True))
def test_what_is_said_on_one_map_changes_nothing_else(case: Case) -> None:
    after = case.edit(case.document)
    changed = queries.dated_map(after, case.map_id)
    assert after == replace(
        case.document, maps=tuple(changed if each.id == case.map_id else each for each in case.document.maps)
    )
    assert (changed.id, changed.date) == (case.dated_map.id, case.dated_map.date)


@given(cases())
def test_no_edit_of_one_map_touches_another(case: Case) -> None:
    copy = replace(case.document)
    after = _or_refused(case)
    assert case.document == copy
    assert [each.id for each in after.maps] == [each.id for each in case.document.maps]
    for before, later in zip(case.document.maps, after.maps, strict=True):
        if before.id != case.map_id and after.own_kinds == case.document.own_kinds:
            assert later is before


@given(cases())
def test_entries_come_and_go_with_the_maps_they_are_on(case: Case) -> None:
    after = _or_refused(case)
    before_ids, after_ids = ({each.id for each in document.entries} for document in (case.document, after))
    elsewhere = {c.entry for each in case.document.maps if each.id != case.map_id for c in each.connections}
    assert before_ids - after_ids <= {each.entry for each in case.dated_map.connections} - elsewhere
    added = [each.entry for each in queries.dated_map(after, case.map_id).connections if each.entry not in before_ids]
    assert after_ids - before_ids == set(added)
    for dated_map in after.maps:
        assert dated_map.id == case.map_id or not {each.entry for each in dated_map.connections} & set(added)


@given(cases())
def test_whatever_is_edited_can_be_saved_and_opened(case: Case) -> None:
    after = _or_refused(case)
    assert file_format.decode(file_format.encode(after)) == after


@given(cases())
def test_an_edit_that_changes_nothing_returns_the_very_same_object(case: Case) -> None:
    after = _or_refused(case)
    assert (after is case.document) == (after == case.document)


@given(cases())
def test_saying_the_same_twice_changes_nothing_the_second_time(case: Case) -> None:
    after = _or_refused(case)
    # Adding and deleting are not the same when done twice.
    for counted in (
        lambda document: document.entries,
        lambda document: document.own_kinds,
        lambda document: document.steps,
    ):
        assume(len(counted(after)) == len(counted(case.document)))
    assume(len(queries.dated_map(after, case.map_id).connections) == len(case.dated_map.connections))
    assert case.edit(after) is after


def _or_refused(case: Case) -> Document:
    """The document after the edit; as it was when there is no room for one more."""
    try:
        return case.edit(case.document)
    except BrokenRule as refusal:
        if refusal.rule not in {"too-many-steps", "too-many-own-kinds"}:
            raise
        return case.document


# One call of every function that names a dated map.
CALLS: dict[Callable[..., Document], tuple[Any, ...]] = {
    edits.add_entries: (["Dot"],),
    edits.delete: (["e1"],),
    edits.place: ({"e1": Placement(ring="close")},),
    edits.take_off_rings: (["e1"],),
    edits.mark_support: (["e1"], "listen", Direction.GET, None),
    edits.feel: ("e1", Feeling()),
    edits.tie: (["e1", "e2"],),
    edits.untie: ("e1", "e2"),
    edits.rename_ring: ("close", "Near"),
    edits.set_ring_count: (4,),
    edits.set_i_am: (["a cousin"],),
    edits.set_feeling_before: (3,),
    edits.set_feeling_after: (3,),
    edits.set_closing: (),
    edits.dismiss: ("S1:e1",),
    edits.restore_observation: ("S1:e1",),
    edits.set_needed: ("listen",),
    edits.remove_own_kind: ("own1",),
    small_steps.add: (StepAim.ASK,),
    small_steps.review: ("s1", StepState.DONE),
    small_steps.date_review: ("s1", DOCUMENT.today.date),
}


@pytest.mark.parametrize("edit", CALLS, ids=lambda edit: edit.__name__)
def test_a_map_that_is_not_there_is_refused_by_its_id(edit: Callable[..., Document]) -> None:
    needed = {"needed": False} if edit is edits.set_needed else {}
    with pytest.raises(NoSuchMap) as caught:
        edit(DOCUMENT, *CALLS[edit], **needed, map_id="m7")
    assert caught.value.args == ("m7",)


def test_every_edit_that_names_a_map_is_in_that_list_and_none_names_one_by_itself() -> None:
    named = {}
    for module in (edits, small_steps):
        for name, each in getmembers(module, isfunction):
            parameters = signature(each).parameters
            if not name.startswith("_") and "map_id" in parameters:
                named[each] = parameters["map_id"]
    assert named.keys() == CALLS.keys()
    assert all(each.default is each.empty and each.kind is each.KEYWORD_ONLY for each in named.values())
