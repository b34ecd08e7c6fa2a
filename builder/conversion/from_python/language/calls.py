"""Calls of the language's own values: functions that the interpreter provides, methods, objects, what is not known."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.functions import call_function
from builder.conversion.from_python.language.values import Arguments, Bound, Function, Instance, Module, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter


def call_native(run: "Interpreter", callee: Native, arguments: Arguments) -> Any:
    try:
        return callee.function(run, arguments)
    except (TypeError, ValueError, ArithmeticError, LookupError):
        # A call with arguments that the function does not take fails in Python too.
        unknown = Unknown(f'it comes from a call of "{callee.name}" that is not followed', arguments.line)
        return run.call_unknown(unknown, arguments)


def call_bound(run: "Interpreter", callee: Bound, arguments: Arguments) -> Any:
    given = replace(arguments, positional=[callee.receiver, *arguments.positional])
    return call_function(run, callee.function, given)


def call_instance(run: "Interpreter", callee: Instance, arguments: Arguments) -> Any:
    method = callee.of.find("__call__")
    if isinstance(method, Function):
        return run.call(Bound(method, callee), arguments)
    return run.call_unknown(Unknown(f"it comes from a call of a {callee.of.name}", arguments.line), arguments)


def call_module(run: "Interpreter", callee: Module, arguments: Arguments) -> Any:
    return run.call_unknown(
        Unknown(f'it comes from "{callee.path[:80]}", which is not followed', arguments.line), arguments
    )


def call_unknown(run: "Interpreter", callee: Unknown, arguments: Arguments) -> Any:
    return run.call_unknown(callee, arguments)
