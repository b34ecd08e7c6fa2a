"""Calls of layers: what each tensor feeds, and what comes out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.catalog.specs import InputPort, LayerEntry
from builder.catalog.validation import problems_of_call
from builder.conversion.from_python.data.shapes import answer_of_layer
from builder.conversion.from_python.keras.configs import plain_value, tell_split
from builder.conversion.from_python.keras.graph import Call, Layer, Link, Model, Tensor
from builder.conversion.from_python.keras.unknown_calls import first_tensor
from builder.conversion.from_python.keras.unread import (
    apply_unread,
    call_unread,
    expression_of,
    refuse_call,
    unread_layer,
    unread_tensor,
)
from builder.conversion.from_python.language.values import Arguments, Array, Unknown
from builder.conversion.plan import Form, output_form, outputs_of
from builder.network import Node
from builder.network.record import Config

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def call_layer(run: "KerasInterpreter", layer: Layer, arguments: Arguments) -> Any:
    """Returns what the layer gives when it is called: a tensor, or several."""
    if layer.is_input:
        return layer.calls[0].outputs[0] if layer.calls else Unknown("it is an Input that is called", arguments.line)
    if first_tensor(arguments) is None:
        return _called_on_data(run, layer, arguments)
    if layer.unknown is not None:
        return call_unread(run, layer, arguments)
    links, constants, lost = _sort(run, layer, arguments)
    if lost:
        return refuse_call(run, lost[0], arguments)
    if not any(link.argument is None for link in links):
        subject = f"{layer.entry.class_name} is called here without its first input"
        run.notes.add(arguments.line, f"{subject}.", mistake=True)
    for problem in problems_of_call(layer.entry, constants, None):
        run.notes.add(arguments.line, f"{problem.message} {problem.hint}".strip(), mistake=True)
    call = make_call(run, layer, links, constants, arguments.line)
    return outputs_in_form(layer.entry, call) if layer.activation is None else activated(run, call)[0]


def _called_on_data(run: "KerasInterpreter", layer: Layer, arguments: Arguments) -> Any:
    given = [*arguments.positional, *arguments.named.values()]
    unknown = next((value for value in given if isinstance(value, Unknown)), None)
    if unknown is None:
        return answer_of_layer(run, layer, next(iter(given), None), arguments.line)
    if unknown.reason and not unknown.is_told and not isinstance(given[0], (Array, str, list)):
        unknown.is_told = True
        run.notes.add_unknown(arguments.line, f"This call of {layer.entry.class_name}", unknown)
    return unknown


def _sort(run: "KerasInterpreter", layer: Layer, arguments: Arguments) -> tuple[list[Link], Config, list[Unknown]]:
    """Returns the tensors by the ports that they feed, the constant arguments, and why others cannot be kept."""
    entry, line = layer.entry, arguments.line
    lost: list[Unknown] = []
    ports = list(entry.inputs)
    by_name = {port.argument or port.name: port for port in ports}
    settings = [spec.name for spec in entry.call_arguments]
    links: list[Link] = []
    constants: Config = {}
    for value in arguments.positional:
        if isinstance(value, bool) and settings:
            constants[settings.pop(0)] = value
        elif ports:
            links += links_of(run, ports.pop(0), value, line, lost)
        elif value is not None:
            lost.append(Unknown(f"{entry.class_name} takes fewer inputs than are given here", line, mistake=True))
    if arguments.spread is not None:
        lost.append(
            replace(arguments.spread, reason=f"what ** spreads into it is not known: {arguments.spread.reason}")
        )
    for name, value in arguments.named.items():
        if value is None:
            continue
        if name in by_name or (name == "inputs" and "inputs" not in by_name):
            links += links_of(run, by_name.get(name, entry.inputs[0]), value, line, lost)
        elif any(spec.name == name for spec in entry.call_arguments):
            plain = plain_value(run, value)
            if isinstance(plain, Unknown):
                lost.append(replace(plain, reason=f'the argument "{name}" of its call is not known: {plain.reason}'))
            else:
                constants[name] = plain
        elif name != "training":
            lost.append(Unknown(f'a call of {entry.class_name} has no argument "{name}"', line, mistake=True))
    return links, constants, lost


def links_of(run: "KerasInterpreter", port: InputPort, value: Any, line: int, lost: list[Unknown]) -> list[Link]:
    """Returns the links of one argument; from what is no tensor comes one that says so.

    Args:
        lost: takes why the port cannot take what it is given.
    """
    if value is None:
        return []
    items = list(value) if isinstance(value, (list, tuple)) else [value]
    if not port.variadic and len(items) > 1:
        reason = f'its input "{port.name}" takes one tensor, but gets {len(items)}'
        lost.append(Unknown(reason, line, mistake=True))
    links: list[Link] = []
    for item in items:
        if isinstance(item, (list, tuple)):
            links += [Link(inner, port.argument, len(links)) for inner in item if isinstance(inner, Tensor)]
        elif item is not None:
            tensor = item if isinstance(item, Tensor) else unread_tensor(run, item, line)
            links.append(Link(tensor, port.argument, len(links)))
    return links


def make_call(
    run: "KerasInterpreter", layer: Layer, links: Sequence[Link], constants: Config, line: int, *, outputs: int = 0
) -> Call:
    """Returns a new call of the layer with its output tensors.

    Args:
        outputs: how many there are, where the entry alone does not tell.
    """
    run.budget.spend_node()
    call = Call(run.session.next_call(), layer, tuple(links), constants, line)
    count = outputs or count_outputs(layer.entry, layer.config, constants)
    call.outputs = [Tensor(call, number) for number in range(count)]
    layer.calls.append(call)
    tell_split(run, layer, line)
    return call


def activated(run: "KerasInterpreter", call: Call) -> list[Tensor]:
    """Returns the outputs of the call behind the activation that its layer was given as a function."""
    layer = call.callee
    if not isinstance(layer, Layer) or layer.activation is None:
        return call.outputs
    result = run.call(layer.activation, Arguments([call.outputs[0]], {}, call.line))
    if isinstance(result, Tensor):
        call.activated = result
        return [result]
    reason = f": {result.reason}" if isinstance(result, Unknown) else ""
    refused = Unknown(f"this activation of a {layer.entry.class_name} cannot be followed{reason}", layer.line)
    refused.mistake = isinstance(result, Unknown) and result.mistake
    unread = unread_layer(run, expression_of(layer.activation), refused, line=layer.line)
    call.activated = apply_unread(run, unread, call.outputs[:1], call.line)
    return [call.activated]


def repeat_call(
    run: "KerasInterpreter", call: Call, callee: Layer | Model, tensors: dict[int, Tensor], line: int
) -> dict[int, Tensor]:
    """Calls another layer or model as ``call`` did its own; returns the new output for the id of each of its outputs.

    Args:
        tensors: what stands for the tensors that flow into the call, by their ids; others stay as they are.
    """
    run.budget.spend_node()
    links = tuple(Link(tensors.get(id(link.tensor), link.tensor), link.argument, link.index) for link in call.links)
    made = Call(run.session.next_call(), callee, links, dict(call.config), line)
    made.outputs = [Tensor(made, tensor.output) for tensor in call.outputs]
    callee.calls.append(made)
    return {id(old): new for old, new in zip(call.outputs, made.outputs, strict=True)}


def count_outputs(entry: LayerEntry, config: Config, constants: Config) -> int:
    if len(entry.outputs) == 1:
        return 1
    return len(outputs_of(entry, Node(id="layer", class_name=entry.class_name, config=config, call=constants)))


def outputs_in_form(entry: LayerEntry, call: Call) -> Any:
    """Returns the outputs as Keras gives them: one alone, else a list in which the states of a cell have their own."""
    if entry.outputs_from:
        return list(call.outputs)
    if len(call.outputs) == 1:
        return call.outputs[0]
    config = call.callee.config if isinstance(call.callee, Layer) else {}
    node = Node(id="layer", class_name=entry.class_name, config=config, call=call.config)
    return [_grouped(part, call.outputs) for part in output_form(entry, node)]


def _grouped(form: Form, outputs: Sequence[Tensor]) -> Any:
    return outputs[form] if isinstance(form, int) else [_grouped(part, outputs) for part in form]
