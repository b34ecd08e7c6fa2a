"""scikit-learn's bundled tables, in their own units."""

from typing import Any

import numpy as np

from builder.data.arrays import Array
from builder.data.descriptions.tables import WINE_ACID_COLUMNS, WINE_COLOUR_COLUMNS, WINE_COLUMNS
from builder.data.info import DataSetInfo
from builder.data.sources.loaded import LoadedData
from builder.network.record import Config


def load_iris(info: DataSetInfo, options: Config) -> LoadedData:
    from sklearn.datasets import load_iris

    bunch = load_iris()
    return LoadedData({"measurements": _numbers(bunch)}, {"species": _classes(bunch)})


def load_wine(info: DataSetInfo, options: Config) -> LoadedData:
    from sklearn.datasets import load_wine

    bunch = load_wine()
    return LoadedData({"chemistry": _numbers(bunch)}, {"cultivar": _classes(bunch)})


def load_wine_two_tables(info: DataSetInfo, options: Config) -> LoadedData:
    wine = load_wine(info, options)
    table = wine.inputs["chemistry"]
    acids, colour = (
        table[:, [WINE_COLUMNS.index(column) for column in columns]]
        for columns in (WINE_ACID_COLUMNS, WINE_COLOUR_COLUMNS)
    )
    return LoadedData({"acids": acids, "colour": colour}, wine.targets)


def load_breast_cancer(info: DataSetInfo, options: Config) -> LoadedData:
    from sklearn.datasets import load_breast_cancer

    bunch = load_breast_cancer()
    return LoadedData({"measurements": _numbers(bunch)}, {"diagnosis": _classes(bunch).reshape(-1, 1)})


def load_diabetes(info: DataSetInfo, options: Config) -> LoadedData:
    """The target is told in hundreds of points: near 1, where networks start to learn from the first step."""
    from sklearn.datasets import load_diabetes

    bunch = load_diabetes(scaled=False)
    return LoadedData(
        {"patient": _numbers(bunch)}, {"progression": (bunch.target / 100).astype(np.float32).reshape(-1, 1)}
    )


def _numbers(bunch: Any) -> Array:
    return np.asarray(bunch.data, dtype=np.float32)


def _classes(bunch: Any) -> Array:
    return np.asarray(bunch.target, dtype=np.int32)
