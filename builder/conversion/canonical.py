"""The one form of a network that says nothing of where it came from: what a person arranged is left out."""

from typing import Any

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_call, minimal_config
from builder.conversion.draft import DraftedGraph, Feed, ImportedGraph
from builder.conversion.plan import used_part
from builder.network import Block, Graph, Network, Recipe
from builder.network.blocks import block_order, model_nodes
from builder.network.names import unique_name, valid_name
from builder.network.topology import input_ids, output_endpoints


def canonical_form(network: Network) -> Network:
    """Returns the network with ids, node order and configs as every importer gives them, and without positions.

    Two networks that build the same model with the same layer names have the same canonical form.
    """
    return canonical_with_ids(network)[0]


def canonical_with_ids(network: Network) -> tuple[Network, dict[tuple[str, str], tuple[str, str]]]:
    """Returns the canonical form and what became of each node: (key of its block, its id) -> the new key and id.

    The key of the network itself is "". A node that leads to no output is not in it.
    """
    keys: dict[str, str] = {}
    blocks: dict[str, Block] = {}
    paths: dict[tuple[str, str], tuple[str, str]] = {}
    for key in block_order(network):
        block = network.blocks[key]
        keys[key] = unique_name(valid_name(block.name), set(blocks))
        drawn, numbers = _redrawn(block, keys)
        blocks[keys[key]] = Block(
            name=keys[key], input_keys=block.input_keys, output_keys=block.output_keys, **drawn.fields
        )
        paths.update({(key, node_id): (keys[key], drawn.ids[number]) for node_id, number in numbers.items()})
    drawn, numbers = _redrawn(network, keys)
    renamed = {node_id: drawn.ids[number] for node_id, number in numbers.items()}
    paths.update({("", node_id): ("", new_id) for node_id, new_id in renamed.items()})
    redrawn = Network(
        name=network.name,
        description=network.description,
        blocks=blocks,
        recipe=_renamed(network.recipe, renamed),
        input_keys=network.input_keys,
        output_keys=network.output_keys,
        **drawn.fields,
    )
    return redrawn, paths


def _redrawn(graph: Graph, keys: dict[str, str]) -> tuple[DraftedGraph, dict[str, int]]:
    """Returns the graph drawn anew and the number of the call that each of its nodes became."""
    graph = _from_the_outputs(used_part(graph))
    draft = ImportedGraph()
    entries = load_catalog().node_entries
    numbers: dict[str, int] = {}
    first_calls: dict[str, int] = {}
    for node_id in model_nodes(graph):
        node = graph.nodes_by_id[node_id]
        owner = graph.owner(node)
        entry = entries.get(owner.class_name)
        feeds = [
            Feed(numbers[edge.source], edge.output, edge.argument, edge.index)
            for edge in graph.edges_into.get(node_id, ())
        ]
        numbers[node_id] = draft.add(
            owner.class_name,
            config=owner.config if entry is None else minimal_config(entry, owner.config),
            call=node.call if entry is None else minimal_call(entry, node.call),
            name=owner.label,
            feeds=feeds,
            shares=first_calls.get(owner.id),
            block=None if owner.block is None else keys[owner.block],
        )
        first_calls.setdefault(owner.id, numbers[node_id])
    outputs = [(numbers[endpoint.node], endpoint.output) for endpoint in output_endpoints(graph)]
    inputs = [numbers[node_id] for node_id in input_ids(graph) if node_id in numbers]
    return draft.finish(inputs, outputs), numbers


def _from_the_outputs(graph: Graph) -> Graph:
    """Returns the graph with its nodes in the order in which the outputs need them, whatever order they stood in."""
    order = dict.fromkeys(node_id for node_id in input_ids(graph) if node_id in graph.nodes_by_id)
    ends = output_endpoints(graph)
    pending = [(endpoint.node, False) for endpoint in reversed(ends)]
    entered: set[str] = set()
    while pending:
        node_id, is_ready = pending.pop()
        if is_ready:
            order[node_id] = None
        elif node_id not in entered and node_id in graph.nodes_by_id:
            entered.add(node_id)
            pending.append((node_id, True))
            pending.extend((edge.source, False) for edge in reversed(graph.edges_into.get(node_id, ())))
    return Graph(
        nodes=tuple(graph.nodes_by_id[node_id] for node_id in order),
        edges=tuple(edge for edge in graph.edges if edge.source in order and edge.target in order),
        inputs=tuple(node_id for node_id in input_ids(graph) if node_id in order),
        outputs=ends,
    )


def _renamed(recipe: Recipe, ids: dict[str, str]) -> Recipe:
    """Returns the recipe with the nodes' new ids; what was meant for nodes that are gone goes with them."""
    fields: dict[str, Any] = {
        name: {ids[key]: value for key, value in getattr(recipe, name).items() if key in ids}
        for name in ("losses", "loss_weights", "metrics")
    }
    fields["adapted"] = tuple(ids[key] for key in recipe.adapted if key in ids)
    if recipe.data is not None:
        fields["data"] = recipe.data.model_copy(
            update={
                name: {ids[key]: value for key, value in getattr(recipe.data, name).items() if key in ids}
                for name in ("inputs", "targets")
            }
        )
    return recipe.model_copy(update=fields)
