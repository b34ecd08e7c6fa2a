"""Points in the plane, made from a seed."""

import numpy as np

from builder.data.arrays import Array
from builder.data.info import DataSetInfo
from builder.data.options import integer, number
from builder.data.sources.loaded import Loaded
from builder.network.record import Config

TURNS = 1.25
"""How often an arm of the spirals winds around the centre."""


def make_moons(info: DataSetInfo, options: Config) -> Loaded:
    from sklearn.datasets import make_moons

    points, sides = make_moons(
        integer(options, "samples"), noise=number(options, "noise"), random_state=integer(options, "seed")
    )
    return _two_sides(points, sides)


def make_circles(info: DataSetInfo, options: Config) -> Loaded:
    from sklearn.datasets import make_circles

    points, sides = make_circles(
        integer(options, "samples"), noise=number(options, "noise"), random_state=integer(options, "seed"), factor=0.5
    )
    return _two_sides(points, sides)


def make_xor(info: DataSetInfo, options: Config) -> Loaded:
    random = np.random.default_rng(integer(options, "seed"))
    corners = random.uniform(-1, 1, size=(integer(options, "samples"), 2))
    sides = (corners[:, 0] > 0) != (corners[:, 1] > 0)
    return _two_sides(corners + random.normal(scale=number(options, "noise"), size=corners.shape), sides)


def make_spirals(info: DataSetInfo, options: Config) -> Loaded:
    random = np.random.default_rng(integer(options, "seed"))
    count, arms = integer(options, "samples"), integer(options, "arms")
    arm = random.permutation(np.arange(count, dtype=np.int32) % arms)
    radius = np.sqrt(random.uniform(0.01, 1, size=count))  # the root spreads points evenly over the disc
    angle = 2 * np.pi * (radius * TURNS + arm / arms)
    points = radius[:, None] * np.column_stack((np.cos(angle), np.sin(angle)))
    points += random.normal(scale=number(options, "noise"), size=points.shape)
    return Loaded({"points": points.astype(np.float32)}, {"arm": arm})


def _two_sides(points: Array, sides: Array) -> Loaded:
    return Loaded({"points": points.astype(np.float32)}, {"side": sides.astype(np.int32).reshape(-1, 1)})
