"""Lambda layers: never run, but followed; what their function does to a tensor becomes operation nodes."""

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.keras.graph import Layer, Tensor
from builder.conversion.from_python.keras.unknown_calls import first_tensor
from builder.conversion.from_python.keras.unread import call_unread, unread_layer
from builder.conversion.from_python.language.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


@dataclass(slots=True, eq=False)
class LambdaLayer:
    """A Lambda with the function that it wraps and the arguments that it always gets."""

    function: Any
    named: dict[str, Any]
    line: int
    given_shape: Any = None
    node: ast.Call | None = None
    unread: Layer | None = None
    """What stands for it where it is not understood."""


def make_lambda(run: "KerasInterpreter", arguments: Arguments) -> LambdaLayer:
    given = arguments.bound("function", "output_shape", "mask", "arguments")
    extra = given.get("arguments")
    named = {key: value for key, value in extra.items() if isinstance(key, str)} if isinstance(extra, dict) else {}
    return LambdaLayer(given.get("function"), named, arguments.line, given.get("input_shape"), arguments.node)


def call_lambda(run: "KerasInterpreter", callee: LambdaLayer, arguments: Arguments) -> Any:
    """Returns what the function makes of the tensors, as operations; else of a node that says so."""
    if first_tensor(arguments) is None:
        return Unknown("it comes from a Lambda that is called on data", arguments.line)
    result = callee.function
    if run.methods_of(result).call is None:
        result = Unknown("what it is given is no function", callee.line)
    if not isinstance(result, Unknown):
        result = run.call(result, Arguments(arguments.positional[:1], callee.named, arguments.line))
    if _is_made_of_tensors(result):
        return result
    if callee.unread is None:
        reason = f": {result.reason}" if isinstance(result, Unknown) else ""
        refused = Unknown(
            f"the function of a Lambda is never run, and this one cannot be followed{reason}",
            callee.line,
            mistake=isinstance(result, Unknown) and result.mistake,
        )
        origin = callee.node or ast.Call(ast.Name("Lambda"), [ast.Constant(...)], [])
        callee.unread = unread_layer(run, origin, refused, line=callee.line, name="Lambda")
    return call_unread(run, callee.unread, arguments)


def _is_made_of_tensors(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return bool(value) and all(isinstance(item, Tensor) for item in value)
    return isinstance(value, Tensor)
