"""The tensors that edges bring to a node, sorted by the arguments of its layer's call."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from builder.catalog.specs import InputPort, LayerEntry
from builder.engine.layer_call import Argument
from builder.engine.report import TensorSpec
from builder.network import Edge, Node, Problem
from builder.network.record import Config

CONNECT = "Connect the output of another layer to it."
CONNECT_OR_GIVE = "Connect the output of another layer to it, or give the number in the inspector."


def find_port_problem(node: Node, entry: LayerEntry, edges: Sequence[Edge], config: Config) -> Problem | None:
    """Returns the problem where an edge ends at a port the layer lacks, or a port that must be fed is not.

    Args:
        config: the arguments of the node's layer; where a port takes a plain number, it may stand there.
    """
    first, *others = entry.inputs
    is_plain = len(edges) == first.at_least == 1 and edges[0].argument is None and not first.number
    if is_plain and all(port.optional for port in others):
        return None
    ports = {port.argument: port for port in entry.inputs}
    given = {name: tuple(group) for name, group in groupby(edges, key=lambda edge: edge.argument)}
    subject = f'{node.class_name} "{node.title}"'
    for name, group in given.items():
        port = ports.get(name)
        if port is None:
            return Problem(
                code="unknown_port",
                message=f'{subject} has no input "{name}".',
                hint=f"It has {', '.join(port.name for port in entry.inputs) or 'none'}.",
                node_id=node.id,
                edge_ids=tuple(edge.id for edge in group),
            )
        if port.at_most is not None and len(group) > port.at_most:
            most = "one tensor" if port.at_most == 1 else f"at most {port.at_most} tensors"
            return Problem(
                code="crowded_port",
                message=f'The input "{port.name}" of {subject} takes {most}, but {len(group)} flow into it.',
                hint="Merge them first, with Add or Concatenate, or remove some.",
                node_id=node.id,
                edge_ids=tuple(edge.id for edge in group),
            )
    for port in entry.inputs:
        count = len(given.get(port.argument, ()))
        if port.number and config.get(port.name) is not None:
            if count:
                return _number_and_tensor(node, port, given[port.argument], subject)
            continue
        if count < port.at_least and not (port.optional and count == 0):
            hint = CONNECT_OR_GIVE if port.number else CONNECT
            return Problem(code="missing_input", message=_missing(subject, port, count), hint=hint, node_id=node.id)
    return None


def _number_and_tensor(node: Node, port: InputPort, edges: Sequence[Edge], subject: str) -> Problem:
    return Problem(
        code="crowded_port",
        message=f'The input "{port.name}" of {subject} has a number already, but a tensor flows into it as well.',
        hint=f"Take the number {port.name} away, or remove the connection.",
        node_id=node.id,
        argument=port.name,
        edge_ids=tuple(edge.id for edge in edges),
    )


def _missing(subject: str, port: InputPort, count: int) -> str:
    if port.item_names[count:]:
        return f'Nothing flows into the input "{port.item_names[count]}" of {subject} yet.'
    if port.number:
        return f'Nothing flows into the input "{port.name}" of {subject} yet, and it has no number {port.name} either.'
    if count:
        return f"{subject} needs {port.at_least} tensors, but only {count} flow{'s' if count == 1 else ''} into it."
    return f'Nothing flows into the input "{port.name}" of {subject} yet.'


def gather_arguments(
    entry: LayerEntry, edges: Sequence[Edge], tensors: Mapping[str, tuple[TensorSpec, ...]]
) -> tuple[Argument, ...]:
    """Returns the tensors argument by argument; ``edges`` are sorted by argument, ``tensors`` keyed by their source."""
    if len(edges) == 1 and edges[0].argument is None and not entry.inputs[0].variadic:
        return (Argument(None, (tensors[edges[0].source][edges[0].output],)),)
    variadic = {port.argument for port in entry.inputs if port.variadic}
    return tuple(
        Argument(name, tuple(tensors[edge.source][edge.output] for edge in group), name in variadic)
        for name, group in groupby(edges, key=lambda edge: edge.argument)
    )


def find_output_problem(
    node: Node, edges: Sequence[Edge], tensors: Mapping[str, tuple[TensorSpec, ...]], titles: Mapping[str, Node]
) -> Problem | None:
    """Returns the problem where an edge begins at an output that its source does not have."""
    for edge in edges:
        count = len(tensors[edge.source])
        if edge.output >= count:
            outputs = "one output" if count == 1 else f"{count} outputs"
            source = titles[edge.source].title
            return Problem(
                code="unknown_output",
                message=f'"{source}" has {outputs}, but "{node.title}" takes number {edge.output + 1}.',
                hint="Connect another output, or make the layer give more (return_sequences, return_state ...).",
                node_id=node.id,
                edge_ids=(edge.id,),
            )
    return None
