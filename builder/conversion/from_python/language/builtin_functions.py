"""Python's builtins that a model-building source may use, each on plain values and within limits."""

import builtins
import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.attributes import set_attribute
from builder.conversion.from_python.language.budget import checked_size, refuse
from builder.conversion.from_python.language.containers import distinct, items_of
from builder.conversion.from_python.language.formatting import text_of
from builder.conversion.from_python.language.iteration import (
    as_list,
    enumerated,
    extreme,
    filtered,
    first,
    in_order,
    make_range,
    mapped,
    not_followed,
    of_items,
    total,
    zipped,
)
from builder.conversion.from_python.language.operators import is_key, truth
from builder.conversion.from_python.language.scope import MISSING, Scope
from builder.conversion.from_python.language.values import (
    Arguments,
    Instance,
    Module,
    Native,
    SourceIterator,
    Unknown,
)

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

    Builtin = Callable[[Interpreter, Arguments], Any]


def _len(run: "Interpreter", arguments: Arguments) -> Any:
    (value,) = arguments.positional
    if isinstance(value, Unknown):
        return value
    return len(value) if isinstance(value, (str, list, tuple, dict, range)) else not_followed("len", arguments)


def _number(kind: type[int] | type[float]) -> "Builtin":
    def call(run: "Interpreter", arguments: Arguments) -> Any:
        value = arguments.positional[0] if arguments.positional else 0
        if isinstance(value, Unknown):
            return value
        if isinstance(value, str) and len(value) > 40:
            refuse("its number is larger than a model needs")
        if isinstance(value, (int, float, str)) and not (isinstance(value, float) and not math.isfinite(value)):
            return kind(value)
        return not_followed(kind.__name__, arguments)

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
        items = items_of(run, value, arguments.line)
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
            return not_followed(name, arguments)
        return work(*values)

    return call


def _absolute(run: "Interpreter", arguments: Arguments) -> Any:
    (value,) = arguments.positional
    return value if isinstance(value, Unknown) else abs(value) if isinstance(value, (int, float)) else None


def _isinstance(run: "Interpreter", arguments: Arguments) -> Any:
    value, kinds = arguments.positional
    kinds = kinds if isinstance(kinds, tuple) else (kinds,)
    found = run.is_instance(value, kinds)
    if found is not None:
        return found
    names = [kind.name for kind in kinds if isinstance(kind, Native)]
    known = {"int": int, "float": float, "str": str, "list": list, "tuple": tuple, "dict": dict, "bool": bool}
    if not names or any(name not in known for name in names):
        return not_followed("isinstance", arguments)
    return isinstance(value, tuple(known[name] for name in names))


def _getattr(run: "Interpreter", arguments: Arguments) -> Any:
    value, name, *default = arguments.positional
    if not isinstance(name, str):
        return name if isinstance(name, Unknown) else not_followed("getattr", arguments)
    found = run.attribute(value, name, arguments.line)
    return default[0] if default and isinstance(found, Unknown) else found


def _hasattr(run: "Interpreter", arguments: Arguments) -> Any:
    value, name = arguments.positional
    if not isinstance(name, str) or isinstance(value, Unknown):
        return not_followed("hasattr", arguments)
    return not isinstance(run.attribute(value, name, arguments.line), Unknown)


def _type(run: "Interpreter", arguments: Arguments) -> Any:
    value = arguments.positional[0] if len(arguments.positional) == 1 else None
    class_of = run.methods_of(value).class_of
    return not_followed("type", arguments) if class_of is None else class_of(value)


def _setattr(run: "Interpreter", arguments: Arguments) -> None:
    value, name, new = arguments.positional
    if isinstance(name, str) and not name.startswith("__"):
        set_attribute(run, value, name, new)


def _vars(run: "Interpreter", arguments: Arguments) -> Any:
    value = next(iter(arguments.positional), None)
    return dict(value.attributes) if isinstance(value, Instance) else not_followed("vars", arguments)


def _iter(run: "Interpreter", items: list[Any], arguments: Arguments) -> SourceIterator:
    return SourceIterator(list(items))


def _next(run: "Interpreter", arguments: Arguments) -> Any:
    value = next(iter(arguments.positional), None)
    if not isinstance(value, SourceIterator):
        return of_items(first)(run, arguments)
    if value.items is None:
        found, value.start = value.start, value.start + value.step
        return found
    return value.items.pop(0) if value.items else first(run, [], arguments)


def _answered_by_type(name: str, function: "Builtin") -> Native:
    """Returns the builtin, which the type of its first argument may answer itself, as ``__len__`` does ``len``."""

    def call(run: "Interpreter", arguments: Arguments) -> Any:
        own = run.methods_of(arguments.positional[0]).functions.get(name) if arguments.positional else None
        return (own or function)(run, arguments)

    return Native(name, call)


def _ipython(run: "Interpreter", arguments: Arguments) -> Unknown:
    return Unknown("it comes from IPython, which is not run", arguments.line)


def _nothing(run: "Interpreter", arguments: Arguments) -> None:
    return None


_NAMES_OF_PYTHON = frozenset(dir(builtins))

BUILTINS: dict[str, Any] = {
    "__name__": "__main__",
    "__file__": "source.py",
    **{
        name: _answered_by_type(name, function)
        for name, function in {
            "abs": _absolute,
            "all": of_items(lambda run, items, arguments: all(truth(item) is True for item in items)),
            "any": of_items(lambda run, items, arguments: any(truth(item) is True for item in items)),
            "bool": _bool,
            "dict": _dict,
            "divmod": _arithmetic("divmod", divmod),
            "enumerate": of_items(enumerated),
            "filter": filtered,
            "float": _number(float),
            "get_ipython": _ipython,
            "getattr": _getattr,
            "hasattr": _hasattr,
            "int": _number(int),
            "isinstance": _isinstance,
            "iter": of_items(_iter),
            "len": _len,
            "list": of_items(as_list),
            "map": mapped,
            "max": extreme(max, "max"),
            "min": extreme(min, "min"),
            "next": _next,
            "print": _nothing,
            "range": make_range,
            "repr": _repr,
            "reversed": of_items(lambda run, items, arguments: items[::-1]),
            "round": _arithmetic("round", round),
            "setattr": _setattr,
            "set": of_items(lambda run, items, arguments: distinct(run, items)),
            "sorted": of_items(in_order),
            "str": _str,
            "sum": of_items(total),
            "zip": zipped,
            "type": _type,
            "vars": _vars,
            "tuple": of_items(lambda run, items, arguments: tuple(items)),
        }.items()
    },
}


def missing_name(run: "Interpreter", name: str, scope: Scope, line: int) -> Any:
    """Returns what a name means that the source does not define: a builtin, or one of a module imported whole."""
    for path in scope.module.stars:
        found = run.resolve(path, name, line)
        is_module = isinstance(found, Module) and (name in BUILTINS or path not in run.modules_of_modules)
        if not is_module and not isinstance(found, Unknown):
            return found
    found = BUILTINS.get(name, MISSING)
    return _undefined(name, line) if found is MISSING else found


def _undefined(name: str, line: int) -> Unknown:
    """Returns the value of a name that the source does not define; one of Python's own is no mistake."""
    if name in _NAMES_OF_PYTHON:
        return Unknown(f'it comes from "{name}", which is not run', line)
    return Unknown(f'nothing named "{name}" is defined in the source', line, mistake=True)
