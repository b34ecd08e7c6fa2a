"""Inputs of blocks that follow what flows into them, as every layer outside a block does."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from builder.engine.fixes import let_it_take
from builder.engine.graph_checker import feeding_edges, is_compatible
from builder.engine.report import Report, Shape, TensorSpec
from builder.network import Edit, Graph, Network, Node

Tensors = Mapping[str, tuple[TensorSpec, ...]]


def inputs_that_follow(network: Network, report: Report) -> tuple[Edit, ...]:
    """Returns edits that give Inputs inside blocks the shape of what is fed to them, where it does not fit.

    An Input follows only where all nodes that stand for its block feed it one shape: the weights of a block fit one.
    What the change makes of the shapes behind the block takes another check to know, and then perhaps more edits.

    Args:
        report: what checking ``network`` said.
    """
    edits: list[Edit] = []
    for (key, name), specs in _fed(network, report).items():
        node = network.blocks[key].nodes_by_id.get(name)
        declared = report.blocks[key].tensors.get(name) if key in report.blocks else None
        shapes = {spec.shape for spec in specs}
        if node is not None and declared is not None and len(shapes) == 1 and not _takes(node, specs[0]):
            edits.extend(let_it_take(key, node, specs[0]).edits)
    return tuple(edits)


def _fed(network: Network, report: Report) -> dict[tuple[str, str], list[TensorSpec]]:
    """Returns what is known to flow into each Input of each block, by the ids of both."""
    fed: dict[tuple[str, str], list[TensorSpec]] = defaultdict(list)
    for graph, tensors in _scopes(network, report):
        for node in graph.nodes:
            block = network.blocks.get(node.block or "")
            if block is None:
                continue
            for name, edge in feeding_edges(block, graph.edges_into.get(node.id, ())):
                given = tensors.get(edge.source, ())
                if edge.output < len(given):
                    fed[node.block or "", name].append(given[edge.output])
    return fed


def _scopes(network: Network, report: Report) -> Iterator[tuple[Graph, Tensors]]:
    yield network, report.tensors
    for key, inside in report.blocks.items():
        yield network.blocks[key], inside.tensors


def _takes(node: Node, given: TensorSpec) -> bool:
    shape = node.config.get("shape")
    sizes: Shape = tuple(n if isinstance(n, int) else None for n in shape) if isinstance(shape, list) else ()
    return is_compatible(TensorSpec((None, *sizes)), given)
