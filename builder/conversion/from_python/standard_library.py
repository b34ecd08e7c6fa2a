"""What a source may use of the standard library beside ``math``: partial functions, and ways to go over things."""

import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.budget import MAX_ITEMS, refuse
from builder.conversion.from_python.builtin_functions import BUILTINS
from builder.conversion.from_python.containers import items_of
from builder.conversion.from_python.values import Arguments, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter


def _partial(run: "Interpreter", arguments: Arguments) -> Any:
    function, *first = arguments.positional
    given = dict(arguments.named)

    def call(run: "Interpreter", more: Arguments) -> Any:
        return run.call(function, Arguments([*first, *more.positional], {**given, **more.named}, more.line))

    return Native("partial", call)


def _reduce(run: "Interpreter", arguments: Arguments) -> Any:
    function, values, *start = arguments.positional
    items = items_of(values, run.budget, arguments.line)
    if isinstance(items, Unknown):
        return items
    items = [*start, *items]
    result = items[0]
    for item in items[1:]:
        result = run.call(function, Arguments([result, item], {}, arguments.line))
    return result


def _over(work: Callable[..., Any]) -> "Callable[[Interpreter, Arguments], Any]":
    def call(run: "Interpreter", arguments: Arguments) -> Any:
        columns = []
        for value in arguments.positional:
            items = items_of(value, run.budget, arguments.line)
            if isinstance(items, Unknown):
                return items
            columns.append(items)
        repeat = arguments.named.get("repeat", 1)
        made = work(*columns, repeat=repeat) if isinstance(repeat, int) and 1 < repeat < 10 else work(*columns)
        found = list(itertools.islice(made, MAX_ITEMS + 1))
        if len(found) > MAX_ITEMS:
            refuse("it is longer than a model needs")
        run.budget.spend(len(found) // 10)
        return found

    return call


def _copy(run: "Interpreter", arguments: Arguments) -> Any:
    (value,) = arguments.positional
    return value.copy() if isinstance(value, (list, dict)) else value


STANDARD_LIBRARY: dict[str, Any] = {
    "collections.OrderedDict": BUILTINS["dict"],
    "copy.copy": Native("copy.copy", _copy),
    "functools.partial": Native("functools.partial", _partial),
    "functools.reduce": Native("functools.reduce", _reduce),
    "itertools.chain": Native("itertools.chain", _over(itertools.chain)),
    "itertools.product": Native("itertools.product", _over(itertools.product)),
}
"""Full name -> value."""
