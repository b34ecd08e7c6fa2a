"""What can be done with data: arrays, streams of batches, tables, and what scikit-learn's loaders and scalers give."""

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data import tables
from builder.conversion.from_python.data.arrays import (
    COMPARISONS,
    changed,
    combine_arrays,
    combined,
    index_array,
    operand_of,
)
from builder.conversion.from_python.data.methods import Bunch, attribute_of_array, attribute_of_bunch, cast
from builder.conversion.from_python.data.origin import Numbers, Origin
from builder.conversion.from_python.data.scikit_learn import Transformer, attribute_of_transformer
from builder.conversion.from_python.data.shapes import combined_by_shape, index_by_shape, values_of
from builder.conversion.from_python.data.streams import ImageGenerator, attribute_of_generator, attribute_of_stream
from builder.conversion.from_python.language.containers import item_of, items_of
from builder.conversion.from_python.language.iteration import not_followed
from builder.conversion.from_python.language.type_methods import TypeMethods
from builder.conversion.from_python.language.values import Arguments, Array, Dtype, Stream, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def _binary(run: "KerasInterpreter", kind: type[ast.operator], left: Any, right: Any, line: int) -> Any:
    found = combine_arrays(kind, left, right, line)
    if isinstance(found, Unknown):
        return combined_by_shape(run, kind, left, right, line)
    if isinstance(found, Array):
        found.values = values_of(kind, left, right, line)
    return found


def _compare(run: "KerasInterpreter", kind: type[ast.cmpop], left: Any, right: Any, line: int) -> Any:
    return combined(COMPARISONS[kind], left, right, line, dtype="bool") if kind in COMPARISONS else NotImplemented


def _unary(run: "KerasInterpreter", kind: type[ast.unaryop], value: Array, line: int) -> Array:
    if kind is ast.UAdd:
        return value
    return changed(value, "negative" if kind is ast.USub else "invert", line=line)


def _item(run: "KerasInterpreter", value: Array, key: Any, node: ast.Subscript) -> Any:
    if isinstance(key, Unknown):
        return key
    found = index_array(value, key, node.lineno) if value.origin is not None else None
    return found if isinstance(found, Array) else index_by_shape(run, value, key, node.lineno)


def _set_item(run: "KerasInterpreter", value: Array, key: Any, new: Any) -> None:
    if isinstance(value.origin, Origin):
        value.origin = value.origin.after("assign", operand_of(key), operand_of(new))


def _items(run: "KerasInterpreter", value: Array, line: int) -> list[Any] | Unknown:
    if value.values is not None:
        run.budget.spend(len(value.values) // 20)
        return list(value.values)
    if isinstance(value.origin, Numbers) and not value.origin.rows.draws:
        return items_of(run, range(*value.origin.rows.ranges[0]) if value.shape[0] else [], line)
    return Unknown("it goes over something that has no items", line)


def _length(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns how many rows an array or a table has; an ``Unknown`` where only the data could tell."""
    (value,) = arguments.positional
    if not value.shape:
        return not_followed("len", arguments)
    size = value.shape[0]
    return Unknown("it is the length of the data", arguments.line) if size is None else size


def _unpack(run: "KerasInterpreter", value: Array, count: int | None, line: int) -> Unknown:
    return Unknown("it is unpacked from a single tensor", line)


def _one_step(run: "KerasInterpreter", value: Stream, line: int) -> list[Any]:
    """Returns what a stream gives in one step, which stands for all."""
    return [value.element]


def _item_of_bunch(run: "KerasInterpreter", value: Bunch, key: Any, node: ast.Subscript) -> Any:
    return key if isinstance(key, Unknown) else item_of(value.fields, key, node.lineno)


def _call_dtype(run: "KerasInterpreter", callee: Dtype, arguments: Arguments) -> Any:
    """Returns the number or the data that a type of numbers is called on."""
    value = next(iter(arguments.positional), None)
    if isinstance(value, Array):
        return cast(value, callee, arguments.line)
    if isinstance(value, (int, float, Unknown)):
        return value
    return run.call_unknown(Unknown("it is data"), arguments)


def _attribute_of_dtype(run: "KerasInterpreter", value: Dtype, name: str, line: int) -> Any:
    return value.name if name == "name" else Unknown("it is an attribute of a type of numbers", line)


DATA_TYPES: Mapping[type, TypeMethods] = {
    Array: TypeMethods(
        attribute=attribute_of_array,
        binary=_binary,
        compare=_compare,
        unary=_unary,
        item=_item,
        set_item=_set_item,
        items=_items,
        unpack=_unpack,
        functions={"len": _length},
    ),
    Bunch: TypeMethods(attribute=attribute_of_bunch, item=_item_of_bunch),
    tables.DataFrame: TypeMethods(
        attribute=tables.attribute_of_table,
        item=tables.item_of_table,
        set_item=tables.put_column,
        functions={"len": _length},
    ),
    Dtype: TypeMethods(call=_call_dtype, attribute=_attribute_of_dtype),
    ImageGenerator: TypeMethods(attribute=attribute_of_generator),
    tables.Indexer: TypeMethods(item=tables.item_of_indexer),
    Stream: TypeMethods(attribute=attribute_of_stream, items=_one_step),
    Transformer: TypeMethods(attribute=attribute_of_transformer),
}
