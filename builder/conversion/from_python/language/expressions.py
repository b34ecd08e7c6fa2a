"""Expressions: a table from the kind of a syntax node to what evaluates it."""

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.arithmetic import binary, compared, unary
from builder.conversion.from_python.language.budget import checked_size
from builder.conversion.from_python.language.builtin_functions import missing_name
from builder.conversion.from_python.language.classes import base_initializer, inherited
from builder.conversion.from_python.language.comprehensions import comprehend, comprehend_dict
from builder.conversion.from_python.language.containers import distinct, ends_of, item_of, items_of
from builder.conversion.from_python.language.doubt import Doubt
from builder.conversion.from_python.language.formatting import formatted
from builder.conversion.from_python.language.functions import make_function
from builder.conversion.from_python.language.operators import is_key, truth
from builder.conversion.from_python.language.scope import MISSING, Scope
from builder.conversion.from_python.language.values import Arguments, Array, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

_NUMBERS_AND_TEXTS = (int, float, str, type(None), type(...))


def _constant(run: "Interpreter", node: ast.Constant, scope: Scope) -> Any:
    value = node.value
    if not isinstance(value, _NUMBERS_AND_TEXTS):
        return Unknown("it is a constant of a kind that models do not need", node.lineno)
    return value


def _name(run: "Interpreter", node: ast.Name, scope: Scope) -> Any:
    found = scope.find(node.id)
    return missing_name(run, node.id, scope, node.lineno) if found is MISSING else found


def _attribute(run: "Interpreter", node: ast.Attribute, scope: Scope) -> Any:
    found = inherited(run, node.value, node.attr, scope)
    return run.attribute(run.evaluate(node.value, scope), node.attr, node.lineno) if found is None else found


def _items(run: "Interpreter", nodes: list[ast.expr], scope: Scope) -> list[Any] | Unknown:
    """Returns the values of a list's or a call's items, starred ones spread."""
    values: list[Any] = []
    for node in nodes:
        if isinstance(node, ast.Starred):
            more = items_of(run, run.evaluate(node.value, scope), node.lineno)
            if isinstance(more, Unknown):
                return more
            values.extend(more)
        else:
            values.append(run.evaluate(node, scope))
    checked_size(values)
    return values


def _list(run: "Interpreter", node: ast.List, scope: Scope) -> Any:
    return _items(run, node.elts, scope)


def _tuple(run: "Interpreter", node: ast.Tuple, scope: Scope) -> Any:
    values = _items(run, node.elts, scope)
    return tuple(values) if isinstance(values, list) else values


def _set(run: "Interpreter", node: ast.Set, scope: Scope) -> Any:
    values = _items(run, node.elts, scope)
    return distinct(run, values) if isinstance(values, list) else values


def _dict(run: "Interpreter", node: ast.Dict, scope: Scope) -> Any:
    table: dict[Any, Any] = {}
    for key_node, value_node in zip(node.keys, node.values, strict=True):
        value = run.evaluate(value_node, scope)
        if key_node is None:
            if not isinstance(value, dict):
                return Unknown("it is a dict with something spread into it that is none", node.lineno)
            table.update(value)
            continue
        key = run.evaluate(key_node, scope)
        if not is_key(key):
            return Unknown("it is a dict with a key that is no plain value", node.lineno)
        table[key] = value
    checked_size(table)
    return table


def _call(run: "Interpreter", node: ast.Call, scope: Scope) -> Any:
    callee = base_initializer(run, node.func, scope) or run.evaluate(node.func, scope)
    positional = _items(run, node.args, scope)
    if isinstance(positional, Unknown):
        return positional
    named: dict[str, Any] = {}
    spread: Unknown | None = None
    for keyword in node.keywords:
        value = run.evaluate(keyword.value, scope)
        if keyword.arg is not None:
            named[keyword.arg] = value
        elif isinstance(value, dict):
            named.update({key: item for key, item in value.items() if isinstance(key, str)})
        else:
            spread = value if isinstance(value, Unknown) else Unknown("it is no dict", node.lineno, mistake=True)
    return run.call(callee, Arguments(positional, named, node.lineno, node, spread=spread))


def _binary(run: "Interpreter", node: ast.BinOp, scope: Scope) -> Any:
    left, right = run.evaluate(node.left, scope), run.evaluate(node.right, scope)
    return binary(run, type(node.op), left, right, node.lineno)


