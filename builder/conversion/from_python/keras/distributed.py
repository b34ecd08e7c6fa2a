"""TimeDistributed around a whole model: a model of its own, whose layers each work on every step."""

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from builder.conversion.distributed import MAX_AXES, STEP_BY_STEP, TIME_DISTRIBUTED, on_every_step
from builder.conversion.from_python.keras.graph import Call, Layer, Model, Sequential, Tensor, all_calls, is_input
from builder.conversion.from_python.keras.inputs import input_of_shape
from builder.conversion.from_python.keras.layer_calls import repeat_call
from builder.conversion.from_python.keras.shape_arithmetic import Shape
from builder.conversion.from_python.keras.shapes import shape_of
from builder.conversion.from_python.keras.unknown_calls import call_unknown, first_tensor
from builder.conversion.from_python.language.values import Arguments, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


@dataclass(slots=True, eq=False)
class DistributedModel:
    """A model that works on every step; ``axes`` says how many axes of steps follow the batch."""

    model: Model
    axes: int
    line: int
    given_shape: Any = None
    node: ast.Call | None = None


def distribute(run: "KerasInterpreter", inner: Model | DistributedModel, arguments: Arguments) -> Any:
    """Returns what a TimeDistributed around a model is; an ``Unknown`` where they are nested too deep."""
    given_shape, line = arguments.named.get("input_shape"), arguments.line
    run.session.built += 1
    run.budget.spend_node()
    if isinstance(inner, DistributedModel):
        if inner.axes == MAX_AXES:
            return Unknown(f"it is a model in more than {MAX_AXES} TimeDistributed layers", line)
        return DistributedModel(inner.model, inner.axes + 1, line, given_shape, arguments.node)
    run.notes.add(line, f"This is a TimeDistributed around a whole model: {STEP_BY_STEP}")
    inner.is_used = True
    return DistributedModel(inner, 1, line, given_shape, arguments.node)


def call_distributed(run: "KerasInterpreter", callee: DistributedModel, arguments: Arguments) -> Any:
    """Returns what the model gives on every step; a model that no layers can distribute is left out, and told."""
    from builder.conversion.from_python.keras.models import call_model

    tensor = first_tensor(arguments)
    if tensor is None:
        return Unknown("it comes from a layer that is called on data", arguments.line)
    shape = shape_of(run, tensor)
    if callee.model.unread is not None:
        unknown = Unknown(f"it is a TimeDistributed around {callee.model.title}, which is not understood", callee.line)
        return call_unknown(run, replace(unknown, origin=callee.node), arguments)
    made = callee.model.distributed.get(callee.axes)
    if made is None:
        try:
            made = _Distribution(run, callee.axes, callee.line).of(callee.model, shape)
        except _UndistributableError as error:
            return call_unknown(run, Unknown(str(error), callee.line, origin=callee.node), arguments)
    _open_lengths(made, shape, callee.axes)
    return call_model(run, made, arguments)


class _UndistributableError(Exception):
    """Some layer of the model cannot be put on every step."""


@dataclass(slots=True)
class _Distribution:
    """Makes a model anew, and the models in it, with every layer working on every step."""

    run: "KerasInterpreter"
    axes: int
    line: int

    def of(self, model: Model, shape: Shape | None) -> Model:
        """Returns the model that does on tensors of ``shape``, with batch and steps, what this one does on a step."""
        if self.axes in model.distributed:
            return model.distributed[self.axes]
        steps = (None,) * self.axes if shape is None else tuple(shape[1 : 1 + self.axes])
        if isinstance(model, Sequential):
            self._settle(model, shape)
        tensors = {id(tensor): self._input(tensor, steps) for tensor in model.inputs}
        layers: dict[int, Layer | Model] = {}
        for call in all_calls(model):
            if id(call.outputs[0]) not in tensors:
                if id(call.callee) not in layers:
                    layers[id(call.callee)] = self._callee(call, tensors)
                tensors |= repeat_call(self.run, call, layers[id(call.callee)], tensors, call.line)
        inputs, outputs = ([tensors[id(tensor)] for tensor in ends] for ends in (model.inputs, model.outputs))
        automatic = self.run.session.automatic_name("Functional")
        made_model = Model(inputs, outputs, model.name, automatic, model.line, depth=model.depth, is_used=True)
        model.distributed[self.axes] = made_model
        return made_model

    def _settle(self, model: Sequential, shape: Shape | None) -> None:
        """Lets a Sequential that did not say what it takes take one step of such tensors."""
        from builder.conversion.from_python.keras.sequential import input_of

        input_of(self.run, model, None if shape is None else (shape[0], *shape[1 + self.axes :]))

    def _input(self, tensor: Tensor, steps: tuple[int | None, ...]) -> Tensor:
        shape = shape_of(self.run, tensor)
        if shape is None:
            raise _UndistributableError("it is a TimeDistributed around a model that does not say what it takes")
        given = tensor.call.callee if is_input(tensor) else None
        name, dtype = (given.name, str(given.config.get("dtype") or "")) if isinstance(given, Layer) else ("", "")
        return input_of_shape(self.run, (*steps, *shape[1:]), dtype, self.line, name)

    def _callee(self, call: Call, tensors: dict[int, Tensor]) -> Layer | Model:
        callee = call.callee
        if isinstance(callee, Model):
            given = tensors.get(id(call.links[0].tensor)) if call.links else None
            return self.of(callee, shape_of(self.run, given) if given is not None else None)
        found = on_every_step(callee.entry, callee.config, self.axes)
        if found is None:
            raise _UndistributableError(
                f"it is a TimeDistributed around a model with a {callee.entry.class_name}, "
                "and no layer does on every step what that does"
            )
        automatic = callee.automatic if callee.entry.operation else self.run.session.automatic_name(TIME_DISTRIBUTED)
        return Layer(*found, callee.name, automatic, callee.line)


def _open_lengths(made: Model, shape: Shape | None, axes: int) -> None:
    """Leaves open how many steps the model takes where it is called with other numbers of them."""
    for tensor in made.inputs:
        layer = tensor.call.callee
        declared = layer.config.get("shape") if isinstance(layer, Layer) else None
        if isinstance(layer, Layer) and isinstance(declared, list):
            given = declared if shape is None else shape[1:]
            lengths = [
                length if place < len(given) and given[place] == length else None
                for place, length in enumerate(declared[:axes])
            ]
            layer.config["shape"] = [*lengths, *declared[axes:]]
