"""What functions of NumPy, Keras and TensorFlow make of arrays."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.arrays import (
    changed,
    combined,
    joined_rows,
    operand_of,
    reshaped,
    squeezed,
    statistic,
    with_axis,
)
from builder.conversion.from_python.data.methods import cast
from builder.conversion.from_python.data.origin import Numbers, Rows
from builder.conversion.from_python.language.values import Arguments, Array, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

    Function = Callable[[KerasInterpreter, Arguments], Any]


def not_worked_out(arguments: Arguments) -> Unknown:
    """Returns what a call gives that is not followed: the first argument that is not known, or data."""
    given = (*arguments.positional, *arguments.named.values())
    return next((value for value in given if isinstance(value, Unknown)), Unknown("it is data", arguments.line))


def of_array(names: str, work: "Callable[[Array, dict[str, Any], int], Any]") -> "Function":
    """Wraps a function whose first argument is an array; ``names`` are those of all its arguments."""
    first, *others = names.split()

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        given = arguments.bound(first, *others)
        value = given.pop(first, given.pop("x", None))
        return work(value, given, arguments.line) if isinstance(value, Array) else not_worked_out(arguments)

    return call


def elementwise(name: str) -> "Function":
    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        left, right, *_ = (*arguments.positional, *arguments.named.values())
        if isinstance(left, Array) or isinstance(right, Array):
            return combined(name, left, right, arguments.line)
        return not_worked_out(arguments)

    return call


def about(name: str) -> "Function":
    return of_array(
        "a axis dtype",
        lambda value, given, line: statistic(value, name, given.get("axis"), given.get("keepdims") is True, line),
    )


def counted(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns the numbers of ``np.arange``."""
    values = [*arguments.positional]
    if not all(isinstance(value, int) for value in values) or not 1 <= len(values) <= 2:
        return not_worked_out(arguments)
    start, stop = (0, values[0]) if len(values) == 1 else values
    if not 0 <= start <= stop:
        return Unknown("it is data", arguments.line)
    return Array((stop - start,), "int64", Numbers(Rows.between(start, stop)))


def _joined(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = arguments.bound("arrays", "axis")
    arrays = given.get("arrays")
    if isinstance(arrays, (list, tuple)) and arrays and all(isinstance(value, Array) for value in arrays):
        if given.get("axis", 0) == 0:
            return joined_rows(list(arrays), arguments.line)
        return Unknown("it joins columns of data", arguments.line)
    return not_worked_out(arguments)


def _expanded(value: Array, given: dict[str, Any], line: int) -> Any:
    axis = given.get("axis", -1)
    return with_axis(value, axis) if isinstance(axis, int) else Unknown("it is data", line)


def _where(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns ``np.where(std > 0, std, 1)``; the condition is remembered with the array that it chooses from."""
    condition, kept, *other = arguments.positional
    if isinstance(kept, Array) and isinstance(condition, Array) and len(other) == 1:
        return changed(kept, "where", operand_of(condition), operand_of(other[0]), line=arguments.line)
    return not_worked_out(arguments)


def _clipped(value: Array, given: dict[str, Any], line: int) -> Any:
    low, high = given.get("a_min", given.get("min")), given.get("a_max", given.get("max"))
    return changed(value, "clip", operand_of(low), operand_of(high), line=line)


def _one_hot(value: Array, given: dict[str, Any], line: int) -> Any:
    count = given.get("num_classes", given.get("depth"))
    known = count if isinstance(count, int) else None
    if count is None and value.values is not None and all(isinstance(label, int) for label in value.values):
        known = max(value.values, default=0) + 1
    shape = value.shape[:-1] if len(value.shape) > 1 and value.shape[-1] == 1 else value.shape
    return changed(value, "one hot", known, line=line, shape=(*shape, known), dtype="float32")


def _padded(value: Array, given: dict[str, Any], line: int) -> Any:
    length = given.get("maxlen")
    size = length if isinstance(length, int) else None
    how = (given.get("padding", "pre"), given.get("truncating", "pre"), given.get("value", 0))
    return changed(value, "pad", size, *how, line=line, shape=(*value.shape[:1], size), dtype="int32")


def _normalized(value: Array, given: dict[str, Any], line: int) -> Any:
    return changed(value, "normalize", line=line)


_RESHAPE = of_array(
    "a newshape", lambda value, given, line: reshaped(value, given.get("newshape", given.get("shape")), line)
)
_EXPAND = of_array("a axis", _expanded)
_CAST = of_array("x dtype", lambda value, given, line: cast(value, given.get("dtype"), line))
_SQUEEZE = of_array(
    "a axis", lambda value, given, line: squeezed(value) if given.get("axis") is None else Unknown("it is data", line)
)

OF_ARRAYS: "dict[str, Function]" = {
    "add": elementwise("add"),
    "amax": about("max"),
    "amin": about("min"),
    "cast": _CAST,
    "clip": of_array("a a_min a_max", _clipped),
    "concat": _joined,
    "concatenate": _joined,
    "divide": elementwise("divide"),
    "expand_dims": _EXPAND,
    "max": about("max"),
    "maximum": elementwise("maximum"),
    "mean": about("mean"),
    "min": about("min"),
    "multiply": elementwise("multiply"),
    "one_hot": of_array("indices depth", _one_hot),
    "reduce_max": about("max"),
    "reduce_mean": about("mean"),
    "reduce_min": about("min"),
    "reduce_std": about("std"),
    "reshape": _RESHAPE,
    "squeeze": _SQUEEZE,
    "std": about("std"),
    "subtract": elementwise("subtract"),
    "true_divide": elementwise("divide"),
    "vstack": _joined,
    "where": _where,
}
"""Last name of a function of NumPy, ``keras.ops`` or TensorFlow -> what it makes of arrays."""


def _of_rows(work: "Function", first: str) -> "Function":
    """Lets a function take rows of which nothing but their number may be known, such as texts that became numbers."""

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        given = dict(arguments.named)
        value = arguments.positional[0] if arguments.positional else given.pop(first, None)
        if isinstance(value, (list, tuple)):
            value = Array((len(value),), "int64", values=list(value))
        elif isinstance(value, Unknown):
            value = Array((None,), "int64")
        return work(run, Arguments([value, *arguments.positional[1:]], given, arguments.line))

    return call


TO_CATEGORICAL = _of_rows(of_array("x num_classes", _one_hot), "y")
PAD_SEQUENCES = _of_rows(of_array("sequences maxlen dtype padding truncating value", _padded), "sequences")
NORMALIZE = of_array("x axis order", _normalized)
