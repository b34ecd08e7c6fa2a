"""Attributes, by tables of our own: a source never reaches an attribute of a Python object."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.containers import Method
from builder.conversion.from_python.language.values import Arguments, Instance, Module, Native, SourceClass, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter


def attribute_of(run: "Interpreter", value: Any, name: str, line: int) -> Any:
    """Returns the attribute; an ``Unknown`` where the value has none of the name in our tables."""
    methods = run.methods_of(value)
    if name == "__name__" and methods.name is not None:
        return methods.name(value)
    if name == "__class__" and methods.class_of is not None:
        return methods.class_of(value)
    if name.startswith("__"):
        return Unknown(f'it comes from the attribute "{name[:40]}", which is never read', line)
    if methods.attribute is None:
        return Unknown(f'it comes from the attribute "{name[:60]}" of something that has none', line)
    return methods.attribute(run, value, name, line)


def set_attribute(run: "Interpreter", value: Any, name: str, new: Any) -> None:
    """Executes ``value.name = new`` for what a source may change; all else is stepped over."""
    setter = run.methods_of(value).set_attribute
    if setter is not None:
        setter(run, value, name, new)


def attribute_by(methods: dict[str, Method]) -> Callable[["Interpreter", Any, str, int], Any]:
    """Returns what reads the attributes of one of Python's own types, all of which are methods."""

    def read(run: "Interpreter", value: Any, name: str, line: int) -> Any:
        method = methods.get(name)
        if method is None:
            return Unknown(f'it comes from the method "{name[:60]}", which is not followed', line)

        def call(run: "Interpreter", arguments: Arguments) -> Any:
            unknown = next((item for item in arguments.positional if isinstance(item, Unknown)), None)
            if unknown is not None and name not in _TAKES_ANYTHING:
                return unknown
            if name in _CHANGES:
                run.loops.note_change(value)
            result = method(run, value, *arguments.positional, **arguments.named)
            if isinstance(result, Unknown) and not result.line:
                result.line = arguments.line
            return result

        return Native(name, call)

    return read


_TAKES_ANYTHING = frozenset({"append", "insert", "extend", "get", "setdefault", "pop", "update"})
_CHANGES = frozenset(
    {"add", "append", "clear", "extend", "insert", "pop", "remove", "reverse", "setdefault", "sort", "update"}
)


def attribute_of_module(run: "Interpreter", value: Module, name: str, line: int) -> Any:
    return run.resolve(value.path, name, line)


def attribute_of_unknown(run: "Interpreter", value: Unknown, name: str, line: int) -> Any:
    return replace(value, origin=None)


def set_own_attribute(run: "Interpreter", value: Instance | SourceClass, name: str, new: Any) -> None:
    value.attributes[name] = new
