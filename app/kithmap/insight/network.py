"""The ties of a dated map as a graph. The only importer of networkx, which is loaded on first use (0.4 s)."""

from typing import TYPE_CHECKING

from kithmap.model.document import DatedMap

if TYPE_CHECKING:
    from networkx import Graph


def graph_of(dated_map: DatedMap) -> "Graph[str]":
    """An undirected graph: a node per entry on the map (placed or not), an edge per tie."""
    import networkx as nx  # noqa: PLC0415 - heavy, and only needed when ties are asked about

    graph = nx.Graph()
    graph.add_nodes_from(each.entry for each in dated_map.connections)
    graph.add_edges_from((tie.one, tie.other) for tie in dated_map.ties)
    return graph


def circle_of(dated_map: DatedMap, entry_id: str) -> frozenset[str]:
    """Everyone who is tied to an entry directly or through others, with the entry itself: its component of the graph.

    Raises KeyError for an id that is not on the map.
    """
    import networkx as nx  # noqa: PLC0415

    graph = graph_of(dated_map)
    if entry_id not in graph:
        raise KeyError(entry_id)
    return frozenset(nx.node_connected_component(graph, entry_id))
