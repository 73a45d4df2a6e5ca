"""Ties as a graph, checked against a walk along the ties."""

import pytest
from hypothesis import given

from kithmap.insight.network import circle_of, graph_of
from kithmap.model import queries
from kithmap.model.document import Document
from strategies import documents


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
