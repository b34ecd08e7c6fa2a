"""The shapes that a source asks for (``x.shape[-1]``), worked out for what leaves no doubt; Keras has the last word.

Every rule here is held against Keras by a test. Where there is none the shape is simply not known.
"""

from typing import TYPE_CHECKING

from builder.conversion.from_python.keras.graph import Call, Layer, Model, Tensor, calls_between
from builder.conversion.from_python.keras.shape_arithmetic import Shape
from builder.conversion.from_python.keras.shape_rules import output_shapes

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_DEEPEST = 8


def shape_of(run: "KerasInterpreter", tensor: Tensor) -> Shape | None:
    """Returns the tensor's shape with the batch; None where it is not known without Keras."""
    if tensor.shape is None:
        _work_out(run, tensor, {}, 0)
    return tensor.shape


def _work_out(run: "KerasInterpreter", tensor: Tensor, known: dict[int, Shape | None], depth: int) -> Shape | None:
    """Finds the shape of the tensor from those of ``known``, by the id of the tensor, and of what was found before."""
    settled = [] if depth else _settled(run, tensor, known)
    for call in calls_between(settled, [tensor]):
        run.budget.spend()
        if all(id(output) in known for output in call.outputs):
            continue
        for output, shape in zip(call.outputs, _of_call(run, call, known, depth), strict=False):
            known[id(output)] = shape
            if depth == 0:
                output.shape = shape
    return known.get(id(tensor))


def _settled(run: "KerasInterpreter", tensor: Tensor, known: dict[int, Shape | None]) -> list[Tensor]:
    """Returns the nearest tensors above whose shapes were found before, and takes them into ``known``."""
    found: list[Tensor] = []
    seen = {id(tensor)}
    pending = [tensor]
    while pending:
        for link in pending.pop().call.links:
            if id(link.tensor) in seen:
                continue
            seen.add(id(link.tensor))
            if link.tensor.shape is not None:
                found.append(link.tensor)
                known[id(link.tensor)] = link.tensor.shape
            else:
                run.budget.spend()
                pending.append(link.tensor)
    return found


def _of_call(run: "KerasInterpreter", call: Call, known: dict[int, Shape | None], depth: int) -> list[Shape | None]:
    given: dict[str | None, list[Shape | None]] = {}
    for link in call.links:
        given.setdefault(link.argument, []).append(known.get(id(link.tensor)))
    if isinstance(call.callee, Layer):
        return output_shapes(call.callee, given, len(call.outputs))
    return _of_model(run, call.callee, given.get(None, []), depth)


def _of_model(run: "KerasInterpreter", model: Model, given: list[Shape | None], depth: int) -> list[Shape | None]:
    if depth >= _DEEPEST:
        return [None for _ in model.outputs]
    known: dict[int, Shape | None] = {
        id(tensor): shape for tensor, shape in zip(model.inputs, given, strict=False) if shape is not None
    }
    return [_work_out(run, tensor, known, depth + 1) for tensor in model.outputs]
