"""Builds the Keras model of a network. Imports Keras."""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import keras

from builder.catalog import load_catalog
from builder.conversion.errors import InvalidNetworkError
from builder.conversion.plan import arguments_of, is_plain_stack
from builder.engine.build import call_values, make_layer
from builder.engine.check import check
from builder.engine.operations import Operation, make_callable
from builder.network import BLOCK, INPUT, Block, Graph, Network, Node
from builder.network.blocks import block_names, blocks_made_first, model_nodes
from builder.network.names import layer_names
from builder.network.topology import input_ids, output_endpoints


class _Blocks:
    """The blocks of a network, each with the model of it once that is asked for."""

    def __init__(self, network: Network) -> None:
        self.by_key = network.blocks
        self._names = block_names(network)
        self._models: dict[str, keras.Model] = {}

    def model(self, key: str) -> keras.Model:
        if key not in self._models:
            self._models[key] = _model_of(self.by_key[key], self, name=self._names[key])
        return self._models[key]


def to_keras(network: Network) -> keras.Model:
    """Returns the network as a new, not compiled model: a Sequential where it is a plain stack, else functional.

    Layers are named by :func:`builder.network.names.layer_names`; inputs and outputs are in the network's order.

    Raises:
        InvalidNetworkError: something is wrong with the network; nothing was allocated.
    """
    problems = tuple(problem for problem in check(network).problems if problem.severity == "error")
    if problems:
        raise InvalidNetworkError(problems)
    with _deep_recursion(network):
        blocks = _Blocks(network)
        for key in blocks_made_first(network):
            blocks.model(key)
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


def _model_of(graph: Graph, blocks: _Blocks, name: str | None = None) -> keras.Model:
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
            layer: keras.Layer | Operation = blocks.model(str(node.block))
        elif owner.id in layers_by_owner:
            layer = layers_by_owner[owner.id]
        else:
            layer = make_callable(owner.class_name, owner.config, name=names[owner.id])
            layers_by_owner[owner.id] = layer
        block = blocks.by_key[str(node.block)] if node.class_name == BLOCK else None
        tensors[node_id] = _in_order(_call(layer, graph, node, tensors, block), block)
    inputs = [tensors[node_id][0] for node_id in input_ids(graph)]
    outputs = [tensors[endpoint.node][endpoint.output] for endpoint in output_endpoints(graph)]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="When providing `inputs` as a dict")  # keys may differ from names
        return keras.Model(_structure(inputs, graph.input_keys), _structure(outputs, graph.output_keys), **extra)


def _input(node: Node, names: dict[str, str]) -> keras.KerasTensor:
    shape = node.config["shape"]
    lengths = tuple(shape) if isinstance(shape, list) else ()
    return keras.Input(lengths, dtype=node.config.get("dtype") or "float32", name=names[node.id])


def _call(
    layer: keras.Layer | Operation,
    graph: Graph,
    node: Node,
    tensors: dict[str, list[keras.KerasTensor]],
    block: Block | None,
) -> object:
    positional: list[object] = []
    if block is not None:
        edges = graph.edges_into.get(node.id, ())
        given = [tensors[edge.source][edge.output] for edge in edges]
        return layer(_structure(given, block.input_keys), **node.call)
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


def _structure(tensors: list[keras.KerasTensor], keys: tuple[str, ...]) -> object:
    """Returns what a model takes or gives: a dict where it has keys, else one tensor or a list."""
    if len(keys) == len(tensors):
        return dict(zip(keys, tensors, strict=True))
    return tensors[0] if len(tensors) == 1 else tensors


def _in_order(result: object, block: Block | None) -> list[keras.KerasTensor]:
    """Returns what a layer gave in the order of its outputs; the dict of a block is in the order of its keys."""
    if isinstance(result, dict) and block is not None:
        return [result[key] for key in block.output_keys]
    return list(keras.tree.flatten(result))
