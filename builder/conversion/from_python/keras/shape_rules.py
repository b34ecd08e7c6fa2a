"""Output shapes by class: what a layer or operation makes of the shapes of its inputs, batch included."""

from collections.abc import Callable
from typing import Any

from builder.conversion.from_python.keras.graph import Layer
from builder.conversion.from_python.keras.shape_arithmetic import (
    LayerSettings,
    Shape,
    concatenated,
    joined,
    merged,
    product,
    reshaped,
    split,
    window,
)
from builder.conversion.from_python.keras.shape_operations import parts_of, shape_of_operation

_Given = dict[str | None, list[Shape | None]]
_UNCHANGED = frozenset({"normalization", "regularization", "activation"})


def output_shapes(layer: Layer, given: _Given, count: int) -> list[Shape | None]:
    """Returns the shape of each output, None for those that no rule tells."""
    entry, config = layer.entry, LayerSettings(layer)
    first: list[Shape | None] = given.get(None, [None])
    if layer.is_input:
        given_shape: Any = layer.config.get("shape")
        return [(None, *given_shape) if isinstance(given_shape, list) else None]
    try:
        if entry.class_name in _MANY and all(shape is not None for shape in first):
            return [_MANY[entry.class_name](config, first)]
        shape = first[0]
        if shape is None:
            return [None] * count
        if entry.class_name in _SEVERAL:
            return _SEVERAL[entry.class_name](config, shape, count)
        rule = _RULES.get(entry.class_name)
        if rule is not None:
            found: Shape | None = rule(config, shape)
        elif entry.outputs_from and (parts := parts_of(entry.class_name, config, shape)) is not None:
            return [*parts, *[None] * (count - len(parts))][:count]
        elif entry.operation:
            found = shape_of_operation(entry.class_name, config, given)
        else:
            found = shape if entry.family in _UNCHANGED or entry.class_name in _SAME else None
    except (TypeError, ValueError, IndexError, ZeroDivisionError, KeyError):
        found = None  # a config that Keras would refuse, too
    return [found] + [None] * (count - 1)


def _convolution(channels: Callable[[LayerSettings, int | None], Any]) -> Callable[[LayerSettings, Shape], Shape]:
    def rule(config: LayerSettings, shape: Shape) -> Shape:
        inner, before = split(config, shape)
        rank = len(inner)
        sizes = zip(
            inner,
            config.sizes("kernel_size", rank),
            config.sizes("strides", rank),
            config.sizes("dilation_rate", rank),
            strict=True,
        )
        lengths = [window(length, k, s, config["padding"], d) for length, k, s, d in sizes]
        return joined(config, shape[0], lengths, channels(config, before))

    return rule


def _transposed(config: LayerSettings, shape: Shape) -> Shape | None:
    inner, _ = split(config, shape)
    rank = len(inner)
    if config["output_padding"] is not None or any(d != 1 for d in config.sizes("dilation_rate", rank)):
        return None
    lengths: list[int | None] = []
    for length, kernel, stride in zip(
        inner, config.sizes("kernel_size", rank), config.sizes("strides", rank), strict=True
    ):
        grown = None if length is None else length * stride
        more = 0 if config["padding"] == "same" else max(kernel - stride, 0)
        lengths.append(None if grown is None else grown + more)
    return joined(config, shape[0], lengths, config["filters"])


def _pooling(config: LayerSettings, shape: Shape) -> Shape:
    inner, channels = split(config, shape)
    rank = len(inner)
    pools = config.sizes("pool_size", rank)
    strides = pools if config["strides"] is None else config.sizes("strides", rank)
    lengths = [window(n, p, s, config["padding"]) for n, p, s in zip(inner, pools, strides, strict=True)]
    return joined(config, shape[0], lengths, channels)


def _global_pooling(config: LayerSettings, shape: Shape) -> Shape:
    inner, channels = split(config, shape)
    kept: list[int | None] = [1] * len(inner) if config["keepdims"] else []
    return joined(config, shape[0], kept, channels)


def _scaled(config: LayerSettings, shape: Shape) -> Shape:
    inner, channels = split(config, shape)
    lengths = [None if n is None else n * s for n, s in zip(inner, config.sizes("size", len(inner)), strict=True)]
    return joined(config, shape[0], lengths, channels)


