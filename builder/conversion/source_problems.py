"""What stands in the way of writing a network down, as far as it shows without Keras, and what is left without it."""

from builder.conversion.to_python.unread import is_writable
from builder.engine.node_problems import find_node_problems, problem_inside, unknown_block
from builder.network import Block, Graph, Network, Node, Problem
from builder.network.structure import find_structural_problems
from builder.network.topology import descendants
from builder.network.unread import is_unread

TOLERABLE = frozenset({"duplicate_name", "forgotten_input", "unsound_output"})
"""Problems that leave every layer writable."""

UNFINISHED = frozenset({"open_input", "not_understood"})
"""What the code of a network that is not whole shows as far as it is known: a shape left open, a call of the source."""


def find_source_problems(network: Network) -> tuple[Problem, ...]:
    """Returns the errors in the network and in the blocks that its nodes stand for."""
    return _problems(network, network.blocks)


def sound_part(network: Network) -> Network:
    """Returns the network without the nodes that cannot be written and all that follows from them."""
    while True:
        found = _problems(network, network.blocks, unfinished=False)
        broken = {p.node_id for p in found if p.node_id and p.code not in TOLERABLE}
        if not broken:
            return network
        shared = {node.id for node in network.nodes if node.shares in broken}
        network = _without(network, descendants(network, broken | shared))


def _problems(graph: Graph, blocks: dict[str, Block], *, unfinished: bool = True) -> tuple[Problem, ...]:
    """Returns the errors in a graph; without those that are ``unfinished`` where they can be written all the same."""
    found = [problem for problem in find_structural_problems(graph) if problem.severity == "error"]
    told = {problem.node_id for problem in found}
    for node in graph.nodes:
        own = find_node_problems(node)
        found.extend(own if unfinished or not _is_unfinished(node, own) else ())
        if node.block is not None and node.id not in told:
            if node.block not in blocks:
                found.append(unknown_block(node))
                continue
            inner = blocks[node.block]
            found.extend(
                problem_inside(node, problem) for problem in _problems(inner, blocks, unfinished=unfinished)[:1]
            )
    return tuple(found)


def _is_unfinished(node: Node, problems: tuple[Problem, ...]) -> bool:
    return all(problem.code in UNFINISHED for problem in problems) and (not is_unread(node) or is_writable(node))


def _without(network: Network, dropped: frozenset[str]) -> Network:
    return Network(
        nodes=tuple(node for node in network.nodes if node.id not in dropped),
        edges=tuple(edge for edge in network.edges if edge.source not in dropped and edge.target not in dropped),
        inputs=tuple(node_id for node_id in network.inputs if node_id not in dropped),
        outputs=tuple(endpoint for endpoint in network.outputs if endpoint.node not in dropped),
        blocks=network.blocks,
    )
