"""Says whether what was exported computes the same as the network: the largest difference, and what is allowed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from builder.engine.words import counted

if TYPE_CHECKING:
    import numpy as np

REBUILT = 1e-6
"""Allowed difference where Keras runs the same layers again, as a share of the largest output."""

CONVERTED = 1e-4
"""Allowed where another program computes: it adds in another order, which shifts the last digits of float32."""

HALF = 1e-2
"""Allowed for what is computed in 16 bits, which hold three digits."""


FLAT = 1e-3
"""Outputs that vary less between samples, as a share of the largest, tell models apart by their last digits alone."""


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether two models give the same: the largest ``difference`` found, the ``tolerance``, and what is wrong if any.

    Both numbers are in the units of the outputs. ``with_recipe`` says that data and recipe were compared too.
    """

    equal: bool
    difference: float
    tolerance: float
    reason: str = ""
    with_recipe: bool = False


Arrays = Sequence["np.ndarray"]


def compare(expected: Sequence[Arrays], given: Sequence[Arrays], *, share: float) -> Verification:
    """Compares the outputs of two models over several batches.

    Args:
        expected: for each batch the network's outputs.
        given: for each batch what the exported model gave.
        share: what may differ, as a share of the largest absolute value that an output has.
    """
    difference = tolerance = 0.0
    for wanted_batch, given_batch in zip(expected, given, strict=True):
        if len(wanted_batch) != len(given_batch):
            return _unequal(f"It has {counted(len(given_batch), 'output')} where the network has {len(wanted_batch)}.")
        for place, (wanted, got) in enumerate(zip(wanted_batch, given_batch, strict=True)):
            if wanted.shape != got.shape:
                return _unequal(f"Output {place + 1} has the shape {got.shape} where the network's is {wanted.shape}.")
            gap = _largest_gap(wanted, got)
            allowed = allowed_gap(wanted, share)
            tolerance = max(tolerance, allowed)
            difference = max(difference, gap)
            if not gap <= allowed:
                return Verification(False, gap, allowed, f"Output {place + 1} differs by {gap:.2g}.")
    return Verification(True, difference, tolerance)


def allowed_gap(wanted: "np.ndarray", share: float) -> float:
    """Returns how far an output may be from the network's; numbers that are counted must be equal."""
    import numpy as np

    if wanted.dtype.kind != "f" and wanted.dtype.name != "bfloat16":
        return 0.0
    values = np.abs(wanted.astype("float64"))
    finite = values[np.isfinite(values)]
    largest = float(finite.max()) if finite.size else 0.0
    return (HALF if wanted.dtype.itemsize < 4 else share) * largest


def is_flat(answers: Sequence[Arrays]) -> bool:
    """Says whether an output of real numbers is about the same for every sample of every batch, or is none at all."""
    import numpy as np

    for outputs in zip(*answers, strict=True):
        if outputs[0].dtype.kind == "f" and all(output.shape[1:] == outputs[0].shape[1:] for output in outputs):
            samples = np.concatenate([np.atleast_1d(output).astype("float64") for output in outputs])
            largest = np.abs(samples).max(initial=0.0)
            if not np.isfinite(largest) or np.ptp(samples, axis=0).max(initial=0.0) <= FLAT * largest:
                return True
    return False


def _largest_gap(wanted: "np.ndarray", got: "np.ndarray") -> float:
    """Returns the largest difference; what is no number on both sides, or equally infinite, does not differ."""
    import numpy as np

    if wanted.dtype.kind in "OSU" or got.dtype.kind in "OSU":
        return 0.0 if np.array_equal(wanted, got) else float("inf")
    left, right = wanted.astype("float64"), got.astype("float64")
    same = (left == right) | (np.isnan(left) & np.isnan(right))
    with np.errstate(invalid="ignore"):
        gaps = np.where(same, 0.0, np.abs(left - right))
    gaps = np.where(np.isnan(gaps), np.inf, gaps)
    return float(gaps.max()) if gaps.size else 0.0


def _unequal(reason: str) -> Verification:
    return Verification(False, float("inf"), 0.0, reason)
