"""Class numbers and rows with a single 1: the two forms in which a network takes classes."""

from typing import TYPE_CHECKING, Any

from builder.data.info import TargetInfo

if TYPE_CHECKING:
    import numpy.typing as npt


def with_one_hot(target: TargetInfo, one_hot: bool) -> TargetInfo:
    """Returns the target in the form asked for; a ``number`` has only one."""
    if target.kind == "number" or target.one_hot == one_hot:
        return target
    if one_hot:
        steps = target.shape if target.kind == "sequence" else ()
        shape: tuple[int, ...] = (*steps, len(target.classes))
    else:
        shape = target.shape[:-1] if target.kind == "sequence" else (1,) * (target.kind == "binary")
    changes = {"shape": shape, "dtype": "float32" if one_hot else "int32", "one_hot": one_hot}
    return target.model_copy(update=changes)


def to_one_hot(numbers: "npt.NDArray[Any]", classes: int) -> "npt.NDArray[Any]":
    """Returns float32 rows with a single 1 at the class number; what ``keras.utils.to_categorical`` returns.

    Args:
        numbers: (samples,), (samples, 1) or, for sequences, (samples, steps).
    """
    import numpy as np

    steps = numbers.shape[1:] if numbers.ndim > 1 and numbers.shape[1] != 1 else ()
    rows: npt.NDArray[Any] = np.eye(classes, dtype=np.float32)[numbers.reshape(len(numbers), *steps)]
    return rows
