"""What a source returns."""

from collections.abc import Callable
from dataclasses import dataclass

from builder.data.arrays import Array, Part
from builder.data.info import DataSetInfo
from builder.network.record import Config


@dataclass(frozen=True)
class LoadedData:
    """Arrays by the names of the info; ``test`` where the set brings a test part along."""

    inputs: dict[str, Array]
    targets: dict[str, Array]
    test: Part | None = None


Source = Callable[[DataSetInfo, Config], LoadedData]
