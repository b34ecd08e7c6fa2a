"""List, set and dict comprehensions and generator expressions, all worked out at once."""

import ast
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.assignment import assign
from builder.conversion.from_python.language.budget import checked_size
from builder.conversion.from_python.language.containers import items_of
from builder.conversion.from_python.language.loops import REASON, GivenUpError, LoopWalk
from builder.conversion.from_python.language.operators import is_key, truth
from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.values import Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter


class _UnknownRoundsError(Exception):
    """It is not known over what a comprehension goes."""

    def __init__(self, unknown: Unknown) -> None:
        super().__init__(unknown)
        self.unknown = unknown


def comprehend(run: "Interpreter", node: ast.ListComp | ast.SetComp | ast.GeneratorExp, scope: Scope) -> Any:
    """Returns the list of what the comprehension gives."""
    values: list[Any] = []
    inner = Scope(scope)
    with run.loops.walk(run) as loop:
        try:
            for _ in _rounds(run, node.generators, inner):
                values.append(run.evaluate(node.elt, inner))
                checked_size(values)
        except _UnknownRoundsError as error:
            return error.unknown
        except GivenUpError as error:
            return _given_up(error, loop, node)
    return values


def _given_up(error: GivenUpError, loop: LoopWalk, node: ast.expr) -> Unknown:
    """Returns what a comprehension is that takes too long; a loop around it may be the one that is given up."""
    if error.loop is not loop:
        raise error
    return Unknown(REASON, node.lineno)


def comprehend_dict(run: "Interpreter", node: ast.DictComp, scope: Scope) -> Any:
    """Returns the dict of what the comprehension gives."""
    table: dict[Any, Any] = {}
    inner = Scope(scope)
    with run.loops.walk(run) as loop:
        try:
            for _ in _rounds(run, node.generators, inner):
                key = run.evaluate(node.key, inner)
                value = run.evaluate(node.value, inner)
                if not is_key(key):
                    return Unknown("it is a dict with a key that is no plain value", node.lineno)
                table[key] = value
                checked_size(table)
        except _UnknownRoundsError as error:
            return error.unknown
        except GivenUpError as error:
            return _given_up(error, loop, node)
    return table


def _rounds(run: "Interpreter", generators: list[ast.comprehension], scope: Scope) -> Iterator[None]:
    if not generators:
        yield
        return
    first, *others = generators
    items = items_of(run, run.evaluate(first.iter, scope), first.iter.lineno)
    if isinstance(items, Unknown):
        raise _UnknownRoundsError(items)
    for item in items:
        run.loops.go_round(run)
        assign(run, first.target, item, scope)
        tests = (truth(run.evaluate(condition, scope)) for condition in first.ifs)
        found = next((test for test in tests if test is not True), True)
        if isinstance(found, Unknown):
            raise _UnknownRoundsError(found)
        if found:
            yield from _rounds(run, others, scope)
