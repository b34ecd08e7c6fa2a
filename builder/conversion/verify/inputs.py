"""Random inputs that a network can take: numbers, or integers below the size of the vocabulary that they run into."""

from typing import TYPE_CHECKING

from builder.network import BLOCK, Graph, Network, Node
from builder.network.topology import input_ids

if TYPE_CHECKING:
    import numpy as np

BATCHES = ((0, 3), (1, 2))
"""Seed and size of each batch that is compared."""

UNKNOWN_LENGTHS = (16, 32, 64, 128, 224)
"""What stands for a length that the network leaves open; the longer ones where the shorter are too short for it."""

VOCABULARIES = {"Embedding": "input_dim", "ReversibleEmbedding": "input_dim", "CategoryEncoding": "num_tokens"}
"""The layers that take integers below a limit, and the argument that holds it."""

WORDS = ("the", "network", "learns", "a", "cat", "sat", "on", "mat", "zebra", "")


def sample_inputs(network: Network, *, seed: int, batch: int, length: int = UNKNOWN_LENGTHS[0]) -> list["np.ndarray"]:
    """Returns one array for each input of the network, in the order of its inputs.

    Args:
        length: what stands for lengths that are not known.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    return [
        _sample(random, network.nodes_by_id[node_id], batch, length, vocabulary(network, network, node_id))
        for node_id in input_ids(network)
    ]


def vocabulary(network: Network, graph: Graph, node_id: str) -> int | None:
    """Returns the least number of tokens among the layers that look up what this node gives; None where none does."""
    found: list[int] = []
    seen: set[str] = set()
    pending = [node_id]
    while pending:
        for edge in graph.edges_out_of.get(pending.pop(), ()):
            node = graph.nodes_by_id[edge.target]
            limit = graph.owner(node).config.get(VOCABULARIES.get(node.class_name, ""))
            if node.class_name == BLOCK and node.block in network.blocks:
                block = network.blocks[node.block]
                inside = input_ids(block)
                if edge.index < len(inside):
                    within = vocabulary(network, block, inside[edge.index])
                    found += [] if within is None else [within]
            elif isinstance(limit, int):
                found.append(limit)
            elif edge.target not in seen:
                pending.append(edge.target)
            seen.add(edge.target)
    return min(found, default=None)


def _sample(random: "np.random.Generator", node: Node, batch: int, length: int, limit: int | None) -> "np.ndarray":
    import numpy as np

    given = node.config["shape"]
    sizes = given if isinstance(given, list) else []
    shape = (batch, *(size if isinstance(size, int) else length for size in sizes))
    dtype = str(node.config.get("dtype") or "float32")
    if dtype == "string":
        return random.choice(np.array(WORDS, dtype=object), size=shape)
    if dtype == "bool":
        return random.random(shape) < 0.5
    if limit is not None:
        return random.integers(0, limit, shape).astype(dtype)
    if "int" in dtype:
        return random.integers(0, 256 if dtype == "uint8" else 10, shape).astype(dtype)
    numbers: np.ndarray = random.standard_normal(shape)
    return numbers.astype("float32" if dtype == "bfloat16" else dtype)
