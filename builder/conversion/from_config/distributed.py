"""A model in a TimeDistributed, and how many steps it is given, out of what Keras writes for the layer."""

from collections.abc import Mapping
from typing import Any

from builder.conversion.distributed import MAX_AXES, TIME_DISTRIBUTED
from builder.conversion.from_config.objects import MODELS, plain_object

Steps = tuple[int | None, ...]
"""The lengths of the axes of steps that follow the batch; None where a length is open."""


def distributed_model(data: Mapping[str, Any], where: str) -> tuple[Mapping[str, Any] | None, int]:
    """Returns the model that a layer is or, through one TimeDistributed or several, is around; with their number."""
    for axes in range(MAX_AXES + 1):
        class_name, config = plain_object(data, where)
        if class_name in MODELS:
            return data, axes
        inner = config.get("layer")
        if class_name != TIME_DISTRIBUTED or not isinstance(inner, Mapping):
            break
        data = inner
    return None, 0


def steps_of(data: Mapping[str, Any], axes: int) -> Steps:
    """Returns how many steps there are on each axis: what all calls say, or what the layer was built on; else None."""
    calls = data.get("inbound_nodes")
    shapes = [_shape_of_call(call) for call in calls] if isinstance(calls, list | tuple) else []
    if not shapes or shapes[0] is None:
        built = data.get("build_config")
        shapes = [built.get("input_shape") if isinstance(built, Mapping) else None]
    known = [tuple(shape[1 : 1 + axes]) for shape in shapes if isinstance(shape, list | tuple)]
    lengths = known[0] if known and all(steps == known[0] for steps in known) else ()
    return tuple(length if isinstance(length, int) else None for length in lengths) + (None,) * (axes - len(lengths))


def _shape_of_call(call: object) -> object:
    """Returns the shape of the first tensor, with the batch, which Keras 3 writes beside its origin."""
    args = call.get("args") if isinstance(call, Mapping) else None
    tensor = args[0] if isinstance(args, list | tuple) and args else None
    config = tensor.get("config") if isinstance(tensor, Mapping) else None
    return config.get("shape") if isinstance(config, Mapping) else None
