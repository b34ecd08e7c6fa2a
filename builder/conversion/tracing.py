"""Lets TensorFlow trace a Keras model into operations alone, as files of operations need it. Imports TensorFlow."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import keras
import numpy as np
import tensorflow as tf


@contextmanager
def traced_whole(model: keras.Model) -> Iterator[None]:
    """Keeps out of a trace what would point out of it.

    What a layer holds as a tensor, as Normalization does its mean, would become an input of its own; it becomes a
    constant. What Keras hands to XLA, such as a convolution in groups on a CPU, would become a call of a program of its
    own; it becomes the operation.
    """
    function = tf.function

    def without_xla(func: Callable[..., Any] | None = None, **options: Any) -> Any:
        if not options.get("jit_compile"):
            return function(func, **options)
        return (lambda inner: inner) if func is None else func

    held = [
        (layer, name, value)
        for layer in model._flatten_layers()
        for name, value in vars(layer).items()
        if isinstance(value, tf.Tensor)
    ]
    try:
        tf.function = without_xla
        for layer, name, value in held:
            setattr(layer, name, np.asarray(value))
        yield
    finally:
        tf.function = function
        for layer, name, value in held:
            setattr(layer, name, value)
