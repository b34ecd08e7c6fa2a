"""Models: made of tensors or as a stack, called like layers, compiled and fitted."""

import ast
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.feeding import answer_of_model
from builder.conversion.from_python.keras.configs import text_argument
from builder.conversion.from_python.keras.graph import Call, Layer, Link, Model, Sequential, Tensor, calls_between
from builder.conversion.from_python.keras.sequential import input_from
from builder.conversion.from_python.keras.unknown_calls import first_tensor
from builder.conversion.from_python.keras.unread import call_unread, refuse_call, standing, unread_layer, unread_tensor
from builder.conversion.from_python.language.values import Arguments, Unknown
from builder.engine.words import counted
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

MAX_DEPTH = 30


def make_model(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Returns the model of ``keras.Model(inputs, outputs)``."""
    given = arguments.bound("inputs", "outputs", "name")
    line = arguments.line
    inputs, input_keys = _tensors(run, given.get("inputs", given.get("input")), line)
    outputs, output_keys = _tensors(run, given.get("outputs", given.get("output")), line, is_output=True)
    if isinstance(inputs, Unknown) or isinstance(outputs, Unknown):
        what, unknown = ("inputs", inputs) if isinstance(inputs, Unknown) else ("outputs", outputs)
        reason = f"its {what} are not known"
        if isinstance(unknown, Unknown) and unknown.reason:
            where = f" (line {unknown.line})" if unknown.line and unknown.line != line else ""
            reason = f"{reason}: {unknown.reason}{where}"
        is_mistake = isinstance(unknown, Unknown) and unknown.mistake
        return unread_model(run, arguments.node, Unknown(reason, line, mistake=is_mistake), line)
    inputs = list({id(tensor): tensor for tensor in inputs}.values())
    structure = "dict" if output_keys else "one"
    if isinstance(given.get("outputs", given.get("output")), (list, tuple)):
        structure = "list"
    model = Model(
        inputs,
        outputs,
        text_argument(run, given.get("name"), "The name of this model", line),
        run.session.automatic_name("Functional"),
        line,
        input_keys,
        output_keys,
        structure,
    )
    return registered(run, model, calls_between(inputs, outputs))


def registered(run: "KerasInterpreter", model: Model, calls: list[Call]) -> Any:
    """Remembers a model; those that its calls use are parts of it."""
    for call in calls:
        if isinstance(call.callee, Model):
            model.contain(call.callee)
    if model.depth > MAX_DEPTH:
        origin = ast.Call(ast.Name(model.title), [ast.Constant(...)], [])
        return unread_model(run, origin, Unknown(f"it nests models more than {MAX_DEPTH} deep", model.line), model.line)
    run.session.models.append(model)
    return model


def unread_model(
    run: "KerasInterpreter", origin: ast.expr | None, unknown: Unknown, line: int, name: str = ""
) -> Model:
    """Returns a model that is not understood: a single node says so, where it stands alone as where it is called."""
    layer = unread_layer(run, origin, unknown, line=line, name=name)
    model = Model([], [standing(run, layer)], "", layer.automatic, layer.line, unread=layer)
    run.session.models.append(model)
    return model


def _tensors(
    run: "KerasInterpreter", value: Any, line: int, *, is_output: bool = False
) -> tuple[list[Tensor] | Unknown, tuple[str, ...]]:
    """Returns the tensors and, where they are given as a dict, their keys; an ``Unknown`` where they are not known.

    Of several outputs one that is not known is a node that says so.
    """
    keys: list[str] = []
    items: list[Any]
    if isinstance(value, dict):
        keys = [str(key) for key in value]
        items = list(value.values())
    else:
        items = list(value) if isinstance(value, (list, tuple)) else [value]
    tensors: list[Tensor] = []
    kept: list[str] = []
    is_any = any(isinstance(item, (Tensor, list, tuple)) for item in items)
    for place, item in enumerate(items):
        if isinstance(item, (list, tuple)):
            tensors += [inner for inner in item if isinstance(inner, Tensor)]
        elif isinstance(item, Tensor) or (is_output and is_any):
            tensors.append(item if isinstance(item, Tensor) else unread_tensor(run, item, line))
            kept += keys[place : place + 1]
        elif isinstance(item, Unknown):
            return item, ()
        elif item is not None:
            return Unknown("what is given is no tensor", line, mistake=True), ()
    return tensors or Unknown(""), tuple(kept)


def call_model(run: "KerasInterpreter", model: Model, arguments: Arguments) -> Any:
    """Returns what a model gives that is called like a layer: its block's outputs, in the model's form."""
    if first_tensor(arguments) is None:
        return answer_of_model(run, model, next(iter(arguments.positional), None), arguments.line)
    if model.unread is not None:
        model.is_used = True
        return call_unread(run, model.unread, arguments)
    training = arguments.named.get("training")
    if isinstance(training, Unknown):
        reason = f'it is called with a "training" that is not known: {training.reason}'
        return refuse_call(run, Unknown(reason, training.line, mistake=training.mistake), arguments)
    value = arguments.positional[0] if arguments.positional else arguments.named.get("inputs")
    given = _in_order(model, value)
    tensors = [item if isinstance(item, Tensor) else unread_tensor(run, item, arguments.line) for item in given]
    if isinstance(model, Sequential) and tensors:
        input_from(run, model, tensors[0])
    if len(tensors) != len(model.inputs):
        run.notes.add(
            arguments.line,
            f"A model of {counted(len(model.inputs), 'input')} is called here with {counted(len(tensors), 'tensor')}.",
        )
    run.budget.spend_node()
    links = tuple(Link(tensor, None, place) for place, tensor in enumerate(tensors))
    constants: Config = {"training": training} if isinstance(training, bool) else {}
    call = Call(run.session.next_call(), model, links, constants, arguments.line)
    model.calls.append(call)
    call.outputs = [Tensor(call, place) for place in range(len(model.outputs))]
    return in_form(model, call.outputs)


def in_form(model: Model, tensors: list[Tensor]) -> Any:
    """Returns the tensors in the form in which the model gives its outputs."""
    if model.structure == "dict":
        return dict(zip(model.output_keys, tensors, strict=False))
    return tensors[0] if model.structure == "one" and len(tensors) == 1 else list(tensors)


def _in_order(model: Model, value: Any) -> list[Any]:
    if isinstance(value, dict):
        titles = [tensor.call.callee.title for tensor in model.inputs if isinstance(tensor.call.callee, Layer)]
        names = model.input_keys or tuple(titles)
        return [value[name] for name in names if name in value]
    return list(value) if isinstance(value, (list, tuple)) else [value]
