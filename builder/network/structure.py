"""Mistakes that can be seen without Keras: cycles, loose ends, names given twice, sharing that leads nowhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from builder.network.model import BLOCK, INPUT, Block, Edge, Graph, Network, Node
from builder.network.problems import Problem
from builder.network.topology import ancestors, find_cycles, used_nodes
from builder.network.unread import is_unread


def find_structural_problems(graph: Graph) -> tuple[Problem, ...]:
    """Returns every structural mistake of ``graph``; a network's blocks are looked at where nodes stand for them."""
    if not graph.nodes:
        what = "block" if isinstance(graph, Block) else "network"
        return (Problem(code="empty", message=f"The {what} has no layers yet.", hint="Begin with an Input."),)
    return tuple(
        problem
        for find in (
            _cycles,
            _loose_edges,
            _missing_inputs,
            _crowded_ports,
            _repeated_names,
            _unsound_sharing,
            _unsound_endpoints,
            _unused_nodes,
            _unsound_blocks,
        )
        for problem in find(graph)
    )


def _cycles(graph: Graph) -> Iterator[Problem]:
    for cycle in find_cycles(graph):
        members = set(cycle)
        titles = ", ".join(f'"{graph.nodes_by_id[node_id].title}"' for node_id in cycle)
        yield Problem(
            code="cycle",
            message=f"The connections run in a circle through {titles}.",
            hint="A network flows one way, from its inputs to its outputs. Remove one of these connections.",
            node_id=cycle[0],
            edge_ids=tuple(e.id for e in graph.edges if e.source in members and e.target in members),
        )


def _loose_edges(graph: Graph) -> Iterator[Problem]:
    for edge in graph.edges:
        missing = next((end for end in (edge.source, edge.target) if end not in graph.nodes_by_id), None)
        if missing is not None:
            other = edge.target if missing == edge.source else edge.source
            yield Problem(
                code="loose_edge",
                message=f'A connection leads to the layer "{missing}", which does not exist.',
                hint="Remove the connection, or add the layer again.",
                node_id=other if other in graph.nodes_by_id else None,
                edge_ids=(edge.id,),
            )


def _missing_inputs(graph: Graph) -> Iterator[Problem]:
    for node in graph.nodes:
        if node.class_name != INPUT and not graph.edges_into.get(node.id) and not is_unread(node):
            yield Problem(
                code="missing_input",
                message=f'Nothing flows into "{node.title}" yet.',
                hint="Connect the output of another layer to it.",
                node_id=node.id,
            )
        if node.class_name == INPUT and graph.edges_into.get(node.id):
            yield Problem(
                code="input_has_input",
                message=f'"{node.title}" is an Input: data enter the network there, so no layer can feed it.',
                hint="Remove the connection into it.",
                node_id=node.id,
                edge_ids=tuple(edge.id for edge in graph.edges_into[node.id]),
            )


def _crowded_ports(graph: Graph) -> Iterator[Problem]:
    for node_id, edges in graph.edges_into.items():
        if len(edges) == 1:
            continue
        places = defaultdict(list)
        for edge in edges:
            places[edge.argument, edge.index].append(edge.id)
        for edge_ids in places.values():
            node = graph.nodes_by_id.get(node_id)
            if len(edge_ids) > 1 and node:
                yield Problem(
                    code="crowded_port",
                    message=f'{len(edge_ids)} connections end at the same port of "{node.title}".',
                    hint="A port takes one tensor. Merge them first, with Add or Concatenate, or remove all but one.",
                    node_id=node_id,
                    edge_ids=tuple(edge_ids),
                )


def _repeated_names(graph: Graph) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for node in graph.nodes:
        if node.shares is None and seen.setdefault(node.title, node.id) != node.id:
            yield Problem(
                code="duplicate_name",
                message=f'Another layer is called "{node.title}" already.',
                hint="Give this one a name of its own.",
                node_id=node.id,
                argument="label",
            )


