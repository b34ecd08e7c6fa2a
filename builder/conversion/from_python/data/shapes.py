"""The shapes of data: of what a source writes down, and of what Keras's operations make of it, by the same rules."""

import ast
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_config
from builder.catalog.specs import LayerEntry
from builder.conversion.from_python.data.arrays import changed
from builder.conversion.from_python.data.tables import DataFrame
from builder.conversion.from_python.keras.configs import plain_value
from builder.conversion.from_python.keras.graph import Layer
from builder.conversion.from_python.keras.shape_arithmetic import Shape, broadcast, indexed
from builder.conversion.from_python.keras.shape_rules import output_shapes
from builder.conversion.from_python.language.containers import ends_of, item_of
from builder.conversion.from_python.language.operators import calculate
from builder.conversion.from_python.language.values import Array, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_MOST_PARTS = 1_000
_MOST_VALUES = 1_000
DATA = "it is data whose shape only a run could tell"


def shape_of_data(run: "KerasInterpreter", value: Any) -> Shape | None:
    """Returns the shape of arrays, tables, numbers, or lists of such; None where it is not known."""
    run.budget.spend()
    if isinstance(value, (Array, DataFrame)):
        return value.shape
    if isinstance(value, range):
        return (len(value),)
    if not isinstance(value, (list, tuple)):
        return () if isinstance(value, (int, float, str)) else None
    if all(isinstance(item, (int, float, str)) for item in value):
        run.budget.spend(len(value) // 20)
        return (len(value),)
    inner = [shape_of_data(run, item) for item in value]
    known = [shape for shape in inner if shape is not None]
    if len(known) < len(inner) or len({len(shape) for shape in known}) > 1:
        return None
    sizes = (column[0] if len(set(column)) == 1 else None for column in zip(*known, strict=True))
    return (len(inner), *sizes)


def array_of(run: "KerasInterpreter", value: Any, line: int, dtype: str = "") -> Any:
    """Returns what ``numpy.array`` makes of a value: an array, which knows its numbers where the source writes them."""
    if isinstance(value, DataFrame):
        return Array(value.shape, dtype or "float64")
    if not isinstance(value, (list, tuple, range)):
        return value
    shape = shape_of_data(run, value)
    if shape is None:
        return Unknown(DATA, line)
    items = list(value)
    return Array(shape, dtype or "float64", values=items if _is_written(items) else None)


def _is_written(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return all(_is_written(item) for item in value)
    return isinstance(value, (int, float, str))


def worked_out(run: "KerasInterpreter", entry: LayerEntry, given: dict[str, Any], line: int) -> Any:
    """Returns what an operation makes of data: arrays of the shapes that Keras's operation gives; else an ``Unknown``.

    Args:
        given: its inputs and plain arguments by name.
    """
    shapes: dict[str | None, list[Shape | None]] = {}
    config: dict[str, Any] = {}
    arrays: list[Array] = []
    ports = {port.name: port for port in entry.inputs}
    for name, value in given.items():
        port = ports.get(name)
        if port is None or isinstance(value, Unknown):
            plain = plain_value(run, value)
            if isinstance(plain, Unknown):
                return plain
            config[name] = plain
            continue
        for item in value if port.variadic and isinstance(value, (list, tuple)) else [value]:
            data = array_of(run, item, line)
            if isinstance(data, Unknown):
                return data
            arrays += [data] if isinstance(data, Array) else []
            shapes.setdefault(port.argument, []).append(shape_of_data(run, data))
    if not arrays:
        return Unknown(f'it comes from "{entry.class_name}" of plain numbers', line)
    layer = Layer(entry, minimal_config(entry, config))
    cuts = layer.config.get(entry.outputs_from) if entry.outputs_from else None
    count = cuts if isinstance(cuts, int) else len(cuts) + 1 if isinstance(cuts, list) else 1
    if not 0 < count <= _MOST_PARTS:
        return Unknown(DATA, line)
    step = entry.class_name.removeprefix("ops.")
    found = [made_of(arrays[0], step, shape, line) for shape in output_shapes(layer, shapes, count)]
    return found if entry.outputs_from else found[0]


def made_of(array: Array, step: str, shape: Shape | None, line: int, dtype: str = "") -> Any:
    """Returns data of this shape made of others by a step; an ``Unknown`` where the shape is not known."""
    return Unknown(DATA, line) if shape is None else changed(array, step, line=line, shape=shape, dtype=dtype)


def combined_by_shape(run: "KerasInterpreter", kind: type[ast.operator], left: Any, right: Any, line: int) -> Any:
    """Returns what an operator makes of data by the shapes alone: matrices multiplied, lists on one side."""
    if kind is ast.MatMult:
        return worked_out(run, load_catalog().operations["ops.matmul"], {"x1": left, "x2": right}, line)
    first = left if isinstance(left, Array) else right
    shapes = [shape_of_data(run, side) for side in (left, right)]
    known = [shape for shape in shapes if shape is not None]
    return made_of(first, kind.__name__, broadcast(known) if len(known) == 2 else None, line)


def values_of(kind: type[ast.operator], left: Any, right: Any, line: int) -> list[Any] | None:
    """Returns the numbers of a flat array that the source writes down, under an operator with a number; else None."""
    array, number = (left, right) if isinstance(left, Array) else (right, left)
    values = array.values
    if not isinstance(number, (int, float)) or values is None or len(values) > _MOST_VALUES:
        return None
    if not all(isinstance(item, (int, float)) for item in values):
        return None
    pairs = ((item, number) if array is left else (number, item) for item in values)
    found = [calculate(kind, one, other, line) for one, other in pairs]
    return None if any(isinstance(item, Unknown) for item in found) else found


def index_by_shape(run: "KerasInterpreter", array: Array, key: Any, line: int) -> Any:
    """Returns ``array[key]`` by its shape alone: places and masks given as data, columns counted by the source."""
    parts = list(key) if isinstance(key, tuple) else [key]
    if array.values is not None and len(parts) == 1:
        found = item_of(array.values, key, line)
        return array_of(run, found, line, array.dtype)
    sizes = list(array.shape)
    items: list[Any] = []
    for place, part in enumerate(parts):
        if isinstance(part, Unknown):
            return part
        if isinstance(part, Array):
            items += [(None,)] * len(part.shape) if part.dtype == "bool" else [part.shape]
        elif isinstance(part, list):
            items.append((len(part),))
        elif isinstance(part, slice) and any(isinstance(end, (Array, Unknown)) for end in ends_of(part)):
            items.append((None,))
        else:
            counted = _counted(part) if 0 < place < len(sizes) and sizes[place] is None and ... not in parts else None
            if counted is not None:
                sizes[place] = counted
            items.append(slice(None) if counted is not None else part)
    return made_of(array, "part", indexed(tuple(sizes), items), line)


def _counted(part: Any) -> int | None:
    """Returns how many columns ``[:, 0:8]`` takes of data that are read from a file: it is written for their number."""
    if not isinstance(part, slice) or part.step is not None or not isinstance(part.stop, int):
        return None
    start = part.start or 0
    return part.stop - start if isinstance(start, int) and 0 <= start < part.stop else None


def answer_of_layer(run: "KerasInterpreter", layer: Layer, data: Any, line: int) -> Any:
    """Returns what a layer with one input and one output makes of data."""
    given = array_of(run, data, line)
    if not isinstance(given, Array) or len(layer.entry.outputs) != 1:
        return Unknown(f"it comes from a {layer.entry.class_name} that is called on data", line)
    return answer(given, output_shapes(layer, {None: [given.shape]}, 1)[0], line)


def answer(given: Array, shape: Shape | None, line: int) -> Any:
    """Returns the data that a layer or model gives, whose own shape is ``shape``, for a batch of others."""
    if shape is None:
        return Unknown("it is made of data in a way that only Keras can tell the shape of", line)
    return changed(given, "model", line=line, shape=(given.shape[0], *shape[1:]), dtype="float32")
