"""Binary operators over everything that a source can put on their two sides."""

import ast
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.arrays import combine_arrays
from builder.conversion.from_python.data.shapes import combined_by_shape, values_of
from builder.conversion.from_python.formatting import percent
from builder.conversion.from_python.operators import calculate
from builder.conversion.from_python.tensor_operators import combine_tensors, is_tensor
from builder.conversion.from_python.values import Array, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter


def binary(run: "Interpreter", kind: type[ast.operator], left: Any, right: Any, line: int) -> Any:
    """Returns what the operator makes of two values, tensors among them."""
    if is_tensor(left) or is_tensor(right):
        return combine_tensors(run, kind, left, right, line)
    for value in (left, right):
        if isinstance(value, Unknown):
            return value
    if isinstance(left, Array) or isinstance(right, Array):
        found = combine_arrays(kind, left, right, line)
        if isinstance(found, Unknown):
            return combined_by_shape(run, kind, left, right, line)
        if isinstance(found, Array):
            found.values = values_of(kind, left, right, line)
        return found
    if kind is ast.Mod and isinstance(left, str):
        return percent(left, right, run.budget)
    return calculate(kind, left, right, line)
