"""scikit-learn's digits: as they are, enlarged, with two targets, in pairs."""

import numpy as np

from builder.data.arrays import Array
from builder.data.info import DataSetInfo
from builder.data.options import integer
from builder.data.sources.images import enlarge, lay_out
from builder.data.sources.loaded import Loaded
from builder.network.record import Config


def load_digits(info: DataSetInfo, options: Config) -> Loaded:
    images, digits = _read()
    return Loaded({"images": lay_out(images, info.inputs[0])}, {"digit": digits})


def load_digits28(info: DataSetInfo, options: Config) -> Loaded:
    images, digits = _read()
    return Loaded({"images": lay_out(enlarge(images, 28, 16.0), info.inputs[0])}, {"digit": digits})


def load_two_heads(info: DataSetInfo, options: Config) -> Loaded:
    loaded = load_digits28(info, options)
    digits = loaded.targets["digit"]
    return Loaded(loaded.inputs, {"digit": digits, "parity": (digits % 2).reshape(-1, 1)})


def load_pairs(info: DataSetInfo, options: Config) -> Loaded:
    """Half of the pairs show the same digit, in two different hands; the rest show two different digits."""
    images, digits = _read()
    images = enlarge(images, 28, 16.0)
    random = np.random.default_rng(integer(options, "seed"))
    rows_of = [np.flatnonzero(digits == digit) for digit in range(10)]
    count = integer(options, "samples")
    same = random.permutation(np.arange(count, dtype=np.int32) % 2)
    first = random.integers(0, 10, size=count)
    second = np.where(same == 1, first, (first + random.integers(1, 10, size=count)) % 10)
    left, right = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    for pair, (one, other) in enumerate(zip(first, second, strict=True)):
        if one == other:
            left[pair], right[pair] = random.choice(rows_of[one], size=2, replace=False)
        else:
            left[pair], right[pair] = random.choice(rows_of[one]), random.choice(rows_of[other])
    return Loaded(
        {"left": lay_out(images[left], info.inputs[0]), "right": lay_out(images[right], info.inputs[1])},
        {"same": same.reshape(-1, 1)},
    )


def _read() -> tuple[Array, Array]:
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return bunch.images.astype(np.float32), bunch.target.astype(np.int32)
