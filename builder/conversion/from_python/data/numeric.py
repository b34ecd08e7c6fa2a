"""What ``math`` and ``numpy`` give for plain numbers, and the types of numbers; arrays are not worked out."""

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.arrays import changed
from builder.conversion.from_python.data.functions import OF_ARRAYS
from builder.conversion.from_python.data.making import MADE_BY_NUMPY
from builder.conversion.from_python.data.methods import cast, dtype_name
from builder.conversion.from_python.data.shapes import array_of
from builder.conversion.from_python.data.tables import DataFrame
from builder.conversion.from_python.language.budget import MAX_BITS, refuse
from builder.conversion.from_python.language.values import Arguments, Array, Dtype, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def _of_numbers(name: str, work: Any) -> Native:
    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        values = arguments.positional
        for value in values:
            if isinstance(value, Unknown):
                return value
            if isinstance(value, Array):
                return changed(value, name.rpartition(".")[2], line=arguments.line)
        if not all(isinstance(value, (int, float)) for value in values):
            return Unknown(f'it comes from a call of "{name}" that is not followed', arguments.line)
        if any(isinstance(value, int) and value.bit_length() > MAX_BITS for value in values):
            refuse("its number is larger than a model needs")
        return work(*values)

    return Native(name, call)


def _over_items(name: str, work: Callable[[list[Any]], Any]) -> Native:
    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        value = arguments.positional[0] if arguments.positional else None
        items = list(value) if isinstance(value, (list, tuple, range)) and len(value) <= 1_000 else [value]
        for item in items:
            if isinstance(item, Unknown):
                return item
        if not all(isinstance(item, (int, float)) for item in items):
            return Unknown(f'it comes from a call of "{name}" that is not followed', arguments.line)
        result = work(items)
        if isinstance(result, int) and result.bit_length() > MAX_BITS:
            refuse("its number is larger than a model needs")
        return result

    return Native(name, call)


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(base, int) and isinstance(exponent, int) and base.bit_length() * abs(exponent) > MAX_BITS:
        refuse("its number is larger than a model needs")
    return base**exponent


def _array(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns a list as an array, which knows the numbers that a source writes down itself."""
    given = arguments.bound("object", "dtype")
    value = given.get("object", given.get("a"))
    if isinstance(value, Array):
        return cast(value, given.get("dtype"), arguments.line)
    if isinstance(value, (list, tuple, range, DataFrame)):
        return array_of(run, value, arguments.line, dtype_name(given.get("dtype")))
    return value if isinstance(value, (int, float)) else Unknown("it is data", arguments.line)


def _dtype(run: "KerasInterpreter", arguments: Arguments) -> Any:
    value = next(iter(arguments.positional), None)
    return Dtype(value) if isinstance(value, str) else value


def _on_arrays(name: str, plain: Native | None) -> Native:
    """Returns a function of NumPy that takes arrays, and plain numbers where there is one for these."""

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        values = list(arguments.positional)
        if values and isinstance(values[0], (list, tuple)):
            values.extend(values[0][:3])
        if plain is None or any(isinstance(value, Array) for value in values):
            return OF_ARRAYS[name](run, arguments)
        return plain.function(run, arguments)

    return Native(f"numpy.{name}", call)


_SAFE = {
    "ceil": math.ceil,
    "floor": math.floor,
    "log": math.log,
    "log2": math.log2,
    "log10": math.log10,
    "sqrt": math.sqrt,
    "exp": math.exp,
}
_DTYPES = (
    *("float16", "float32", "float64", "int8", "int16", "int32", "int64"),
    *("uint8", "uint16", "uint32", "uint64", "bool", "bool_"),
)

_PLAIN: dict[str, Any] = {
    **{f"math.{name}": _of_numbers(f"math.{name}", work) for name, work in _SAFE.items()},
    **{f"numpy.{name}": _of_numbers(f"numpy.{name}", work) for name, work in _SAFE.items()},
    **{f"numpy.{name}": Dtype(name.rstrip("_")) for name in _DTYPES},
    "numpy.double": Dtype("float64"),
    "numpy.single": Dtype("float32"),
    "numpy.dtype": Native("numpy.dtype", _dtype),
    "math.pi": math.pi,
    "math.e": math.e,
    "math.inf": math.inf,
    "math.pow": _of_numbers("math.pow", _power),
    "math.gcd": _of_numbers("math.gcd", math.gcd),
    "math.prod": _over_items("math.prod", math.prod),
    "numpy.prod": _over_items("numpy.prod", math.prod),
    "numpy.product": _over_items("numpy.product", math.prod),
    "numpy.sum": _over_items("numpy.sum", sum),
    "numpy.max": _over_items("numpy.max", max),
    "numpy.min": _over_items("numpy.min", min),
    "numpy.power": _of_numbers("numpy.power", _power),
    "numpy.abs": _of_numbers("numpy.abs", lambda value: abs(value)),
    "numpy.round": _of_numbers("numpy.round", lambda *values: round(*values)),
    "numpy.int": _of_numbers("numpy.int", int),
    "numpy.pi": math.pi,
    "numpy.array": Native("numpy.array", _array),
    "numpy.asarray": Native("numpy.asarray", _array),
    "numpy.ascontiguousarray": Native("numpy.ascontiguousarray", _array),
    **MADE_BY_NUMPY,
}
NUMERIC: dict[str, Any] = {
    **_PLAIN,
    **{f"numpy.{name}": _on_arrays(name, _PLAIN.get(f"numpy.{name}")) for name in OF_ARRAYS},
}
"""Full name -> value."""
