"""Which layers of a network still fit the weights that were kept for them, and why the others begin fresh."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from builder.conversion.from_config.graph import NodePath
from builder.conversion.weights.weights import LayerShapes
from builder.engine.check import ask_keras
from builder.engine.graph_checker import GraphChecker
from builder.engine.layer_call import LayerCall
from builder.engine.words import counted
from builder.network import BLOCK, INPUT, Graph, Network
from builder.network.blocks import block_order, model_nodes


@dataclass(frozen=True, slots=True)
class Kept:
    """Whether one layer keeps its imported weights, and in words why it does not."""

    path: NodePath
    title: str
    kept: bool
    reason: str = ""


def fitting_weights(network: Network, index: Mapping[NodePath, LayerShapes]) -> tuple[Kept, ...]:
    """Returns for each layer with weights whether those in the archive fit it as it is now. Imports Keras when asked.

    Args:
        index: what :attr:`builder.conversion.weights.weights.WeightsArchive.index` says of the archive.
    """
    checker = GraphChecker(network.blocks, ask_keras)
    calls = {("", node): call for node, call in checker.through(network).built.items()}
    for key in block_order(network):
        calls.update({(key, node): call for node, call in checker.block(key).built.items()})
    owners = owners_of(network)
    found = {path: _shapes(calls[path]) for path in owners if path in calls}
    return compared(network, {path: shapes for path, shapes in found.items() if shapes.shapes}, index)


def compared(
    network: Network, found: Mapping[NodePath, LayerShapes], index: Mapping[NodePath, LayerShapes]
) -> tuple[Kept, ...]:
    """Returns the answer for each layer in ``found``, which says what weights the layers have now."""
    return tuple(
        Kept(path, _title(network, path), not reason, reason)
        for path, shapes in found.items()
        for reason in (_difference(shapes, index.get(path)),)
    )


def owners_of(network: Network) -> dict[NodePath, str]:
    """Returns the class of every layer that the model has, once for those that several nodes share."""
    return {path: name for key in ("", *block_order(network)) for path, name in _owners(network, key)}


def _owners(network: Network, key: str) -> Iterator[tuple[NodePath, str]]:
    graph = graph_at(network, key)
    for node_id in model_nodes(graph):
        owner = graph.owner(graph.nodes_by_id[node_id])
        if owner.class_name not in (INPUT, BLOCK) and not owner.class_name.startswith("ops."):
            yield (key, owner.id), owner.class_name


def graph_at(network: Network, key: str) -> Graph:
    """Returns the network itself for the key "", else the block of that key."""
    return network.blocks[key] if key else network


@lru_cache(maxsize=5_000)
def _shapes(call: LayerCall) -> LayerShapes:
    from builder.conversion.weights.layers import shapes_of_call

    return shapes_of_call(call)


def _difference(now: LayerShapes, then: LayerShapes | None) -> str:
    if then is None:
        return "it is new"
    if then.class_name != now.class_name:
        return f"it was a {then.class_name}"
    if set(then.shapes) != set(now.shapes):
        return f"it has {counted(len(now.shapes), 'array')} of weights where it had {len(then.shapes)}"
    place = next((place for place in now.shapes if now.shapes[place] != then.shapes[place]), None)
    return "" if place is None else f"its weights are {_words(now, place)} where they were {_words(then, place)}"


def _words(shapes: LayerShapes, place: str) -> str:
    return "×".join(map(str, shapes.shapes[place])) or "one number"


def _title(network: Network, path: NodePath) -> str:
    key, node_id = path
    title = graph_at(network, key).nodes_by_id[node_id].title
    return f"{network.blocks[key].name} / {title}" if key else title
