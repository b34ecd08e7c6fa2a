"""What the epochs of a training came to, as figures, as points on curves, as columns in a checkpoint, as a file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from builder.store import ArtifactFolder, MetricPoint

HISTORY = "history.json"

VALIDATION = "val_"
"""How Keras marks a metric of the validation data."""


@dataclass(frozen=True)
class Epoch:
    """What one epoch came to, a number a name; validation metrics bear Keras's prefix ``val_``.

    ``step`` counts the weight updates until its end, ``time`` is when it was judged.
    """

    number: int
    logs: dict[str, float]
    step: int = 0
    time: float = 0.0

    def points(self) -> list[MetricPoint]:
        """Returns the figures as points on the curves of epochs, those of the training first."""
        logs = self.logs.items()
        train = {name: value for name, value in logs if not name.startswith(VALIDATION)}
        validation = {name.removeprefix(VALIDATION): value for name, value in logs if name.startswith(VALIDATION)}
        return [*self._points("train", train), *self._points("validation", validation)]

    def _points(self, split: Literal["train", "validation"], logs: Mapping[str, float]) -> list[MetricPoint]:
        return [
            MetricPoint(self.step, self.number, "epoch", split, name, value, self.time) for name, value in logs.items()
        ]


def to_columns(epochs: Sequence[Epoch]) -> dict[str, Any]:
    """Returns epochs that logged the same names as an array for each name, and for number, step and time."""
    names = epochs[0].logs if epochs else {}
    return {
        "number": np.array([epoch.number for epoch in epochs], dtype="int64"),
        "step": np.array([epoch.step for epoch in epochs], dtype="int64"),
        "time": np.array([epoch.time for epoch in epochs], dtype="float64"),
        "logs": {name: np.array([epoch.logs[name] for epoch in epochs], dtype="float64") for name in names},
    }


def from_columns(columns: Mapping[str, Any]) -> list[Epoch]:
    """Returns the epochs of which :func:`to_columns` made columns."""
    logs = {name: column.tolist() for name, column in columns["logs"].items()}
    rows = zip(*(columns[name].tolist() for name in ("number", "step", "time")), strict=True)
    return [
        Epoch(number, {name: column[place] for name, column in logs.items()}, step, time)
        for place, (number, step, time) in enumerate(rows)
    ]


def write_history(folder: ArtifactFolder, history: Mapping[str, Sequence[float]]) -> None:
    """Writes what each name was logged with, epoch by epoch, as ``fit`` returns it."""
    folder.write(HISTORY, json.dumps(history, indent=1).encode())
