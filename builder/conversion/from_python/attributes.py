"""Attributes, by tables of our own: a source never reaches an attribute of a Python object."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.classes import attribute_of_class, attribute_of_instance
from builder.conversion.from_python.command_line import Parser, attribute_of_parser
from builder.conversion.from_python.containers import DICT_METHODS, LIST_METHODS, TUPLE_METHODS, Method
from builder.conversion.from_python.data.methods import Bunch, attribute_of_array, attribute_of_bunch
from builder.conversion.from_python.data.scikit_learn import Transformer, attribute_of_transformer
from builder.conversion.from_python.data.streams import (
    ImageGenerator,
    attribute_of_generator,
    attribute_of_stream,
)
from builder.conversion.from_python.data.tables import DataFrame, attribute_of_table
from builder.conversion.from_python.formatting import TEXT_METHODS
from builder.conversion.from_python.graph import Layer, Model, Sequential, Tensor
from builder.conversion.from_python.layer_attributes import (
    attribute_of_layer,
    attribute_of_model,
    attribute_of_tensor,
    set_layer_attribute,
    set_model_attribute,
)
from builder.conversion.from_python.layers import LayerClass
from builder.conversion.from_python.namespace import KerasClass, resolve
from builder.conversion.from_python.objects import KerasObject
from builder.conversion.from_python.values import (
    Arguments,
    Array,
    Dtype,
    Function,
    Instance,
    Module,
    Native,
    SourceClass,
    Stream,
    Unknown,
)

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

_METHODS: dict[type, dict[str, Method]] = {
    dict: DICT_METHODS,
    list: LIST_METHODS,
    str: TEXT_METHODS,
    tuple: TUPLE_METHODS,
}


def attribute_of(run: "Interpreter", value: Any, name: str, line: int) -> Any:
    """Returns the attribute; an ``Unknown`` where the value has none of the name in our tables."""
    if name == "__name__" and isinstance(value, (SourceClass, LayerClass, Function)):
        return value.entry.class_name if isinstance(value, LayerClass) else value.name
    if name == "__class__" and isinstance(value, (Instance, Layer)):
        return class_of(value)
    if name.startswith("__"):
        return Unknown(f'it comes from the attribute "{name[:40]}", which is never read', line)
    methods = _METHODS.get(type(value))
    if methods is not None:
        return _method(methods, value, name, line)
    reader = _READERS.get(type(value))
    if reader is None:
        return Unknown(f'it comes from the attribute "{name[:60]}" of something that has none', line)
    return reader(run, value, name, line)


def class_of(value: Instance | Layer) -> SourceClass | LayerClass:
    return value.of if isinstance(value, Instance) else LayerClass(value.entry, value.entry.class_name)


def _method(methods: dict[str, Method], value: Any, name: str, line: int) -> Any:
    method = methods.get(name)
    if method is None:
        return Unknown(f'it comes from the method "{name[:60]}", which is not followed', line)

    def call(run: "Interpreter", arguments: Arguments) -> Any:
        unknown = next((item for item in arguments.positional if isinstance(item, Unknown)), None)
        if unknown is not None and name not in _TAKES_ANYTHING:
            return unknown
        if name in _CHANGES:
            run.loops.note_change(value)
        result = method(run.budget, value, *arguments.positional, **arguments.named)
        if isinstance(result, Unknown) and not result.line:
            result.line = arguments.line
        return result

    return Native(name, call)


_TAKES_ANYTHING = frozenset({"append", "insert", "extend", "get", "setdefault", "pop", "update"})
_CHANGES = frozenset(
    {"add", "append", "clear", "extend", "insert", "pop", "remove", "reverse", "setdefault", "sort", "update"}
)


def _of_module(run: "Interpreter", value: Module, name: str, line: int) -> Any:
    return resolve(value.path, name, line)


def _of_unknown(run: "Interpreter", value: Unknown, name: str, line: int) -> Any:
    return replace(value, origin=None)


def _of_object(run: "Interpreter", value: KerasObject, name: str, line: int) -> Any:
    spec = value.entry.arguments_by_name.get(name)
    if spec is None:
        return Unknown(f'it comes from the attribute "{name[:60]}" of a {value.entry.class_name}', line)
    return value.config.get(name, spec.default)


def _of_dtype(run: "Interpreter", value: Dtype, name: str, line: int) -> Any:
    return value.name if name == "name" else Unknown("it is an attribute of a type of numbers", line)


def _of_class(run: "Interpreter", value: LayerClass | KerasClass, name: str, line: int) -> Any:
    return Unknown(f'it comes from "{name[:60]}" of a class of Keras', line)


_READERS: dict[type, Callable[["Interpreter", Any, str, int], Any]] = {
    Array: attribute_of_array,
    Bunch: attribute_of_bunch,
    Parser: attribute_of_parser,
    ImageGenerator: attribute_of_generator,
    Stream: attribute_of_stream,
    DataFrame: attribute_of_table,
    Dtype: _of_dtype,
    Instance: attribute_of_instance,
    KerasClass: _of_class,
    KerasObject: _of_object,
    Layer: attribute_of_layer,
    LayerClass: _of_class,
    Model: attribute_of_model,
    Module: _of_module,
    Sequential: attribute_of_model,
    SourceClass: attribute_of_class,
    Tensor: attribute_of_tensor,
    Transformer: attribute_of_transformer,
    Unknown: _of_unknown,
}


def set_attribute(run: "Interpreter", value: Any, name: str, new: Any) -> None:
    """Executes ``value.name = new`` for what a source may change; all else is stepped over."""
    if isinstance(value, (Instance, SourceClass)):
        value.attributes[name] = new
    elif isinstance(value, Layer):
        set_layer_attribute(value, name, new)
    elif isinstance(value, Model):
        set_model_attribute(run, value, name, new)
