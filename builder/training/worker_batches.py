"""Arrays as batches: shuffled anew every epoch, the same way for the same seed. Imports TensorFlow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import tensorflow as tf


@dataclass(frozen=True)
class Batches:
    """A ``tf.data`` pipeline of (inputs, targets) with what one epoch of it holds."""

    dataset: Any
    samples: int
    batches: int


def training_batches(inputs: Sequence[Any], targets: Sequence[Any], *, batch_size: int, seed: int) -> Batches:
    """Returns endless batches: every epoch is another permutation of all samples, its last batch the rest."""
    rows = tf.data.Dataset.range(len(targets[0]))
    shuffled = rows.shuffle(len(targets[0]), seed=seed, reshuffle_each_iteration=True)
    return _batches(shuffled, inputs, targets, batch_size, endless=True)


def evaluation_batches(inputs: Sequence[Any], targets: Sequence[Any], *, batch_size: int) -> Batches:
    """Returns the samples once, in their own order."""
    return _batches(tf.data.Dataset.range(len(targets[0])), inputs, targets, batch_size, endless=False)


def _batches(rows: Any, inputs: Sequence[Any], targets: Sequence[Any], batch_size: int, *, endless: bool) -> Batches:
    # Rows are gathered a batch at a time: one vectorised step instead of one for every sample.
    with tf.device("CPU:0"):
        kept = ([tf.constant(array) for array in inputs], [tf.constant(array) for array in targets])

    def gather(indices: Any) -> Any:
        features, answers = ([tf.gather(array, indices) for array in arrays] for arrays in kept)
        return (
            features[0] if len(features) == 1 else tuple(features),
            answers[0] if len(answers) == 1 else tuple(answers),
        )

    dataset = rows.batch(batch_size).map(gather, num_parallel_calls=1, deterministic=True)
    samples = len(targets[0])
    return Batches(
        dataset=(dataset.repeat() if endless else dataset).prefetch(2),
        samples=samples,
        batches=-(-samples // batch_size),
    )
