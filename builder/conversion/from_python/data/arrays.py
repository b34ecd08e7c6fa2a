"""What operators, brackets and reshaping make of arrays: their new shape, and the step that their origin keeps."""

import ast
from math import prod
from typing import Any

from builder.conversion.from_python.data.origin import Numbers, Origin, Rows
from builder.conversion.from_python.language.values import Array, Unknown

Sizes = tuple[Any, ...]

_STEPS: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "subtract",
    ast.Mult: "multiply",
    ast.Div: "divide",
    ast.FloorDiv: "floor divide",
    ast.Mod: "remainder",
    ast.Pow: "power",
}
COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "equal",
    ast.NotEq: "not equal",
    ast.Lt: "less",
    ast.LtE: "less equal",
    ast.Gt: "greater",
    ast.GtE: "greater equal",
}


def changed(array: Array, name: str, *operands: Any, line: int, shape: Sizes | None = None, dtype: str = "") -> Array:
    """Returns the array after a step; of what shape and dtype, where it gets another."""
    origin = array.origin.after(name, *operands, line=line) if isinstance(array.origin, Origin) else None
    return Array(array.shape if shape is None else shape, dtype or array.dtype, origin)


def operand_of(value: Any) -> Any:
    """Returns what a step remembers of a second operand: a number, an origin, or None for anything else."""
    if isinstance(value, (int, float)):
        return value
    return value.origin if isinstance(value, Array) and isinstance(value.origin, Origin) else None


def combine_arrays(kind: type[ast.operator], left: Any, right: Any, line: int) -> Any:
    """Returns what a binary operator makes of two values of which at least one is an array."""
    name = _STEPS.get(kind)
    if name is None:
        return Unknown("it comes from an operator on data that is not followed", line)
    return combined(name, left, right, line)


def combined(name: str, left: Any, right: Any, line: int, *, dtype: str = "") -> Any:
    """Returns the array of an elementwise step of two values of which at least one is an array."""
    shape = _broadcast(left, right)
    if shape is None:
        return Unknown("it comes from a calculation with data that is not followed", line)
    leads = isinstance(left, Array) and (left.origin is not None or not isinstance(right, Array))
    first, second = (left, right) if leads else (right, left)
    if isinstance(second, Array) and second.origin is None:
        return changed(first, "mix", line=line, shape=shape, dtype=dtype or _dtype(name, first))
    step = name if leads or name in ("add", "multiply") else f"{name} from"
    return changed(first, step, operand_of(second), line=line, shape=shape, dtype=dtype or _dtype(name, first))


def _dtype(name: str, array: Array) -> str:
    is_float = array.dtype.startswith("float")
    return "float64" if name.startswith("divide") and not is_float else array.dtype


def _broadcast(left: Any, right: Any) -> Sizes | None:
    shapes = [value.shape if isinstance(value, Array) else () for value in (left, right)]
    if any(not isinstance(value, (Array, int, float)) for value in (left, right)):
        return None
    rank = max(len(shape) for shape in shapes)
    one, other = ((1,) * (rank - len(shape)) + tuple(shape) for shape in shapes)
    sizes = []
    for a, b in zip(one, other, strict=True):
        if 1 in (a, b):
            sizes.append(b if a == 1 else a)
        elif a is not None and b is not None and a != b:
            return None
        else:
            sizes.append(a if b is None else b)
    return tuple(sizes)


def reshaped(array: Array, sizes: Any, line: int) -> Any:
    """Returns the array in another shape; the rows are kept where each still holds the same values."""
    given = list(sizes) if isinstance(sizes, (list, tuple)) else [sizes]
    shape = [size if isinstance(size, int) and size >= 0 else None for size in given]
    known = None not in array.shape
    if given.count(-1) == 1 and shape.count(None) == 1 and known:
        rest = prod(size for size in shape if size is not None)
        if rest == 0 or prod(array.shape) % rest:
            return Unknown("it is reshaped to a shape that it cannot have", line)
        shape[given.index(-1)] = prod(array.shape) // rest
    if array.origin is None:
        return Array(tuple(shape), array.dtype)
    if shape and known and None not in shape and shape[0] == array.shape[0]:
        return Array(tuple(shape), array.dtype, array.origin)
    return changed(array, "reshape", line=line, shape=tuple(shape))


def with_axis(array: Array, axis: int) -> Array:
    """Returns the array with an axis of length 1 at this place; as the first one it would part the rows."""
    place = axis if axis >= 0 else len(array.shape) + 1 + axis
    shape = (*array.shape[:place], 1, *array.shape[place:])
    return Array(shape, array.dtype, array.origin) if place else changed(array, "expand", line=0, shape=shape)


def squeezed(array: Array) -> Array:
    if array.shape[:1] == (1,):
        shape = tuple(size for size in array.shape if size != 1)
        return changed(array, "squeeze", line=0, shape=shape)
    rest = array.shape[1:]
    return Array((*array.shape[:1], *(size for size in rest if size != 1)), array.dtype, array.origin)


