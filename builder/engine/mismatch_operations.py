"""Operations that do not take what flows into them, in plain words; part of :mod:`builder.engine.input_mismatch`."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from builder.network import Problem

if TYPE_CHECKING:
    from builder.engine.input_mismatch import InputMismatch


def _tell_broadcast(mismatch: "InputMismatch", match: re.Match[str]) -> Problem:
    return mismatch.problem(
        "unequal_shapes",
        f"{mismatch.subject} works number by number, so sizes must be equal or 1, but {mismatch.givers}.",
        "Make their sizes equal, or reshape one so that the sizes that differ are 1.",
    )


def _tell_unequal(mismatch: "InputMismatch", match: re.Match[str]) -> Problem:
    but = " but for the axis along which it puts them together" if match.group("axis") else ""
    return mismatch.problem(
        "unequal_shapes",
        f"{mismatch.subject} needs tensors of one shape{but}, but {mismatch.givers}.",
        "Choose another axis, or reshape one of them.",
    )


def _tell_inner(mismatch: "InputMismatch", match: re.Match[str]) -> Problem:
    return mismatch.problem(
        "unequal_shapes",
        f"{mismatch.subject} needs as many columns in the first tensor as rows in the second, but {mismatch.givers}.",
        "Transpose or reshape one of them.",
    )


def _tell_axis(mismatch: "InputMismatch", match: re.Match[str]) -> Problem:
    axis, rank = match.group("axis"), int(match.group("rank"))
    argument = next((name for name in ("axis", "axes", "source", "axis1") if name in mismatch.config), None)
    return mismatch.problem(
        "no_such_axis",
        f"{mismatch.subject} works along axis {axis}, but {mismatch.givers}.",
        f"Choose an axis from 0, which is the batch, to {rank - 1}, or count from the end: -1 is the last.",
        argument=argument,
    )


def _tell_index(mismatch: "InputMismatch", match: re.Match[str]) -> Problem:
    return mismatch.problem(
        "no_such_index",
        f"{mismatch.subject} takes [{mismatch.config.get('key')}], but {mismatch.givers}.",
        "The first part of the index is the batch; write : for all of it. A size n has the numbers 0 to n - 1.",
        argument="key",
    )


def _tell_parts(mismatch: "InputMismatch", match: re.Match[str]) -> Problem:
    return mismatch.problem(
        "uneven_parts",
        f"{mismatch.subject} cuts {match.group('size')} into {match.group('parts')} equal parts, but cannot.",
        "Choose a number that divides it, another axis, or a list of the places to cut at.",
        argument="indices_or_sections",
    )


def _tell_type(mismatch: "InputMismatch", match: re.Match[str]) -> Problem:
    dtype = match.group("type")
    return mismatch.problem(
        "unsupported_dtype",
        f"TensorFlow cannot compute {mismatch.subject} in {dtype}.",
        "Choose another dtype; float32 always works. Where it is the weights that cannot be drawn, choose another "
        "initializer.",
        argument="dtype" if "dtype" in mismatch.config else None,
    )


OPERATION_TELLERS: tuple[tuple[str, Callable[["InputMismatch", re.Match[str]], Problem]], ...] = (
    (r"Cannot broadcast shape", _tell_broadcast),
    (r"Every value in `xs?` must have the same shape(?P<axis> except on the `axis`)?", _tell_unequal),
    (r"Inner dimensions .* must be equal|Shape must match on the last axis of `x1`", _tell_inner),
    (r"axis (?P<axis>-?\d+) is out of bounds for an array with dimension (?P<rank>\d+)", _tell_axis),
    (r"out-of-bounds index|slice has to many indices", _tell_index),
    (r"must be divisible by `indices_or_sections`.*received (?P<size>\d+) and (?P<parts>\d+)", _tell_parts),
    (r"attr 'T' of (?P<type>\w+) is not in the list of allowed values", _tell_type),
)
