"""Arrays as batches, in the very order in which Keras's ``fit`` and ``evaluate`` take them. Imports Keras."""

from collections.abc import Mapping
from typing import Any

import keras
import tensorflow as tf
from keras.src.backend.tensorflow.trainer import TFEpochIterator


class Batches:
    """A part of the data, batch by batch, through Keras's own pipeline.

    A script that calls ``fit`` on the same arrays after the same ``set_random_seed`` meets the same batches.

    Args:
        inputs, targets: arrays in the structure in which the model takes and gives tensors.
        shuffle: take the samples in another order every epoch, as ``fit`` does.
        class_weight: what a sample of a class counts in the loss, by class number; as ``fit`` takes it.
    """

    def __init__(
        self,
        inputs: Any,
        targets: Any,
        *,
        batch_size: int,
        shuffle: bool = False,
        class_weight: Mapping[int, float] | None = None,
    ) -> None:
        self._epochs = TFEpochIterator(
            x=inputs,
            y=targets,
            batch_size=batch_size,
            shuffle=shuffle,
            class_weight=dict(class_weight) if class_weight else None,
            distribute_strategy=tf.distribute.get_strategy(),
        )
        self._steps: Any = None
        self.batches = int(self._epochs.num_batches)
        self.samples = len(keras.tree.flatten(targets)[0])

    def begin(self, model: Any) -> None:
        """Begins as ``fit`` does, which looks at a first batch to make metrics for it, and so draws an order for it."""
        model._maybe_symbolic_build(iterator=self._epochs)
        self._epochs.reset()

    def epoch(self) -> Any:
        """Returns a ``tf.data`` iterator over the batches of one more epoch."""
        if self._steps is not None:
            for _ in self._steps:  # what Keras does at the end of an epoch, it does when its steps are through
                pass
        self._steps = iter(self._epochs._enumerate_iterator())
        _, _, iterator = next(self._steps)
        return iterator