def statistic(array: Array, name: str, axis: Any, keeps: bool, line: int) -> Any:
    """Returns the array of a mean or the like, over all values or along axes."""
    rank = len(array.shape)
    axes = range(rank) if axis is None else [axis] if isinstance(axis, int) else axis
    if not isinstance(axes, (range, list, tuple)) or not all(isinstance(a, int) and -rank <= a < rank for a in axes):
        return Unknown("it is a number about the data", line)
    places = frozenset(a % rank for a in axes)
    sizes = tuple(1 if place in places else size for place, size in enumerate(array.shape))
    shape = sizes if keeps else tuple(size for place, size in enumerate(array.shape) if place not in places)
    over = "all" if len(places) == rank else tuple(sorted(places))
    return changed(array, name, over, line=line, shape=shape, dtype="float64")


def index_array(array: Array, key: Any, line: int) -> Any:
    """Returns ``array[key]``: some of its rows, some of its columns, or a single sample."""
    parts = list(key) if isinstance(key, tuple) else [key]
    if parts.count(...) > 1:
        return Unknown("it is a part of the data", line)
    taken = sum(part is not None and part is not ... for part in parts)
    if ... in parts:
        place = parts.index(...)
        parts[place : place + 1] = [slice(None)] * (len(array.shape) - taken)
    if sum(part is not None for part in parts) > len(array.shape):
        return Unknown("it is a part of the data that does not exist", line)
    axis, result = 0, array
    for part in parts:
        found = _index_axis(result, axis, part, line)
        if isinstance(found, Unknown):
            return found
        result, goes_on = found
        axis += goes_on
    return result


def _index_axis(array: Array, axis: int, part: Any, line: int) -> tuple[Array, int] | Unknown:
    """Returns the array after one part of a key, and by how many axes to go on."""
    size = array.shape[axis] if axis < len(array.shape) else 0
    if part is None:
        return with_axis(array, axis), 1
    if isinstance(part, slice):
        return (array, 1) if part == slice(None) else _sliced(array, axis, part, line)
    if isinstance(part, int) and not isinstance(part, bool):
        shape = (*array.shape[:axis], *array.shape[axis + 1 :])
        column = part % size if isinstance(size, int) and size else part
        step = ("sample",) if axis == 0 else ("column", axis, column)
        return changed(array, *step, line=line, shape=shape), 0
    if isinstance(part, list) and axis and all(isinstance(place, int) for place in part):
        return _columns(array, axis, tuple(part), line), 1
    if isinstance(part, Array) and axis == 0 and isinstance(part.origin, Numbers) and len(part.shape) == 1:
        return _with_rows(array, _picked(array.origin, part.origin.rows), part.shape[0], line), 1
    return Unknown("it is a part of the data that is not followed", line)


def _sliced(array: Array, axis: int, key: slice, line: int) -> tuple[Array, int] | Unknown:
    size = array.shape[axis]
    parts = (key.start, key.stop, key.step)
    if key.step == 0 or not all(part is None or isinstance(part, int) for part in parts):
        return Unknown("it is a part of the data that does not exist", line)
    if not isinstance(size, int):
        return changed(array, "slice", line=line, shape=(*array.shape[:axis], None, *array.shape[axis + 1 :])), 1
    places = range(*key.indices(size))
    if axis:
        return _columns(array, axis, tuple(places), line) if size <= 10_000 else array, 1
    rows = _cut(array.origin, places) if places.step == 1 else None
    return _with_rows(array, rows, len(places), line), 1


def _cut(origin: Any, places: range) -> Rows | None:
    return None if origin is None else origin.rows.cut(places.start, max(places.start, places.stop))


def _picked(origin: Any, places: Rows) -> Rows | None:
    return None if origin is None else origin.rows.pick(places)


def _with_rows(array: Array, rows: Rows | None, count: Any, line: int) -> Array:
    shape = (count, *array.shape[1:])
    if rows is None or array.origin is None:
        return changed(array, "rows", line=line, shape=shape)
    return Array(shape, array.dtype, array.origin.of(rows))


def _columns(array: Array, axis: int, places: tuple[int, ...], line: int) -> Array:
    size = array.shape[axis]
    if places == tuple(range(size)):
        return array
    shape = (*array.shape[:axis], len(places), *array.shape[axis + 1 :])
    return changed(array, "columns", axis, tuple(place % size for place in places), line=line, shape=shape)


def joined_rows(arrays: list[Array], line: int) -> Any:
    """Returns the arrays one behind the other, as ``np.concatenate`` gives them."""
    first = arrays[0]
    lengths = [array.shape[0] if array.shape else None for array in arrays]
    if any(len(array.shape) != len(first.shape) for array in arrays):
        return Unknown("it joins data of different shapes", line)
    known = [length for length in lengths if isinstance(length, int)]
    count = sum(known) if len(known) == len(lengths) else None
    origin: Any = first.origin
    for array in arrays[1:]:
        if not isinstance(origin, Origin) or not isinstance(array.origin, Origin):
            origin = None
            break
        same = origin.of(array.origin.rows) == array.origin
        rows = origin.rows.joined(array.origin.rows) if same else None
        origin = origin.after("join", line=line) if rows is None else origin.of(rows)
    return Array((count, *first.shape[1:]), first.dtype, origin)
