"""Loops: those that build no layer are walked for a while only, so that what comes behind them is reached.

A hand-written training loop has nothing to do with a network, and may go round a million times. Once one has used up
its share of the steps without a layer coming of it, what it assigned and filled is no longer known, and the walk goes
on behind it.
"""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from builder.conversion.from_python.language.budget import EndlessError
from builder.conversion.from_python.language.scope import MISSING, Scope
from builder.conversion.from_python.language.values import Array, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.language.interpreter import Interpreter

_SHARE = 10
"""A loop that builds nothing may take one part in so many of the steps that are left when it begins."""
REASON = "it comes from a loop that is not followed to its end"
_OWN_BODY = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


class GivenUpError(Exception):
    """A loop has used up its share of the steps; caught where the loop began."""

    def __init__(self, loop: "LoopWalk") -> None:
        super().__init__(REASON)
        self.loop = loop


@dataclass(slots=True, eq=False)
class LoopWalk:
    """One walk through a loop: how many layers there were, and steps left, when the last one was built."""

    built: int
    steps: int
    mark: Any
    """How far the source had come when it began, for :meth:`Interpreter.doubt_since`."""


class Loops:
    """The loops that are being walked, the outermost first, and the lists and dicts that changed inside them."""

    def __init__(self) -> None:
        self._active: list[LoopWalk] = []
        self._changed: dict[int, Any] = {}

    def note_change(self, container: Any) -> None:
        """Remembers that a list or dict is changed, where that is inside a loop."""
        if self._active and isinstance(container, (list, dict)):
            self._changed[id(container)] = container

    @contextmanager
    def walk(self, run: "Interpreter") -> Iterator[LoopWalk]:
        """Counts a loop as walked while it lasts."""
        loop = LoopWalk(run.built, run.budget.left, run.mark)
        self._active.append(loop)
        try:
            yield loop
        finally:
            self._active.remove(loop)
            if not self._active:
                self._changed.clear()

    def go_round(self, run: "Interpreter") -> None:
        """Pays for one more round.

        Raises:
            GivenUpError: one of the loops around it has built nothing for too long.
        """
        run.budget.spend()
        for loop in self._active:
            if loop.built != run.built:
                loop.built, loop.steps = run.built, run.budget.left
            elif (loop.steps - run.budget.left) * _SHARE > loop.steps:
                raise GivenUpError(loop)

    def forget(self, scope: Scope, before: dict[str, Any], line: int) -> None:
        """Lets the values that a loop worked out be known no longer, but for the shapes of data.

        Args:
            before: the names that the loop assigns, as :func:`assigned_in` gives them, with their values before it.
        """
        for name, old in before.items():
            value = scope.find(name)
            if value is not MISSING and value is not old:
                scope.assign(name, _any_of(value, old, line))
        for container in self._changed.values():
            standing = _as_data(container, line)
            for names in _scopes(scope):
                for name in [name for name, value in names.items() if value is container]:
                    names[name] = standing
            _spoil(container, line)


def assigned_in(node: ast.For | ast.While, scope: Scope) -> dict[str, Any]:
    """Returns the names that a loop assigns, with the values that they have now."""
    names: dict[str, Any] = {}
    pending: list[ast.AST] = [node]
    while pending:
        found = pending.pop()
        if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Store):
            names[found.id] = scope.find(found.id)
        if not isinstance(found, _OWN_BODY):
            pending.extend(ast.iter_child_nodes(found))
    return names


def is_endless(node: ast.While) -> bool:
    """Says whether a loop is always true and nothing breaks it, so that nothing behind it is ever reached."""
    if not isinstance(node.test, ast.Constant) or not node.test.value:
        return False
    return not any(isinstance(found, ast.Break) for statement in node.body for found in ast.walk(statement))


def end_walk() -> NoReturn:
    """Ends the walk at a loop without an end.

    Raises:
        EndlessError: always.
    """
    raise EndlessError("A loop of the source never ends. The rest is left out.")


def _any_of(value: Any, old: Any, line: int) -> Any:
    """Returns what is known of a value that other rounds may have changed: of data the shape, as far as it stayed."""
    if not isinstance(value, Array):
        return Unknown(REASON, line)
    if not isinstance(old, Array):
        return Array(value.shape, value.dtype)
    if len(old.shape) != len(value.shape):
        return Unknown(REASON, line)
    sizes = (now if now == then else None for now, then in zip(value.shape, old.shape, strict=True))
    return Array(tuple(sizes), value.dtype)


def _as_data(container: Any, line: int) -> Any:
    """Returns a list of like arrays or of numbers as the data that it is, of any length; else an ``Unknown``."""
    if not isinstance(container, list) or not container:
        return Unknown(REASON, line)
    if all(isinstance(item, (int, float)) for item in container):
        return Array((None,))
    first = container[0]
    if isinstance(first, Array) and all(isinstance(item, Array) and item.shape == first.shape for item in container):
        return Array((None, *first.shape), first.dtype)
    return Unknown(REASON, line)


def _spoil(container: Any, line: int) -> None:
    """Empties a list or dict that others may hold as well of what is no longer known."""
    if isinstance(container, list):
        container[:] = [Unknown(REASON, line)]
    else:
        container.update({key: Unknown(REASON, line) for key in container})


def _scopes(scope: Scope) -> Iterator[dict[str, Any]]:
    found: Scope | None = scope
    while found is not None:
        yield found.names
        found = found.parent
