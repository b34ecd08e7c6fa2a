"""Python's builtins that a model-building source may use, each on plain values and within limits."""

import ast
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.arithmetic import binary
from builder.conversion.from_python.budget import MAX_ITEMS, checked_size, refuse
from builder.conversion.from_python.containers import distinct, items_of
from builder.conversion.from_python.formatting import text_of
from builder.conversion.from_python.graph import Layer, Model, Tensor
from builder.conversion.from_python.layers import LayerClass
from builder.conversion.from_python.operators import is_key, truth
from builder.conversion.from_python.values import Arguments, Array, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

    Builtin = Callable[[Interpreter, Arguments], Any]


def _of_items(work: "Callable[[Interpreter, list[Any], Arguments], Any]") -> "Builtin":
    """Wraps a builtin whose first argument is something to go over."""

    def call(run: "Interpreter", arguments: Arguments) -> Any:
        items = items_of(arguments.positional[0], run.budget, arguments.line) if arguments.positional else []
        return items if isinstance(items, Unknown) else work(run, items, arguments)

    return call


def _len(run: "Interpreter", arguments: Arguments) -> Any:
    (value,) = arguments.positional
    if isinstance(value, Array) and value.shape:
        return value.shape[0] if value.shape[0] is not None else Unknown("it is the length of the data", arguments.line)
    if isinstance(value, Unknown):
        return value
    return len(value) if isinstance(value, (str, list, tuple, dict, range)) else _not_followed("len", arguments)


def _not_followed(name: str, arguments: Arguments) -> Unknown:
    return Unknown(f'it comes from a call of "{name}" that is not followed', arguments.line)


def _range(run: "Interpreter", arguments: Arguments) -> Any:
    for value in arguments.positional:
        if isinstance(value, Unknown):
            return value
        if not isinstance(value, int):
            return _not_followed("range", arguments)
    return range(*arguments.positional)


