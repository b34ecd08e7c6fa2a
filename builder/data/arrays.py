"""Data in memory: as loaded, and as split and scaled for training."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from builder.data.errors import DataError
from builder.data.info import DataSetInfo, TargetInfo
from builder.data.scaling import FeatureScaling
from builder.network.record import Config

if TYPE_CHECKING:
    import numpy.typing as npt

    Array = npt.NDArray[Any]
else:
    Array = Any  # NumPy stays unimported until there is an array


@dataclass(frozen=True)
class Part:
    """Arrays of equal length by name; :meth:`target` is what an output bound to ``name`` learns."""

    inputs: dict[str, Array]
    targets: dict[str, Array]

    @property
    def size(self) -> int:
        """The number of samples."""
        return min((len(array) for array in (*self.inputs.values(), *self.targets.values())), default=0)

    def target(self, name: str) -> Array:
        """Returns the target array of that name, or the input of that name where an output copies its input."""
        try:
            return self.targets[name] if name in self.targets else self.inputs[name]
        except KeyError:
            known = ", ".join((*self.targets, *self.inputs))
            raise DataError(f'There is no target "{name}". There are: {known}.') from None

    def take(self, rows: "Array | slice") -> "Part":
        """Returns the part with these rows alone."""
        return Part(
            {name: array[rows] for name, array in self.inputs.items()},
            {name: array[rows] for name, array in self.targets.items()},
        )


@dataclass(frozen=True)
class Data:
    """A data set as loaded: raw values, class numbers, no split but the ``test`` part that some sets bring along."""

    info: DataSetInfo
    inputs: dict[str, Array]
    targets: dict[str, Array]
    options: Config = field(default_factory=dict)
    test: Part | None = None

    @property
    def samples(self) -> Part:
        """Everything outside the test part that the set brings along."""
        return Part(self.inputs, self.targets)

    def counted(self) -> DataSetInfo:
        """Returns the info with what the arrays hold: their samples, and no more of the rarest class than there are."""
        counts = {"samples": self.samples.size, "test_samples": self.test.size if self.test is not None else 0}
        targets = tuple(_counted(one, self.targets[one.name]) if one.rarest else one for one in self.info.targets)
        return self.info.model_copy(update={**counts, "targets": targets})


def _counted(target: TargetInfo, numbers: Array) -> TargetInfo:
    import numpy as np

    counts = np.bincount(numbers.reshape(-1), minlength=len(target.classes))
    return target.model_copy(update={"rarest": min(target.rarest, int(counts.min()))})


@dataclass(frozen=True)
class Split:
    """Three disjoint parts, ready for ``fit``, and the scaling that was measured on the first of them.

    ``scaling`` holds one entry per input; it goes where the model goes, for a new sample needs the same treatment.
    """

    info: DataSetInfo
    train: Part
    validation: Part
    test: Part
    scaling: dict[str, FeatureScaling]
