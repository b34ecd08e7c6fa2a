"""Many batches in one call of a compiled function, as many as leave room for five reports a second."""

import time
from collections.abc import Callable
from typing import Any

import tensorflow as tf

REPORT_SECONDS = 0.2
"""How long one call should take: the time between two reports, and what a stop has to wait for at most."""

GROWTH = 4
"""How many times longer the next call may be than the last, whose timing may have been luck."""


class Steps:
    """Runs a model's ``train_step`` or ``test_step`` over batches, in calls of about a fifth of a second.

    Plain ``fit`` comes back to Python after every batch, which is what small models spend their time on; here Python
    is asked about five times a second, whatever a batch costs.
    """

    def __init__(self, model: Any, step: Callable[[Any], Any]) -> None:
        self._run = _compiled(model, step)
        self._size = 1
        self._is_traced = False

    def run(self, iterator: Any, most: int) -> int:
        """Runs up to ``most`` batches and returns how many; it ends early after one that made the loss NaN."""
        asked = min(self._size, most)
        begun = time.perf_counter()
        done = int(self._run(iterator, tf.constant(asked)))
        seconds = time.perf_counter() - begun
        if self._is_traced:  # the first call compiles, which says nothing about the speed
            fitting = int(done * REPORT_SECONDS / max(seconds, 1e-6))
            self._size = max(1, min(fitting, self._size * GROWTH))
        self._is_traced = True
        return done


def _compiled(model: Any, step: Callable[[Any], Any]) -> Any:
    def listed_step(data: Any) -> Any:
        # tf.data knows tuples only, where a model of several inputs or outputs was made with lists.
        return step(tuple(list(part) if isinstance(part, tuple) else part for part in data))

    one_step = tf.function(listed_step, jit_compile=model.jit_compile, reduce_retracing=True)
    loss_total = model.metrics[0].total  # Keras keeps the loss tracker first

    @tf.function(reduce_retracing=True)  # type: ignore[untyped-decorator]
    @tf.autograph.experimental.do_not_convert  # type: ignore[untyped-decorator]
    def many_steps(iterator: Any, count: Any) -> Any:
        def goes_on(done: Any) -> Any:
            return tf.logical_and(done < count, tf.math.is_finite(loss_total.value))

        def body(done: Any) -> Any:
            one_step(next(iterator))
            return done + 1

        return tf.while_loop(goes_on, body, [tf.constant(0)])[0]

    return many_steps
