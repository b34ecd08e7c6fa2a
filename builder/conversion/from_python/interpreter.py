"""The walk over a source: evaluates expressions, executes statements, calls what the source calls."""

import ast
from collections.abc import Callable, Sequence
from typing import Any

from builder.conversion.from_python.attributes import attribute_of
from builder.conversion.from_python.budget import Budget, TooLargeError
from builder.conversion.from_python.calls import CALLERS
from builder.conversion.from_python.expressions import EXPRESSIONS
from builder.conversion.from_python.graph import Layer
from builder.conversion.from_python.loops import Loops
from builder.conversion.from_python.notes import NoteCollector
from builder.conversion.from_python.scope import Scope
from builder.conversion.from_python.session import ImportState
from builder.conversion.from_python.signals import Signal
from builder.conversion.from_python.statements import STATEMENTS
from builder.conversion.from_python.unknown_calls import call_unknown
from builder.conversion.from_python.unread import Known
from builder.conversion.from_python.values import Arguments, Unknown
from builder.network import Network
from builder.network.limits import MAX_NODES


class Interpreter:
    """One import: what it may still cost, what it found, and the state that Keras would keep."""

    def __init__(self, *, applications: Callable[[str, dict[str, Any]], Network], known: Known | None = None) -> None:
        self.budget: Budget = Budget(nodes=MAX_NODES)
        self.notes = NoteCollector()
        self.session = ImportState()
        self.loops = Loops()
        self.applications = applications
        self.known: Known = known or {}
        self.unread: dict[int, tuple[Unknown, Layer]] = {}
        """The layers that stand for objects which are not understood, by the id of these."""
        self.module = Scope()
        self.line = 0
        self.depth = 0

    def evaluate(self, node: ast.expr, scope: Scope) -> Any:
        """Returns the value of the expression; what only a run could give is an ``Unknown``."""
        self.budget.spend()
        handler = EXPRESSIONS.get(type(node))
        if handler is None:
            return Unknown("this kind of expression is not followed", node.lineno, origin=node)
        try:
            value = handler(self, node, scope)
        except TooLargeError as error:
            return Unknown(str(error), node.lineno, origin=node)
        if isinstance(value, Unknown) and value.origin is None:
            value.origin = node
        return value

    def execute(self, statements: Sequence[ast.stmt], scope: Scope) -> Signal | None:
        """Executes the statements; returns what broke off the sequence: return, break or continue."""
        for statement in statements:
            self.budget.spend()
            handler = STATEMENTS.get(type(statement))
            if handler is not None:
                self.line = statement.lineno
                signal = handler(self, statement, scope)
                if signal is not None:
                    return signal
        return None

    def call(self, callee: Any, arguments: Arguments) -> Any:
        """Returns what the call gives; calling what cannot be called gives an ``Unknown``."""
        self.budget.spend()
        caller = CALLERS.get(type(callee))
        if caller is None:
            called = Unknown("it comes from a call of something that cannot be called", arguments.line)
            return call_unknown(self, called, arguments)
        return caller(self, callee, arguments)

    def attribute(self, value: Any, name: str, line: int) -> Any:
        """Returns the attribute by our own tables; nothing of Python's own objects is ever asked for."""
        return attribute_of(self, value, name, line)
