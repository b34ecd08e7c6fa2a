"""Functions and methods of NumPy on data: those that Keras has too, by the rules for its shapes."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.conversion.from_python.data.shapes import DATA, array_of, worked_out
from builder.conversion.from_python.data.tables import DataFrame
from builder.conversion.from_python.keras.graph import Tensor
from builder.conversion.from_python.keras.shape_arithmetic import along
from builder.conversion.from_python.language.values import Arguments, Array, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

    Function = Callable[[KerasInterpreter, Arguments], Any]

_RENAMED = {"abs": "absolute", "row_stack": "vstack", "rint": "round", "product": "prod", "true_divide": "divide"}
_NAMES = {"reps": "repeats", "a_min": "x_min", "a_max": "x_max", "shape": "newshape", "min": "x_min", "max": "x_max"}
"""What Keras calls an argument of NumPy's, where it calls it otherwise."""
_ORDERS = {
    "append": ("x1", "x2", "axis"),
    "clip": ("x", "x_min", "x_max"),
    "pad": ("x", "pad_width", "mode"),
}
_REDUCTIONS = frozenset(["mean", "sum", "max", "min", "prod", "std", "var", "any", "all", "amax", "amin", "median"])
_IGNORED = frozenset({"dtype", "out", "order", "casting", "copy", "where", "initial", "constant_values", "ddof"})
_VARIADIC = frozenset({"reshape", "transpose"})
"""Methods that take their one argument also in pieces: ``x.reshape(2, 3)``."""


@lru_cache(maxsize=1_000)
def numpy_function(name: str) -> "Function | None":
    """Returns what a function of NumPy makes of data; None where Keras has no such function."""
    if name == "column_stack":
        return _columns
    entry = load_catalog().operations.get(f"ops.{_RENAMED.get(name, name)}")
    if entry is None:
        return None
    order = ("x", "axis") if name in _REDUCTIONS else _ORDERS.get(name, entry.names_in_order)
    first = order[0]

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        given = dict(zip(order, arguments.positional, strict=False))
        for key, value in arguments.named.items():
            if key in _IGNORED:
                continue
            ours = key if key in entry.names_in_order else _NAMES.get(key, key)
            given[ours if ours in entry.names_in_order else first] = value
        return worked_out(run, entry, given, arguments.line)

    return call


def _columns(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns ``numpy.column_stack``: flat arrays become columns."""
    given = next(iter([*arguments.positional, *arguments.named.values()]), None)
    parts = [array_of(run, part, arguments.line) for part in given] if isinstance(given, (list, tuple)) else []
    if not parts or not all(isinstance(part, Array) and part.shape for part in parts):
        return Unknown(DATA, arguments.line)
    shapes = [(*part.shape, 1) if len(part.shape) == 1 else part.shape for part in parts]
    shape = along(shapes, 1)
    return Unknown(DATA, arguments.line) if shape is None else Array(shape, parts[0].dtype)


@lru_cache(maxsize=1_000)
def with_data(name: str, plain: Native | None) -> Native | None:
    """Returns a function of NumPy for plain numbers, and by the rules for shapes for the data that it does not take."""
    rule = numpy_function(name)
    if rule is None:
        return plain

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        found: Any = Unknown(DATA, arguments.line)
        if plain is not None:
            found = plain.function(run, arguments)
        if isinstance(found, Unknown) and _has_data(arguments):
            ruled = rule(run, arguments)
            return found if isinstance(ruled, Unknown) and plain is not None else ruled
        return found

    return Native(f"numpy.{name}", call)


def _has_data(arguments: Arguments) -> bool:
    values = [*arguments.positional, *arguments.named.values()]
    inner = [item for value in values if isinstance(value, (list, tuple)) for item in value[:10]]
    if any(isinstance(value, Tensor) for value in (*values, *inner)):
        return False
    return any(isinstance(value, (Array, DataFrame, list, tuple)) for value in (*values, *inner))


def method_of_array(name: str) -> "Function | None":
    """Returns what a method of arrays does, given the array first; None for one that is not followed."""
    rule = numpy_function({"flatten": "ravel"}.get(name, name))
    if rule is None:
        return None

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        array, *others = arguments.positional
        if name in _VARIADIC and len(others) > 1:
            others = [list(others)]
        return rule(run, Arguments([array, *others], arguments.named, arguments.line))

    return call
