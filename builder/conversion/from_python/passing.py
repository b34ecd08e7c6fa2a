"""What is called on tensors but cannot be imported: it is left out, and its input goes on in its place."""

from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.graph import Tensor
from builder.conversion.from_python.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter


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


def pass_on(run: "Interpreter", callee: Unknown, arguments: Arguments) -> Any:
    """Returns the first tensor that the unknown callee was called on, with a note; without one, the callee itself."""
    tensor = first_tensor(arguments)
    if tensor is None:
        return callee
    where = f" (line {callee.line})" if callee.line and callee.line != arguments.line else ""
    run.session.built += 1
    run.findings.add(
        arguments.line,
        f"What is called here on a tensor is left out: {callee.reason}{where}. The tensor goes on as it was.",
        mistake=callee.mistake,
    )
    return tensor
