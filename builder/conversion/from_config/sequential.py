"""A Sequential's config as that of the functional model that it amounts to, so that there is one kind to read."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from builder.conversion.errors import RefusedModelError
from builder.network import INPUT
from builder.network.limits import MAX_DEPTH
from builder.network.names import unique_name


def as_object(data: object) -> object:
    """Gives a Sequential of the oldest format, whose config is the bare list of layers, the form of all others."""
    if isinstance(data, Mapping) and isinstance(data.get("config"), list) and data.get("class_name") == "Sequential":
        return {**data, "config": {"layers": data["config"]}}
    return data


def as_functional(config: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Returns a Sequential's config as that of the functional model that it amounts to."""
    layers = [dict(layer) if isinstance(layer, Mapping) else {} for layer in config["layers"]]
    for number, layer in enumerate(layers):
        own = layer.get("config")
        name = own.get("name") if isinstance(own, Mapping) else None
        layer["name"] = name if isinstance(name, str) and name else f"layer_{number}"
    if layers[0].get("class_name") not in ("InputLayer", INPUT):
        own = layers[0].get("config")
        first: Mapping[str, Any] = own if isinstance(own, Mapping) else {}
        shape = _input_shape(layers[0]) or config.get("build_input_shape")
        if not shape:
            raise RefusedModelError(
                f"{where} is a Sequential that does not say what it takes. Begin it with keras.Input(shape=...), "
                "or build it before saving, so that its sizes are known."
            )
        dtype = first.get("dtype") if isinstance(first.get("dtype"), str) and "batch_input_shape" in first else None
        if layers[0].get("class_name") == "Embedding":
            dtype = None  # its own dtype is that of its vectors, not of the words
        name = unique_name("input_layer", {str(layer["name"]) for layer in layers})
        made = {"class_name": "InputLayer", "config": {"batch_shape": shape, "dtype": dtype}, "name": name}
        layers.insert(0, made)
    for before, layer in pairwise(layers):
        layer["inbound_nodes"] = [[[before["name"], 0, 0, {}]]]
    ends = [[layers[0]["name"], 0, 0]], [[layers[-1]["name"], 0, 0]]
    return {**config, "layers": layers, "input_layers": ends[0], "output_layers": ends[1]}


def _input_shape(layer: Mapping[str, Any]) -> Any:
    """Returns what a layer says of the shape that it takes; a model says it by its own first layer."""
    for _ in range(MAX_DEPTH):
        config = layer.get("config")
        if not isinstance(config, Mapping):
            return None
        shape = config.get("batch_input_shape") or config.get("batch_shape")
        inner = config.get("layers")
        if shape or not isinstance(inner, list | tuple) or not inner or not isinstance(inner[0], Mapping):
            return shape
        layer = inner[0]
    return None
