"""What stands in the way of writing a network down, as far as it shows without Keras, and what is left without it."""

from builder.engine.soundness import find_node_problems, problem_inside, unknown_block
from builder.network import Block, Graph, Network, Problem
from builder.network.structure import find_structural_problems
from builder.network.topology import descendants

TOLERABLE = frozenset({"duplicate_name", "forgotten_input", "unsound_output"})
"""Problems that leave every layer writable."""


def find_source_problems(network: Network) -> tuple[Problem, ...]:
    """Returns the errors in the network and in the blocks that its nodes stand for."""
    return _problems(network, network.blocks)


def sound_part(network: Network) -> Network:
    """Returns the network without the nodes that cannot be written and all that follows from them."""
    while True:
        broken = {p.node_id for p in find_source_problems(network) if p.node_id and p.code not in TOLERABLE}
        if not broken:
            return network
        shared = {node.id for node in network.nodes if node.shares in broken}
        network = _without(network, descendants(network, broken | shared))


def _problems(graph: Graph, blocks: dict[str, Block]) -> tuple[Problem, ...]:
    found = [problem for problem in find_structural_problems(graph) if problem.severity == "error"]
    told = {problem.node_id for problem in found}
    for node in graph.nodes:
        found.extend(find_node_problems(node))
        if node.block is not None and node.id not in told:
            if node.block not in blocks:
                found.append(unknown_block(node))
                continue
            found.extend(problem_inside(node, problem) for problem in _problems(blocks[node.block], blocks)[:1])
    return tuple(found)


def _without(network: Network, dropped: frozenset[str]) -> Network:
    return Network(
        nodes=tuple(node for node in network.nodes if node.id not in dropped),
        edges=tuple(edge for edge in network.edges if edge.source not in dropped and edge.target not in dropped),
        inputs=tuple(node_id for node_id in network.inputs if node_id not in dropped),
        outputs=tuple(endpoint for endpoint in network.outputs if endpoint.node not in dropped),
        blocks=network.blocks,
    )
