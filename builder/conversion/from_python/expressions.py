"""Expressions: a table from the kind of a syntax node to what evaluates it."""

import ast
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.arithmetic import binary
from builder.conversion.from_python.budget import checked_size
from builder.conversion.from_python.classes import base_initializer, inherited
from builder.conversion.from_python.comprehensions import comprehend, comprehend_dict
from builder.conversion.from_python.containers import distinct, item_of, items_of
from builder.conversion.from_python.data.arrays import COMPARISONS, changed, combined, index_array
from builder.conversion.from_python.data.methods import Bunch
from builder.conversion.from_python.data.shapes import ends_of, index_by_shape
from builder.conversion.from_python.data.tables import DataFrame, Indexer, item_of_indexer, item_of_table
from builder.conversion.from_python.doubts import Doubt, if_code
from builder.conversion.from_python.formatting import formatted
from builder.conversion.from_python.functions import make_function
from builder.conversion.from_python.graph import Tensor
from builder.conversion.from_python.operators import compare, is_key, negated, truth
from builder.conversion.from_python.scope import MISSING, Scope
from builder.conversion.from_python.tensor_operators import (
    compare_tensors,
    index_tensor,
    is_tensor,
    negate_tensor,
)
from builder.conversion.from_python.values import Arguments, Array, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

_NUMBERS_AND_TEXTS = (int, float, str, type(None), type(...))


def _constant(run: "Interpreter", node: ast.Constant, scope: Scope) -> Any:
    value = node.value
    if not isinstance(value, _NUMBERS_AND_TEXTS):
        return Unknown("it is a constant of a kind that models do not need", node.lineno)
    return value


def _name(run: "Interpreter", node: ast.Name, scope: Scope) -> Any:
    found = scope.find(node.id)
    return run.session.missing_name(run, node.id, scope, node.lineno) if found is MISSING else found


def _attribute(run: "Interpreter", node: ast.Attribute, scope: Scope) -> Any:
    found = inherited(run, node.value, node.attr, scope)
    return run.attribute(run.evaluate(node.value, scope), node.attr, node.lineno) if found is None else found


def _items(run: "Interpreter", nodes: list[ast.expr], scope: Scope) -> list[Any] | Unknown:
    """Returns the values of a list's or a call's items, starred ones spread."""
    values: list[Any] = []
    for node in nodes:
        if isinstance(node, ast.Starred):
            more = items_of(run.evaluate(node.value, scope), run.budget, node.lineno)
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
    return distinct(values, run.budget) if isinstance(values, list) else values


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
    callee = base_initializer(node.func, scope) or run.evaluate(node.func, scope)
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
    if isinstance(value, Unknown) or isinstance(node.op, ast.UAdd):
        return value
    if isinstance(value, Array):
        return changed(value, "negative" if isinstance(node.op, ast.USub) else "invert", line=node.lineno)
    if is_tensor(value):
        return negate_tensor(run, type(node.op), value, node.lineno)
    if isinstance(node.op, ast.Invert):
        return ~value if isinstance(value, int) else Unknown("it comes from a calculation that fails", node.lineno)
    return negated(value, node.lineno)


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
        kind = type(operator)
        identity = kind in (ast.Is, ast.IsNot)
        if not identity and (is_tensor(left) or is_tensor(right)):
            return compare_tensors(run, kind, left, right, node.lineno)
        for value in (left, right):
            if isinstance(value, Unknown):
                return value
        if kind in COMPARISONS and (isinstance(left, Array) or isinstance(right, Array)):
            return combined(COMPARISONS[kind], left, right, node.lineno, dtype="bool")
        result = compare(kind, left, right, run.budget, node.lineno)
        if result is not True:
            return result
        left = right
    return True


def _choice(run: "Interpreter", node: ast.IfExp, scope: Scope) -> Any:
    known = truth(run.evaluate(node.test, scope))
    if isinstance(known, Unknown):
        ways = [run.evaluate(node.body, scope), run.evaluate(node.orelse, scope)]
        tensor = next((way for way in ways if isinstance(way, Tensor)), None)
        if tensor is None and all(isinstance(way, (int, float)) for way in ways):
            return Array(())
        reason = f"whether this condition holds is not known: {known.reason}"
        doubt = Doubt(replace(known, reason=reason, origin=None), if_code(node.test), node.lineno)
        return doubt.unknown if tensor is None else doubt.of_tensor(run, tensor)
    return run.evaluate(node.body if known else node.orelse, scope)


def _subscript(run: "Interpreter", node: ast.Subscript, scope: Scope) -> Any:
    value = run.evaluate(node.value, scope)
    key = run.evaluate(node.slice, scope)
    if is_tensor(value):
        return index_tensor(run, value, key, node)
    if isinstance(value, Unknown):
        return value
    if isinstance(key, Unknown):
        return key
    if isinstance(value, Array):
        found = index_array(value, key, node.lineno) if value.origin is not None else None
        return found if isinstance(found, Array) else index_by_shape(run, value, key, node.lineno)
    if isinstance(value, DataFrame):
        return item_of_table(value, key, node.lineno)
    if isinstance(value, Indexer):
        return item_of_indexer(value, key, node.lineno)
    unknown = next((end for end in ends_of(key) if isinstance(end, Unknown)), None)
    if unknown is not None:
        return unknown
    if isinstance(value, Bunch):
        return item_of(value.fields, key, node.lineno)
    return item_of(value, key, node.lineno)


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
    run.session.name_value(value, node.target.id, scope)
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
