"""Order and reach in a graph: what comes before what, what goes in, what comes out. Iterative, so depth is no limit."""

from collections.abc import Iterable

from builder.network.model import INPUT, Edge, Endpoint, Graph
from builder.network.order import reach


def topological_order(graph: Graph) -> tuple[str, ...]:
    """Returns node ids so that every node follows its inputs, else in the graph's own order.

    Nodes on a cycle, and those that follow from one, are left out; edges to nodes that do not exist do not count.

    >>> from builder.network.model import Edge, Node
    >>> nodes = (Node(id="b", class_name="Dense"), Node(id="a", class_name="Input"))
    >>> topological_order(Graph(nodes=nodes, edges=(Edge(id="e", source="a", target="b"),)))
    ('a', 'b')
    """
    return graph.order


def sound_edges(graph: Graph) -> Iterable[Edge]:
    """Yields the edges whose two ends exist."""
    known = graph.nodes_by_id
    return (edge for edge in graph.edges if edge.source in known and edge.target in known)


def input_ids(graph: Graph) -> tuple[str, ...]:
    """Returns the ids of the nodes that bring data in: those chosen, or else every Input in order."""
    return graph.inputs or tuple(node.id for node in graph.nodes if node.class_name == INPUT)


def output_endpoints(graph: Graph) -> tuple[Endpoint, ...]:
    """Returns what the network gives: the outputs chosen, or else the first output of each layer that feeds none."""
    return graph.endpoints


def descendants(graph: Graph, start: Iterable[str]) -> frozenset[str]:
    """Returns ``start`` and every node that can be reached from it along the edges."""
    follows = graph.edges_out_of
    return reach(start, lambda node_id: [edge.target for edge in follows.get(node_id, ())])


def ancestors(graph: Graph, start: Iterable[str]) -> frozenset[str]:
    """Returns ``start`` and every node from which it can be reached along the edges."""
    return reach(start, graph.sources_of)


def used_nodes(graph: Graph) -> frozenset[str]:
    """Returns the nodes that lead to an output; the model is made of them."""
    return graph.used


def find_cycles(graph: Graph) -> tuple[tuple[str, ...], ...]:
    """Returns the node ids of each cycle (strongly connected component), in the graph's own order."""
    left = set(graph.nodes_by_id).difference(graph.order)
    if not left:
        return ()
    follows: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    precedes: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    loops = set()
    for edge in sound_edges(graph):
        follows[edge.source].append(edge.target)
        precedes[edge.target].append(edge.source)
        if edge.source == edge.target:
            loops.add(edge.source)
    cycles = []
    for node in graph.nodes:
        if node.id in left:
            there = reach([node.id], follows.__getitem__)
            back = reach([node.id], precedes.__getitem__)
            component = tuple(other.id for other in graph.nodes if other.id in there & back)
            left.difference_update(component)
            if len(component) > 1 or node.id in loops:
                cycles.append(component)
    return tuple(cycles)
