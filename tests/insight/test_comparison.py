"""Compared with an earlier map: who is new, nearer, further, no longer placed, and what support is new."""

from typing import Any

import pytest
from hypothesis import given
from maps import Someone, full_documents, map_of, seen, someone
from msgspec.structs import replace

from kithmap.insight.observation import Finding, Rule
from kithmap.insight.population import Surface
from kithmap.model.document import Document
from kithmap.model.vocabulary import RING_IDS, Feels

NEW, NEARER, FURTHER = Finding.NEW, Finding.NEARER, Finding.FURTHER
NO_LONGER_PLACED, NEW_SUPPORT = Finding.NO_LONGER_PLACED, Finding.NEW_SUPPORT
ENOUGH = tuple(someone(name, ring="around", get="hard") for name in ("Xan", "Yao", "Zoe"))


def compared(before: list[Someone], now: list[Someone], **wanted: Any) -> list[tuple[Any, ...]]:
    document = map_of(*now, *ENOUGH, earlier=(*before, *ENOUGH))
    return [(each.finding, *each.entries, *each.kinds) for each in seen(document, rule=Rule.C1, **wanted)]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("around", "around", []),
        ("around", "close", [NEARER]),
        ("around", "closest", [NEARER]),
        ("closest", "close", [FURTHER]),
        ("close", None, [NO_LONGER_PLACED]),
        (None, "close", [NEW]),
        (None, None, []),
        ("close", "distance", []),
        ("distance", "close", [NEW]),
        ("distance", None, []),
        (None, "distance", []),
    ],
)
def test_a_move_from_ring_to_ring(before: str | None, now: str | None, expected: list[Finding]) -> None:
    found = compared([someone("Ana", ring=before)], [someone("Ana", ring=now)])
    assert found == [(finding, "Ana") for finding in expected]


def test_all_five_rings_have_an_order() -> None:
    before = map_of(*(someone(ring, ring=ring if ring in RING_IDS[:3] else None) for ring in RING_IDS), *ENOUGH)
    rings = tuple(replace(before.today.rings[0], id=ring) for ring in RING_IDS)
    for start in range(5):
        for end in range(5):
            maps = [
                replace(
                    before.today,
                    id=f"m{number}",
                    rings=rings,
                    connections=(someone("outer", ring=RING_IDS[ring])[1], *(each[1] for each in ENOUGH)),
                )
                for number, ring in enumerate((start, end))
            ]
            found = seen(replace(before, maps=tuple(maps)), rule=Rule.C1)
            expected = [] if start == end else [NEARER if end < start else FURTHER]
            assert [each.finding for each in found] == expected


def test_who_was_not_there_is_new_and_who_was_deleted_is_left_alone() -> None:
    assert compared([], [someone("Ana", get="hard")]) == [(NEW, "Ana")]
    assert compared([someone("Ana", get="hard")], []) == []


def test_several_who_moved_alike_are_said_together() -> None:
    before = [someone("Ana", ring="close"), someone("Bea", ring="around"), someone("Cem", ring="closest")]
    now = [someone("Ana"), someone("Bea"), someone("Cem"), someone("Dot"), someone("Eva", ring="around")]
    assert compared(before, now) == [(NEW, "Dot", "Eva"), (NEARER, "Ana", "Bea")]


def test_support_is_new_in_a_direction_that_had_none_whatever_the_level() -> None:
    before = [someone("Ana", get="listen hard"), someone("Bea", get="hard"), someone("Cem", get="hard listen")]
    now = [
        someone("Ana", get="listen hard advice", give="hard"),
        someone("Bea", get="hard"),
        someone("Cem", get="hard"),
    ]
    assert compared(before, now) == [(NEW_SUPPORT, "Ana", "advice", "hard")]


def test_who_does_not_feel_safe_now_is_not_spoken_of_and_who_did_not_then_is_new() -> None:
    safe, unsafe = someone("Ana", ring="close", get="hard"), someone("Ana", ring="around", feels=Feels.UNSAFE)
    assert compared([safe], [unsafe]) == []
    assert compared([unsafe], [safe]) == [(NEW, "Ana")]
    assert compared([unsafe], [someone("Ana", ring=None)]) == []
    assert compared([safe], [someone("Ana", ring=None, feels=Feels.UNSAFE)]) == []


def test_someone_private_has_not_moved_on_paper() -> None:
    before, now = [someone("Ana", ring="close", private=True)], [someone("Ana", private=True)]
    assert compared(before, now, surface=Surface.PAPER) == []
    assert compared(before, now) == [(NEARER, "Ana")]


@given(full_documents())
def test_a_map_is_not_different_from_itself(document: Document) -> None:
    assert seen(document, rule=Rule.C1, earlier=document.today) == ()


@given(full_documents())
def test_nothing_is_compared_unless_a_map_is_chosen(document: Document) -> None:
    assert seen(document, rule=Rule.C1, earlier=None) == ()
