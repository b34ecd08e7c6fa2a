"""Arithmetic, comparison and membership of plain values, each within its limits."""

import ast
import operator
from collections.abc import Callable
from typing import Any

from builder.conversion.from_python.language.budget import MAX_BITS, MAX_ITEMS, MAX_TEXT, Budget, checked_size, refuse
from builder.conversion.from_python.language.values import PLAIN, Array, Unknown

ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
}
_ORDER: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_DEEPEST = 30


def calculate(kind: type[ast.operator], left: Any, right: Any, line: int) -> Any:
    """Returns the result of the operator on numbers, texts, lists or tuples; an ``Unknown`` where Python would fail.

    Raises:
        TooLargeError: the result would be larger than a model needs.
    """
    numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
    if numbers:
        _guard_numbers(kind, left, right)
    elif kind is ast.Mult and (isinstance(left, int) or isinstance(right, int)):
        left, right = (right, left) if isinstance(left, int) else (left, right)
        if not isinstance(left, (str, list, tuple)):
            return _failed(line)
        if len(left) * right > (MAX_TEXT if isinstance(left, str) else MAX_ITEMS):
            refuse("it is longer than a model needs")
    elif kind is ast.BitOr and isinstance(left, dict) and isinstance(right, dict):
        return left | right
    elif kind is not ast.Add or type(left) is not type(right) or not isinstance(left, (str, list, tuple)):
        return _failed(line)
    try:
        result = ARITHMETIC[kind](left, right)
    except (ArithmeticError, TypeError, ValueError, KeyError):
        return _failed(line)
    return _checked(result)


def _guard_numbers(kind: type[ast.operator], left: Any, right: Any) -> None:
    if not isinstance(left, int) or not isinstance(right, int):
        return
    if (kind is ast.Pow and right > 0 and abs(left).bit_length() * right > MAX_BITS) or (
        kind is ast.LShift and right > MAX_BITS
    ):
        refuse("its number is larger than a model needs")


def _checked(result: Any) -> Any:
    if isinstance(result, int) and result.bit_length() > MAX_BITS:
        refuse("its number is larger than a model needs")
    if isinstance(result, complex):
        refuse("it is a complex number")
    if isinstance(result, (str, list, tuple)):
        checked_size(result)
    return result


def _failed(line: int) -> Unknown:
    return Unknown("it comes from a calculation that fails", line)


def negated(kind: type[ast.unaryop], value: Any, line: int) -> Any:
    """Returns what ``-``, ``+`` or ``~`` makes of a plain value; an ``Unknown`` where Python would fail."""
    if kind is ast.UAdd:
        return value
    if kind is ast.Invert:
        return ~value if isinstance(value, int) else _failed(line)
    return -value if isinstance(value, (int, float)) else _failed(line)


def compare(kind: type[ast.cmpop], left: Any, right: Any, budget: Budget, line: int) -> Any:
    """Returns the truth of one comparison, or an ``Unknown``."""
    if kind in (ast.Is, ast.IsNot):
        same = left is right or (isinstance(left, PLAIN) and type(left) is type(right) and left == right)
        return same == (kind is ast.Is)
    if kind in (ast.Eq, ast.NotEq):
        return equal(left, right, budget) == (kind is ast.Eq)
    if kind in (ast.In, ast.NotIn):
        found = contains(left, right, budget)
        return _failed(line) if found is None else found == (kind is ast.In)
    left, right = _flat(left), _flat(right)
    if left is None or right is None:
        return _failed(line)
    try:
        return _ORDER[kind](left, right)
    except TypeError:
        return _failed(line)


def _flat(value: Any) -> Any:
    """Returns the value if Python may order it itself: a number, a text, or a list of such; else None."""
    if isinstance(value, (int, float, str)):
        return value
    if isinstance(value, (list, tuple)) and all(isinstance(item, (int, float, str)) for item in value):
        return value
    return None


def equal(left: Any, right: Any, budget: Budget, depth: int = 0) -> bool:
    """Says whether two values are equal. Every pair of items is paid for: lists may hold each other many times."""
    budget.spend()
    if left is right:
        return True
    if isinstance(left, PLAIN) and isinstance(right, PLAIN):
        return bool(left == right)
    if depth > _DEEPEST or type(left) is not type(right):
        return False
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(
            equal(one, other, budget, depth + 1) for one, other in zip(left, right, strict=True)
        )
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(equal(left[key], right[key], budget, depth + 1) for key in left)
    return False


def contains(item: Any, container: Any, budget: Budget) -> bool | None:
    """Says whether the container holds the item; None where that cannot be asked."""
    if isinstance(container, str):
        return item in container if isinstance(item, str) else None
    if isinstance(container, dict):
        return is_key(item) and item in container
    if isinstance(container, range):
        return isinstance(item, int) and item in container
    if isinstance(container, (list, tuple)):
        return any(equal(item, other, budget) for other in container)
    return None


def is_key(value: Any) -> bool:
    """Says whether the value may be a key of a dict. Of tuples only flat ones: the hash of a nested one may never end.

    Our own values, layers among them, are told apart by identity.
    """
    if isinstance(value, tuple):
        return len(value) <= 64 and all(isinstance(item, PLAIN) for item in value)
    return not isinstance(value, (list, dict))


def truth(value: Any) -> bool | Unknown:
    """Returns whether the value counts as true; our own values all do but data, of which only a run could tell."""
    if isinstance(value, Unknown):
        return value
    if isinstance(value, Array):
        return Unknown("whether data are true is not known")
    if isinstance(value, (*PLAIN, list, tuple, dict, range)):
        return bool(value)
    return True
