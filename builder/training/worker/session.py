"""A training that has begun: what it has come to so far, and the three ways it can end. Imports Keras."""

import logging
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from builder.engine.words import counted
from builder.store import ArtifactFolder, RunStatus, StoreError
from builder.training.outcome import Outcome, StoppedError, TrainingError, plain_end
from builder.training.worker.backup import Backup
from builder.training.worker.batches import Batches
from builder.training.worker.checkpoint import Checkpoint
from builder.training.worker.epoch import VALIDATION, Epoch, from_columns, to_columns, write_history
from builder.training.worker.loop import TrainingLoop
from builder.training.worker.saved import SavedModels
from builder.training.worker.state import put_callback, put_variables, take_callback, take_variables
from builder.training.worker.weights import BEST, MODEL, WeightKeeper

log = logging.getLogger(__name__)

_TOLERANCE = 1e-3
"""By how much, at most, a figure measured again may differ: the order of sums is not the same on every device."""


class TrainingSession:
    """Runs a loop, keeps weights and history, and turns its end into an outcome.

    The figures of an outcome are measured with the file that it leaves behind. Where they are not those that the
    training saw, the message says so.
    """

    def __init__(
        self,
        *,
        loop: TrainingLoop,
        callbacks: Sequence[Any],
        weights: WeightKeeper,
        saved: SavedModels,
        folder: ArtifactFolder,
        validation: Batches | None,
        test: Batches | None,
        backup: Backup | None = None,
        checkpoint: Checkpoint | None = None,
    ) -> None:
        self._loop = loop
        self._callbacks = list(callbacks)
        self._weights = weights
        self._saved = saved
        self._folder = folder
        self._validation = validation
        self._test = test
        self._backup = backup
        self._checkpoint = checkpoint
        self._history: list[Epoch] = []

    def run(self) -> Outcome:
        """Trains to the end, tests, and returns the outcome.

        Raises:
            StoppedError: asked to stop; :meth:`stopped` is the outcome.
            Exception: whatever went wrong; :meth:`failed` is the outcome.
        """
        self._loop.run(self._callbacks, self._judged, begun=self._take_up, epoch_over=self._keep_epoch)
        kept = self._weights.epoch_in_model()
        words = [self._how_it_ended()]
        if kept is None:
            words.append(
                f"The weights were changed after epoch {self._history[-1].number} was judged, by a callback or by the "
                "moving average of the optimizer: validation and test are measured with what they are now."
            )
        elif kept != self._history[-1].number:
            words.append(f"The weights are those of epoch {kept}.")
        self._keep_files()
        results, remarks = self._measured(kept)
        return self._outcome("finished", [*words, *remarks], results)

    def stopped(self) -> Outcome:
        """Keeps the weights as they are in the middle of an epoch."""
        progress = self._loop.progress
        words = ["Stopped before the first batch."]
        if progress.step:
            words = [
                f"Stopped in epoch {progress.epoch} of {progress.epochs}, "
                f"after batch {progress.batch:,} of {progress.batches:,}."
            ]
        try:
            kept = self._weights.epoch_in_model()
        except TrainingError as error:
            return self.failed(f"{words[0]} {error}")
        if self._history and kept != self._history[-1].number:
            words.append(f"The figures are those of epoch {self._history[-1].number}; the weights have moved on since.")
        self._keep_files()
        return self._outcome("stopped", words, self._results_of_last())

    def failed(self, message: str) -> Outcome:
        """Goes back to the weights of the last epoch that ended well, and keeps those if there are any."""
        last = self._weights.go_back()
        if last is None or not self._history:
            return Outcome("failed", message)
        try:
            self._keep_files()
        except StoreError as error:  # the disk is full, perhaps the very reason why the training failed
            log.exception("The files could not be kept.")
            return self._outcome("failed", dict.fromkeys((message, str(error))), self._results_of_last())
        results, remarks = self._measured(last, with_test=False)
        return self._outcome(
            "failed", [message, f"The weights that were kept are those of epoch {last}.", *remarks], results
        )

    def _judged(self, epoch: Epoch) -> None:
        self._weights.take(epoch)
        self._history.append(epoch)
        log.info("Epoch %d: %s", epoch.number, ", ".join(f"{name} {value:.4g}" for name, value in epoch.logs.items()))

    def _keep_epoch(self) -> None:
        if self._backup is not None:
            self._backup.epoch_is_over(self._take)

    def _take(self) -> Checkpoint:
        """Returns all that this process knows of the training and another needs to go on with it."""
        return Checkpoint(
            {
                "loop": self._loop.take(),
                "weights": self._weights.state(),
                "judged": to_columns(self._history),
                "variables": take_variables(self._loop.model),
                "callbacks": [take_callback(one) for one in self._callbacks],
            }
        )

    def _take_up(self) -> None:
        """Goes to where another process was, if there was one that got anywhere."""
        if self._checkpoint is None:
            return
        content = self._checkpoint.content
        put_variables(self._loop.model, content["variables"])
        for one, state in zip(self._callbacks, content["callbacks"], strict=True):
            put_callback(one, state)
        self._weights.put(content["weights"])
        self._history = from_columns(content["judged"])
        self._loop.put(content["loop"])
        self._checkpoint = None
        log.info("Going on after epoch %d.", self._history[-1].number)

    def _keep_files(self) -> None:
        if self._backup is not None:
            self._backup.finish()
        write_history(self._folder, self._loop.history())
        self._weights.save_all()

    def _measured(self, kept: int | None, *, with_test: bool = True) -> tuple[dict[str, float], list[str]]:
        """Returns the figures of the saved model, and in words where its files are not what the training saw.

        Args:
            kept: the epoch whose weights the model has; None where it is no epoch's.
        """
        judged = next((epoch for epoch in self._history if epoch.number == kept), None)
        parts = {"validation": self._validation, "test": self._test if with_test else None}
        given = {part: batches for part, batches in parts.items() if batches is not None}
        results = _results((judged or self._history[-1]).logs)
        try:
            found = self._saved.measure(MODEL, given, after_call=self._loop.stop_if_asked)
            remarks = [] if judged is None else _differences(MODEL, judged, found.get("validation", {}))
            remarks += self._remarks_on_best(kept)
        except StoppedError:
            raise
        except Exception as error:  # the training itself is over: what it learned is kept, and this is told beside it
            log.exception("The saved files could not be measured.")
            return results, [f"The figures are those of the training: its files could not be measured again ({error})."]
        for part, figures in found.items():
            results |= {f"{part}/{name}": value for name, value in figures.items()}
        if "test" in found:
            self._loop.report_test(found["test"])
        broken = [name for name, value in results.items() if name.endswith("/loss") and not math.isfinite(value)]
        return results, [
            *remarks,
            *(f"The loss of the {name.partition('/')[0]} data is not a number." for name in broken),
        ]

    def _remarks_on_best(self, kept: int | None) -> list[str]:
        number = self._weights.best_epoch
        if number in (None, kept) or self._validation is None:
            return []
        (best,) = (epoch for epoch in self._history if epoch.number == number)
        found = self._saved.measure(BEST, {"validation": self._validation}, after_call=self._loop.stop_if_asked)
        return _differences(BEST, best, found["validation"])

    def _outcome(self, status: RunStatus, words: Iterable[str], results: Mapping[str, float]) -> Outcome:
        return Outcome(status, " ".join(words), results, self._weights.best_epoch)

    def _results_of_last(self) -> dict[str, float]:
        return _results(self._history[-1].logs) if self._history else {}

    def _how_it_ended(self) -> str:
        done, planned = self._history[-1].number, self._loop.progress.epochs
        if done == planned:
            return plain_end(planned)
        early = next((one for one in self._callbacks if getattr(one, "stopped_epoch", 0)), None)
        why = f": {early.monitor} did not get better for {counted(early.patience, 'epoch')}" if early else ""
        return f"Ended early, after epoch {done} of {planned}{why}."


def _differences(file: str, epoch: Epoch, measured: Mapping[str, float]) -> list[str]:
    """Returns a sentence where a file's figures are not those by which its epoch was judged."""
    other = [
        f"{name} {measured[name]:.4g} instead of {epoch.logs[f'{VALIDATION}{name}']:.4g}"
        for name in measured
        if f"{VALIDATION}{name}" in epoch.logs
        and not math.isclose(
            measured[name], epoch.logs[f"{VALIDATION}{name}"], rel_tol=_TOLERANCE, abs_tol=_TOLERANCE**2
        )
    ]
    if not other:
        return []
    return [
        f"Measured again, {file} gives other figures on the validation data than epoch {epoch.number}: "
        f"{', '.join(other)}."
    ]


def _results(logs: Mapping[str, float]) -> dict[str, float]:
    return {
        f"validation/{name.removeprefix(VALIDATION)}" if name.startswith(VALIDATION) else f"train/{name}": value
        for name, value in logs.items()
    }
