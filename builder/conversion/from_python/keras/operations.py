"""Functions of ``keras.ops`` called on tensors: each call is a node of the network."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_config
from builder.catalog.specs import LayerEntry, ObjectEntry
from builder.conversion.from_python.data.functions import OF_ARRAYS
from builder.conversion.from_python.data.shapes import worked_out
from builder.conversion.from_python.keras.configs import read_config
from builder.conversion.from_python.keras.graph import Layer, Link, Tensor
from builder.conversion.from_python.keras.layer_calls import links_of, make_call, outputs_in_form
from builder.conversion.from_python.keras.shapes import shape_of
from builder.conversion.from_python.keras.unknown_calls import first_tensor
from builder.conversion.from_python.keras.unread import refuse_call
from builder.conversion.from_python.language.values import Arguments, Array, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


@dataclass(slots=True, eq=False)
class OperationFunction:
    """A function of ``keras.ops``."""

    entry: LayerEntry


def call_operation(run: "KerasInterpreter", of: OperationFunction, arguments: Arguments) -> Any:
    """Returns the tensors that the operation gives; on plain data it is not worked out."""
    if first_tensor(arguments) is None:
        return _on_data(run, of, arguments)
    entry = of.entry
    lost = [arguments.spread] if arguments.spread is not None else []
    given = _by_name(entry, arguments)
    links: list[Link] = []
    constants: dict[str, Any] = {}
    ports = {port.name: port for port in entry.inputs}
    for name, value in given.items():
        port = ports.get(name)
        if port is not None and not (port.number and isinstance(value, (int, float))):
            links += links_of(run, port, value, arguments.line, lost)
        elif value is not None or port is None:
            constants[name] = value
    layer, lost_constants = _operation(run, entry, constants, arguments.line)
    outputs = _outputs(run, entry, layer, links) if entry.outputs_from else 0
    if outputs is None:
        lost.append(Unknown("into how many parts it cuts is not known", arguments.line))
    if lost or lost_constants:
        return refuse_call(run, [*lost_constants, *lost][0], arguments)
    return outputs_in_form(entry, make_call(run, layer, links, {}, arguments.line, outputs=outputs or 0))


def _on_data(run: "KerasInterpreter", of: OperationFunction, arguments: Arguments) -> Any:
    on_arrays = OF_ARRAYS.get(of.entry.class_name.rpartition(".")[2])
    found = on_arrays(run, arguments) if on_arrays is not None else None
    if found is not None and not isinstance(found, Unknown):
        return found
    ruled = worked_out(run, of.entry, _by_name(of.entry, arguments), arguments.line)
    if found is not None or not isinstance(ruled, Unknown):
        return found if isinstance(ruled, Unknown) else ruled
    values = (*arguments.positional, *arguments.named.values())
    what = "data" if any(isinstance(value, Array) for value in values) else "plain numbers"
    unknown = next((value for value in values if isinstance(value, Unknown)), None)
    return unknown or Unknown(f'it comes from "{of.entry.class_name}" of {what}', arguments.line)


def _by_name(entry: LayerEntry, arguments: Arguments) -> dict[str, Any]:
    positional = list(arguments.positional)
    if entry.inputs[0].spread and any(isinstance(value, Tensor) for value in positional):
        first = next(place for place, value in enumerate(positional) if isinstance(value, Tensor))
        positional[first:] = [positional[first:]]
    return {**dict(zip(entry.names_in_order, positional, strict=False)), **arguments.named}


def add_operation(
    run: "KerasInterpreter", entry: LayerEntry, links: list[Link], constants: dict[str, Any], line: int
) -> Any:
    """Returns the tensor of a new node; ``constants`` are its plain arguments by name, and known."""
    layer, _ = _operation(run, entry, constants, line)
    return outputs_in_form(entry, make_call(run, layer, links, {}, line))


def _operation(
    run: "KerasInterpreter", entry: LayerEntry, constants: dict[str, Any], line: int
) -> tuple[Layer, list[Unknown]]:
    """Returns the operation with these constants as a layer, and why others of them are left out."""
    lost: list[Unknown] = []
    given = Arguments([], constants, line)
    config = minimal_config(entry, read_config(run, entry, given, subject=entry.class_name, lost=lost))
    return Layer(entry, config, "", run.session.automatic_name(entry.operation or entry.class_name), line), lost


def _outputs(run: "KerasInterpreter", entry: LayerEntry, layer: Layer, links: list[Link]) -> int | None:
    """Returns how many tensors come out of an operation whose argument says it; None where it is not known."""
    if entry.outputs_from in {port.name for port in entry.inputs}:
        return len(links)
    value = layer.config.get(entry.outputs_from)
    if isinstance(value, list):
        return len(value) + 1
    if isinstance(value, int):
        return value if 0 < value <= 1_000 else None
    shape = shape_of(run, links[0].tensor) if links else None
    axis = layer.config.get("axis", 0)
    if shape is None or not isinstance(axis, int) or not -len(shape) <= axis < len(shape):
        return None
    return shape[axis]


def activation_name(value: OperationFunction | Native) -> str:
    """Returns the name of the activation that an operation or a function also is; "" where it is none."""
    name = (value.name if isinstance(value, Native) else value.entry.class_name).rpartition(".")[2]
    name = {"swish": "silu"}.get(name, name)
    return name if name in load_catalog().activations else ""


def _relu(given: dict[str, Any]) -> str:
    """Returns the operation that a relu with these arguments is, "" where there is none, and takes them away."""
    slope, most, least = (given.pop(name, None) for name in ("negative_slope", "max_value", "threshold"))
    if least or (most is not None and (slope or most != 6)):
        return ""
    if slope:
        given["negative_slope"] = slope
        return "leaky_relu"
    return "relu" if most is None else "relu6"


def apply_activation(run: "KerasInterpreter", entry: ObjectEntry, arguments: Arguments) -> Any:
    """Returns what ``keras.activations.relu(x)`` gives: the operation of the same name."""
    if first_tensor(arguments) is None:
        data = next((v for v in arguments.positional if isinstance(v, (Unknown, Array))), None)
        return data or Unknown("it comes from an activation of plain numbers", arguments.line)
    if entry.class_name == "linear":
        return arguments.positional[0] if arguments.positional else first_tensor(arguments)
    given = dict(arguments.named)
    name = _relu(given) if entry.class_name == "relu" else entry.class_name
    if name == "gelu":
        given.setdefault(
            "approximate", arguments.positional[1:] == [True]
        )  # the activation's default, not the function's
    operation = load_catalog().operations.get(f"ops.{name}")
    if operation is None:
        reason = f'no operation does what the activation "{entry.class_name}" does with these arguments'
        return refuse_call(run, Unknown(reason, arguments.line), arguments)
    positional = arguments.positional[:1] if name == "gelu" else arguments.positional
    return call_operation(run, OperationFunction(operation), replace(arguments, positional=positional, named=given))
