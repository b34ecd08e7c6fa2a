"""How much memory a checked network takes: its weights, and what its layers give for a batch."""

from collections.abc import Callable, Mapping
from math import prod
from typing import NamedTuple

from builder.engine.report import Report, TensorSpec
from builder.network import BLOCK, INPUT, Block, Graph, Network
from builder.network.topology import used_nodes

NUMBER_BYTES = 4
"""Bytes of one parameter: Keras keeps weights in float32 unless a layer asks for another type."""

KERAS_BYTES = 800 * 1024**2
"""What a process takes that has Keras and TensorFlow loaded and has trained something tiny; measured with 2.21."""

_OTHER_BYTES = {"bool": 1, "string": 24}
"""Bytes of an element whose type does not say its bits; TensorFlow keeps a string of up to 22 bytes in 24."""


class Flow(NamedTuple):
    """What flows through a network for each sample, in bytes: all that its layers give, and the most that one gives.

    ``title`` names that one.
    """

    total: int = 0
    largest: int = 0
    title: str = ""


def weight_bytes(parameters: int) -> int:
    """Returns the bytes of so many parameters."""
    return NUMBER_BYTES * parameters


def flow_of(network: Network, report: Report) -> Flow:
    """Returns what the layers that lead to an output give; a length that is not known counts as 1.

    What flows inside a block counts for each node that stands for it, as its first one feeds it.
    """
    inside: dict[str, Flow] = {}

    def of_block(key: str | None) -> Flow:
        found = report.blocks.get(key or "")
        if key is None or found is None or key not in network.blocks:
            return Flow()
        if key not in inside:
            inside[key] = Flow()  # a block that holds itself is no network, and is told elsewhere
            inside[key] = _flow(network.blocks[key], found.tensors, of_block)
        return inside[key]

    return _flow(network, report.tensors, of_block)


def bytes_of(spec: TensorSpec) -> int:
    """Returns the bytes of one sample of a tensor.

    >>> bytes_of(TensorSpec((None, 28, 28, 1))), bytes_of(TensorSpec((None, None, 8), "int64"))
    (3136, 64)
    """
    bits = "".join(filter(str.isdigit, spec.dtype))
    return prod(length or 1 for length in spec.shape) * (_OTHER_BYTES.get(spec.dtype) or int(bits or 32) // 8)


def _flow(graph: Graph, tensors: Mapping[str, tuple[TensorSpec, ...]], of_block: Callable[[str | None], Flow]) -> Flow:
    total, largest, title = 0, 0, ""
    for node_id in used_nodes(graph):
        node = graph.nodes_by_id[node_id]
        if node.class_name == INPUT and isinstance(graph, Block):
            continue  # the very tensor that flows into the block
        given = sum(bytes_of(spec) for spec in tensors.get(node_id, ()))
        inner = of_block(node.block) if node.class_name == BLOCK else Flow(given, given, node.title)
        total += inner.total
        if inner.largest > largest:
            largest, title = inner.largest, inner.title
    return Flow(total, largest, title)
