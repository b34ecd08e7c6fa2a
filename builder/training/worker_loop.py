"""The loop of learning: epochs of batches, validation after each, and a listener that hears of it. Imports Keras."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import keras
import numpy as np

from builder.network import Recipe
from builder.store import MetricPoint, Progress
from builder.training.listener import Listener
from builder.training.outcome import StoppedError, TrainingError
from builder.training.worker_batches import Batches
from builder.training.worker_steps import REPORT_SECONDS, Steps

Logs = dict[str, float]


@dataclass(frozen=True)
class Epoch:
    """What one epoch came to; validation metrics bear Keras's prefix ``val_``."""

    number: int
    logs: Logs


class Loop:
    """Trains a compiled model epoch by epoch; ``progress`` is how far it is."""

    def __init__(
        self, model: Any, recipe: Recipe, *, train: Batches, validation: Batches | None, listener: Listener
    ) -> None:
        self.model = model
        self._train = train
        self._validation = validation
        self._listener = listener
        self._epochs = recipe.epochs or 1
        self._step = 0
        self._epoch = 0
        self._begun: float | None = None
        self._steps_before = 0
        self._reported = -math.inf
        self.progress = Progress(epochs=self._epochs, batches=train.batches)
        self._train_steps = Steps(model, model.train_step)
        self._test_steps = Steps(model, model.test_step)

    def run(self, callbacks: list[Any], after_epoch: Callable[[Epoch], None]) -> None:
        """Trains until the last epoch, or until a callback ends it.

        Raises:
            StoppedError: the listener wants to stop.
            TrainingError: the loss is not a number any more.
        """
        model = self.model
        every = keras.callbacks.CallbackList(callbacks, add_history=False, add_progbar=False, model=model)
        self._train.begin(model)
        model.stop_training = False
        every.on_train_begin()
        for epoch in range(1, self._epochs + 1):
            self._epoch = epoch
            every.on_epoch_begin(self._epoch - 1)
            raw = self._train_epoch(self._train.epoch(), every)
            if self._validation is not None:
                every.on_test_begin()
                measured = self.evaluate(self._validation, "validation")
                every.on_test_end(measured)
                raw |= {f"val_{name}": value for name, value in measured.items()}
            self._report_epoch(raw)
            after_epoch(Epoch(self._epoch, raw))
            every.on_epoch_end(self._epoch - 1, raw)
            if model.stop_training:
                break
        model.optimizer.finalize_variable_values(model.trainable_variables)
        every.on_train_end(raw)

    def evaluate(self, batches: Batches, split: str) -> Logs:
        """Returns loss and metrics over all batches.

        Raises:
            StoppedError: the listener wants to stop.
            TrainingError: the loss over them is not a number.
        """
        self.model.reset_metrics()
        iterator = batches.epoch()
        done = 0
        while done < batches.batches:
            done += self._test_steps.run(iterator, batches.batches - done)
            self._stop_if_asked()
            self._refuse_nan(f"of the {split} data became", f"after epoch {self._epoch}")
        return self._logs()

    def _train_epoch(self, iterator: Any, callbacks: Any) -> Logs:
        self.model.reset_metrics()
        done = 0
        total, count = 0.0, 0.0
        while done < self._train.batches:
            callbacks.on_train_batch_begin(done)
            now_done = self._train_steps.run(iterator, self._train.batches - done)
            done += now_done
            self._step += now_done
            if self._begun is None:  # the first call compiles: the clock for speed and time left starts after it
                self._begun, self._steps_before = time.monotonic(), self._step
            self.progress = self._progress(done)
            self._refuse_nan("became", f"in epoch {self._epoch}, batch {done}")
            callbacks.on_train_batch_end(done - 1, {})
            if time.monotonic() - self._reported >= 0.9 * REPORT_SECONDS:
                tracker = self.model.metrics[0]
                new_total, new_count = float(tracker.total), float(tracker.count)
                self._report_batches((new_total - total) / max(new_count - count, 1.0))
                total, count = new_total, new_count
            self._stop_if_asked()
        return self._logs()

    def _logs(self) -> Logs:
        found: Logs = {}
        for name, value in self.model.get_metrics_result().items():
            numbers = np.asarray(value, dtype=float)
            if numbers.ndim == 0:
                found[name] = float(numbers)
            else:  # one value a class, as F1Score gives
                found |= {f"{name}_{place}": float(number) for place, number in enumerate(numbers.flat)}
        return found

    def _report_batches(self, loss: float) -> None:
        # The loss is that of the batches since the last report; metrics run from the start of the epoch, as in Keras.
        self._reported = time.monotonic()
        self._listener.report(self._points("batch", "train", {**self._logs(), "loss": loss}), self.progress)

    def _report_epoch(self, logs: Logs) -> None:
        train = {name: value for name, value in logs.items() if not name.startswith("val_")}
        validation = {name.removeprefix("val_"): value for name, value in logs.items() if name.startswith("val_")}
        points = self._points("epoch", "train", train) + self._points("epoch", "validation", validation)
        self._listener.report(points, self.progress)

    def report_test(self, logs: Logs) -> None:
        """Tells the listener what the final test came to."""
        self._listener.report(self._points("epoch", "test", logs), self.progress)

    def _points(
        self, scope: Literal["batch", "epoch"], split: Literal["train", "validation", "test"], logs: Logs
    ) -> list[MetricPoint]:
        now = time.time()
        return [MetricPoint(self._step, self._epoch, scope, split, name, value, now) for name, value in logs.items()]

    def _progress(self, batch: int) -> Progress:
        batches = self._train.batches
        steps_timed = self._step - self._steps_before
        seconds = time.monotonic() - self._begun if self._begun is not None else 0.0
        per_step = seconds / steps_timed if steps_timed and seconds > 0 else None
        per_batch = self._train.samples / batches
        return Progress(
            epoch=self._epoch,
            epochs=self._epochs,
            batch=batch,
            batches=batches,
            step=self._step,
            samples_per_second=per_batch / per_step if per_step else None,
            seconds_left=(self._epochs * batches - self._step) * per_step if per_step else None,
        )

    def _stop_if_asked(self) -> None:
        if self._listener.wants_stop():
            raise StoppedError

    def _refuse_nan(self, what: str, where: str) -> None:
        total = float(self.model.metrics[0].total)
        if math.isfinite(total):
            return
        became = "NaN" if math.isnan(total) else "infinite"
        rate = float(self.model.optimizer.learning_rate)
        raise TrainingError(
            f"The loss {what} {became} {where}. A smaller learning rate (now {rate:g}) or scaled inputs usually help."
        )
