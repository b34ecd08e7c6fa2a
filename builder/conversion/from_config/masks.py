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

_OVER_TIME = frozenset({"RNN", "LSTM", "GRU", "SimpleRNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"})


class _Layer(Protocol):
    entry: LayerEntry | None
    config: dict[str, Any]


def without_automatic_masks(
    layers: Mapping[str, _Layer], feedings: Mapping[str, Sequence[Feeding]]
) -> dict[str, list[Feeding]]:
    """Returns what flows into the calls without the masks that Keras would hand on anyway.

    An Embedding with ``mask_zero`` and a Masking make a mask of what flows into them, which Keras writes as operations.
    """
    masks = _made(layers, feedings)
    if not masks:
        return {name: list(calls) for name, calls in feedings.items()}
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
                bearing[tensor] = bearing[source]
                pending.append(tensor)
    return {name: [_unmasked(feeding, bearing) for feeding in calls] for name, calls in feedings.items()}


def _made(layers: Mapping[str, _Layer], feedings: Mapping[str, Sequence[Feeding]]) -> dict[Tensor, Tensor]:
    """Returns each tensor that bears a mask from its beginning -> the operation's tensor that is this mask."""
    differing: dict[tuple[Tensor, Any], Tensor] = {}
    reduced: dict[Tensor, Tensor] = {}
    for name, calls in feedings.items():
        entry = layers[name].entry
        for call, feeding in enumerate(calls):
            if entry is None or len(feeding.fed) != 1:
                continue
            if entry.operation == "NotEqual":
                differing[feeding.fed[0].tensor, feeding.constants.get("x2")] = Tensor(name, call, 0)
            elif entry.operation == "Any":
                reduced[feeding.fed[0].tensor] = Tensor(name, call, 0)
    found: dict[Tensor, Tensor] = {}
    for name, calls in feedings.items():
        layer = layers[name]
        class_name = layer.entry.class_name if layer.entry else ""
        for call, feeding in enumerate(calls):
            if class_name == "Embedding" and layer.config.get("mask_zero"):
                mask = differing.get((feeding.fed[0].tensor, 0))
            elif class_name == "Masking":
                unequal = differing.get((feeding.fed[0].tensor, layer.config.get("mask_value", 0.0)))
                mask = None if unequal is None else reduced.get(unequal)
            else:
                continue
            if mask is not None:
                found[Tensor(name, call, 0)] = mask
    return found


def _hands_on(layer: _Layer) -> bool:
    if layer.entry is None:
        return False
    if layer.entry.class_name == "Bidirectional":
        inner = layer.config.get("layer")
        config = inner.get("config") if isinstance(inner, Mapping) else None
        return isinstance(config, Mapping) and bool(config.get("return_sequences"))
    if layer.entry.class_name in _OVER_TIME:
        return bool(layer.config.get("return_sequences"))
    return layer.entry.class_name in HAND_ON


def _unmasked(feeding: Feeding, bearing: Mapping[Tensor, Tensor]) -> Feeding:
    """Leaves out a mask that the tensor it belongs to bears already."""
    if len(feeding.fed) < 2:
        return feeding
    first = next((fed.tensor for fed in feeding.fed if fed.argument is None), None)
    mask = None if first is None else bearing.get(first)
    kept = tuple(fed for fed in feeding.fed if fed.argument != "mask" or fed.index or fed.tensor != mask)
    return Feeding(kept, feeding.constants)
