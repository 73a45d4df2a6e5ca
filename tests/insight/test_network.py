"""Ties as a graph, checked against a walk along the ties."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from maps import map_of, seen, someone

from kithmap.insight.network import circle_of, graph_of
from kithmap.insight.observation import Rule
from kithmap.model import queries
from kithmap.model.document import Document
from kithmap.model.vocabulary import EntryKind
from strategies import documents

HERE = Path(__file__).resolve().parent


def walked(document: Document, start: str) -> set[str]:
    found, todo = {start}, [start]
    while todo:
        for other in queries.knows(document.today, todo.pop()):
            if other not in found:
                found.add(other)
                todo.append(other)
    return found


@given(documents())
def test_a_circle_is_whom_one_reaches_along_the_ties(document: Document) -> None:
    for each in document.today.connections:
        assert circle_of(document.today, each.entry) == walked(document, each.entry)


@given(documents())
def test_the_graph_has_everybody_and_every_tie(document: Document) -> None:
    graph = graph_of(document.today)
    assert set(graph.nodes) == {each.entry for each in document.today.connections}
    assert {frozenset(edge) for edge in graph.edges} == {frozenset((tie.one, tie.other)) for tie in document.today.ties}


@given(documents())
def test_nobody_is_in_the_circle_of_someone_who_is_not_there(document: Document) -> None:
    with pytest.raises(KeyError):
        circle_of(document.today, "nobody")


# Who knows whom among the people: the worker's detail


def test_it_is_said_who_knows_whom_when_a_tie_is_drawn_between_people() -> None:
    people = [someone(name, get="hard") for name in ("Ana", "Bea", "Cem", "Dot", "Eva")]
    assert seen(map_of(*people), rule=Rule.K1, workers_detail=True) == ()
    (found,) = seen(map_of(*people, ties=("Ana Bea", "Cem Dot")), rule=Rule.K1, workers_detail=True)
    assert (found.numbers, found.entries) == ((2, 10, 2), ("Eva",))
    (found,) = seen(map_of(*people, ties=("Ana Bea", "Bea Cem", "Ana Cem")), rule=Rule.K1, workers_detail=True)
    assert (found.numbers, found.entries) == ((3, 10, 1), ("Dot", "Eva"))


def test_ties_with_others_than_people_on_the_rings_are_not_counted() -> None:
    people = [someone(name, get="hard") for name in ("Ana", "Bea", "Cem")]
    others = (
        someone("Dog", kind=EntryKind.ANIMAL),
        someone("Mum", kind=EntryKind.REMEMBERED),
        someone("Doc", kind=EntryKind.PAID),
        someone("Tray", ring=None),
    )
    ties = tuple(f"Ana {other[0].id}" for other in others)
    assert seen(map_of(*people, *others, ties=ties), rule=Rule.K1, workers_detail=True) == ()
    (found,) = seen(map_of(*people, *others, ties=(*ties, "Ana Bea")), rule=Rule.K1, workers_detail=True)
    assert (found.numbers, found.entries) == ((1, 3, 1), ("Cem",))


def test_who_knows_a_service_or_a_group_is_not_said_to_know_nobody() -> None:
    people = [someone(name, get="hard") for name in ("Ana", "Bea", "Cem", "Dot", "Eva")]
    others = (someone("Dee", kind=EntryKind.PAID), someone("Choir", kind=EntryKind.GROUP), someone("Tray", ring=None))
    ties = ("Ana Bea", "Cem Dee", "Dot Choir", "Eva Tray")
    (found,) = seen(map_of(*people, *others, ties=ties), rule=Rule.K1, workers_detail=True)
    assert (found.numbers, found.entries) == ((1, 10, 1), ("Eva",))


def test_it_is_not_said_unless_it_is_wanted() -> None:
    document = map_of(*(someone(name, get="hard") for name in ("Ana", "Bea", "Cem")), ties=("Ana Bea",))
    assert seen(document, rule=Rule.K1) == ()


def test_without_ties_nothing_heavy_is_loaded() -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from maps import map_of, seen, someone\n"
        "people = [someone(name, get='hard') for name in ('Ana', 'Bea', 'Cem')]\n"
        "assert seen(map_of(*people), workers_detail=True)\n"
        "print([name for name in ('networkx', 'PySide6') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(HERE)], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
