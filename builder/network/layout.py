"""Where nodes lie on a read-only drawing: where their author put them, else in layers from top to bottom."""

from builder.network.model import Graph
from builder.network.topology import sound_edges, topological_order

COLUMN, ROW = 260.0, 116.0
"""Pixels between the corners of neighbours."""


def places_of(graph: Graph) -> dict[str, tuple[float, float]]:
    """Returns x and y of every node in pixels: as stored if any were moved from the origin, else :func:`layered`."""
    stored = {node.id: (node.position.x, node.position.y) for node in graph.nodes}
    return stored if len(set(stored.values())) == len(stored) else layered(graph)


def layered(graph: Graph) -> dict[str, tuple[float, float]]:
    """Returns places in rows by the longest way from an input, each row centred; circles come below all else.

    >>> from builder.network.model import Edge, Node
    >>> nodes = (Node(id="a", class_name="Input"), Node(id="b", class_name="Dense"))
    >>> layered(Graph(nodes=nodes, edges=(Edge(id="e", source="a", target="b"),)))
    {'a': (0.0, 0.0), 'b': (0.0, 116.0)}
    """
    incoming: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in sound_edges(graph):
        incoming[edge.target].append(edge.source)
    level: dict[str, int] = {}
    for node_id in topological_order(graph):
        level[node_id] = max((level[source] + 1 for source in incoming[node_id]), default=0)
    below = max(level.values(), default=-1) + 1
    rows: dict[int, list[str]] = {}
    for node in graph.nodes:
        rows.setdefault(level.get(node.id, below), []).append(node.id)
    return {
        node_id: ((column - (len(row) - 1) / 2) * COLUMN, number * ROW)
        for number, row in rows.items()
        for column, node_id in enumerate(row)
    }
