"""Functions of the source: made, and called with Python's own rules for arguments."""

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.budget import MAX_CALL_DEPTH
from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.values import Arguments, Function, Unknown
from builder.engine.words import counted

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

_OWN_BODY = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.GeneratorExp)


def make_function(run: "Interpreter", node: ast.FunctionDef | ast.Lambda, scope: Scope) -> Function:
    """Returns the function with its defaults worked out."""
    signature = node.args
    named = {
        argument.arg: run.evaluate(default, scope)
        for argument, default in zip(signature.kwonlyargs, signature.kw_defaults, strict=True)
        if default is not None
    }
    defaults = tuple(run.evaluate(default, scope) for default in signature.defaults)
    return Function(node, scope, defaults, named, generates=_generates(node))


def _generates(node: ast.FunctionDef | ast.Lambda) -> bool:
    pending: list[ast.AST] = [] if isinstance(node, ast.Lambda) else list(node.body)
    while pending:
        found = pending.pop()
        if isinstance(found, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(found, _OWN_BODY):
            pending.extend(ast.iter_child_nodes(found))
    return False


def call_function(run: "Interpreter", function: Function, arguments: Arguments) -> Any:
    """Returns what the function returns; an ``Unknown`` where it cannot be followed."""
    if function.generates:
        return Unknown(f'it comes from "{function.name}", which yields its values one by one', arguments.line)
    if run.depth >= MAX_CALL_DEPTH:
        run.notes.add(arguments.line, f"Functions call each other more than {MAX_CALL_DEPTH} deep here.")
        return Unknown(f'it comes from "{function.name}", which calls itself too deep', arguments.line)
    run.called.add(function.name)
    refused = _refusal(function, arguments)
    if refused is not None:
        return run.call_unknown(refused, arguments)
    scope = Scope(function.scope)
    _bind(function, arguments, scope)
    run.depth += 1
    try:
        if isinstance(function.node, ast.Lambda):
            return run.evaluate(function.node.body, scope)
        signal = run.execute(function.node.body, scope)
    finally:
        run.depth -= 1
    return signal.value if signal is not None and signal.kind == "return" else None


def _refusal(function: Function, arguments: Arguments) -> Unknown | None:
    """Returns why Python would not take these arguments; None where it would."""
    signature = function.node.args
    names = [argument.arg for argument in (*signature.posonlyargs, *signature.args)]
    known = {*names, *(argument.arg for argument in signature.kwonlyargs)}
    if signature.vararg is None and len(arguments.positional) > len(names):
        given = len(arguments.positional)
        reason = f"{function.name} takes {counted(len(names), 'argument')}, but gets {given}"
        return Unknown(reason, arguments.line, mistake=True)
    other = next((name for name in arguments.named if name not in known), None)
    if signature.kwarg is None and other is not None:
        return Unknown(f'{function.name} has no argument "{other}"', arguments.line, mistake=True)
    return None


def _bind(function: Function, arguments: Arguments, scope: Scope) -> None:
    signature = function.node.args
    names = [argument.arg for argument in (*signature.posonlyargs, *signature.args)]
    values = dict(zip(names[len(names) - len(function.defaults) :], function.defaults, strict=True))
    values.update(function.named_defaults)
    values.update(zip(names, arguments.positional, strict=False))
    known = {*names, *(argument.arg for argument in signature.kwonlyargs)}
    values.update({name: value for name, value in arguments.named.items() if name in known})
    if signature.vararg is not None:
        values[signature.vararg.arg] = tuple(arguments.positional[len(names) :])
    if signature.kwarg is not None:
        others = {name: value for name, value in arguments.named.items() if name not in known}
        values[signature.kwarg.arg] = others if arguments.spread is None else arguments.spread
    if arguments.spread is not None:
        for name in known - {*names[: len(arguments.positional)], *arguments.named}:
            values[name] = replace(arguments.spread, origin=None)
    for name in known - values.keys():
        values[name] = Unknown(f'it is the argument "{name}" of {function.name}, which is not given', arguments.line)
    if function.owner is not None:
        values["__class__"] = function.owner
        values["__receiver__"] = next(iter(arguments.positional), None)
    scope.names.update(values)


def needs_arguments(function: Function) -> bool:
    """Says whether it cannot be called without any."""
    signature = function.node.args
    required = len(signature.posonlyargs) + len(signature.args) - len(function.defaults)
    return required > 0 or len(signature.kwonlyargs) > len(function.named_defaults)