def _unsound_sharing(graph: Graph) -> Iterator[Problem]:
    for node in graph.nodes:
        if node.shares is None:
            continue
        owner = graph.nodes_by_id.get(node.shares)
        if owner is None or owner.shares is not None or owner is node:
            what = f'"{owner.title}", which has none of its own' if owner else f'"{node.shares}", which does not exist'
            yield Problem(
                code="unsound_sharing",
                message=f'"{node.title}" shares the weights of {what}.',
                hint="Share a layer that has its own weights, or give this one weights of its own.",
                node_id=node.id,
            )
        elif owner.class_name != node.class_name:
            yield Problem(
                code="unsound_sharing",
                message=f'"{node.title}" is a {node.class_name} but shares "{owner.title}", a {owner.class_name}.',
                hint="A layer can only be shared as what it is.",
                node_id=node.id,
            )


def _unsound_endpoints(graph: Graph) -> Iterator[Problem]:
    for node_id in graph.inputs:
        node = graph.nodes_by_id.get(node_id)
        if node is None or node.class_name != INPUT:
            yield Problem(
                code="unsound_input",
                message=f'"{node.title if node else node_id}" is listed as an input of the network but is no Input.',
                hint="Choose an Input, or let Layerloom find the inputs.",
                node_id=node_id if node else None,
            )
    for endpoint in graph.outputs:
        if endpoint.node not in graph.nodes_by_id:
            yield Problem(
                code="unsound_output",
                message=f'"{endpoint.node}" is listed as an output of the network but does not exist.',
                hint="Choose another output, or let Layerloom find the outputs.",
            )


def _unused_nodes(graph: Graph) -> Iterator[Problem]:
    used = used_nodes(graph)
    for node in graph.nodes:
        if node.id in used:
            continue
        if node.class_name == INPUT:
            yield Problem(
                code="unused_input",
                message=f'"{node.title}" feeds no layer that leads to an output.',
                hint="Connect it to a layer, or remove it.",
                node_id=node.id,
            )
        elif graph.outputs and graph.edges_into.get(node.id):
            yield Problem(
                code="unused_layer",
                severity="warning",
                message=f'"{node.title}" leads to no output, so it does not become part of the model.',
                hint="Connect it onward, or make it an output.",
                node_id=node.id,
            )
    forgotten = [n for n in graph.nodes if graph.inputs and n.class_name == INPUT and n.id not in graph.inputs]
    for node in forgotten:
        yield Problem(
            code="forgotten_input",
            message=f'"{node.title}" is not listed among the inputs of the network.',
            hint="Make it an input, or remove it.",
            node_id=node.id,
        )


def _unsound_blocks(graph: Graph) -> Iterator[Problem]:
    blocks = graph.blocks if isinstance(graph, Network) else None
    for node in graph.nodes:
        if (node.class_name == BLOCK) != (node.block is not None):
            yield Problem(
                code="unsound_block",
                message=f'"{node.title}" is a {node.class_name} and '
                + (f'stands for the block "{node.block}".' if node.block else "stands for no block."),
                hint="Only a Block stands for a block.",
                node_id=node.id,
            )
        elif node.block is not None and blocks is not None and node.block not in blocks:
            yield Problem(
                code="unknown_block",
                message=f'"{node.title}" stands for the block "{node.block}", which does not exist.',
                hint="Choose another block, or remove the layer.",
                node_id=node.id,
            )
    if blocks:
        yield from _blocks_inside_themselves(graph, blocks)


def _blocks_inside_themselves(graph: Graph, blocks: Mapping[str, Graph]) -> Iterator[Problem]:
    endless = endless_blocks(blocks)
    for node in graph.nodes:
        if node.block in endless:
            yield Problem(
                code="recursive_block",
                message=f'"{node.title}" holds a block that holds itself.',
                hint="A block cannot contain itself, however deep.",
                node_id=node.id,
            )


def endless_blocks(blocks: Mapping[str, Graph]) -> frozenset[str]:
    """Returns the ids of the blocks that hold themselves, or that hold one that does."""
    names = tuple(Node(id=key, class_name=BLOCK) for key in blocks)
    held = (
        Edge(id=f"{place}", source=key, target=inner.block)
        for place, (key, inner) in enumerate((key, node) for key, block in blocks.items() for node in block.nodes)
        if inner.block in blocks
    )
    nesting = Graph(nodes=names, edges=tuple(held))
    circular = [key for cycle in find_cycles(nesting) for key in cycle]
    return ancestors(nesting, circular)
