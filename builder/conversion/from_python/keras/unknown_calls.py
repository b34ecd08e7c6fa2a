"""What is called on tensors but is not understood: a node in its place says so."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.keras.graph import Tensor
from builder.conversion.from_python.keras.unread import call_unread, layer_of
from builder.conversion.from_python.language.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def first_tensor(arguments: Arguments) -> Tensor | None:
    """Returns the first tensor among the arguments, or in a list or dict among them."""
    for value in (*arguments.positional, *arguments.named.values()):
        candidates = (
            value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else [value]
        )
        for candidate in candidates:
            if isinstance(candidate, Tensor):
                return candidate
    return None


def call_unknown(run: "KerasInterpreter", callee: Unknown, arguments: Arguments) -> Any:
    """Returns what an unknown callee gives: for tensors one that says so, else a value that is not known either."""
    if first_tensor(arguments) is None:
        return replace(callee, origin=None)
    return call_unread(run, layer_of(run, callee, arguments), arguments)
