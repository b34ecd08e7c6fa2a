"""What can be done with values of a type that the language does not know itself.

A library that the source uses, such as Keras, brings types of its own. What Python's syntax and builtins make of their
values stands in a table, type by type, as the special methods of a class would say it.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from builder.conversion.from_python.language.values import Arguments, Unknown


@dataclass(frozen=True, slots=True)
class TypeMethods:
    """The special methods of one type; None where its values behave as any object.

    The first argument of each is the interpreter, the last of most the line. An operator or a comparison that does not
    apply returns ``NotImplemented``, as in Python; the language's own rule is then asked.
    """

    call: Callable[[Any, Any, Arguments], Any] | None = None
    """``value(...)``."""
    attribute: Callable[[Any, Any, str, int], Any] | None = None
    """``value.name``; names with two underscores in front are never asked for."""
    set_attribute: Callable[[Any, Any, str, Any], None] | None = None
    """``value.name = new``."""
    binary: Callable[[Any, type[ast.operator], Any, Any, int], Any] | None = None
    """``left + right`` and the like, where either is of the type."""
    compare: Callable[[Any, type[ast.cmpop], Any, Any, int], Any] | None = None
    """``left < right`` and the like, ``is`` and ``in`` among them, where either is of the type."""
    unary: Callable[[Any, type[ast.unaryop], Any, int], Any] | None = None
    """``-value`` and ``~value``."""
    item: Callable[[Any, Any, Any, ast.Subscript], Any] | None = None
    """``value[key]``; the key may be unknown."""
    set_item: Callable[[Any, Any, Any, Any], None] | None = None
    """``value[key] = new``."""
    items: Callable[[Any, Any, int], list[Any] | Unknown] | None = None
    """What ``for`` goes over."""
    unpack: Callable[[Any, Any, int | None, int], list[Any] | Unknown] | None = None
    """What several names left of "=" get, so many, or None with a starred one among them; else the items."""
    in_doubt: Callable[[Any, Any, Any], Any] | None = None
    """The value where a ``Doubt`` says that it may be another."""
    functions: Mapping[str, Callable[[Any, Arguments], Any]] = field(default_factory=dict)
    """The builtins that the type answers itself where it is their first argument: "abs", "len", "type"."""
    name: Callable[[Any], str] | None = None
    """``value.__name__``."""
    class_of: Callable[[Any], Any] | None = None
    """``value.__class__``."""
    priority: int = 0
    """Whose operators are asked first where both sides have some: the higher one's, else the left one's."""


NO_METHODS = TypeMethods()
