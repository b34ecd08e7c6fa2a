"""How a sequence of statements is broken off."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """A return with its value, a break or a continue."""

    kind: Literal["return", "break", "continue"]
    value: Any = None


BREAK = Signal("break")
CONTINUE = Signal("continue")


class RaisedError(Exception):
    """The source raises an exception itself; str() is what it says."""
