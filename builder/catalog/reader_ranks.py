"""The ranks of tensors that a layer takes, found by asking Keras: each is tried on the default configuration.

Where an argument names axes of the input (the ``dims`` of Permute), its length decides the rank: it is tried at each.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import keras
from keras.src.backend.common import global_state

from builder.catalog.loading import default_config
from builder.catalog.overlay import layer_rows
from builder.catalog.specs import InputPort, LayerEntry

SHAPES: dict[int, tuple[tuple[int, ...], ...]] = {
    1: ((),),
    2: ((64,), (3,), (1,), (4096,)),
    3: ((24, 64), (24, 3), (1200, 1), (1, 1200)),
    4: ((24, 24, 64), (24, 24, 3), (3, 24, 24)),
    5: ((24, 24, 24, 64), (24, 24, 24, 3), (3, 24, 24, 24)),
    6: ((8, 8, 8, 8, 64),),
}
"""The shapes, without the batch, that are tried for each rank: many and few channels, a long signal, channels first."""

_STATE_SIZE = 64
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
    """Whether the entry builds on some tensor of this rank, by default or with its axes listed."""
    for config, inputs in product(_configs(entry, rank), sample_inputs(entry, rank)):
        try:
            call(entry, config, inputs)
        except Exception:  # noqa: BLE001  # Keras and TensorFlow refuse with errors of any class; refusal is the answer
            continue
        return True
    return False


def _configs(entry: LayerEntry, rank: int) -> Iterator[dict[str, Any]]:
    """Yields the default configuration, and it with every axis in each list of whole numbers that it cannot do without.

    Lists of a fixed length, such as strides, say nothing of the rank.
    """
    base = default_config(entry)
    yield base
    for spec in entry.arguments:
        if spec.kind == "integers" and spec.required and spec.length is None and not spec.scalar:
            yield {**base, spec.name: list(range(1, rank))}


def call(entry: LayerEntry, config: Mapping[str, Any], inputs: Mapping[str, Any]) -> Any:
    """Calls a new layer of the entry's class on symbolic tensors; no weights are allocated.

    Args:
        inputs: a tensor, or a list of them, by the name of the port.
    """
    first, *others = entry.inputs
    named = {port.argument: inputs[port.name] for port in others if port.argument and port.name in inputs}
    try:
        with keras.StatelessScope(initialize_variables=False):
            return make(entry.class_name, config)(inputs[first.name], **named)
    finally:
        # Keras keeps the variables to allocate them when the next scope ends, where one bad initializer stops them all.
        global_state.set_global_attribute("uninitialized_variables", [])


def make(class_name: str, config: Mapping[str, Any]) -> Any:
    """Builds a layer whose configuration is our own, so that nested objects need no check."""
    return getattr(keras.layers, class_name)(**{name: _materialise(value) for name, value in config.items()})


def sample_inputs(entry: LayerEntry, rank: int) -> Iterator[dict[str, Any]]:
    """Yields symbolic tensors by name of port for the ports that must be filled, over the shapes of one rank."""
    for shape, dtype in product(SHAPES[rank], _DTYPES):
        yield {port.name: _tensors(port, (None, *shape), dtype) for port in entry.inputs if not port.optional}


def _tensors(port: InputPort, shape: tuple[int | None, ...], dtype: str) -> Any:
    tensor = keras.KerasTensor((None, _STATE_SIZE) if port.name == "states" else shape, dtype)
    return [tensor] * port.at_least if port.variadic else tensor


def _materialise(value: Any) -> Any:
    if isinstance(value, dict):
        return make(value["class_name"], value["config"])
    if isinstance(value, list):
        return tuple(_materialise(item) for item in value)
    return value
