"""Python's builtins that go over something: ``zip``, ``map``, ``sorted``, ``max`` ..., all worked out at once."""

import ast
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.arithmetic import binary
from builder.conversion.from_python.language.budget import MAX_ITEMS, refuse
from builder.conversion.from_python.language.containers import items_of
from builder.conversion.from_python.language.operators import truth
from builder.conversion.from_python.language.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

    Builtin = Callable[[Interpreter, Arguments], Any]


def not_followed(name: str, arguments: Arguments) -> Unknown:
    return Unknown(f'it comes from a call of "{name}" that is not followed', arguments.line)


def of_items(work: "Callable[[Interpreter, list[Any], Arguments], Any]") -> "Builtin":
    """Wraps a builtin whose first argument is something to go over."""

    def call(run: "Interpreter", arguments: Arguments) -> Any:
        items = items_of(run, arguments.positional[0], arguments.line) if arguments.positional else []
        return items if isinstance(items, Unknown) else work(run, items, arguments)

    return call


def make_range(run: "Interpreter", arguments: Arguments) -> Any:
    for value in arguments.positional:
        if isinstance(value, Unknown):
            return value
        if not isinstance(value, int):
            return not_followed("range", arguments)
    return range(*arguments.positional)


def enumerated(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    start = arguments.bound("items", "start").get("start", 0)
    return [(place + start, item) for place, item in enumerate(items)] if isinstance(start, int) else items


def zipped(run: "Interpreter", arguments: Arguments) -> Any:
    columns = [items_of(run, value, arguments.line) for value in arguments.positional]
    unknown = next((column for column in columns if isinstance(column, Unknown)), None)
    return unknown or list(zip(*(column for column in columns if isinstance(column, list)), strict=False))


def mapped(run: "Interpreter", arguments: Arguments) -> Any:
    function, *columns = arguments.positional
    rows = zipped(run, Arguments(list(columns), {}, arguments.line))
    if isinstance(rows, Unknown):
        return rows
    return [run.call(function, Arguments(list(row), {}, arguments.line)) for row in rows]


def filtered(run: "Interpreter", arguments: Arguments) -> Any:
    function, values = arguments.positional
    items = items_of(run, values, arguments.line)
    if isinstance(items, Unknown):
        return items
    kept = (
        (item, item if function is None else run.call(function, Arguments([item], {}, arguments.line)))
        for item in items
    )
    chosen: list[Any] = []
    for item, test in kept:
        known = truth(test)
        if isinstance(known, Unknown):
            return known
        if known:
            chosen.append(item)
    return chosen


def in_order(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    function = arguments.named.get("key")
    keys = items if function is None else [run.call(function, Arguments([i], {}, arguments.line)) for i in items]
    if not all(_is_orderable(key) for key in keys):
        return not_followed("sorted", arguments)
    order = sorted(range(len(items)), key=keys.__getitem__, reverse=truth(arguments.named.get("reverse")) is True)
    return [items[place] for place in order]


def _is_orderable(key: Any) -> bool:
    return isinstance(key, (int, float, str)) or (
        isinstance(key, tuple) and all(isinstance(part, (int, float, str)) for part in key)
    )


def total(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    result = arguments.bound("items", "start").get("start", 0)
    for item in items:
        result = binary(run, ast.Add, result, item, arguments.line)
    return result


def extreme(choose: Callable[[Sequence[Any]], Any], name: str) -> "Builtin":
    def call(run: "Interpreter", arguments: Arguments) -> Any:
        values = arguments.positional
        items = items_of(run, values[0], arguments.line) if len(values) == 1 else list(values)
        if isinstance(items, Unknown):
            return items
        unknown = next((item for item in items if isinstance(item, Unknown)), None)
        if unknown is not None:
            return unknown
        if not items or not all(isinstance(item, (int, float, str)) for item in items):
            return arguments.named.get("default", not_followed(name, arguments))
        return choose(items)

    return call


def first(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    return items[0] if items else arguments.bound("items", "default").get("default", not_followed("next", arguments))


def as_list(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    if len(items) > MAX_ITEMS:
        refuse("it is longer than a model needs")
    return items
