"""scikit-learn's digits: as they are, enlarged, with two targets, in pairs."""

import numpy as np

from builder.data.arrays import Array
from builder.data.info import DataSetInfo, FeatureInfo
from builder.data.options import integer
from builder.data.sources import makers
from builder.data.sources.loaded import LoadedData
from builder.network.record import Config


def load_digits(info: DataSetInfo, options: Config) -> LoadedData:
    images, digits = _read()
    return LoadedData({"images": _lay_out(images, info.inputs[0])}, {"digit": digits})


def load_digits28(info: DataSetInfo, options: Config) -> LoadedData:
    images, digits = _read()
    return LoadedData(
        {"images": _lay_out(makers.enlarge(images, size=28, maximum=16), info.inputs[0])}, {"digit": digits}
    )


def load_two_heads(info: DataSetInfo, options: Config) -> LoadedData:
    loaded = load_digits28(info, options)
    digits = loaded.targets["digit"]
    return LoadedData(loaded.inputs, {"digit": digits, "parity": (digits % 2).reshape(-1, 1)})


def load_pairs(info: DataSetInfo, options: Config) -> LoadedData:
    """Half of the pairs show the same digit, in two different hands; the rest show two different digits."""
    images, digits = _read()
    left, right, same = makers.make_digit_pairs(
        makers.enlarge(images, size=28, maximum=16),
        digits,
        samples=integer(options, "samples"),
        seed=integer(options, "seed"),
    )
    return LoadedData(
        {"left": _lay_out(left, info.inputs[0]), "right": _lay_out(right, info.inputs[1])}, {"same": same}
    )


def _lay_out(images: Array, feature: FeatureInfo) -> Array:
    """Returns the images in the shape of the feature: with channels, as rows, or as vectors."""
    return images.reshape(len(images), *feature.shape)


def _read() -> tuple[Array, Array]:
    from sklearn.datasets import load_digits

    bunch = load_digits()
    return bunch.images.astype(np.float32), bunch.target.astype(np.int32)
