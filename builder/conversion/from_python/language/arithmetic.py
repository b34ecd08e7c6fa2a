"""Operators and comparisons over everything that a source can put on their two sides."""

import ast
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.language.formatting import percent
from builder.conversion.from_python.language.operators import calculate, compare, negated

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter
    from builder.conversion.from_python.language.type_methods import TypeMethods


def binary(run: "Interpreter", kind: type[ast.operator], left: Any, right: Any, line: int) -> Any:
    """Returns what the operator makes of two values."""
    for methods in _in_turn(run, left, right):
        if methods.binary is not None:
            found = methods.binary(run, kind, left, right, line)
            if found is not NotImplemented:
                return found
    if kind is ast.Mod and isinstance(left, str):
        return percent(left, right, run.budget)
    return calculate(kind, left, right, line)


def compared(run: "Interpreter", kind: type[ast.cmpop], left: Any, right: Any, line: int) -> Any:
    """Returns the truth of one comparison, an ``Unknown``, or what a type makes of it that answers it by itself."""
    for methods in _in_turn(run, left, right):
        if methods.compare is not None:
            found = methods.compare(run, kind, left, right, line)
            if found is not NotImplemented:
                return found
    return compare(kind, left, right, run.budget, line)


def unary(run: "Interpreter", kind: type[ast.unaryop], value: Any, line: int) -> Any:
    """Returns what ``-``, ``+`` or ``~`` makes of a value."""
    methods = run.methods_of(value)
    if methods.unary is not None:
        return methods.unary(run, kind, value, line)
    return negated(kind, value, line)


def _in_turn(run: "Interpreter", left: Any, right: Any) -> "tuple[TypeMethods, TypeMethods]":
    """Returns the special methods of two values, those first that are asked first."""
    one, other = run.methods_of(left), run.methods_of(right)
    return (other, one) if other.priority > one.priority else (one, other)
