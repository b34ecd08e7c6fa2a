"""Scaling: measured on the training part alone, kept as plain numbers, applied to every part alike."""

from typing import TYPE_CHECKING, Any

from builder.data.info import FeatureInfo, Scaling
from builder.network.record import Record

if TYPE_CHECKING:
    import numpy.typing as npt


STRETCH = 1_000_000
"""How many numbers are calculated with at a time, so that large images never stand in memory as float64."""


class FeatureScaling(Record):
    """``(value - shift) / scale``: one number each for the whole feature, or one per column of a table."""

    kind: Scaling = "none"
    shift: tuple[float, ...] = (0.0,)
    scale: tuple[float, ...] = (1.0,)

    def apply(self, values: "npt.NDArray[Any]") -> "npt.NDArray[Any]":
        """Returns the scaled values as float32, calculated in float64, a stretch of rows at a time."""
        import numpy as np

        if self.kind == "none":
            return values.astype(np.float32)
        shift, scale = np.asarray(self.shift), np.asarray(self.scale)
        scaled = np.empty(values.shape, dtype=np.float32)
        rows = max(1, STRETCH * len(values) // max(values.size, 1))
        for start in range(0, len(values), rows):
            scaled[start : start + rows] = (values[start : start + rows] - shift) / scale
        return scaled

    def invert(self, values: "npt.NDArray[Any]") -> "npt.NDArray[Any]":
        """Returns the values as they were before :meth:`apply`, as float32."""
        import numpy as np

        shift, scale = (np.asarray(numbers, dtype=np.float32) for numbers in (self.shift, self.scale))
        return values.astype(np.float32) * scale + shift


def fit_scaling(feature: FeatureInfo, values: "npt.NDArray[Any]", scaling: Scaling) -> FeatureScaling:
    """Returns the scaling of one feature, measured on ``values`` (the training part).

    Columns of a table are measured one by one, pixels and series as a whole. ``unit`` takes the range that the feature
    states, if it does, rather than the range that is met. Tokens are numbers of words and are never scaled.
    """
    import numpy as np

    if scaling == "none" or feature.vocabulary is not None or values.size == 0:
        return FeatureScaling()
    axes = 0 if feature.names else None
    if scaling == "standard":
        shift, scale = values.mean(axis=axes, dtype=np.float64), values.std(axis=axes, dtype=np.float64)
    elif feature.minimum is not None and feature.maximum is not None:
        shift, scale = np.float64(feature.minimum), np.float64(feature.maximum - feature.minimum)
    else:
        shift = values.min(axis=axes).astype(np.float64)
        scale = values.max(axis=axes).astype(np.float64) - shift
    scale = np.where(scale > 0, scale, 1.0)  # a constant column becomes zeros instead of a division by zero
    return FeatureScaling(
        kind=scaling,
        shift=tuple(float(number) for number in np.atleast_1d(shift)),
        scale=tuple(float(number) for number in np.atleast_1d(scale)),
    )
