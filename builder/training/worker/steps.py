"""Batches in calls of a compiled function: as many as leave room for five reports a second, or one by one."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Literal, NamedTuple

import tensorflow as tf

REPORT_SECONDS = 0.2
"""How long one call should take: the time between two reports, and what a stop has to wait for at most."""

GROWTH = 4
"""How many times longer the next call may be than the last, whose timing may have been luck."""


class Done(NamedTuple):
    """What a call came to: how many batches it ran, and the metrics since they were last reset, as Keras names them."""

    batches: int
    logs: dict[str, Any]


class CompiledSteps:
    """Runs one step of a model over batches, in calls of about a fifth of a second.

    Plain ``fit`` comes back to Python after every batch, which is what small models spend their time on; here Python
    is asked about five times a second, whatever a batch costs. To whoever is called between them this is what Keras's
    own ``steps_per_execution`` is.
    """

    def __init__(self, model: Any, kind: Literal["train", "test"]) -> None:
        self._run = _compiled(model, kind)
        self._size = 1
        self._is_traced = False
        self.one_by_one = False
        """Whether each batch is a call of its own, because somebody wants to hear of every one."""

    def run(self, iterator: Any, most: int) -> Done:
        """Runs up to ``most`` batches; training ends early after one that made the loss NaN."""
        asked = 1 if self.one_by_one else min(self._size, most)
        begun = time.perf_counter()
        with nullcontext() if self._is_traced else _collecting_nothing():
            count, logs = self._run(iterator, tf.constant(asked))
        done = Done(int(count), logs)
        seconds = time.perf_counter() - begun
        if self._is_traced:  # the first call compiles, which says nothing about the speed
            fitting = int(done.batches * REPORT_SECONDS / max(seconds, 1e-6))
            self._size = max(1, min(fitting, self._size * GROWTH))
        self._is_traced = True
        return done


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Spares tracing, which makes much and leaves nothing to collect, the search through all of TensorFlow."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _compiled(model: Any, kind: Literal["train", "test"]) -> Any:
    step = model.train_step if kind == "train" else model.test_step

    def listed_step(data: Any) -> Any:
        # tf.data knows tuples only, where a model of several inputs or outputs was made with lists.
        return step(tuple(list(part) if isinstance(part, tuple) else part for part in data))

    # Where nothing is compiled, a function of its own would only be traced and optimized once more before it runs.
    one_step = tf.function(listed_step, jit_compile=True, reduce_retracing=True) if model.jit_compile else listed_step
    loss_total = model.metrics[0].total  # Keras keeps the loss tracker first

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    @tf.autograph.experimental.do_not_convert  # type: ignore[untyped-decorator]
    def many_steps(iterator: Any, count: Any) -> Any:
        def goes_on(done: Any) -> Any:
            return (
                tf.logical_and(done < count, tf.math.is_finite(loss_total.value)) if kind == "train" else done < count
            )

        def body(done: Any) -> Any:
            one_step(next(iterator))
            return done + 1

        done = tf.while_loop(goes_on, body, [tf.constant(0)])[0]
        return done, model.get_metrics_result()

    return many_steps
