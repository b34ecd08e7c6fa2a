"""What each layer and operation makes of the range of values that come in."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any

from builder.catalog import load_catalog
from builder.recipe.ranges import (
    ANY,
    INF,
    UNKNOWN,
    Range,
    activated,
    added,
    constant,
    hull,
    multiplied,
    negated,
)

Shape = tuple[int | None, ...] | None

_MOVES = frozenset({"Reshape", "Flatten", "RepeatVector", "Identity", "ActivityRegularization"}) | {
    f"{kind}{rank}D" for kind in ("Cropping", "UpSampling") for rank in (1, 2, 3)
}
"""Layers that give the values that came in; rows stay rows where the last axis keeps its size."""
_AVERAGES = frozenset(f"{kind}Pooling{rank}D" for kind in ("Average", "GlobalAverage") for rank in (1, 2, 3))
_SELECTS = frozenset(f"{kind}Pooling{rank}D" for kind in ("Max", "GlobalMax") for rank in (1, 2, 3))
_ADDS_ZEROS = frozenset({f"ZeroPadding{rank}D" for rank in (1, 2, 3)} | {"Masking"})
_SCALED_IN_TRAINING = frozenset({"Dropout", *(f"SpatialDropout{rank}D" for rank in (1, 2, 3))})
_NOISE = frozenset({"AlphaDropout", "GaussianDropout", "GaussianNoise"})
_GATED = frozenset({"LSTM", "LSTMCell", "GRU", "GRUCell", *(f"ConvLSTM{rank}D" for rank in (1, 2, 3))})
"""Layers that multiply or mix what their activation gives by gates, which start from 0."""
_GATES = ("sigmoid", "hard_sigmoid")
_LEAKY = frozenset({"LeakyReLU", "ELU", "PReLU"})
_SPREADING = frozenset({"TimeDistributed", "SpectralNormalization"})
_MOVING_OPS = frozenset({"reshape", "expand_dims", "squeeze", "ravel", "copy", "stop_gradient", "cast", "broadcast_to"})
_MIXING_OPS = frozenset({"max", "min", "amax", "amin", "transpose", "swapaxes", "moveaxis", "flip", "roll", "sort"})
_MERGES = {
    "Add": added,
    "add": added,
    "Subtract": lambda one, other: added(one, negated(other)),
    "subtract": lambda one, other: added(one, negated(other)),
    "Multiply": multiplied,
    "multiply": multiplied,
}
_LARGEST = frozenset({"Maximum", "Minimum", "maximum", "minimum"})


def range_after(
    class_name: str, config: Mapping[str, Any], ranges: Sequence[Range], before: Shape, after: Shape
) -> Range:
    """Returns where the values lie that a layer or operation gives.

    Args:
        ranges: where the tensors lie that come in, in order.
        before: the shape of the first of them, batch included; None where it is not known.
        after: the shape of what comes out.
    """
    first = ranges[0] if ranges else UNKNOWN
    if class_name.startswith("ops."):
        return _operation(class_name.rpartition(".")[2], config, ranges, before, after)
    if class_name in _SPREADING or class_name == "Bidirectional":
        return _wrapped(class_name, config, ranges, before, after)
    if class_name in ("Softmax", "ReLU"):
        return _activation_layer(class_name, config, first, before)
    if class_name == "Activation":
        return _named(config.get("activation"), first)
    if class_name in _LEAKY:
        return ANY if first.free else UNKNOWN
    if class_name in _MOVES:
        return _moved(first, before, after, keeps_order=_channels_last(config) and _copies(config))
    if class_name == "Permute":
        dims = config.get("dims")
        stays = isinstance(dims, list) and bool(dims) and dims[-1] == len(dims)
        return first if stays else replace(first, sums=False)
    if class_name in _AVERAGES | _SELECTS:
        kept = _moved(first, before, after, keeps_order=_channels_last(config))
        return kept if class_name in _AVERAGES else replace(kept, sums=False)
    if class_name in _ADDS_ZEROS:
        return hull([first, replace(constant(0), after=first.after)], keeps_sums=False)
    if class_name in _SCALED_IN_TRAINING:
        return _dropped(first, config)
    if class_name in _NOISE:
        return ANY if first.free else UNKNOWN
    if class_name == "Rescaling":
        return _rescaled(first, config)
    if class_name in ("Average", "Concatenate"):
        last = class_name == "Concatenate" and _is_last(config.get("axis", -1), after)
        return hull(ranges, keeps_sums=not last)
    if class_name in _LARGEST:
        return hull(ranges, keeps_sums=False)
    if class_name in _MERGES:
        return reduce(_MERGES[class_name], ranges) if ranges else UNKNOWN
    return _learned(class_name, config)


def _learned(class_name: str, config: Mapping[str, Any]) -> Range:
    """Returns what a layer with an activation or with weights of its own gives."""
    entry = load_catalog().layers.get(class_name)
    if entry is None:
        return UNKNOWN
    cell = config.get("cell")
    if class_name == "RNN" and isinstance(cell, dict) and isinstance(cell.get("config"), dict):
        return _learned(str(cell.get("class_name")), cell["config"])
    spec = entry.arguments_by_name.get("activation")
    if spec is None:
        weights = any(argument.kind == "initializer" for argument in entry.arguments)
        return ANY if weights else UNKNOWN
    found = _named(config.get("activation", spec.default), ANY)
    if class_name not in _GATED:
        return found
    gate = entry.arguments_by_name["recurrent_activation"]
    if config.get("recurrent_activation", gate.default) not in _GATES:
        return ANY if found.free else UNKNOWN
    return replace(hull([found, constant(0)], keeps_sums=False), after=found.after)


def _named(value: Any, incoming: Range) -> Range:
    """Returns what the activation in a config leaves: None, a name, or an object of one."""
    if isinstance(value, dict):
        class_name, inner = str(value.get("class_name")), value.get("config")
        if class_name in load_catalog().layers:
            return range_after(class_name, inner if isinstance(inner, dict) else {}, [incoming], None, None)
        value = class_name
    return activated("linear" if value is None else str(value).lower(), incoming)


def _activation_layer(class_name: str, config: Mapping[str, Any], first: Range, before: Shape) -> Range:
    if class_name == "ReLU":
        if config.get("negative_slope") or config.get("threshold"):
            return ANY if first.free else UNKNOWN
        found, top = activated("relu", first), config.get("max_value")
        return found if top is None else replace(found, high=min(found.high, float(top)), sums=False)
    found = activated("softmax", first)
    return found if _is_last(config.get("axis", -1), before) else replace(found, sums=False)


def _wrapped(class_name: str, config: Mapping[str, Any], ranges: Sequence[Range], before: Shape, after: Shape) -> Range:
    inner = config.get("layer")
    if not isinstance(inner, dict) or not isinstance(inner.get("config", {}), dict):
        return UNKNOWN
    # A wrapper of time steps shows the layer the shape without them; whether the last axis stays is the same.
    found = range_after(str(inner.get("class_name")), inner.get("config", {}), ranges, before, after)
    if class_name in _SPREADING:
        return found
    mode = config.get("merge_mode", "concat")
    if mode in ("concat", "ave", None):
        return replace(found, sums=found.sums and mode != "concat")
    return added(found, found) if mode == "sum" else multiplied(found, found)


def _operation(name: str, config: Mapping[str, Any], ranges: Sequence[Range], before: Shape, after: Shape) -> Range:
    first = ranges[0] if ranges else UNKNOWN
    numbers = [constant(float(value)) for key, value in config.items() if _is_number(value) and key in ("x1", "x2")]
    both = [*numbers, *ranges] if "x1" in config else [*ranges, *numbers]
    if name in ("softmax", "sparsemax", "log_softmax"):
        found = activated(name, first)
        return found if _is_last(config.get("axis", -1), before) else replace(found, sums=False)
    if name in load_catalog().activations:
        return activated(name, first)
    if name in _MOVING_OPS:
        return _moved(first, before, after, keeps_order=True)
    if name in _MIXING_OPS:
        return replace(first, sums=False)
    if name == "mean":
        axis = config.get("axis")
        axes = axis if isinstance(axis, list) else [axis]
        return replace(first, sums=first.sums and None not in axes and not any(_is_last(one, before) for one in axes))
    if name == "clip" and _is_number(config.get("x_min")) and _is_number(config.get("x_max")):
        low, high = float(config["x_min"]), float(config["x_max"])
        return Range(max(first.low, low), min(first.high, high), free=first.free and not (low >= 0 and high <= 1))
    if name == "absolute":
        return Range(0, max(abs(first.low), abs(first.high)), free=first.free)
    if name == "negative":
        return negated(first)
    if name == "square":
        return Range(0, max(first.low**2, first.high**2), free=first.free)
    if name == "exp":
        return Range(0, INF, free=True) if first.free else Range(0, INF)
    if name in ("divide", "true_divide") and len(both) == 2 and both[1].low == both[1].high != 0:
        return multiplied(both[0], constant(1 / both[1].low))
    if name in _LARGEST:
        return hull(both, keeps_sums=False)
    if name in _MERGES:
        return reduce(_MERGES[name], both) if len(both) > 1 else UNKNOWN
    if name in ("concatenate", "stack"):
        return hull(ranges, keeps_sums=name == "concatenate" and not _is_last(config.get("axis", 0), after))
    return UNKNOWN


def _moved(first: Range, before: Shape, after: Shape, *, keeps_order: bool) -> Range:
    same = before is not None and after is not None and len(after) > 1 and before[-1] == after[-1] is not None
    return first if same and keeps_order else replace(first, sums=False)


def _dropped(first: Range, config: Mapping[str, Any]) -> Range:
    """Returns what Dropout leaves while it trains: zeros, and the others scaled up so that the mean stays."""
    rate = config.get("rate", 0.5)
    if rate == 0 or not _is_number(rate) or rate >= 1:
        return first
    scaled = multiplied(first, constant(1 / (1 - rate)))
    return hull([scaled, constant(0)], keeps_sums=False)


def _rescaled(first: Range, config: Mapping[str, Any]) -> Range:
    scale, offset = config.get("scale", 1), config.get("offset", 0)
    if not _is_number(scale) or not _is_number(offset):
        return ANY if first.free else UNKNOWN
    if (scale, offset) == (1, 0):
        return first
    return added(multiplied(first, constant(float(scale))), constant(float(offset)))


def _channels_last(config: Mapping[str, Any]) -> bool:
    return config.get("data_format") in (None, "channels_last")


def _copies(config: Mapping[str, Any]) -> bool:
    """Whether an UpSampling repeats values, or lies between them; cubic and Lanczos filters overshoot."""
    return config.get("interpolation", "nearest") in ("nearest", "bilinear")


def _is_last(axis: Any, shape: Shape) -> bool:
    return axis == -1 or (shape is not None and axis == len(shape) - 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
