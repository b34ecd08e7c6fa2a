"""Builds the Keras model of a network. Imports Keras."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import keras

from builder.catalog import load_catalog
from builder.conversion.errors import InvalidNetworkError
from builder.conversion.plan import arguments_of, block_names, block_order, is_plain_stack, model_nodes
from builder.engine.build import call_values, make_layer
from builder.engine.check import check
from builder.engine.operations import Operation, make_callable
from builder.network import BLOCK, INPUT, Graph, Network, Node
from builder.network.names import layer_names
from builder.network.topology import input_ids, output_endpoints


def to_keras(network: Network) -> keras.Model:
    """Returns the network as a new, not compiled model: a Sequential where it is a plain stack, else functional.

    Layers are named by :func:`builder.network.names.layer_names`; inputs and outputs are in the network's order.

    Raises:
        InvalidNetworkError: something is wrong with the network; nothing was allocated.
    """
    problems = tuple(problem for problem in check(network).problems if problem.severity == "error")
    if problems:
        raise InvalidNetworkError(problems)
    names = block_names(network)
    blocks: dict[str, keras.Model] = {}
    with _deep_recursion(network):
        for key in block_order(network):
            blocks[key] = _model_of(network.blocks[key], blocks, name=names[key])
        return _model_of(network, blocks)


@contextmanager
def _deep_recursion(network: Network) -> Iterator[None]:
    """Lets Keras, which follows the layers from the output by recursion, get through a network a thousand deep."""
    limit = sys.getrecursionlimit()
    size = len(network.nodes) + sum(len(block.nodes) for block in network.blocks.values())
    sys.setrecursionlimit(limit + 4 * size)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


def _model_of(graph: Graph, blocks: dict[str, keras.Model], name: str | None = None) -> keras.Model:
    names = layer_names(graph)
    extra = {} if name is None else {"name": name}
    order = model_nodes(graph)
    if is_plain_stack(graph, order):
        nodes = [graph.nodes_by_id[node_id] for node_id in order]
        layers = [make_layer(node.class_name, node.config, name=names[node.id]) for node in nodes[1:]]
        return keras.Sequential([_input(nodes[0], names), *layers], **extra)
    layers_by_owner: dict[str, keras.Layer | Operation] = {}
    tensors: dict[str, list[keras.KerasTensor]] = {}
    for node_id in order:
        node = graph.nodes_by_id[node_id]
        if node.class_name == INPUT:
            tensors[node_id] = [_input(node, names)]
            continue
        owner = graph.owner(node)
        if node.class_name == BLOCK:
            layer: keras.Layer | Operation = blocks[str(node.block)]
        elif owner.id in layers_by_owner:
            layer = layers_by_owner[owner.id]
        else:
            layer = make_callable(owner.class_name, owner.config, name=names[owner.id])
            layers_by_owner[owner.id] = layer
        tensors[node_id] = keras.tree.flatten(_call(layer, graph, node, tensors))
    inputs = [tensors[node_id][0] for node_id in input_ids(graph)]
    outputs = [tensors[endpoint.node][endpoint.output] for endpoint in output_endpoints(graph)]
    return keras.Model(_one_or_list(inputs), _one_or_list(outputs), **extra)


def _input(node: Node, names: dict[str, str]) -> keras.KerasTensor:
    shape = node.config["shape"]
    lengths = tuple(shape) if isinstance(shape, list) else ()
    return keras.Input(lengths, dtype=node.config.get("dtype") or "float32", name=names[node.id])


def _call(
    layer: keras.Layer | Operation, graph: Graph, node: Node, tensors: dict[str, list[keras.KerasTensor]]
) -> object:
    positional: list[object] = []
    named: dict[str, object] = call_values(node.class_name, node.call) if node.call else {}
    entry = load_catalog().node_entries.get(node.class_name)
    for argument, is_list, edges in arguments_of(entry, graph.edges_into.get(node.id, ())):
        given = [tensors[edge.source][edge.output] for edge in edges]
        value = given if is_list else given[0]
        if argument is None:
            positional.append(value)
        else:
            named[argument] = value
    return layer(*positional, **named)


def _one_or_list(tensors: list[keras.KerasTensor]) -> object:
    return tensors[0] if len(tensors) == 1 else tensors
