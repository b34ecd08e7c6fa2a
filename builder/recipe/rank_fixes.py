"""Mends for an output with more dimensions than its target: where on the way they should have been taken away."""

from collections.abc import Iterator

from builder.catalog import load_catalog
from builder.engine import Report
from builder.engine.fixes import insertion
from builder.engine.source_fixes import SEQUENCES
from builder.network import Edge, Network, Node, PutNode
from builder.network.problems import Fix
from builder.recipe.outputs import Output

_KEEPERS = frozenset({"Dense", "Dropout", "Activation", "BatchNormalization", "LayerNormalization", "ReLU"})
"""Layers of heads, which leave alone how many dimensions there are."""


def fixes_of_rank(network: Network, report: Report, output: Output, wanted: int) -> tuple[Fix, ...]:
    """Returns what takes the surplus dimensions away before the last Dense layers; none where that is not the cause.

    Args:
        wanted: how many dimensions the target has, the batch not counted.
    """
    if len(output.shape) <= wanted or wanted != 1:
        return ()
    return tuple(_fixes(network, report, output))


def _fixes(network: Network, report: Report, output: Output) -> Iterator[Fix]:
    head = _head(network, report, output.node)
    if not head:
        return
    edge = head[-1]
    source = network.nodes_by_id[edge.source]
    shape = report.tensors[edge.source][edge.output].shape
    if len(shape) == 3 and _gives_sequences(source) and len(network.edges_out_of.get(source.id, ())) == 1:
        changed = source.model_copy(update={"config": {**source.config, SEQUENCES: False}})
        yield Fix(label=f'Turn off {SEQUENCES} of "{source.title}"', edits=(PutNode(node=changed),))
    if None not in shape[1:]:
        yield Fix(
            label=f'Insert Flatten before "{_target(network, edge)}"', edits=insertion(network, edge, "Flatten", {})
        )
    if 3 <= len(shape) <= 5:
        pooling = f"GlobalAveragePooling{len(shape) - 2}D"
        label = f'Insert {pooling} before "{_target(network, edge)}"'
        yield Fix(label=label, edits=insertion(network, edge, pooling, {}))


def _head(network: Network, report: Report, node: Node) -> list[Edge]:
    """Returns the edges from the output back to the first layer of its head, as far as they bring too much.

    They end at the last Dense layers, where what comes in has surplus dimensions already.
    """
    path: list[Edge] = []
    found: list[Edge] = []
    while node.class_name in _KEEPERS and not node.shares:
        edges = network.edges_into.get(node.id, ())
        tensors = report.tensors.get(edges[0].source, ()) if len(edges) == 1 else ()
        if not tensors or len(tensors[edges[0].output].shape) <= 2:
            break
        path.append(edges[0])
        if node.class_name == "Dense":
            found = list(path)
        node = network.nodes_by_id[edges[0].source]
    return found


def _gives_sequences(node: Node) -> bool:
    entry = load_catalog().layers.get(node.class_name)
    return entry is not None and SEQUENCES in entry.arguments_by_name and bool(node.config.get(SEQUENCES))


def _target(network: Network, edge: Edge) -> str:
    return network.nodes_by_id[edge.target].title