def _unary(run: "Interpreter", node: ast.UnaryOp, scope: Scope) -> Any:
    value = run.evaluate(node.operand, scope)
    if isinstance(node.op, ast.Not):
        known = truth(value)
        return known if isinstance(known, Unknown) else not known
    return unary(run, type(node.op), value, node.lineno)


def _boolean(run: "Interpreter", node: ast.BoolOp, scope: Scope) -> Any:
    ends_at = isinstance(node.op, ast.Or)
    value: Any = None
    unknown: Unknown | None = None
    for part in node.values:
        value = run.evaluate(part, scope)
        known = truth(value)
        if isinstance(known, Unknown):
            unknown = known
        elif known is ends_at:
            return value
    return unknown or value


def _comparison(run: "Interpreter", node: ast.Compare, scope: Scope) -> Any:
    left = run.evaluate(node.left, scope)
    for operator, right_node in zip(node.ops, node.comparators, strict=True):
        right = run.evaluate(right_node, scope)
        result = compared(run, type(operator), left, right, node.lineno)
        if result is not True:
            return result
        left = right
    return True


def _choice(run: "Interpreter", node: ast.IfExp, scope: Scope) -> Any:
    known = truth(run.evaluate(node.test, scope))
    if not isinstance(known, Unknown):
        return run.evaluate(node.body if known else node.orelse, scope)
    ways = [run.evaluate(node.body, scope), run.evaluate(node.orelse, scope)]
    doubt = Doubt.of_condition(node.test, known)
    for way in ways:
        in_doubt = run.methods_of(way).in_doubt
        if in_doubt is not None:
            return in_doubt(run, way, doubt)
    return Array(()) if all(isinstance(way, (int, float)) for way in ways) else doubt.unknown


def _subscript(run: "Interpreter", node: ast.Subscript, scope: Scope) -> Any:
    value = run.evaluate(node.value, scope)
    key = run.evaluate(node.slice, scope)
    item = run.methods_of(value).item
    if item is not None:
        return item(run, value, key, node)
    unknown = next((part for part in (key, *ends_of(key)) if isinstance(part, Unknown)), None)
    return item_of(value, key, node.lineno) if unknown is None else unknown


def _slice(run: "Interpreter", node: ast.Slice, scope: Scope) -> Any:
    parts = [None if part is None else run.evaluate(part, scope) for part in (node.lower, node.upper, node.step)]
    return slice(*parts)


def _joined(run: "Interpreter", node: ast.JoinedStr, scope: Scope) -> Any:
    made: list[str] = []
    for part in node.values:
        value = run.evaluate(part, scope)
        if not isinstance(value, str):
            return value
        made.append(value)
    text = "".join(made)
    checked_size(text)
    return text


def _field(run: "Interpreter", node: ast.FormattedValue, scope: Scope) -> Any:
    spec = "" if node.format_spec is None else run.evaluate(node.format_spec, scope)
    if not isinstance(spec, str):
        return spec
    return formatted(run.evaluate(node.value, scope), spec, node.conversion, run.budget)


def _named(run: "Interpreter", node: ast.NamedExpr, scope: Scope) -> Any:
    value = run.evaluate(node.value, scope)
    scope.assign(node.target.id, value)
    run.assigned(node.target.id, value, scope)
    return value


EXPRESSIONS: dict[type[ast.expr], Callable[["Interpreter", Any, Scope], Any]] = {
    ast.Attribute: _attribute,
    ast.Await: lambda run, node, scope: run.evaluate(node.value, scope),
    ast.BinOp: _binary,
    ast.BoolOp: _boolean,
    ast.Call: _call,
    ast.Compare: _comparison,
    ast.Constant: _constant,
    ast.Dict: _dict,
    ast.DictComp: comprehend_dict,
    ast.FormattedValue: _field,
    ast.GeneratorExp: comprehend,
    ast.IfExp: _choice,
    ast.JoinedStr: _joined,
    ast.Lambda: make_function,
    ast.List: _list,
    ast.ListComp: comprehend,
    ast.Name: _name,
    ast.NamedExpr: _named,
    ast.Set: _set,
    ast.SetComp: comprehend,
    ast.Slice: _slice,
    ast.Subscript: _subscript,
    ast.Tuple: _tuple,
    ast.UnaryOp: _unary,
}
