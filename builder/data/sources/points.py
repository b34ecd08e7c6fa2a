"""Points in the plane, made from a seed."""

import numpy as np

from builder.data.arrays import Array
from builder.data.info import DataSetInfo
from builder.data.options import integer, number
from builder.data.sources import makers
from builder.data.sources.loaded import LoadedData
from builder.network.record import Config


def make_moons(info: DataSetInfo, options: Config) -> LoadedData:
    from sklearn.datasets import make_moons

    points, sides = make_moons(
        integer(options, "samples"), noise=number(options, "noise"), random_state=integer(options, "seed")
    )
    return _two_sides(points, sides)


def make_circles(info: DataSetInfo, options: Config) -> LoadedData:
    from sklearn.datasets import make_circles

    points, sides = make_circles(
        integer(options, "samples"), noise=number(options, "noise"), random_state=integer(options, "seed"), factor=0.5
    )
    return _two_sides(points, sides)


def make_xor(info: DataSetInfo, options: Config) -> LoadedData:
    points, side = makers.make_xor(
        samples=integer(options, "samples"), noise=number(options, "noise"), seed=integer(options, "seed")
    )
    return LoadedData({"points": points}, {"side": side})


def make_spirals(info: DataSetInfo, options: Config) -> LoadedData:
    points, arm = makers.make_spirals(
        samples=integer(options, "samples"),
        arms=integer(options, "arms"),
        noise=number(options, "noise"),
        seed=integer(options, "seed"),
    )
    return LoadedData({"points": points}, {"arm": arm})


def _two_sides(points: Array, sides: Array) -> LoadedData:
    return LoadedData({"points": points.astype(np.float32)}, {"side": sides.astype(np.int32).reshape(-1, 1)})
