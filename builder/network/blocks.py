"""Which nodes and blocks a model is made of, in which order, and what the models of the blocks are called."""

from builder.network.model import BLOCK, Graph, Network
from builder.network.names import layer_names, unique_name, valid_name
from builder.network.topology import input_ids, output_endpoints, topological_order, used_nodes


def model_nodes(graph: Graph) -> tuple[str, ...]:
    """Returns the nodes that become part of the model, in an order that follows one chain before it begins another.

    What leads to no output is left out; every Input comes first.
    """
    used = used_nodes(graph)
    order = [node_id for node_id in topological_order(graph) if node_id in used]
    inputs = [node_id for node_id in input_ids(graph) if node_id in used]
    waiting = {node_id: {edge.source for edge in graph.edges_into.get(node_id, ())} for node_id in order}
    written = dict.fromkeys(inputs)
    place = {node_id: number for number, node_id in enumerate(order)}
    last = inputs[-1] if inputs else None
    for node_id in order:
        following: str | None = node_id
        while following is not None and following not in written:
            written[following] = None
            last = following
            targets = {edge.target for edge in graph.edges_out_of.get(last, ())}
            open_targets = sorted((n for n in targets if n in waiting and n not in written), key=place.__getitem__)
            following = next((n for n in open_targets if waiting[n] <= written.keys()), None)
    return tuple(written)


def block_order(network: Network) -> tuple[str, ...]:
    """Returns the ids of the blocks that the network needs, every block after those inside it."""
    order: dict[str, None] = {}

    def add(graph: Graph) -> None:
        for key in blocks_inside(graph):
            if key not in order:
                add(network.blocks[key])
                order[key] = None

    add(network)
    return tuple(order)


def blocks_inside(graph: Graph) -> tuple[str, ...]:
    """Returns the ids of the blocks that nodes of this graph stand for, each once."""
    if not any(node.block for node in graph.nodes):
        return ()
    nodes = (graph.nodes_by_id[node_id] for node_id in model_nodes(graph))
    return tuple(dict.fromkeys(node.block for node in nodes if node.class_name == BLOCK and node.block))


def blocks_made_first(network: Network) -> tuple[str, ...]:
    """Returns, in their order, the blocks whose models are made before the network's own layers.

    They are those that are called more than once, lie in another or hold one, take or give a dict, or give several
    tensors. Every other is made where it is called. By this order the layers draw their first weights.
    """
    order = block_order(network)
    nodes = [network.nodes_by_id[node_id] for node_id in model_nodes(network)] if order else []
    calls = [node.block for node in nodes if node.class_name == BLOCK]
    inner = {key for outer in order for key in blocks_inside(network.blocks[outer])}

    def is_made_in_place(key: str) -> bool:
        block = network.blocks[key]
        is_plain = not (block.input_keys or block.output_keys or blocks_inside(block))
        return is_plain and key not in inner and calls.count(key) == 1 and len(output_endpoints(block)) == 1

    return tuple(key for key in order if not is_made_in_place(key))


def block_names(network: Network) -> dict[str, str]:
    """Returns the name of each needed block's model, different from every layer's name."""
    if not network.blocks:
        return {}
    taken = {
        name
        for graph in (network, *network.blocks.values())
        for node_id, name in layer_names(graph).items()
        if graph.nodes_by_id[node_id].class_name != BLOCK
    }
    names: dict[str, str] = {}
    for key in block_order(network):
        names[key] = unique_name(valid_name(network.blocks[key].name), taken)
        taken.add(names[key])
    return names
