"""What stands left of an equals sign: names, tuples of names, attributes, items."""

import ast
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.attributes import set_attribute
from builder.conversion.from_python.language.containers import items_of, put_item
from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.values import Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter


def assign(run: "Interpreter", target: ast.expr, value: Any, scope: Scope) -> None:
    """Gives the value to the target; a target that makes no sense for a model is stepped over."""
    if isinstance(target, ast.Name):
        scope.assign(target.id, value)
        run.assigned(target.id, value, scope)
    elif isinstance(target, (ast.Tuple, ast.List)):
        _unpack(run, target.elts, value, scope)
    elif isinstance(target, ast.Starred):
        assign(run, target.value, value, scope)
    elif isinstance(target, ast.Attribute):
        set_attribute(run, run.evaluate(target.value, scope), target.attr, value)
    elif isinstance(target, ast.Subscript):
        container = run.evaluate(target.value, scope)
        run.loops.note_change(container)
        put_item(run, container, run.evaluate(target.slice, scope), value)


def _unpack(run: "Interpreter", targets: list[ast.expr], value: Any, scope: Scope) -> None:
    starred = next((place for place, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
    items = _parts(run, value, targets)
    if isinstance(items, list) and starred is None and len(items) != len(targets):
        items = Unknown(f"it is one of {len(targets)} names for {len(items)} values", targets[0].lineno)
    elif isinstance(items, list) and starred is not None:
        after = len(targets) - starred - 1
        if len(items) < len(targets) - 1:
            items = Unknown("it is one of more names than there are values", targets[0].lineno)
        else:
            end = len(items) - after
            items = [*items[:starred], items[starred:end], *items[end:]]
    for place, target in enumerate(targets):
        assign(run, target, items[place] if isinstance(items, list) else items, scope)


def _parts(run: "Interpreter", value: Any, targets: list[ast.expr]) -> list[Any] | Unknown:
    line = targets[0].lineno if targets else run.line
    unpack = run.methods_of(value).unpack
    if unpack is not None:
        starred = any(isinstance(target, ast.Starred) for target in targets)
        return unpack(run, value, None if starred else len(targets), line)
    return items_of(run, value, line)
