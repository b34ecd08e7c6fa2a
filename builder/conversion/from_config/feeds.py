"""What flows into one call and which constants it takes: Keras's call arguments as feeds, config and call of a node."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.catalog.index_text import IndexTextError, index_text
from builder.catalog.specs import InputPort, LayerEntry
from builder.catalog.validation import problems_of_call
from builder.catalog.values import shown
from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.calls import CallArguments, KerasTensor, tensors_in
from builder.engine.words import counted
from builder.network.record import Config


@dataclass(frozen=True, slots=True)
class Fed:
    """One tensor in its place: ``argument`` and ``index`` as an edge has them."""

    tensor: KerasTensor
    argument: str | None
    index: int


@dataclass(frozen=True, slots=True)
class Feeding:
    """The tensors of one call in their places, and its constants by name."""

    fed: tuple[Fed, ...]
    constants: Config


def feed_layer(entry: LayerEntry, call: CallArguments, where: str) -> Feeding:
    """Returns what one call of a layer is fed.

    Raises:
        RefusedModelError: it is called with something that its ports and constants do not take.
    """
    given, constants = _by_port(entry, call, where)
    problems = problems_of_call(entry, constants, None)
    if problems:
        raise RefusedModelError(f"{where} cannot be opened. {problems[0].message}")
    ports = {port.name: port for port in entry.inputs}
    states = ports.get("initial_state")
    first = entry.inputs[0]
    many = given.get(first.name)
    if states is not None and isinstance(many, list) and states.name not in given:
        given[first.name], given[states.name] = many[0], many[1:]  # as Keras 2 wrote a recurrent layer's states
    fed = tuple(fed for name, value in given.items() for fed in _fed(ports[name], value, where))
    return Feeding(fed, constants)


def feed_operation(entry: LayerEntry, call: CallArguments, config: Mapping[str, Any], where: str) -> Feeding:
    """Returns what one call of an operation is fed; its constants are its whole config.

    Args:
        config: what the Operation wrote as its own config.
    """
    constants: Config = {name: value for name, value in config.items() if name in entry.arguments_by_name}
    unknown = next((n for n, v in config.items() if n not in constants and n not in ("name", "dtype") and v), None)
    if unknown is not None:
        raise RefusedModelError(f"{where} has {unknown} = {shown(config[unknown])}, which {entry.class_name} lacks.")
    places = [name for name in entry.names_in_order if name not in config]
    args = [list(call.args)] if entry.inputs[0].spread else list(call.args)
    given = dict(zip(places, args, strict=False)) | call.kwargs
    ports = {port.name: port for port in entry.inputs}
    fed: list[Fed] = []
    for name, value in given.items():
        if tensors_in(value):
            if name not in ports:
                raise RefusedModelError(f"{where}: {name} of {entry.class_name} is a tensor, but must be a constant.")
            fed.extend(_fed(ports[name], value, where))
        elif name in entry.arguments_by_name:
            if value is not None:
                constants[name] = _constant(entry, name, value, where)
        elif value is not None:
            raise RefusedModelError(f"{where}: {entry.class_name} cannot take {shown(value)} for {name}.")
    return Feeding(tuple(fed), constants)


def feed_block(inputs: int, keys: tuple[str, ...], call: CallArguments, where: str) -> Feeding:
    """Returns what one call of a nested model is fed: input number n is the edge of index n.

    Args:
        inputs: how many inputs the nested model has.
        keys: their keys where it takes a dict.
    """
    value = call.args[0] if call.args else call.kwargs.get("inputs")
    if isinstance(value, Mapping):
        names = keys or tuple(value)
        value = [value.get(name) for name in names]
    given = value if isinstance(value, list) else [value]
    if len(given) != inputs or not all(isinstance(tensor, KerasTensor) for tensor in given):
        raise RefusedModelError(
            f"{where} has {counted(inputs, 'input')}, but is called with {counted(len(given), 'value')}."
        )
    if any(tensors_in(value) for name, value in call.kwargs.items() if name != "inputs"):
        raise RefusedModelError(
            f"{where} is a whole model that is called with a mask, which Layerloom cannot hold yet."
        )
    training = call.kwargs.get("training")
    constants: Config = {"training": training} if isinstance(training, bool) else {}
    return Feeding(tuple(Fed(tensor, None, index) for index, tensor in enumerate(given)), constants)


def _by_port(entry: LayerEntry, call: CallArguments, where: str) -> tuple[dict[str, Any], Config]:
    """Sorts the arguments of a call by port; values that are no tensors are constants, in the order of both."""
    ports = list(entry.inputs)
    names = {port.name for port in ports}
    open_constants = [spec.name for spec in entry.call_arguments]
    given: dict[str, Any] = {}
    constants: Config = {}
    for value in call.args:
        if isinstance(value, bool) and open_constants:
            constants[open_constants.pop(0)] = value
            continue
        if not ports:
            raise RefusedModelError(
                f"{where} is called with {shown(value)}, for which {entry.class_name} has no place."
            )
        port = ports.pop(0)
        if value is not None:
            given[port.name] = value
    for name, value in call.kwargs.items():
        if value is None:
            continue
        if name in names:
            given[name] = value
        elif tensors_in(value):
            raise RefusedModelError(f'{where}: {entry.class_name} has no input "{name}".')
        else:
            constants[name] = value
    return given, constants


def _fed(port: InputPort, value: Any, where: str) -> list[Fed]:
    if isinstance(value, list) and not port.variadic and len(value) == 1:
        value = value[0]
    tensors = value if isinstance(value, list) else [value]
    if not port.variadic and len(tensors) > 1:
        raise RefusedModelError(f'{where}: its input "{port.name}" takes one tensor, but {len(tensors)} are given.')
    if not all(isinstance(tensor, KerasTensor) for tensor in tensors):
        raise RefusedModelError(f'{where}: its input "{port.name}" is given {_words(tensors)}, which is no tensor.')
    return [Fed(tensor, port.argument, index) for index, tensor in enumerate(tensors)]


def _constant(entry: LayerEntry, name: str, value: Any, where: str) -> Any:
    if entry.arguments_by_name[name].kind != "index":
        return value
    try:
        return index_text(tuple(value) if isinstance(value, list) else value)
    except IndexTextError as error:
        raise RefusedModelError(f"{where} cannot be opened. {error}") from error


def _words(tensors: list[Any]) -> str:
    other = next(value for value in tensors if not isinstance(value, KerasTensor))
    return "nothing" if other is None else repr(other)[:60]
