"""The ranks of tensors that a layer takes, found by asking Keras: each rank is tried on the default configuration."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import keras

from builder.catalog.loading import default_config
from builder.catalog.overlay import layer_rows
from builder.catalog.specs import LayerEntry

SHAPES: dict[int, tuple[int, ...]] = {1: (), 2: (24,), 3: (24, 24), 4: (24, 24, 24), 5: (24, 24, 24, 24), 6: (8,) * 5}
"""A shape without the batch for each rank that is tried; the last size is the channels."""

_CHANNELS = (64, 3)
_DTYPES = ("float32", "int32", "string")


def read_ranks(entry: LayerEntry) -> tuple[int, ...] | None:
    """Returns the ranks, batch included, of the first input that Keras accepts; None where all from 2 on go."""
    accepted = tuple(rank for rank in SHAPES if rank_is_accepted(entry, rank))
    return None if set(SHAPES) - {1} <= set(accepted) else accepted


def with_ranks(entry: LayerEntry) -> LayerEntry:
    """Returns the entry with the ranks that Keras accepts, unless the overlay has set them or there is no input."""
    if not entry.inputs or "ranks" in layer_rows().get(entry.class_name, {}):
        return entry
    return entry.model_copy(update={"ranks": read_ranks(entry)})


def rank_is_accepted(entry: LayerEntry, rank: int) -> bool:
    """Whether the entry's default configuration builds on some tensor of this rank."""
    for inputs in sample_inputs(entry, rank):
        try:
            call(entry, default_config(entry), inputs)
        except Exception:  # noqa: BLE001  # Keras and TensorFlow refuse with errors of any class; refusal is the answer
            continue
        return True
    return False


def call(entry: LayerEntry, config: Mapping[str, Any], inputs: Mapping[str, Any]) -> Any:
    """Calls a new layer of the entry's class on symbolic tensors; no weights are allocated.

    Args:
        inputs: a tensor, or a list of them, by the name of the port.
    """
    first, *others = entry.inputs
    named = {port.argument: inputs[port.name] for port in others if port.argument and port.name in inputs}
    with keras.StatelessScope():
        return make(entry.class_name, config)(inputs[first.name], **named)


def make(class_name: str, config: Mapping[str, Any]) -> Any:
    """Builds a layer whose configuration is our own, so that nested objects need no check."""
    return getattr(keras.layers, class_name)(**{name: _materialise(value) for name, value in config.items()})


def sample_inputs(entry: LayerEntry, rank: int) -> Iterator[dict[str, Any]]:
    """Yields symbolic tensors for the ports that must be filled, of one rank, with several channels and dtypes."""
    for channels, dtype in product(_CHANNELS if rank > 1 else (0,), _DTYPES):
        shape = (None, *SHAPES[rank][:-1], channels) if rank > 1 else (None,)
        filled = [port for port in entry.inputs if not port.optional]
        yield {
            port.name: _tensors(
                shape if port.name != "states" else (None, 64), dtype, port.at_least, port.variadic, entry
            )
            for port in filled
        }


def _tensors(shape: tuple[int | None, ...], dtype: str, count: int, variadic: bool, entry: LayerEntry) -> Any:
    if not variadic:
        return keras.KerasTensor(shape, dtype)
    return [keras.KerasTensor(shape, dtype) for _ in range(count)]


def _materialise(value: Any) -> Any:
    if isinstance(value, dict):
        return make(value["class_name"], value["config"])
    if isinstance(value, list):
        return [_materialise(item) for item in value]
    return value