def _enumerate(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    start = arguments.bound("items", "start").get("start", 0)
    return [(place + start, item) for place, item in enumerate(items)] if isinstance(start, int) else items


def _zip(run: "Interpreter", arguments: Arguments) -> Any:
    columns = [items_of(value, run.budget, arguments.line) for value in arguments.positional]
    unknown = next((column for column in columns if isinstance(column, Unknown)), None)
    return unknown or list(zip(*(column for column in columns if isinstance(column, list)), strict=False))


def _map(run: "Interpreter", arguments: Arguments) -> Any:
    function, *columns = arguments.positional
    rows = _zip(run, Arguments(list(columns), {}, arguments.line))
    if isinstance(rows, Unknown):
        return rows
    return [run.call(function, Arguments(list(row), {}, arguments.line)) for row in rows]


def _filter(run: "Interpreter", arguments: Arguments) -> Any:
    function, values = arguments.positional
    items = items_of(values, run.budget, arguments.line)
    if isinstance(items, Unknown):
        return items
    kept = (
        (item, item if function is None else run.call(function, Arguments([item], {}, arguments.line)))
        for item in items
    )
    return [item for item, test in kept if truth(test) is True]


def _sorted(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    function = arguments.named.get("key")
    keys = items if function is None else [run.call(function, Arguments([i], {}, arguments.line)) for i in items]
    if not all(_is_orderable(key) for key in keys):
        return _not_followed("sorted", arguments)
    order = sorted(range(len(items)), key=keys.__getitem__, reverse=truth(arguments.named.get("reverse")) is True)
    return [items[place] for place in order]


def _is_orderable(key: Any) -> bool:
    return isinstance(key, (int, float, str)) or (
        isinstance(key, tuple) and all(isinstance(part, (int, float, str)) for part in key)
    )


def _sum(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    total = arguments.bound("items", "start").get("start", 0)
    for item in items:
        total = binary(run, ast.Add, total, item, arguments.line)
    return total


def _extreme(choose: Callable[[Sequence[Any]], Any], name: str) -> "Builtin":
    def call(run: "Interpreter", arguments: Arguments) -> Any:
        values = arguments.positional
        items = items_of(values[0], run.budget, arguments.line) if len(values) == 1 else list(values)
        if isinstance(items, Unknown):
            return items
        unknown = next((item for item in items if isinstance(item, Unknown)), None)
        if unknown is not None:
            return unknown
        if not items or not all(isinstance(item, (int, float, str)) for item in items):
            return arguments.named.get("default", _not_followed(name, arguments))
        return choose(items)

    return call


def _number(kind: type[int] | type[float]) -> "Builtin":
    def call(run: "Interpreter", arguments: Arguments) -> Any:
        value = arguments.positional[0] if arguments.positional else 0
        if isinstance(value, Unknown):
            return value
        if isinstance(value, str) and len(value) > 40:
            refuse("its number is larger than a model needs")
        if isinstance(value, (int, float, str)) and not (isinstance(value, float) and not math.isfinite(value)):
            return kind(value)
        return _not_followed(kind.__name__, arguments)

    return call


def _str(run: "Interpreter", arguments: Arguments) -> Any:
    return text_of(arguments.positional[0], run.budget) if arguments.positional else ""


def _repr(run: "Interpreter", arguments: Arguments) -> Any:
    return text_of(arguments.positional[0], run.budget, quoted=True)


def _bool(run: "Interpreter", arguments: Arguments) -> Any:
    return truth(arguments.positional[0]) if arguments.positional else False


def _dict(run: "Interpreter", arguments: Arguments) -> Any:
    table: dict[Any, Any] = {}
    for value in arguments.positional:
        if isinstance(value, dict):
            table.update(value)
            continue
        items = items_of(value, run.budget, arguments.line)
        if isinstance(items, Unknown):
            return items
        for key, item in items:
            if is_key(key):
                table[key] = item
    table.update(arguments.named)
    checked_size(table)
    return table


def _arithmetic(name: str, work: Callable[..., Any]) -> "Builtin":
    def call(run: "Interpreter", arguments: Arguments) -> Any:
        values = arguments.positional
        unknown = next((value for value in values if isinstance(value, Unknown)), None)
        if unknown is not None:
            return unknown
        if not all(isinstance(value, (int, float)) for value in values):
            return _not_followed(name, arguments)
        return work(*values)

    return call


def _absolute(run: "Interpreter", arguments: Arguments) -> Any:
    (value,) = arguments.positional
    if isinstance(value, Tensor):
        from builder.conversion.from_python.namespace import resolve

        return run.call(resolve("keras.ops", "absolute", arguments.line), arguments)
    return value if isinstance(value, Unknown) else abs(value) if isinstance(value, (int, float)) else None


def _isinstance(run: "Interpreter", arguments: Arguments) -> Any:
    value, kinds = arguments.positional
    entries = [kind.entry for kind in (kinds if isinstance(kinds, tuple) else (kinds,)) if isinstance(kind, LayerClass)]
    if entries:
        return isinstance(value, Layer) and any(value.entry is entry for entry in entries)
    names = [kind.name for kind in (kinds if isinstance(kinds, tuple) else (kinds,)) if isinstance(kind, Native)]
    if names and all(name in ("Model", "Sequential") for name in names):
        return isinstance(value, Model)
    known = {"int": int, "float": float, "str": str, "list": list, "tuple": tuple, "dict": dict, "bool": bool}
    if not names or any(name not in known for name in names):
        return _not_followed("isinstance", arguments)
    return isinstance(value, tuple(known[name] for name in names))


def _getattr(run: "Interpreter", arguments: Arguments) -> Any:
    value, name, *default = arguments.positional
    if not isinstance(name, str):
        return name if isinstance(name, Unknown) else _not_followed("getattr", arguments)
    found = run.attribute(value, name, arguments.line)
    return default[0] if default and isinstance(found, Unknown) else found


def _hasattr(run: "Interpreter", arguments: Arguments) -> Any:
    value, name = arguments.positional
    if not isinstance(name, str) or isinstance(value, Unknown):
        return _not_followed("hasattr", arguments)
    return not isinstance(run.attribute(value, name, arguments.line), Unknown)


def _nothing(run: "Interpreter", arguments: Arguments) -> None:
    return None


def _next(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    return items[0] if items else arguments.bound("items", "default").get("default", _not_followed("next", arguments))


def _list(run: "Interpreter", items: list[Any], arguments: Arguments) -> Any:
    if len(items) > MAX_ITEMS:
        refuse("it is longer than a model needs")
    return items


BUILTINS: dict[str, Any] = {
    "__name__": "__main__",
    "__file__": "source.py",
    **{
        name: Native(name, function)
        for name, function in {
            "abs": _absolute,
            "all": _of_items(lambda run, items, arguments: all(truth(item) is True for item in items)),
            "any": _of_items(lambda run, items, arguments: any(truth(item) is True for item in items)),
            "bool": _bool,
            "dict": _dict,
            "divmod": _arithmetic("divmod", divmod),
            "enumerate": _of_items(_enumerate),
            "filter": _filter,
            "float": _number(float),
            "getattr": _getattr,
            "hasattr": _hasattr,
            "int": _number(int),
            "isinstance": _isinstance,
            "iter": _of_items(_list),
            "len": _len,
            "list": _of_items(_list),
            "map": _map,
            "max": _extreme(max, "max"),
            "min": _extreme(min, "min"),
            "next": _of_items(_next),
            "print": _nothing,
            "range": _range,
            "repr": _repr,
            "reversed": _of_items(lambda run, items, arguments: items[::-1]),
            "round": _arithmetic("round", round),
            "set": _of_items(lambda run, items, arguments: distinct(items, run.budget)),
            "sorted": _of_items(_sorted),
            "str": _str,
            "sum": _of_items(_sum),
            "zip": _zip,
            "tuple": _of_items(lambda run, items, arguments: tuple(items)),
        }.items()
    },
}
