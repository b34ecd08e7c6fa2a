"""Which row of a drawing each node belongs to, and where a tall drawing may be cut into columns."""

from collections.abc import Mapping, Sequence

from builder.network import Edge, Graph
from builder.network.topology import sound_edges, topological_order

Tensor = tuple[str, int]
"""A node's id and the number of its output."""


def levels_of(graph: Graph) -> dict[str, int]:
    """Returns the row of each node: the longest way from an input; what brings data in stands just above its first use.

    Nodes on a circle come below all else.
    """
    edges = _edges(graph)
    incoming: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    outgoing: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in edges:
        incoming[edge.target].append(edge.source)
        outgoing[edge.source].append(edge.target)
    level: dict[str, int] = {}
    for node_id in topological_order(graph):
        level[node_id] = max((level[source] + 1 for source in incoming[node_id]), default=0)
    for node_id in list(level):
        followers = [level[target] for target in outgoing[node_id] if target in level]
        if not incoming[node_id] and followers:
            level[node_id] = max(0, min(followers) - 1)
    below = max(level.values(), default=-1) + 1
    return {node.id: level.get(node.id, below) for node in graph.nodes}


def columns_of(graph: Graph, levels: Mapping[str, int], wanted: int) -> list[range]:
    """Returns the rows of each column, about ``wanted`` columns of like height.

    A drawing is cut only between rows that one tensor alone connects, and that comes from the row just above: then one
    line leads from each column to the next.
    """
    height = max(levels.values(), default=-1) + 1
    cuts = sorted(row + 1 for row in cut_rows(graph, levels))
    columns: list[range] = []
    start = 0
    for number in range(1, wanted):
        goal = round(height * number / wanted)
        near = [cut for cut in cuts if cut > start and abs(cut - goal) <= height / (2 * wanted)]
        if near:
            cut = min(near, key=lambda place: abs(place - goal))
            columns.append(range(start, cut))
            start = cut
    columns.append(range(start, height))
    return columns


def cut_rows(graph: Graph, levels: Mapping[str, int]) -> list[int]:
    """Returns the rows below which one tensor alone leads on."""
    height = max(levels.values(), default=-1) + 1
    crossing: list[set[Tensor]] = [set() for _ in range(height)]
    for edge in _edges(graph):
        for row in range(levels[edge.source], levels[edge.target]):
            crossing[row].add((edge.source, edge.output))
    return [row for row, tensors in enumerate(crossing) if len(tensors) == 1 and levels[next(iter(tensors))[0]] == row]


def forward_edges(graph: Graph, levels: Mapping[str, int], rows: range) -> Sequence[Edge]:
    """Returns the edges that lead downward from one of these rows to another."""
    return [
        edge
        for edge in _edges(graph)
        if levels[edge.source] in rows and levels[edge.target] in rows and levels[edge.source] < levels[edge.target]
    ]


def _edges(graph: Graph) -> list[Edge]:
    return list(sound_edges(graph))
