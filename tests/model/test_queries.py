"""Questions asked of a document."""

import pytest
from hypothesis import given

from golden import DOCUMENT
from kithmap.model import queries
from kithmap.model.document import Connection, DatedMap, Document, Placement, Support
from kithmap.model.errors import NoSuchEntry
from kithmap.model.vocabulary import KEEPING_A_DISTANCE, SUPPORT_KINDS, Direction, SupportLevel
from strategies import documents

SPRING, AUTUMN = DOCUMENT.maps


def ids(connections: tuple[Connection, ...]) -> list[str]:
    return [each.entry for each in connections]


def test_entries_and_connections_are_found_by_id_and_refused_when_missing() -> None:
    assert queries.entry(DOCUMENT, "e3").name == "山田 花子"
    assert queries.entries_by_id(DOCUMENT)["e5"].relationship == "brother"
    assert queries.connection(AUTUMN, "e2").entry == "e2"
    assert queries.has_entry(SPRING, "e4")
    assert not queries.has_entry(AUTUMN, "e4")
    with pytest.raises(NoSuchEntry):
        queries.entry(DOCUMENT, "e9")
    with pytest.raises(NoSuchEntry):
        queries.connection(AUTUMN, "e4")


def test_a_dated_map_is_found_by_id_and_todays_is_the_answer_otherwise() -> None:
    assert queries.map_by_id(DOCUMENT, "m1") is SPRING
    assert queries.map_by_id(DOCUMENT, None) is AUTUMN
    assert queries.map_by_id(DOCUMENT, "gone") is AUTUMN


def test_a_ring_is_read_clockwise_and_the_tray_oldest_first() -> None:
    places = [("a", 200.0, 0.5), ("b", 10.0, 0.9), ("c", 10.0, 0.1), ("d", 359.0, 0.0), ("e", 10.0, 0.9)]
    placed = tuple(
        Connection(entry=entry, placement=Placement(ring="close", angle=angle, depth=depth))
        for entry, angle, depth in places
    )
    dated_map = DatedMap(id="m", date=SPRING.date, connections=(Connection(entry="x"), *placed, Connection(entry="y")))
    assert ids(queries.on_ring(dated_map, "close")) == ["c", "b", "e", "a", "d"]
    assert ids(queries.in_tray(dated_map)) == ["x", "y"]
    assert ids(queries.reading_order(dated_map)) == ["c", "b", "e", "a", "d", "x", "y"]


@given(documents())
def test_the_reading_order_holds_everyone_once_from_the_inside_out(document: Document) -> None:
    for dated_map in document.maps:
        order = queries.reading_order(dated_map)
        assert sorted(ids(order)) == sorted(ids(dated_map.connections))
        places = [*(ring.id for ring in dated_map.rings), None, KEEPING_A_DISTANCE]
        ranks = [places.index(queries.ring_of(each)) for each in order]
        assert ranks == sorted(ranks)
        drawn = [each for each in order if queries.is_on_rings(each)]
        assert len(drawn) == sum(rank < len(dated_map.rings) for rank in ranks)


def test_the_kinds_in_use_are_the_eight_the_chosen_and_ones_own() -> None:
    assert queries.support_kinds(DOCUMENT) == (*SUPPORT_KINDS, "health", "doors", "own1")


def test_a_level_that_is_not_marked_is_none() -> None:
    olga = queries.connection(AUTUMN, "e1")
    assert queries.level(olga, "listen", Direction.GIVE) is SupportLevel.SOME
    assert queries.level(olga, "hard", Direction.GIVE) is None
    assert queries.level(olga, "money", Direction.GET) is None


def test_marks_of_a_kind_that_is_switched_off_do_not_show() -> None:
    marked = Connection(
        entry="e1", supports=(Support(kind="listen", get=SupportLevel.LOT), Support(kind="money", get=SupportLevel.LOT))
    )
    assert [support.kind for support in queries.supports_in_use(DOCUMENT, marked)] == ["listen"]


def test_whom_someone_knows_is_found_from_both_ends() -> None:
    assert queries.knows(AUTUMN, "e2") == ("e1", "e5")
    assert queries.knows(AUTUMN, "e5") == ("e2",)
    assert queries.knows(AUTUMN, "e3") == ()
