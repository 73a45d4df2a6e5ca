"""What gestures say: a change is announced when there was one, and refusals are told in words."""

import re

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QApplication

from kithmap.model import queries
from kithmap.model.document import MAXIMUM_ENTRIES, MAXIMUM_MAPS, MAXIMUM_NAME
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, Direction, SupportLevel
from panel_world import World, sample
from todays import edits

LOT = SupportLevel.LOT


class Listening(World):
    """A world that writes down what is announced."""

    def __init__(self) -> None:
        super().__init__(sample())
        self.heard: list[str] = []
        self.editing.announced.connect(self.heard.append)


@pytest.fixture
def world(qapp: QApplication) -> Listening:
    return Listening()


def test_what_changes_nothing_says_nothing(world: Listening) -> None:
    world.editing.place_in_ring(["e1"], KEEPING_A_DISTANCE)
    assert world.heard == ["Ana: Keeping a distance"]
    world.editing.place_in_ring(["e1"], KEEPING_A_DISTANCE)
    world.editing.mark(["e2"], "listen", Direction.GET, None)
    world.editing.take_off_rings(["e5"])
    world.editing.tie("e1", "e1")
    assert world.heard == ["Ana: Keeping a distance"]
    world.editing.mark(["e2"], "listen", Direction.GET, LOT)
    world.editing.mark(["e2"], "listen", Direction.GET, LOT)
    assert world.heard[1:] == ["Listens, I get: a lot"]


def test_a_long_name_of_an_own_kind_is_shortened_where_it_is_named(world: Listening) -> None:
    world.session.apply("", edits.add_own_kind(world.document, "Walks " * 1_000))
    world.editing.mark(["e1"], world.document.own_kinds[0].id, Direction.GET, LOT)
    assert world.session.undo_text.startswith("Mark Walks Walks")
    assert len(world.session.undo_text) < 60
    assert world.session.undo_text.endswith("… for Ana")
    assert len(world.heard[-1]) < 70


def test_a_long_name_of_a_ring_is_shortened_where_it_is_named(world: Listening) -> None:
    world.session.apply("", edits.rename_ring(world.document, "close", "nearby " * 1_000))
    world.editing.place_in_ring(["e1"], "close")
    assert len(world.heard[-1]) < 60


def test_a_name_that_looks_like_a_place_in_a_sentence_stays_a_name(world: Listening) -> None:
    world.editing.rename("e1", "{kind} {ring} {other}")
    world.editing.mark(["e1"], "listen", Direction.GET, LOT)
    assert world.session.undo_text == "Mark Listens for {kind} {ring} {other}"
    world.editing.place_in_ring(["e1"], "around")
    assert world.heard[-1] == "{kind} {ring} {other}: Around me"
    world.editing.tie("e1", "e2")
    assert world.heard[-1] == "{kind} {ring} {other} and Mum know each other."
    world.editing.rename("e1", "{0} {")
    world.editing.undo()
    assert world.heard[-1] == "Undone: Rename {kind} {ring} {other}"


@pytest.mark.parametrize("name", ["x" * (MAXIMUM_NAME + 1), "Ana\n" + "x" * (MAXIMUM_NAME + 1)])
def test_names_a_map_cannot_hold_are_refused_in_words(world: Listening, name: str) -> None:
    before = world.document
    assert world.editing.add_names(name) == ()
    assert world.editing.rename("e1", name.replace("\n", " ")) is False
    world.editing.describe("e1", relationship=name)
    assert world.document is before
    assert not world.session.can_undo
    assert set(world.heard) == {
        "This text is longer than a map can hold. Nothing was changed. Please try it another way."
    }
    assert len(world.heard) == 3


def test_more_entries_than_a_map_can_hold_are_refused_in_words(world: Listening) -> None:
    before = world.document
    assert world.editing.add_names("Ana\n" * MAXIMUM_ENTRIES) == ()
    assert world.document is before
    (said,) = world.heard
    assert said.startswith("A map can hold 5,000 entries")


def test_new_entries_are_told_by_their_ids(world: Listening) -> None:
    added = world.editing.add_names("Leo\n\n- Mia")
    assert [queries.entry(world.document, each).name for each in added] == ["Leo", "Mia"]
    assert world.editing.add_names(" \n ") == ()


def test_a_name_half_typed_is_nothing_to_talk_about(world: Listening) -> None:
    assert world.editing.rename("e1", "  ") is False
    assert world.editing.rename("e1", "Ana") is False
    assert world.editing.rename("e1", "Anna") is True
    assert world.heard == []


def test_a_new_dated_map_is_a_step_until_there_are_too_many(world: Listening) -> None:
    assert world.editing.start_dated_map() is True
    assert world.session.undo_text == "Start a new dated map"
    assert len(world.document.maps) == 2
    first = world.document.maps[0]
    full = tuple(replace(first, id=f"m{number}") for number in range(1, MAXIMUM_MAPS + 1))
    world.session.start_from(replace(world.document, maps=full))
    assert world.editing.start_dated_map() is False
    assert len(world.document.maps) == MAXIMUM_MAPS
    assert world.heard[-1].startswith("One file can hold 1,000 dated maps")


def test_a_fifth_kind_of_support_of_ones_own_is_refused_in_words(world: Listening) -> None:
    for name in ("Walks", "Prays", "Sings", "Cooks"):
        assert world.editing.change("Add", lambda document, name=name: edits.add_own_kind(document, name))
    assert world.editing.change("Add", lambda document: edits.add_own_kind(document, "Dances")) is False
    assert len(world.document.own_kinds) == 4
    assert re.match("All four places", world.heard[-1])
