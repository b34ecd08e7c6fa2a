"""Masks that Keras hands on by itself: written into every call that got one, though nobody wrote them."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from builder.catalog.specs import LayerEntry
from builder.conversion.from_config.calls import Tensor
from builder.conversion.from_config.feeds import Feeding

HAND_ON = frozenset(
    {
        "Activation",
        "ActivityRegularization",
        "AlphaDropout",
        "BatchNormalization",
        "Dense",
        "Dropout",
        "ELU",
        "GaussianDropout",
        "GaussianNoise",
        "GroupNormalization",
        "GroupQueryAttention",
        "Identity",
        "LayerNormalization",
        "LeakyReLU",
        "MultiHeadAttention",
        "Normalization",
        "PReLU",
        "ReLU",
        "Rescaling",
        "Softmax",
        "SpatialDropout1D",
        "SpatialDropout2D",
        "SpatialDropout3D",
        "TimeDistributed",
        "UnitNormalization",
    }
)
"""Layers whose output has the mask of their first input; a test holds them against Keras."""

_CONVERTING = frozenset({"AdditiveAttention", "Attention"})
"""Those that hand it on through an operation of their own."""

_OVER_TIME = frozenset({"RNN", "LSTM", "GRU", "SimpleRNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"})


class _Layer(Protocol):
    entry: LayerEntry | None
    config: dict[str, Any]


def without_automatic_masks(
    layers: Mapping[str, _Layer], feedings: Mapping[str, Sequence[Feeding]]
) -> dict[str, list[Feeding]]:
    """Returns what flows into the calls without the masks that Keras would hand on anyway.

    An Embedding with ``mask_zero`` and a Masking make a mask of what flows into them, which Keras writes as operations,
    anew at each call.
    """
    masks = _made(layers, feedings)
    if not masks:
        return {name: list(calls) for name, calls in feedings.items()}
    converted = _results(layers, feedings, "ConvertToTensor")
    takers: dict[Tensor, list[Tensor]] = {}
    for name, calls in feedings.items():
        if _hands_on(layers[name]):
            for call, feeding in enumerate(calls):
                if feeding.fed:
                    takers.setdefault(feeding.fed[0].tensor, []).append(Tensor(name, call, 0))
    bearing, pending = dict(masks), list(masks)
    while pending:
        source = pending.pop()
        for tensor in takers.get(source, ()):
            if tensor not in bearing:
                entry = layers[tensor.layer].entry
                converts = entry is not None and entry.class_name in _CONVERTING
                bearing[tensor] = _all_of(converted, bearing[source]) if converts else bearing[source]
                pending.append(tensor)
    return {name: [_unmasked(feeding, bearing) for feeding in calls] for name, calls in feedings.items()}


def _made(layers: Mapping[str, _Layer], feedings: Mapping[str, Sequence[Feeding]]) -> dict[Tensor, set[Tensor]]:
    """Returns each tensor that bears a mask from its beginning -> the operations' tensors that are this mask."""
    found: dict[Tensor, set[Tensor]] = {}
    reduced = _results(layers, feedings, "Any")
    for name, calls in feedings.items():
        layer = layers[name]
        class_name = layer.entry.class_name if layer.entry else ""
        if not (class_name == "Masking" or (class_name == "Embedding" and layer.config.get("mask_zero"))):
            continue
        value = layer.config.get("mask_value", 0.0) if class_name == "Masking" else 0
        unlike = _results(layers, feedings, "NotEqual", value)
        for call, feeding in enumerate(calls):
            masks = unlike.get(feeding.fed[0].tensor, set())
            if masks:
                found[Tensor(name, call, 0)] = _all_of(reduced, masks) if class_name == "Masking" else masks
    return found


def _results(
    layers: Mapping[str, _Layer], feedings: Mapping[str, Sequence[Feeding]], operation: str, value: object = None
) -> dict[Tensor, set[Tensor]]:
    """Returns each tensor -> what calls of the operation make of it, those alone whose other operand is ``value``."""
    found: dict[Tensor, set[Tensor]] = {}
    for name, calls in feedings.items():
        entry = layers[name].entry
        if entry is not None and entry.operation == operation:
            for call, feeding in enumerate(calls):
                if len(feeding.fed) == 1 and feeding.constants.get("x2") == value:
                    found.setdefault(feeding.fed[0].tensor, set()).add(Tensor(name, call, 0))
    return found


def _all_of(results: Mapping[Tensor, set[Tensor]], tensors: set[Tensor]) -> set[Tensor]:
    return {result for tensor in tensors for result in results.get(tensor, ())}


def _hands_on(layer: _Layer) -> bool:
    if layer.entry is None:
        return False
    if layer.entry.class_name == "Bidirectional":
        inner = layer.config.get("layer")
        config = inner.get("config") if isinstance(inner, Mapping) else None
        return isinstance(config, Mapping) and bool(config.get("return_sequences"))
    if layer.entry.class_name in _OVER_TIME:
        return bool(layer.config.get("return_sequences"))
    return layer.entry.class_name in HAND_ON | _CONVERTING


def _unmasked(feeding: Feeding, bearing: Mapping[Tensor, set[Tensor]]) -> Feeding:
    """Leaves out a mask that the tensor it belongs to bears already."""
    if len(feeding.fed) < 2:
        return feeding
    first = next((fed.tensor for fed in feeding.fed if fed.argument is None), None)
    same = set() if first is None else bearing.get(first, set())
    kept = tuple(fed for fed in feeding.fed if fed.argument != "mask" or fed.index or fed.tensor not in same)
    return Feeding(kept, feeding.constants)