def _margins(sign: int, name: str) -> Callable[[LayerSettings, Shape], Shape]:
    def rule(config: LayerSettings, shape: Shape) -> Shape:
        inner, channels = split(config, shape)
        given = config[name]
        if len(inner) == 1 and isinstance(given, list) and len(given) == 2 and not isinstance(given[0], list):
            given = [given]  # the two ends of the one dimension
        margins = given if isinstance(given, list) else [given] * len(inner)
        ends = [sum(margin) if isinstance(margin, list) else 2 * margin for margin in margins]
        lengths = [None if n is None else n + sign * end for n, end in zip(inner, ends, strict=True)]
        return joined(config, shape[0], lengths, channels)

    return rule


def _recurrent(config: LayerSettings, shape: Shape, count: int) -> list[Shape | None]:
    units = config["units"]
    output: Shape = (shape[0], shape[1], units) if config["return_sequences"] else (shape[0], units)
    return [output, *[(shape[0], units)] * (count - 1)]


def _flattened(config: LayerSettings, shape: Shape) -> Shape:
    return (shape[0], product(shape[1:]) if len(shape) > 1 else 1)


def _bidirectional(config: LayerSettings, shape: Shape, count: int) -> list[Shape | None]:
    inner = config["layer"]
    own = inner["config"]
    units, mode = own["units"], config["merge_mode"]
    width = 2 * units if mode == "concat" else units
    output: Shape = (shape[0], shape[1], width) if own.get("return_sequences") else (shape[0], width)
    return [output, *[(shape[0], units)] * (count - 1)]


def _dot(config: LayerSettings, shapes: list[Shape | None]) -> Shape | None:
    one, other = (shape for shape in shapes if shape is not None)
    axes = config["axes"]
    first, second = axes if isinstance(axes, list) else (axes, axes)
    left = [size for place, size in enumerate(one) if place != first % len(one)]
    right = [size for place, size in enumerate(other) if place not in (0, second % len(other))]
    found = (*left, *right)
    return found if len(found) > 1 else (*found, 1)


def _attended(config: LayerSettings, shapes: list[Shape | None]) -> Shape | None:
    query, value = shapes[0], shapes[1]
    return None if query is None or value is None else (*query[:-1], value[-1])


_RULES: dict[str, Callable[[LayerSettings, Shape], Shape | None]] = {
    **{f"Conv{n}D": _convolution(lambda config, before: config["filters"]) for n in (1, 2, 3)},
    **{f"SeparableConv{n}D": _convolution(lambda config, before: config["filters"]) for n in (1, 2)},
    **{
        f"DepthwiseConv{n}D": _convolution(
            lambda config, before: None if before is None else before * config["depth_multiplier"]
        )
        for n in (1, 2)
    },
    **{f"Conv{n}DTranspose": _transposed for n in (1, 2, 3)},
    **{f"{kind}Pooling{n}D": _pooling for kind in ("Max", "Average") for n in (1, 2, 3)},
    **{f"Global{kind}Pooling{n}D": _global_pooling for kind in ("Max", "Average") for n in (1, 2, 3)},
    **{f"UpSampling{n}D": _scaled for n in (2, 3)},
    **{f"ZeroPadding{n}D": _margins(1, "padding") for n in (1, 2, 3)},
    **{f"Cropping{n}D": _margins(-1, "cropping") for n in (1, 2, 3)},
    "Dense": lambda config, shape: (*shape[:-1], config["units"]),
    "Embedding": lambda config, shape: (*shape, config["output_dim"]),
    "Flatten": _flattened,
    "MultiHeadAttention": lambda config, shape: shape if config["output_shape"] is None else None,
    "Permute": lambda config, shape: (shape[0], *(shape[place] for place in config["dims"])),
    "RepeatVector": lambda config, shape: (shape[0], config["n"], shape[1]),
    "Reshape": lambda config, shape: (shape[0], *reshaped(shape[1:], config["target_shape"])),
    "Resizing": lambda config, shape: joined(
        config, shape[0], [config["height"], config["width"]], split(config, shape)[1]
    ),
    "UpSampling1D": lambda config, shape: (shape[0], None if shape[1] is None else shape[1] * config["size"], shape[2]),
}
_SAME = frozenset({"Identity", "Masking", "Rescaling", "Activation"})
_SEVERAL: dict[str, Callable[[LayerSettings, Shape, int], list[Shape | None]]] = {
    "Bidirectional": _bidirectional,
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN"), _recurrent),
}
_MANY: dict[str, Callable[[LayerSettings, list[Shape | None]], Shape | None]] = {
    "AdditiveAttention": _attended,
    "Attention": _attended,
    "Concatenate": concatenated,
    "Dot": _dot,
    **dict.fromkeys(("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"), merged),
}
