"""Models: made of tensors or as a stack, called like layers, compiled and fitted."""

from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.configs import text_argument
from builder.conversion.from_python.data.feeding import answer_of_model
from builder.conversion.from_python.graph import Call, Layer, Link, Model, Sequential, Tensor, calls_between
from builder.conversion.from_python.passing import first_tensor
from builder.conversion.from_python.sequential import input_from
from builder.conversion.from_python.values import Arguments, Unknown
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

MAX_DEPTH = 30


def make_model(run: "Interpreter", arguments: Arguments) -> Any:
    """Returns the model of ``keras.Model(inputs, outputs)``."""
    given = arguments.bound("inputs", "outputs", "name")
    line = arguments.line
    inputs, input_keys = _tensors(run, given.get("inputs", given.get("input")), "input", line)
    outputs, output_keys = _tensors(run, given.get("outputs", given.get("output")), "output", line)
    if not inputs or not outputs:
        missing = "inputs" if not inputs else "outputs"
        run.findings.add(line, f"The model that is made here is left out: its {missing} are not known.")
        return Unknown(f"it is a model whose {missing} are not known", line)
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


def registered(run: "Interpreter", model: Model, calls: list[Call]) -> Any:
    """Remembers a model; those that its calls use are parts of it."""
    for call in calls:
        if isinstance(call.callee, Model):
            model.contain(call.callee)
    if model.depth > MAX_DEPTH:
        run.findings.add(model.line, f"The model that is made here is left out: it nests models {MAX_DEPTH} deep.")
        return Unknown("it is a model that nests models too deep", model.line)
    run.session.models.append(model)
    return model


def _tensors(run: "Interpreter", value: Any, what: str, line: int) -> tuple[list[Tensor], tuple[str, ...]]:
    """Returns the tensors and, where they are given as a dict, their keys."""
    keys: list[str] = []
    items: list[Any]
    if isinstance(value, dict):
        keys = [str(key) for key in value]
        items = list(value.values())
    else:
        items = list(value) if isinstance(value, (list, tuple)) else [value]
    tensors: list[Tensor] = []
    kept: list[str] = []
    for place, item in enumerate(items):
        if isinstance(item, (list, tuple)):
            tensors += [inner for inner in item if isinstance(inner, Tensor)]
        elif isinstance(item, Tensor):
            tensors.append(item)
            kept += keys[place : place + 1]
        elif isinstance(item, Unknown):
            run.findings.add_unknown(line, f"An {what} of the model", item)
        elif item is not None:
            run.findings.add(line, f"An {what} of the model is left out: it is no tensor.", mistake=True)
    return tensors, tuple(kept)


def call_model(run: "Interpreter", model: Model, arguments: Arguments) -> Any:
    """Returns what a model gives that is called like a layer: its block's outputs, in the model's form."""
    if first_tensor(arguments) is None:
        return answer_of_model(run, model, next(iter(arguments.positional), None), arguments.line)
    value = arguments.positional[0] if arguments.positional else arguments.named.get("inputs")
    given = _in_order(model, value)
    tensors = [item for item in given if isinstance(item, Tensor)]
    if isinstance(model, Sequential) and tensors:
        input_from(run, model, tensors[0])
    if len(tensors) != len(given) or len(tensors) != len(model.inputs):
        run.findings.add(
            arguments.line, f"A model of {len(model.inputs)} inputs is called here with {len(tensors)} tensors."
        )
    training = arguments.named.get("training")
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
