"""The variables of Keras layers by their place, as Keras's own file names them; loads those that fit. Imports Keras."""

import json
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import keras
from keras.src.backend.common import global_state
from keras.src.saving.keras_saveable import KerasSaveable
from keras.src.saving.saving_lib import _walk_saveable

from builder.conversion.from_config.graph import NodePath
from builder.conversion.keras_file import load_own_weights
from builder.conversion.to_keras import to_keras
from builder.conversion.weights.fitting import Kept, compared, graph_at, owners_of
from builder.conversion.weights.weights import LayerShapes, LayerWeights, WeightsArchive
from builder.engine.inference import call_layer
from builder.engine.layer_call import LayerCall
from builder.engine.operations import make_callable
from builder.engine.words import snake_case
from builder.network import Network
from builder.network.blocks import block_names
from builder.network.names import layer_names


def load_fitting(model: keras.Model, network: Network, archive: WeightsArchive) -> tuple[Kept, ...]:
    """Gives the model the weights of those layers that they still fit; says of each layer which it keeps.

    Args:
        model: what ``to_keras`` made of the network.
    """
    layers = _layers_by_node(model, network)
    found = {
        path: _shapes_of(layers[path], class_name) for path, class_name in owners_of(network).items() if path in layers
    }
    answers = compared(network, {path: shapes for path, shapes in found.items() if shapes.shapes}, archive.index)
    for answer in answers:
        if answer.kept:
            _load(layers[answer.path], archive.layers[answer.path].arrays)
    return answers


def archive_of(model: keras.Model, network: Network) -> WeightsArchive:
    """Returns the weights that the model has now; ``model`` is what ``to_keras`` made of the network."""
    layers = _layers_by_node(model, network)
    held = {
        path: LayerWeights(
            class_name,
            {place: keras.ops.convert_to_numpy(value) for place, value in _variables(layers[path])},
        )
        for path, class_name in owners_of(network).items()
        if path in layers
    }
    return WeightsArchive({path: weights for path, weights in held.items() if weights.arrays})


def archive_of_run(network: Network, content: bytes) -> WeightsArchive:
    """Returns the weights in the ``.keras`` file of one of our own trainings, whose network is given."""
    model = to_keras(network)
    with tempfile.TemporaryDirectory(prefix="layerloom-") as folder:
        path = Path(folder) / "model.keras"
        path.write_bytes(content)
        load_own_weights(model, path)
    return archive_of(model, network)


def shapes_of_call(call: LayerCall) -> LayerShapes:
    """Returns the shapes of the weights that a layer makes for this call; nothing is allocated."""
    try:
        with keras.StatelessScope(initialize_variables=False), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layer = make_callable(call.class_name, json.loads(call.config))
            call_layer(layer, call)
            return _shapes_of(layer, call.class_name)
    finally:
        global_state.set_global_attribute("uninitialized_variables", [])


def _layers_by_node(model: keras.Model, network: Network) -> dict[NodePath, Any]:
    models: dict[str, keras.Model] = {"": model}
    wanted = {name: key for key, name in block_names(network).items()}
    pending = [model]
    while pending:
        for layer in pending.pop().layers:
            if isinstance(layer, keras.Model) and layer.name in wanted and wanted[layer.name] not in models:
                models[wanted[layer.name]] = layer
                pending.append(layer)
    found: dict[NodePath, Any] = {}
    for key, inner in models.items():
        graph = graph_at(network, key)
        by_name = {layer.name: layer for layer in inner.layers}
        for node_id, name in layer_names(graph).items():
            if name in by_name and graph.nodes_by_id[node_id].block is None:
                found[key, node_id] = by_name[name]
    return found


def _shapes_of(layer: Any, class_name: str) -> LayerShapes:
    return LayerShapes(class_name, {place: tuple(value.shape) for place, value in _variables(layer)})


def _variables(layer: Any) -> Iterator[tuple[str, Any]]:
    for place, _, store in _stores(layer):
        yield from ((f"{place}vars/{key}", value) for key, value in store.items())


def _load(layer: Any, arrays: Mapping[str, Any]) -> None:
    for place, saveable, store in list(_stores(layer)):
        saveable.load_own_variables({key: arrays[f"{place}vars/{key}"] for key in store})


def _stores(layer: Any) -> Iterator[tuple[str, Any, dict[str, Any]]]:
    """Yields for each part of a layer that holds variables its place, itself and the variables, as Keras saves them."""
    pending: list[tuple[str, Any]] = [("", layer)]
    seen: set[int] = set()
    while pending:
        prefix, saveable = pending.pop()
        if id(saveable) in seen or isinstance(saveable, keras.random.SeedGenerator):
            continue
        seen.add(id(saveable))
        store: dict[str, Any] = {}
        if hasattr(saveable, "save_own_variables"):
            saveable.save_own_variables(store)
        if store:
            yield prefix, saveable, store
        inner = [
            (f"{prefix}{attribute}/{place}", part)
            for attribute, child in _walk_saveable(saveable)
            for place, part in _parts(child)
        ]
        pending.extend(reversed(inner))


def _parts(child: Any) -> Iterator[tuple[str, Any]]:
    """Yields what an attribute holds: one part, or those in a list by class and number, as Keras names them."""
    if isinstance(child, KerasSaveable):
        yield "", child
    elif isinstance(child, list | tuple | dict | set):
        used: dict[str, int] = {}
        for part in child.values() if isinstance(child, dict) else child:
            if isinstance(part, KerasSaveable):
                stem = snake_case(type(part).__name__)
                times = used.get(stem, 0)
                used[stem] = times + 1
                yield f"{stem}_{times}/" if times else f"{stem}/", part
