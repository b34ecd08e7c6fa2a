"""Statements: a table from the kind of a syntax node to what executes it. What is not in it is stepped over."""

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.arithmetic import binary
from builder.conversion.from_python.language.assignment import assign
from builder.conversion.from_python.language.branches import execute_for, execute_if, execute_while
from builder.conversion.from_python.language.classes import make_class
from builder.conversion.from_python.language.containers import delete_item
from builder.conversion.from_python.language.functions import make_function
from builder.conversion.from_python.language.imports import import_modules, import_names
from builder.conversion.from_python.language.matching import execute_match
from builder.conversion.from_python.language.operators import truth
from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.signals import BREAK, CONTINUE, RaisedError, Signal
from builder.conversion.from_python.language.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

_DECORATIONS = frozenset({"staticmethod", "classmethod", "property"})


def _expression(run: "Interpreter", node: ast.Expr, scope: Scope) -> None:
    if not isinstance(node.value, ast.Constant):
        run.evaluate(node.value, scope)


def _assign(run: "Interpreter", node: ast.Assign, scope: Scope) -> None:
    value = run.evaluate(node.value, scope)
    for target in node.targets:
        assign(run, target, value, scope)


def _annotated(run: "Interpreter", node: ast.AnnAssign, scope: Scope) -> None:
    if node.value is not None:
        assign(run, node.target, run.evaluate(node.value, scope), scope)


def _augmented(run: "Interpreter", node: ast.AugAssign, scope: Scope) -> None:
    target = node.target
    left = run.evaluate(target, scope)
    right = run.evaluate(node.value, scope)
    if isinstance(left, list) and isinstance(node.op, ast.Add) and isinstance(right, (list, tuple)):
        run.call(run.attribute(left, "extend", node.lineno), Arguments([right], {}, node.lineno))
        return
    assign(run, target, binary(run, type(node.op), left, right, node.lineno), scope)


def _function(run: "Interpreter", node: ast.FunctionDef, scope: Scope) -> None:
    known = run.known_function(node)
    if known is not None:
        scope.assign(node.name, known)
        return
    function = make_function(run, node, scope)
    names = [decorator.id for decorator in node.decorator_list if isinstance(decorator, ast.Name)]
    function.kind = next((name for name in names if name in _DECORATIONS), "")
    scope.assign(node.name, function)


def _asynchronous(run: "Interpreter", node: ast.AsyncFunctionDef, scope: Scope) -> None:
    scope.assign(node.name, Unknown(f'it comes from "{node.name}", which is asynchronous', node.lineno))


def _return(run: "Interpreter", node: ast.Return, scope: Scope) -> Signal:
    return Signal("return", None if node.value is None else run.evaluate(node.value, scope))


def _try(run: "Interpreter", node: ast.Try, scope: Scope) -> Signal | None:
    try:
        signal = run.execute(node.body, scope)
        if signal is None:
            signal = run.execute(node.orelse, scope)
    except RaisedError:
        if not node.handlers:
            run.execute(node.finalbody, scope)
            raise
        signal = run.execute(node.handlers[0].body, scope)
    return run.execute(node.finalbody, scope) or signal


def _with(run: "Interpreter", node: ast.With | ast.AsyncWith, scope: Scope) -> Signal | None:
    for item in node.items:
        value = run.evaluate(item.context_expr, scope)
        if item.optional_vars is not None:
            assign(run, item.optional_vars, value, scope)
    return run.execute(node.body, scope)


def _raise(run: "Interpreter", node: ast.Raise, scope: Scope) -> None:
    words = ""
    if isinstance(node.exc, ast.Call) and node.exc.args:
        said = run.evaluate(node.exc.args[0], scope)
        words = f": {said[:200]}" if isinstance(said, str) else ""
    raise RaisedError(f"The source raises an exception here{words}")


def _assert(run: "Interpreter", node: ast.Assert, scope: Scope) -> None:
    if truth(run.evaluate(node.test, scope)) is False:
        raise RaisedError("The source asserts here what does not hold")


def _global(run: "Interpreter", node: ast.Global | ast.Nonlocal, scope: Scope) -> None:
    for name in node.names:
        scope.declare(name, nonlocal_=isinstance(node, ast.Nonlocal))


def _delete(run: "Interpreter", node: ast.Delete, scope: Scope) -> None:
    for target in node.targets:
        if isinstance(target, ast.Name):
            scope.forget(target.id)
        elif isinstance(target, ast.Subscript):
            container = run.evaluate(target.value, scope)
            run.loops.note_change(container)
            delete_item(container, run.evaluate(target.slice, scope))


STATEMENTS: dict[type[ast.stmt], Callable[["Interpreter", Any, Scope], Signal | None]] = {
    ast.AnnAssign: _annotated,
    ast.Assert: _assert,
    ast.Assign: _assign,
    ast.AsyncFor: execute_for,
    ast.AsyncFunctionDef: _asynchronous,
    ast.AsyncWith: _with,
    ast.AugAssign: _augmented,
    ast.Break: lambda run, node, scope: BREAK,
    ast.ClassDef: make_class,
    ast.Continue: lambda run, node, scope: CONTINUE,
    ast.Delete: _delete,
    ast.Expr: _expression,
    ast.For: execute_for,
    ast.FunctionDef: _function,
    ast.Global: _global,
    ast.If: execute_if,
    ast.Import: import_modules,
    ast.ImportFrom: import_names,
    ast.Match: execute_match,
    ast.Nonlocal: _global,
    ast.Raise: _raise,
    ast.Return: _return,
    ast.Try: _try,
    ast.While: execute_while,
    ast.With: _with,
}
