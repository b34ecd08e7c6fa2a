"""Which variable holds which tensor in generated source: ``x`` along a chain, a name from the label elsewhere."""

from collections.abc import Sequence
from itertools import pairwise

from builder.catalog import load_catalog
from builder.conversion.plan import outputs_of
from builder.conversion.python_names import identifier, is_automatic
from builder.network import BLOCK, INPUT, Graph, Node
from builder.network.topology import input_ids, output_endpoints

Place = tuple[str, int]
"""One output of one node."""


def name_tensors(graph: Graph, order: Sequence[str], taken: set[str]) -> dict[Place, str]:
    """Returns the variable of every tensor that the source mentions; the others have none.

    A tensor is called ``x`` where the next statement is the only one that uses it.

    Args:
        order: the nodes in the order of their statements.
        taken: identifiers in use, to which the new ones are added.
    """
    endpoints = output_endpoints(graph)
    returned = {(endpoint.node, endpoint.output) for endpoint in endpoints}
    following = dict(pairwise(order))
    written = set(order)
    lone_input = len(input_ids(graph)) == 1
    names: dict[Place, str] = {}
    for node_id in order:
        node = graph.nodes_by_id[node_id]
        edges = [edge for edge in graph.edges_out_of.get(node_id, ()) if edge.target in written]
        used = sorted({edge.output for edge in edges} | {output for owner, output in returned if owner == node_id})
        for output in used:
            place = (node_id, output)
            readers = [edge.target for edge in edges if edge.output == output]
            if _is_passing(node, used) and place not in returned and readers == [following.get(node_id)]:
                names[place] = "x"
            elif node.class_name == INPUT:
                names[place] = _input_name(node, taken, alone=lone_input)
            else:
                alone = len(endpoints) == 1 and place in returned
                names[place] = _output_name(graph, node, output, taken, alone=alone)
    return names


def _is_passing(node: Node, used: list[int]) -> bool:
    return node.class_name != INPUT and len(used) == 1


def _input_name(node: Node, taken: set[str], *, alone: bool) -> str:
    return identifier("inputs" if alone and is_automatic(node.label, INPUT) else node.title, taken)


def _output_name(graph: Graph, node: Node, output: int, taken: set[str], *, alone: bool) -> str:
    if alone and is_automatic(node.label, node.class_name):
        return identifier("outputs", taken)
    if output == 0:
        return identifier(node.title, taken)
    if node.class_name == BLOCK:
        return identifier(f"{node.title}_{output + 1}", taken)
    ports = outputs_of(load_catalog().node_entries[node.class_name], node, graph.owner(node))
    return identifier(f"{node.title[:12]}_{ports[output].name}", taken)
