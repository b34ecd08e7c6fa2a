"""The values that a source can make, beside Python's own plain ones: numbers, texts, None, lists, tuples and dicts.

All compare by identity, so that no comparison ever walks into what a source built.
"""

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from builder.conversion.from_python.language.scope import Scope

UNKNOWN_SIZE = "it is a size of data that are never read"
PLAIN = (int, float, str, type(None))
"""The scalars; bool is an int."""


@dataclass(slots=True, eq=False)
class Arguments:
    """What a call gives, evaluated; ``line`` is where the call stands."""

    positional: list[Any] = field(default_factory=list)
    named: dict[str, Any] = field(default_factory=dict)
    line: int = 0
    node: ast.Call | None = None
    """The call as the source writes it, where it does."""
    whole: "Arguments | None" = None
    """What the source gives, where these are the arguments of a twin of what it calls."""
    spread: "Unknown | None" = None
    """What ``**`` spreads into the call and only a run could give."""

    def bound(self, *names: str) -> dict[str, Any]:
        """Returns the arguments by name, the positional ones by their place; what is too much is left out."""
        return {**dict(zip(names, self.positional, strict=False)), **self.named}


@dataclass(slots=True, eq=False)
class Unknown:
    """A value that only running the source could give. ``reason`` is a clause: "it comes from ..."."""

    reason: str
    line: int = 0
    is_told: bool = False
    """Whether a note has told of it already."""
    mistake: bool = False
    """Whether Python or Keras would refuse it too."""
    origin: ast.expr | None = None
    """The innermost expression of the source that gave it."""


@dataclass(slots=True, eq=False)
class Module:
    """A module by its full name: "keras.layers". Of other libraries only the name is known."""

    path: str


@dataclass(slots=True, eq=False)
class Native:
    """A function that the interpreter itself provides."""

    name: str
    function: Callable[[Any, Arguments], Any]
    """Takes the interpreter and what the call gives."""


@dataclass(slots=True, eq=False)
class Function:
    """A function or lambda of the source."""

    node: ast.FunctionDef | ast.Lambda
    scope: "Scope"
    defaults: tuple[Any, ...] = ()
    named_defaults: dict[str, Any] = field(default_factory=dict)
    kind: str = ""
    """How a class holds it: "staticmethod", "classmethod" or "property"; "" for a plain method."""
    generates: bool = False
    owner: Any = None
    """The class whose body defines it."""

    @property
    def name(self) -> str:
        return "lambda" if isinstance(self.node, ast.Lambda) else self.node.name


@dataclass(slots=True, eq=False)
class SourceClass:
    """A class of the source: its attributes and what it extends."""

    name: str
    attributes: dict[str, Any]
    bases: tuple["SourceClass", ...] = ()
    line: int = 0
    library: Any = None
    """What a library makes of it where it extends one of its classes, which only the library understands."""
    fields: tuple[str, ...] = ()
    """The annotated names of a class such as a dataclass, in order."""
    is_row: bool = False
    """Whether its objects are named tuples."""
    is_enumeration: bool = False

    def find(self, name: str) -> Any:
        """Returns the attribute, or None; looks through the bases, which cannot be circular."""
        if name in self.attributes:
            return self.attributes[name]
        return next((found for base in self.bases if (found := base.find(name)) is not None), None)


@dataclass(slots=True, eq=False)
class Instance:
    """An object of a class of the source; ``stands_for`` is what a library made of it by ``super().__init__()``."""

    of: SourceClass
    attributes: dict[str, Any] = field(default_factory=dict)
    stands_for: Any = None


@dataclass(slots=True, eq=False)
class SourceIterator:
    """An iterator: the items that are left of it, or, without any, whole numbers from ``start`` on."""

    items: list[Any] | None = None
    start: int = 0
    step: int = 1


@dataclass(slots=True, eq=False)
class Bound:
    """A method of the source together with its object."""

    function: Function
    receiver: Any


@dataclass(slots=True, eq=False)
class Array:
    """Numbers of which no more than the shape is known."""

    shape: tuple[Any, ...]
    dtype: str = "float32"
    origin: Any = None
    """Where the numbers come from, for what knows data sets."""
    values: list[Any] | None = None
    """The numbers themselves, where the source writes them down."""


@dataclass(slots=True, eq=False)
class Stream:
    """A data set that gives batch after batch, by what it gives in each step: an array, or a tuple or dict of such."""

    element: Any


@dataclass(slots=True, eq=False)
class Dtype:
    """A type of numbers such as ``tf.float32``, by its name."""

    name: str
