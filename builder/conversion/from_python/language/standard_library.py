"""What a source may use of the standard library beside ``math``: partial functions, and ways to go over things."""

import itertools
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.budget import MAX_ITEMS, MAX_TEXT, refuse
from builder.conversion.from_python.language.builtin_functions import BUILTINS
from builder.conversion.from_python.language.command_line import COMMAND_LINE
from builder.conversion.from_python.language.containers import items_of
from builder.conversion.from_python.language.records import RECORDS
from builder.conversion.from_python.language.values import Arguments, Native, SourceIterator, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter


def _partial(run: "Interpreter", arguments: Arguments) -> Any:
    function, *first = arguments.positional
    given = dict(arguments.named)

    def call(run: "Interpreter", more: Arguments) -> Any:
        return run.call(function, Arguments([*first, *more.positional], {**given, **more.named}, more.line))

    return Native("partial", call)


def _reduce(run: "Interpreter", arguments: Arguments) -> Any:
    function, values, *start = arguments.positional
    items = items_of(run, values, arguments.line)
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
            items = items_of(run, value, arguments.line)
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


def _count(run: "Interpreter", arguments: Arguments) -> Any:
    given = arguments.bound("start", "step")
    start, step = given.get("start", 0), given.get("step", 1)
    if not isinstance(start, int) or not isinstance(step, int):
        return Unknown("it counts in steps that are not known", arguments.line)
    return SourceIterator(None, start, step)


def _json(run: "Interpreter", arguments: Arguments) -> Any:
    """Returns what is written in a JSON text of the source."""
    text = next(iter(arguments.positional), None)
    if not isinstance(text, str) or len(text) > MAX_TEXT:
        return text if isinstance(text, Unknown) else Unknown("it is read from JSON", arguments.line)
    run.budget.spend(len(text) // 20)
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return Unknown("it is read from a text that is no JSON", arguments.line, mistake=True)


STANDARD_LIBRARY: dict[str, Any] = {
    **COMMAND_LINE,
    **RECORDS,
    "itertools.count": Native("itertools.count", _count),
    "json.loads": Native("json.loads", _json),
    "collections.OrderedDict": BUILTINS["dict"],
    "copy.copy": Native("copy.copy", _copy),
    "functools.partial": Native("functools.partial", _partial),
    "functools.reduce": Native("functools.reduce", _reduce),
    "itertools.chain": Native("itertools.chain", _over(itertools.chain)),
    "itertools.product": Native("itertools.product", _over(itertools.product)),
}
"""Full name -> value."""
