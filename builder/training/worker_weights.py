"""The weights worth keeping while a model trains: the last good epoch's and the best one's. Imports Keras."""

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from builder.store import ArtifactFolder
from builder.training.worker_loop import Epoch

MODEL = "model.keras"
BEST = "best.keras"

LEAST_SECONDS = 2.0
"""How long at least between two savings while training goes on."""

COST_SHARE = 0.05
"""What saving may take of the time, at most."""


class WeightKeeper:
    """Copies the weights after every good epoch, and saves the model now and then so that a kill loses little."""

    def __init__(self, model: Any, folder: ArtifactFolder) -> None:
        self._model = model
        self._folder = folder
        self._last: list[Any] | None = None
        self._best: list[Any] | None = None
        self._best_loss = float("inf")
        self._wait_until = 0.0
        self.best_epoch: int | None = None

    def take(self, epoch: Epoch) -> None:
        """Keeps the weights of an epoch that ended well; one whose weights are not finite is passed over."""
        weights = [variable.numpy().copy() for variable in self._model.weights]
        if not all(np.isfinite(one).all() for one in weights if np.issubdtype(one.dtype, np.floating)):
            return
        self._last = weights
        loss = epoch.logs.get("val_loss", epoch.logs["loss"])
        if loss < self._best_loss:
            self._best, self._best_loss, self.best_epoch = weights, loss, epoch.number
        if time.monotonic() >= self._wait_until:
            begun = time.monotonic()
            self.save(MODEL)
            now = time.monotonic()
            self._wait_until = now + max(LEAST_SECONDS, (now - begun) / COST_SHARE)

    def go_back(self) -> bool:
        """Puts the weights of the last good epoch back into the model; False where there was none."""
        if self._last is None:
            return False
        self._assign(self._last)
        return True

    def save_all(self) -> None:
        """Saves the model as it is now, and as it was after its best epoch."""
        self.save(MODEL)
        if self._best is not None:
            now = [variable.numpy().copy() for variable in self._model.weights]
            self._assign(self._best)
            self.save(BEST)
            self._assign(now)

    def save(self, name: str) -> None:
        """Writes the model under this name, whole or not at all."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / MODEL
            self._model.save(path)
            self._folder.put(name, path)

    def _assign(self, weights: list[Any]) -> None:
        for variable, value in zip(self._model.weights, weights, strict=True):
            variable.assign(value)
