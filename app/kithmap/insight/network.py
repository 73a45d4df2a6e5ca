"""The ties of a dated map as a graph. The only importer of networkx, which is loaded on first use (0.4 s)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kithmap.insight.observation import Observation, Rule, observed
from kithmap.insight.population import Population
from kithmap.model.document import DatedMap
from kithmap.model.ids import EntryId

if TYPE_CHECKING:
    from networkx import Graph


def graph_of(dated_map: DatedMap) -> "Graph[EntryId]":
    """An undirected graph: a node per entry on the map (placed or not), an edge per tie."""
    import networkx as nx  # noqa: PLC0415 - heavy, and only needed when ties are asked about

    graph = nx.Graph()
    graph.add_nodes_from(each.entry for each in dated_map.connections)
    graph.add_edges_from((tie.one, tie.other) for tie in dated_map.ties)
    return graph


def circle_of(dated_map: DatedMap, entry_id: EntryId) -> frozenset[EntryId]:
    """An entry and all tied to it directly or through others: its component of the graph. Raises KeyError."""
    import networkx as nx  # noqa: PLC0415

    graph = graph_of(dated_map)
    if entry_id not in graph:
        raise KeyError(entry_id)
    return frozenset(nx.node_connected_component(graph, entry_id))


def acquaintance(population: Population, dated_map: DatedMap) -> Iterator[Observation]:
    """K1, if a tie is drawn between two of the people: who among them knows whom.

    The numbers are the pairs who know each other, the pairs there could be, and the circles of people tied directly or
    through others. The entries are the people who know nobody on the rings, be it a person, a service or a group.
    """
    here = {each.id for each in population.people}
    if not any(tie.one in here and tie.other in here for tie in dated_map.ties):
        return
    import networkx as nx  # noqa: PLC0415

    graph = graph_of(dated_map)
    among_people = graph.subgraph(here)
    circles = nx.number_connected_components(among_people) - nx.number_of_isolates(among_people)
    knowing, possible = among_people.number_of_edges(), len(here) * (len(here) - 1) // 2
    alone = set(nx.isolates(graph.subgraph(each.id for each in population.placed)))
    entries = tuple(each.id for each in population.people if each.id in alone)
    yield observed(Rule.K1, about=entries, entries=entries, numbers=(knowing, possible, circles))
