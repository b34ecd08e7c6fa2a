"""Masks that Keras hands on by itself: written into every call that got one, though nobody wrote them."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from builder.catalog.specs import LayerEntry
from builder.conversion.from_config.calls import KerasTensor
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

_COMBINING: dict[str, frozenset[str]] = {
    **dict.fromkeys(("AdditiveAttention", "Attention"), frozenset({"ConvertToTensor"})),
    **dict.fromkeys(("Add", "Average", "Maximum", "Minimum", "Multiply", "Subtract"), frozenset({"LogicalOr"})),
    "Concatenate": frozenset({"Any", "Concatenate", "ExpandDims", "LogicalOr"}),
}
"""Layers that make their mask of those of their inputs, in ``compute_mask`` -> the operations that they do it with."""

_OPERATIONS = frozenset({"Any", "NotEqual"}).union(*_COMBINING.values())

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
    uses = _uses(layers, feedings)
    masks = _made(layers, feedings, uses)
    if not masks:
        return {name: list(calls) for name, calls in feedings.items()}
    takers: dict[KerasTensor, list[KerasTensor]] = {}
    for name, calls in feedings.items():
        if _hands_on(layers[name]):
            for call, feeding in enumerate(calls):
                for fed in feeding.fed if _combines(layers[name]) else feeding.fed[:1]:
                    takers.setdefault(fed.tensor, []).append(KerasTensor(name, call, 0))
    bearing, pending = dict(masks), list(masks)
    while pending:
        source = pending.pop()
        for tensor in takers.get(source, ()):
            handed = bearing[source]
            if operations := _combines(layers[tensor.layer]):
                handed = _made_with(operations, handed, uses)
            known = bearing.get(tensor, set())
            if not handed <= known:
                bearing[tensor] = known | handed
                pending.append(tensor)
    return {name: [_unmasked(feeding, bearing) for feeding in calls] for name, calls in feedings.items()}


class _Use(NamedTuple):
    """A call of an operation that a tensor flows into, with the number that it is compared with, if it is."""

    operation: str
    number: object
    made: KerasTensor


def _uses(layers: Mapping[str, _Layer], feedings: Mapping[str, Sequence[Feeding]]) -> dict[KerasTensor, list[_Use]]:
    """Returns each tensor -> the operations that make masks which it flows into."""
    found: dict[KerasTensor, list[_Use]] = {}
    for name, calls in feedings.items():
        entry = layers[name].entry
        if entry is not None and entry.operation in _OPERATIONS:
            for call, feeding in enumerate(calls):
                use = _Use(entry.operation, feeding.constants.get("x2"), KerasTensor(name, call, 0))
                for fed in feeding.fed:
                    found.setdefault(fed.tensor, []).append(use)
    return found


def _made(
    layers: Mapping[str, _Layer], feedings: Mapping[str, Sequence[Feeding]], uses: Mapping[KerasTensor, list[_Use]]
) -> dict[KerasTensor, set[KerasTensor]]:
    """Returns each tensor that bears a mask from its beginning -> the operations' tensors that are this mask."""
    found: dict[KerasTensor, set[KerasTensor]] = {}
    for name, calls in feedings.items():
        layer = layers[name]
        class_name = layer.entry.class_name if layer.entry else ""
        if class_name == "Masking" or (class_name == "Embedding" and layer.config.get("mask_zero")):
            number = layer.config.get("mask_value", 0.0) if class_name == "Masking" else 0
            for call, feeding in enumerate(calls):
                asked = uses.get(feeding.fed[0].tensor, ())
                masks = {use.made for use in asked if use.operation == "NotEqual" and use.number == number}
                if class_name == "Masking":
                    masks = _made_with(frozenset({"Any"}), masks, uses)
                if masks:
                    found[KerasTensor(name, call, 0)] = masks
    return found


def _made_with(
    operations: frozenset[str], tensors: set[KerasTensor], uses: Mapping[KerasTensor, list[_Use]]
) -> set[KerasTensor]:
    """Returns all that calls of these operations, one after the other, make of the tensors."""
    found: set[KerasTensor] = set()
    pending = list(tensors)
    while pending:
        for use in uses.get(pending.pop(), ()):
            if use.operation in operations and use.made not in found:
                found.add(use.made)
                pending.append(use.made)
    return found


def _combines(layer: _Layer) -> frozenset[str]:
    """Returns the operations with which the layer makes its mask; none where it has that of its first input."""
    return frozenset() if layer.entry is None else _COMBINING.get(layer.entry.class_name, frozenset())


def _hands_on(layer: _Layer) -> bool:
    if layer.entry is None:
        return False
    if layer.entry.class_name == "Bidirectional":
        inner = layer.config.get("layer")
        config = inner.get("config") if isinstance(inner, Mapping) else None
        return isinstance(config, Mapping) and bool(config.get("return_sequences"))
    if layer.entry.class_name in _OVER_TIME:
        return bool(layer.config.get("return_sequences"))
    return layer.entry.class_name in HAND_ON or bool(_combines(layer))


def _unmasked(feeding: Feeding, bearing: Mapping[KerasTensor, set[KerasTensor]]) -> Feeding:
    """Leaves out a mask that the tensor it belongs to bears already."""
    if len(feeding.fed) < 2:
        return feeding
    first = next((fed.tensor for fed in feeding.fed if fed.argument is None), None)
    same = set() if first is None else bearing.get(first, set())
    kept = tuple(fed for fed in feeding.fed if fed.argument != "mask" or fed.index or fed.tensor not in same)
    return Feeding(kept, feeding.constants)
