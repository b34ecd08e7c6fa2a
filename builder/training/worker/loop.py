"""The loop of learning: epochs of batches, validation after each, and a listener that hears of it. Imports Keras."""

import math
import time
from collections.abc import Callable, Mapping
from typing import Any, Literal

import keras
import numpy as np

from builder.network import Recipe
from builder.store import MetricPoint, Progress
from builder.training.listener import Listener
from builder.training.outcome import StoppedError, TrainingError
from builder.training.worker.batches import Batches
from builder.training.worker.epoch import VALIDATION, Epoch
from builder.training.worker.evaluation import Evaluation, Logs, figures_of
from builder.training.worker.steps import REPORT_SECONDS, CompiledSteps

_TRAIN_BATCH_HOOKS = ("on_batch_begin", "on_batch_end", "on_train_batch_begin", "on_train_batch_end")
_TEST_BATCH_HOOKS = ("on_test_batch_begin", "on_test_batch_end")


class TrainingLoop:
    """Trains a compiled model epoch by epoch; ``progress`` is how far it is.

    Callbacks hear what Keras's ``fit`` tells them, in its order: see ``TensorFlowTrainer.fit`` in
    ``keras.src.backend.tensorflow.trainer``. Where none of them asks for batches, these are run many at a time.
    """

    def __init__(
        self,
        model: Any,
        recipe: Recipe,
        *,
        train: Batches,
        validation: Batches | None,
        listener: Listener,
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
        self._nan: TrainingError | None = None
        self._history = keras.callbacks.History()
        self.progress = Progress(epochs=self._epochs, batches=train.batches)
        self._train_steps = CompiledSteps(model, "train")
        self._evaluation = Evaluation(model)

    def run(
        self,
        callbacks: list[Any],
        judged: Callable[[Epoch], None],
        *,
        begun: Callable[[], None] = lambda: None,
        epoch_over: Callable[[], None] = lambda: None,
    ) -> None:
        """Trains until the last epoch, or until a callback ends it.

        Args:
            judged: called once an epoch, while the model has the very weights that its figures were measured with.
            begun: called before the first epoch, when the callbacks are ready; it may :meth:`put` a state back.
            epoch_over: called when the callbacks have done their part at the end of an epoch that went well.

        Raises:
            StoppedError: the listener wants to stop.
            TrainingError: the loss is not a number any more.
        """
        model = self.model
        self._train.begin(model)
        every = keras.callbacks.CallbackList(
            [*callbacks, self._history], model=model, verbose=0, epochs=self._epochs, steps=self._train.batches
        )
        self._train_steps.one_by_one = _hears_of(every.callbacks, _TRAIN_BATCH_HOOKS)
        self._evaluation.one_by_one = _hears_of(every.callbacks, _TEST_BATCH_HOOKS)
        model.stop_training = False
        every.on_train_begin()
        begun()
        logs: Logs | None = None
        first = max(self._epoch, model._initial_epoch or 0)  # BackupAndRestore begins in the middle, too
        for epoch in range(first, self._epochs):
            if model.stop_training:
                break
            self._epoch = epoch + 1
            logs = self._run_epoch(every, judged)
            if self._nan is None:
                epoch_over()
        model.optimizer.finalize_variable_values(model.trainable_weights)
        every.on_train_end(logs)
        if self._nan is not None:
            raise self._nan

    def history(self) -> dict[str, list[float]]:
        """Returns what ``fit`` would: a list for each name that was logged; several values have a name each."""
        found: dict[str, list[float]] = {}
        for name, values in self._history.history.items():
            for value in values:
                for one, figure in figures_of({name: value}).items():
                    found.setdefault(one, []).append(figure)
        return found

    def take(self) -> dict[str, Any]:
        """Returns how far the training is, between two epochs."""
        history = {name: np.array(values, dtype="float64") for name, values in self.history().items()}
        ended = bool(self.model.stop_training)
        return {"epoch": self._epoch, "step": self._step, "ended": ended, "history": history}

    def put(self, state: Mapping[str, Any]) -> None:
        """Goes to where the training was that :meth:`take` told of."""
        self._epoch, self._step = state["epoch"], state["step"]
        self.model.stop_training = state["ended"]
        self._history.epoch = list(range(self._epoch))
        self._history.history = {name: values.tolist() for name, values in state["history"].items()}
        self.progress = self._progress(self._train.batches)

    def _run_epoch(self, callbacks: Any, judged: Callable[[Epoch], None]) -> Logs:
        self.model.reset_metrics()
        callbacks.on_epoch_begin(self._epoch - 1)
        logs = self._train_epoch(callbacks)
        if self._validation is None:
            self._judge(logs, judged)
        else:
            trained = logs

            def measured(found: Logs) -> None:
                nonlocal logs
                logs = trained | {f"{VALIDATION}{name}": value for name, value in found.items()}
                self._judge(logs, judged)

            self._evaluation.run(
                self._validation, callbacks=callbacks, measured=measured, after_call=self.stop_if_asked
            )
        callbacks.on_epoch_end(self._epoch - 1, logs)
        return logs

    def _judge(self, logs: Logs, judged: Callable[[Epoch], None]) -> None:
        if self._nan is not None:  # a callback chose to end in order, with weights that are worth nothing
            return
        if self._validation is not None:
            self._refuse_nan("of the validation data became", f"after epoch {self._epoch}")
        epoch = Epoch(self._epoch, figures_of(logs), self._step, time.time())
        self._listener.report(epoch.points(), self.progress)
        judged(epoch)

    def _train_epoch(self, callbacks: Any) -> Logs:
        iterator = self._train.epoch()
        done = 0
        total, count = 0.0, 0.0
        logs: Logs = {}
        while done < self._train.batches and not self.model.stop_training:
            callbacks.on_train_batch_begin(done)
            ran, logs = self._train_steps.run(iterator, self._train.batches - done)
            done += ran
            self._step += ran
            if self._begun is None:  # the first call compiles: the clock for speed and time left starts after it
                self._begun, self._steps_before = time.monotonic(), self._step
            self.progress = self._progress(done)
            callbacks.on_train_batch_end(done - 1, logs)
            self._heed_nan(f"in epoch {self._epoch}, batch {done}")
            if time.monotonic() - self._reported >= 0.9 * REPORT_SECONDS:
                tracker = self.model.metrics[0]
                new_total, new_count = float(tracker.total), float(tracker.count)
                self._report_batches(logs, (new_total - total) / max(new_count - count, 1.0))
                total, count = new_total, new_count
            self.stop_if_asked()
        return logs

    def _heed_nan(self, where: str) -> None:
        """Ends the training where the loss is no number: at once, or in order where a callback ends it by itself."""
        try:
            self._refuse_nan("became", where)
        except TrainingError as error:
            if not self.model.stop_training:
                raise
            self._nan = error

    def _report_batches(self, logs: Logs, loss: float) -> None:
        # The loss is that of the batches since the last report; metrics run from the start of the epoch, as in Keras.
        self._reported = time.monotonic()
        self._listener.report(self._points("batch", "train", {**figures_of(logs), "loss": loss}), self.progress)

    def report_test(self, logs: dict[str, float]) -> None:
        """Tells the listener what the final test came to."""
        self._listener.report(self._points("epoch", "test", logs), self.progress)

    def _points(
        self, scope: Literal["batch", "epoch"], split: Literal["train", "test"], logs: dict[str, float]
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

    def stop_if_asked(self) -> None:
        """Raises StoppedError where the listener wants to stop."""
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


def _hears_of(callbacks: list[Any], hooks: tuple[str, ...]) -> bool:
    """Says whether a callback does something at one of these hooks; Keras marks those that nobody overrode."""
    return any(not getattr(getattr(one, hook), "_is_default", False) for one in callbacks for hook in hooks)
