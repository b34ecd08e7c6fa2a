"""Layers that are none of the catalogue's, as layers and operations of Keras that do the same."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from builder.conversion.from_config.tensorflow import as_operation, operation

SAVED_AS = "saved_as"
"""The key under which a rewritten layer keeps its old class, by which Keras's weights files name it."""


def catalogued(layers: Iterable[object]) -> Iterator[object]:
    """Yields the layers of a model; the classes of ``keras.applications`` and TensorFlow's functions are rewritten."""
    for layer in layers:
        config = layer.get("config") if isinstance(layer, Mapping) else None
        if isinstance(layer, Mapping) and isinstance(config, Mapping) and _is_keras_own(layer):
            yield from _rewritten(dict(layer), config)
        else:
            yield layer


def _is_keras_own(layer: Mapping[str, Any]) -> bool:
    module = layer.get("module")
    return module is None or (isinstance(module, str) and module.startswith("keras.src.applications."))


def _rewritten(layer: dict[str, Any], config: Mapping[str, Any]) -> Iterator[object]:
    match layer.get("class_name"):
        case "LayerScale" if "projection_dim" in config:
            yield _layer_scale(layer, config)
        case "CustomScaleLayer" if "scale" in config:
            yield from _scaled_sum(layer, config)
        case "TFOpLambda" | "SlicingOpLambda":
            yield from as_operation(layer, config)
        case _:
            yield layer


def _layer_scale(layer: dict[str, Any], config: Mapping[str, Any]) -> dict[str, Any]:
    """ConvNeXt's: each channel times a weight of its own."""
    own = {name: value for name, value in config.items() if name not in ("init_values", "projection_dim")}
    start = {"class_name": "Constant", "config": {"value": config.get("init_values", 1e-6)}}
    arguments = {"equation": "...d,d->...d", "output_shape": config["projection_dim"], "kernel_initializer": start}
    rewritten = {"module": "keras.layers", "class_name": "EinsumDense", "config": own | arguments}
    return layer | rewritten | {"registered_name": None, SAVED_AS: "LayerScale"}


def _scaled_sum(layer: dict[str, Any], config: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """InceptionResNetV2's: the first of two tensors plus the second times a number."""
    nodes = layer.get("inbound_nodes")
    node = nodes[0] if isinstance(nodes, list | tuple) and len(nodes) == 1 else None
    args = node.get("args") if isinstance(node, Mapping) else None
    pair = args[0] if isinstance(args, list | tuple) and len(args) == 1 else None
    if not isinstance(pair, list | tuple) or len(pair) != 2:
        yield layer
        return
    name = str(layer.get("name") or config.get("name"))
    scaled = f"{name}_scaled"
    product = {"class_name": "__keras_tensor__", "config": {"keras_history": [scaled, 0, 0]}}
    yield operation("Multiply", scaled, [_call(pair[1], config["scale"])])
    yield operation("Add", name, [_call(pair[0], product)])


def _call(*args: object) -> dict[str, Any]:
    return {"args": list(args), "kwargs": {}}
