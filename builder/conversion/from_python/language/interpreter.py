"""The walk over a source: evaluates expressions, executes statements, calls what the source calls.

An example of how it goes: ``x = Dense(2 * units)(x)`` is an assignment (``statements.py``), whose value is a call of a
call (``expressions.py``). ``Dense`` is looked up in the :class:`Scope`, where an import has put what the library
resolved its name to; ``2 * units`` is worked out (``arithmetic.py``); and what the two calls give, the library says:
:meth:`Interpreter.call` finds it by the type of what is called. What only a run could tell is an :class:`Unknown` with
its reason, and goes on through everything that it touches.

The language knows Python and no library. A library subclasses :class:`Interpreter`: it adds its types to ``types`` and
answers the abstract methods.
"""

import ast
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from builder.conversion.from_python.language.attributes import attribute_of
from builder.conversion.from_python.language.budget import Budget, TooLargeError
from builder.conversion.from_python.language.doubt import Doubt, Snapshot
from builder.conversion.from_python.language.expressions import EXPRESSIONS
from builder.conversion.from_python.language.loops import Loops
from builder.conversion.from_python.language.notes import NoteCollector
from builder.conversion.from_python.language.scope import Scope
from builder.conversion.from_python.language.signals import Signal
from builder.conversion.from_python.language.statements import STATEMENTS
from builder.conversion.from_python.language.type_methods import NO_METHODS, TypeMethods
from builder.conversion.from_python.language.types import TYPES
from builder.conversion.from_python.language.values import Arguments, Instance, Native, SourceClass, Unknown


class Interpreter(ABC):
    """One walk: what it may still cost, what it found, and the names of the module."""

    types: ClassVar[Mapping[type, TypeMethods]] = TYPES
    """What can be done with the values of each type."""
    modules_of_modules: ClassVar[frozenset[str]] = frozenset()
    """Modules of which ``import *`` brings modules as well, by their paths."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.notes = NoteCollector()
        self.loops = Loops()
        self.called: set[str] = set()
        """The names of the functions of the source that were called."""
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
        call = self.methods_of(callee).call
        if call is None:
            called = Unknown("it comes from a call of something that cannot be called", arguments.line)
            return self.call_unknown(called, arguments)
        return call(self, callee, arguments)

    def attribute(self, value: Any, name: str, line: int) -> Any:
        """Returns the attribute by our own tables; nothing of Python's own objects is ever asked for."""
        return attribute_of(self, value, name, line)

    def methods_of(self, value: Any) -> TypeMethods:
        """Returns what can be done with the value."""
        return self.types.get(type(value), NO_METHODS)

    @property
    @abstractmethod
    def built(self) -> int:
        """How much was made so far of what the walk is for: a branch or loop that adds nothing is not told of."""

    @property
    @abstractmethod
    def mark(self) -> Any:
        """How far the source has come, for :meth:`doubt_since`."""

    @abstractmethod
    def resolve(self, module: str, name: str, line: int) -> Any:
        """Returns what ``module.name`` stands for, by the module's full name; no module is ever imported."""

    @abstractmethod
    def known_function(self, node: ast.FunctionDef) -> Native | None:
        """Returns what a function of the source does where that is known without following it; else None."""

    @abstractmethod
    def call_unknown(self, callee: Unknown, arguments: Arguments) -> Any:
        """Returns what a call gives of which it is not known what is called."""

    @abstractmethod
    def assigned(self, name: str, value: Any, scope: Scope) -> None:
        """Hears of every variable that gets a value."""

    @abstractmethod
    def is_instance(self, value: Any, kinds: tuple[Any, ...]) -> bool | None:
        """Returns what ``isinstance`` gives where one of the classes is a library's; None where none is."""

    @abstractmethod
    def library_class(self, found: SourceClass, bases: list[Any]) -> Any:
        """Returns what a class of the source is to the library (``SourceClass.library``); None where it is nothing."""

    @abstractmethod
    def library_object(self, of: SourceClass, arguments: Arguments) -> Any:
        """Returns a new object of a class of the source that is something to the library."""

    @abstractmethod
    def library_initializer(self, instance: Instance) -> Native | None:
        """Returns what ``super().__init__`` does in a method of such a class; None where nothing comes of it."""

    @abstractmethod
    def snapshot(self, scope: Scope) -> Snapshot:
        """Returns what the names are before a walk on trial."""

    @abstractmethod
    def doubt_since(self, scope: Scope, mark: Any, doubt: Doubt) -> None:
        """Puts in doubt what was made since the :attr:`mark`."""
