"""A compiled model measured on data: every batch once, losses and metrics over all of them. Imports Keras."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np

from builder.training.worker.batches import Batches
from builder.training.worker.steps import CompiledSteps

Logs = dict[str, Any]
"""Losses and metrics by the names by which Keras logs them; tensors, some of several values."""


class Evaluation:
    """Measures one model, as often as asked."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._steps = CompiledSteps(model, "test")

    @property
    def one_by_one(self) -> bool:
        """Whether each batch is a call of its own, because a callback wants to hear of every one."""
        return self._steps.one_by_one

    @one_by_one.setter
    def one_by_one(self, value: bool) -> None:
        self._steps.one_by_one = value

    def run(
        self,
        batches: Batches,
        *,
        callbacks: Any = None,
        measured: Callable[[Logs], None] | None = None,
        after_call: Callable[[], None] | None = None,
    ) -> Logs:
        """Returns losses and metrics over all batches.

        Args:
            callbacks: a ``CallbackList`` that hears of it, as ``fit`` tells of its validation.
            measured: takes the result while the model is as it was measured, before a callback changes it back.
            after_call: called every fifth of a second; what it raises ends the evaluation.
        """
        model = self._model
        every = callbacks if callbacks is not None else keras.callbacks.CallbackList()
        model.stop_evaluating = False
        every.on_test_begin()
        model.reset_metrics()
        iterator = batches.epoch()
        done = 0
        logs: Logs = {}
        while done < batches.batches and not model.stop_evaluating:
            every.on_test_batch_begin(done)
            ran, logs = self._steps.run(iterator, batches.batches - done)
            done += ran
            every.on_test_batch_end(done - 1, logs)
            if after_call is not None:
                after_call()
        if measured is not None:
            measured(logs)
        every.on_test_end(logs)
        return logs


def figures_of(logs: Logs) -> dict[str, float]:
    """Returns a number a name; of a metric with a value for each class, as F1Score, each under a name of its own."""
    found: dict[str, float] = {}
    for name, value in logs.items():
        if isinstance(value, float):
            found[name] = value
            continue
        numbers = np.asarray(value, dtype=float)
        if numbers.size == 1:
            found[name] = float(numbers.item())
        else:
            found |= {f"{name}_{place}": float(number) for place, number in enumerate(numbers.flat)}
    return found
