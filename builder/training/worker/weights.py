"""The weights worth keeping while a model trains: the last good epoch's and the best one's. Imports Keras."""

import hashlib
import logging
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import keras
import numpy as np

from builder.store import ArtifactFolder, FullDiskError
from builder.store.errors import full_disk_told
from builder.training.outcome import TrainingError
from builder.training.worker.epoch import VALIDATION, Epoch

MODEL = "model.keras"
BEST = "best.keras"

log = logging.getLogger(__name__)

LEAST_SECONDS = 2.0
"""How long at least between two savings while training goes on."""

COST_SHARE = 0.05
"""What saving may take of the time, at most."""


class WeightKeeper:
    """Copies the weights by which every epoch was judged, and saves the model now and then: a kill loses little."""

    def __init__(self, model: Any, folder: ArtifactFolder) -> None:
        self._model = model
        self._folder = folder
        self._last: tuple[int, list[Any]] | None = None
        self._best: list[Any] | None = None
        self._best_loss = float("inf")
        self._wait_until = 0.0
        self._epochs: dict[bytes, int] = {}
        self._saved_best: int | None = None
        self.best_epoch: int | None = None

    def take(self, epoch: Epoch) -> None:
        """Keeps the weights of an epoch, which the model must have as they were when the epoch was judged.

        Raises:
            TrainingError: they are not all finite.
        """
        weights = self._copied()
        self._refuse_broken(weights, f"in epoch {epoch.number}")
        self._last = epoch.number, weights
        self._epochs[_digest(weights)] = epoch.number
        loss = epoch.logs.get(f"{VALIDATION}loss", epoch.logs["loss"])
        if loss < self._best_loss:
            self._best, self._best_loss, self.best_epoch = weights, loss, epoch.number
        if time.monotonic() >= self._wait_until:
            begun = time.monotonic()
            try:
                self._save_now()
            except FullDiskError as error:  # which the next epoch may not be, and the end of the training tells
                log.warning("Epoch %d is not kept yet. %s", epoch.number, error)
            now = time.monotonic()
            self._wait_until = now + max(LEAST_SECONDS, (now - begun) / COST_SHARE)

    def state(self) -> dict[str, Any]:
        """Returns all that is kept, to be :meth:`put` into the keeper of another process; the arrays are not copied."""
        digests = np.frombuffer(b"".join(self._epochs), dtype="uint8")
        return {
            "last": self._last,
            "best": self._best,
            "best_loss": float(self._best_loss),
            "best_epoch": self.best_epoch,
            "digests": digests.reshape(len(self._epochs), -1),
            "epochs": np.array(list(self._epochs.values()), dtype="int64"),
        }

    def put(self, state: Mapping[str, Any]) -> None:
        """Keeps what the keeper of another process did."""
        number, weights = state["last"]
        self._last = number, weights
        self._best, self._best_loss, self.best_epoch = state["best"], state["best_loss"], state["best_epoch"]
        digests = [digest.tobytes() for digest in state["digests"]]
        self._epochs = dict(zip(digests, state["epochs"].tolist(), strict=True))

    def epoch_in_model(self) -> int | None:
        """Returns the epoch that was judged by the very weights that the model has now; None where none was.

        Raises:
            TrainingError: they are not all finite.
        """
        weights = self._copied()
        self._refuse_broken(weights, "at the end of the training")
        return self._epochs.get(_digest(weights))

    def go_back(self) -> int | None:
        """Puts the weights of the last good epoch back into the model and returns its number; None without one."""
        if self._last is None:
            return None
        number, weights = self._last
        self._assign(weights)
        return number

    def save_all(self) -> None:
        """Saves the model as it is now, and as it was when its best epoch was judged."""
        self.save(MODEL)
        if self._best is not None:
            now = self._copied()
            self._assign(self._best)
            try:
                self.save(BEST)
            finally:  # the training may go on without that file
                self._assign(now)

    def _save_now(self) -> None:
        """Saves the model that was just judged, and the best one where that is another and not saved yet."""
        if self.best_epoch == self._saved_best:
            self.save(MODEL)
        else:
            self.save_all()
            self._saved_best = self.best_epoch

    def save(self, name: str) -> None:
        """Writes the model under this name, whole or not at all."""
        with full_disk_told(name), tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / MODEL
            self._model.save(path)
            self._folder.put(name, path)

    def _copied(self) -> list[Any]:
        return [variable.numpy().copy() for variable in self._model.weights]

    def _assign(self, weights: list[Any]) -> None:
        for variable, value in zip(self._model.weights, weights, strict=True):
            variable.assign(value)

    def _refuse_broken(self, weights: list[Any], when: str) -> None:
        for variable, value in zip(self._model.weights, weights, strict=True):
            if not keras.backend.is_float_dtype(variable.dtype):
                continue
            # NumPy does not count bfloat16 among its own floats.
            numbers = value if np.issubdtype(value.dtype, np.floating) else value.astype("float32")
            if np.isfinite(numbers).all():
                continue
            became = "NaN" if np.isnan(numbers).any() else "infinite"
            place = variable.path.removeprefix(f"{self._model.name}/").rpartition("/")[0]
            raise TrainingError(
                f'The weights of "{place}" became {became} {when}, whatever the loss says. '
                "Another optimizer, a smaller learning rate or scaled inputs usually help."
            )


def _digest(weights: list[Any]) -> bytes:
    found = hashlib.sha256()
    for value in weights:
        found.update(np.ascontiguousarray(value).data.cast("B") if value.size else b"")
    return found.digest()
