"""The attributes and methods of arrays and of what scikit-learn's loaders give."""

from collections.abc import Callable
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.arrays import changed, reshaped, squeezed, statistic
from builder.conversion.from_python.data.origin import Origin
from builder.conversion.from_python.language.values import UNKNOWN_SIZE, Arguments, Array, Dtype, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

    Method = Callable[[KerasInterpreter, Array, Arguments], Any]


@dataclass(slots=True, eq=False)
class Bunch:
    """What a loader of scikit-learn gives: arrays and names, as attributes and as items."""

    fields: dict[str, Any]


def attribute_of_array(run: "KerasInterpreter", value: Array, name: str, line: int) -> Any:
    if name in _VALUES:
        return _VALUES[name](value)
    from builder.conversion.from_python.data.numpy_functions import method_of_array

    method, rule = _METHODS.get(name), method_of_array(name)
    if method is None and rule is None:
        return Unknown("it is part of the data", line)

    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        found: Any = Unknown("it is part of the data", arguments.line)
        if method is not None:
            found = method(run, value, arguments)
        if isinstance(found, Unknown) and rule is not None:
            return rule(run, Arguments([value, *arguments.positional], arguments.named, arguments.line))
        return found

    return Native(name, call)


def attribute_of_bunch(run: "KerasInterpreter", value: Bunch, name: str, line: int) -> Any:
    return value.fields.get(name, Unknown(f'it comes from "{name[:60]}" of a data set', line))


def _size(value: Array) -> Any:
    return Unknown("it is the size of the data") if None in value.shape else prod(value.shape)


_VALUES: dict[str, Callable[[Array], Any]] = {
    "shape": lambda value: tuple(Unknown(UNKNOWN_SIZE) if size is None else size for size in value.shape),
    "ndim": lambda value: len(value.shape),
    "dtype": lambda value: Dtype(value.dtype),
    "size": _size,
    "values": lambda value: value,
    "T": lambda value: changed(value, "transpose", line=0, shape=value.shape[::-1]),
}


def cast(value: Array, dtype: Any, line: int) -> Array:
    """Returns the array in another dtype. Whole numbers made of fractions are a step; all else keeps the values."""
    name = dtype_name(dtype) or value.dtype
    rounds = not name.startswith("float") and value.dtype.startswith("float") and _has_fractions(value)
    if rounds:
        return changed(value, "round down", line=line, dtype=name)
    values = value.values
    if values is not None and "int" in name and all(isinstance(item, (int, float)) for item in values):
        values = [int(item) for item in values]
    return Array(value.shape, name, value.origin, values)


def _has_fractions(value: Array) -> bool:
    return isinstance(value.origin, Origin) and bool(value.origin.steps)


def dtype_name(dtype: Any) -> str:
    """Returns the name of a dtype in any of its spellings; "" where it is none."""
    name = dtype.name if isinstance(dtype, (Dtype, Native)) else dtype if isinstance(dtype, str) else ""
    return {"int": "int64", "float": "float64"}.get(name, name)


def _astype(run: "KerasInterpreter", value: Array, arguments: Arguments) -> Any:
    return cast(value, arguments.bound("dtype").get("dtype"), arguments.line)


def _reshape(run: "KerasInterpreter", value: Array, arguments: Arguments) -> Any:
    sizes = arguments.positional or [arguments.named.get("shape", arguments.named.get("newshape"))]
    return reshaped(value, sizes[0] if len(sizes) == 1 else sizes, arguments.line)


def _flat(run: "KerasInterpreter", value: Array, arguments: Arguments) -> Any:
    return reshaped(value, -1, arguments.line)


def _squeeze(run: "KerasInterpreter", value: Array, arguments: Arguments) -> Any:
    axis = arguments.bound("axis").get("axis")
    return squeezed(value) if axis is None else Unknown("it is a part of the data", arguments.line)


def number_about(name: str) -> "Method":
    def call(run: "KerasInterpreter", value: Array, arguments: Arguments) -> Any:
        given = arguments.bound("axis", "dtype")
        return statistic(value, name, given.get("axis"), given.get("keepdims") is True, arguments.line)

    return call


_METHODS: "dict[str, Method]" = {
    "astype": _astype,
    "apply": lambda run, value, arguments: changed(value, "apply", line=arguments.line),
    "copy": lambda run, value, arguments: value,
    "fillna": lambda run, value, arguments: changed(value, "fillna", line=arguments.line),
    "flatten": _flat,
    "map": lambda run, value, arguments: changed(value, "map", line=arguments.line),
    "max": number_about("max"),
    "mean": number_about("mean"),
    "min": number_about("min"),
    "numpy": lambda run, value, arguments: value,
    "ravel": _flat,
    "reshape": _reshape,
    "squeeze": _squeeze,
    "std": number_about("std"),
    "to_numpy": lambda run, value, arguments: value,
    "toarray": lambda run, value, arguments: value,
    "tolist": lambda run, value, arguments: value if value.values is None else value.values,
}
