"""Lambda layers: never run, but followed; what their function does to a tensor becomes operation nodes."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.graph import Tensor
from builder.conversion.from_python.passing import first_tensor
from builder.conversion.from_python.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter


@dataclass(slots=True, eq=False)
class LambdaLayer:
    """A Lambda with the function that it wraps and the arguments that it always gets."""

    function: Any
    named: dict[str, Any]
    line: int
    given_shape: Any = None


def make_lambda(run: "Interpreter", arguments: Arguments) -> LambdaLayer:
    given = arguments.bound("function", "output_shape", "mask", "arguments")
    extra = given.get("arguments")
    named = {key: value for key, value in extra.items() if isinstance(key, str)} if isinstance(extra, dict) else {}
    return LambdaLayer(given.get("function"), named, arguments.line, given.get("input_shape"))


def call_lambda(run: "Interpreter", callee: LambdaLayer, arguments: Arguments) -> Any:
    """Returns what the function makes of the tensors, as operations; what cannot be followed passes its input on."""
    tensor = first_tensor(arguments)
    if tensor is None:
        return Unknown("it comes from a Lambda that is called on data", arguments.line)
    result = callee.function
    if not isinstance(result, Unknown):
        result = run.call(result, Arguments(arguments.positional[:1], callee.named, arguments.line))
    if _is_made_of_tensors(result):
        return result
    reason = f": {result.reason}" if isinstance(result, Unknown) else ""
    run.findings.add(
        callee.line, f"This Lambda layer is refused, as its function is never run and cannot be followed{reason}."
    )
    return tensor


def _is_made_of_tensors(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return bool(value) and all(isinstance(item, Tensor) for item in value)
    return isinstance(value, Tensor)
