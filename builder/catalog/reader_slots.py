"""How many numbers an optimizer keeps for each number of a weight, found by building it. Imports Keras."""

from math import prod
from typing import Any

import keras

from builder.catalog.specs import ArgumentSpec, LossEntry, OptimizerEntry

_SHAPE = (64, 48)
"""A kernel large enough for the few numbers that an optimizer keeps beside its slots to vanish in the rounding."""


def with_slots(entry: LossEntry) -> OptimizerEntry:
    """Returns the entry of an optimizer with its slots, and with the arguments that add some."""
    fields = {name: getattr(entry, name) for name in LossEntry.model_fields}
    count = _slots(entry.class_name)
    more = {
        spec.name: _slots(entry.class_name, **{spec.name: value}) - count
        for spec in entry.arguments
        if (value := _switched(spec)) is not None
    }
    return OptimizerEntry(**fields, slots=count, more_slots={name: added for name, added in more.items() if added})


def _switched(spec: ArgumentSpec) -> bool | int | float | None:
    """Returns a value that turns the argument on or off, as it is not by default; None where there is none."""
    if spec.kind == "boolean":
        return not spec.default
    if spec.kind in ("integer", "number") and not spec.default:
        return 2 if spec.kind == "integer" else 0.5
    return None


def _slots(class_name: str, **config: Any) -> int:
    optimizer = getattr(keras.optimizers, class_name)(**config)
    optimizer.build([keras.Variable(keras.ops.zeros(_SHAPE), name="kernel")])
    numbers: int = sum(prod(variable.shape) for variable in optimizer.variables)
    return round(numbers / prod(_SHAPE))
