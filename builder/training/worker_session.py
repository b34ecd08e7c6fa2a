"""A training that has begun: what it has come to so far, and the three ways it can end. Imports Keras."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import keras

from builder.network import Recipe
from builder.store import ArtifactFolder, RunStatus
from builder.training.outcome import Outcome
from builder.training.worker_batches import Batches
from builder.training.worker_loop import Epoch, Loop
from builder.training.worker_weights import WeightKeeper

log = logging.getLogger(__name__)

HISTORY = "history.json"


class Session:
    """Runs a loop, keeps weights and history, and turns its end into an outcome."""

    def __init__(
        self,
        *,
        recipe: Recipe,
        loop: Loop,
        callbacks: Sequence[Any],
        weights: WeightKeeper,
        folder: ArtifactFolder,
        test: Batches | None,
    ) -> None:
        self._recipe = recipe
        self._loop = loop
        self._callbacks = list(callbacks)
        self._weights = weights
        self._folder = folder
        self._test = test
        self._history: list[Epoch] = []

    def run(self) -> Outcome:
        """Trains to the end, tests, and returns the outcome.

        Raises:
            StoppedError: asked to stop; :meth:`stopped` is the outcome.
            Exception: whatever went wrong; :meth:`failed` is the outcome.
        """
        self._loop.run(self._callbacks, self._after_epoch)
        kept = self._kept_epoch()
        results = _results(kept.logs)
        if self._test is not None:
            tested = self._loop.evaluate(self._test, "test")
            self._loop.report_test(tested)
            results |= {f"test/{name}": value for name, value in tested.items()}
        return self._end("finished", self._how_it_ended(kept), results)

    def stopped(self) -> Outcome:
        """Keeps the weights as they are in the middle of an epoch."""
        progress = self._loop.progress
        where = (
            f"in epoch {progress.epoch} of {progress.epochs}, after batch {progress.batch:,} of {progress.batches:,}"
        )
        return self._end("stopped", f"Stopped {where}." if progress.step else "Stopped before the first batch.")

    def failed(self, message: str) -> Outcome:
        """Goes back to the weights of the last epoch that ended well, and keeps those if there are any."""
        if not self._history:
            return Outcome("failed", message)
        self._weights.go_back()
        return self._end("failed", message)

    def _after_epoch(self, epoch: Epoch) -> None:
        self._history.append(epoch)
        self._weights.take(epoch)
        log.info("Epoch %d: %s", epoch.number, ", ".join(f"{name} {value:.4g}" for name, value in epoch.logs.items()))

    def _end(self, status: RunStatus, message: str, results: Mapping[str, float] | None = None) -> Outcome:
        names = list(dict.fromkeys(name for epoch in self._history for name in epoch.logs))
        history = {name: [epoch.logs.get(name) for epoch in self._history] for name in names}
        self._folder.write(HISTORY, json.dumps(history, indent=1).encode())
        self._weights.save_all()
        if results is None:
            results = _results(self._history[-1].logs) if self._history else {}
        return Outcome(status, message, results, self._weights.best_epoch)

    def _kept_epoch(self) -> Epoch:
        """Returns the epoch whose weights the model has now: the last, unless EarlyStopping went back."""
        for callback in self._callbacks:
            if isinstance(callback, keras.callbacks.EarlyStopping) and callback.restore_best_weights:
                return self._history[int(callback.best_epoch)]
        return self._history[-1]

    def _how_it_ended(self, kept: Epoch) -> str:
        done, planned = len(self._history), self._loop.progress.epochs
        if done == planned:
            text = f"Finished {planned} epochs." if planned > 1 else "Finished the only epoch."
        else:
            early = next((one for one in self._callbacks if getattr(one, "stopped_epoch", 0)), None)
            why = f": {early.monitor} did not get better for {early.patience} epochs" if early else ""
            text = f"Ended early, after epoch {done} of {planned}{why}."
        return text if kept.number == done else f"{text} The weights are those of epoch {kept.number}."


def _results(logs: Mapping[str, float]) -> dict[str, float]:
    return {
        f"validation/{name.removeprefix('val_')}" if name.startswith("val_") else f"train/{name}": value
        for name, value in logs.items()
    }
