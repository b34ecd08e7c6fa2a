"""TimeDistributed around a whole model: a layer can hold layers only, so each of the model's is wrapped by itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from builder.catalog.specs import LayerEntry
from builder.conversion.from_python.graph import Layer, Link, Model, Tensor, all_calls, is_input
from builder.conversion.from_python.layer_calls import make_call
from builder.conversion.from_python.passing import first_tensor
from builder.conversion.from_python.values import Arguments, Unknown
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter


@dataclass(slots=True, eq=False)
class DistributedModel:
    """A chain of layers, each of which works on every step; made once, so that calling it again shares weights."""

    layers: list[Layer]
    given_shape: Any = None


def distribute(
    run: "Interpreter", entry: LayerEntry, model: Model, given_shape: Any, line: int
) -> DistributedModel | Unknown:
    """Returns the model with TimeDistributed around each of its layers; an ``Unknown`` where it is no plain chain."""
    chain = _chain(model)
    if chain is None:
        return Unknown("it is a TimeDistributed around a model that branches, and a layer can hold layers only", line)
    run.findings.add(line, "TimeDistributed around a whole model is read as TimeDistributed around each of its layers.")
    model.is_used = True
    layers = []
    for layer in chain:
        run.budget.spend_node()
        inner: Config = {"class_name": layer.entry.class_name, "config": dict(layer.config)}
        name = run.session.automatic_name(entry.class_name)
        layers.append(Layer(entry, {"layer": inner}, "", name, line))
    return DistributedModel(layers, given_shape)


def _chain(model: Model) -> list[Layer] | None:
    """Returns the layers of a model that is a plain chain, those of chains inside it in their place; else None."""
    chain: list[Layer] = []
    last = model.inputs[0] if len(model.inputs) == 1 and is_input(model.inputs[0]) else None
    for call in all_calls(model)[1:]:
        tensors = [link.tensor for link in call.links]
        if last is None or tensors != [last] or call.config:
            return None
        if isinstance(call.callee, Model):
            inner = _chain(call.callee)
            if inner is None:
                return None
            chain += inner
        elif call.callee.entry.operation or len(call.outputs) > 1:
            return None
        else:
            chain.append(call.callee)
        last = call.outputs[0]
    return chain if chain and model.outputs == [last] else None


def call_distributed(run: "Interpreter", callee: DistributedModel, arguments: Arguments) -> Any:
    """Returns what comes out at the end of the chain."""
    tensor: Tensor | None = first_tensor(arguments)
    if tensor is None:
        return Unknown("it comes from a layer that is called on data", arguments.line)
    for layer in callee.layers:
        tensor = make_call(run, layer, [Link(tensor)], {}, arguments.line).outputs[0]
    return tensor
