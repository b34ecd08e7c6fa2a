"""How a network becomes a model: what both the Keras model and the Python source are written from."""

from collections.abc import Iterator, Sequence
from itertools import count, groupby
from typing import TypeVar

from pydantic import JsonValue

from builder.catalog import load_catalog
from builder.catalog.specs import LayerEntry, OutputPort
from builder.conversion.states import States, flat, states_in
from builder.network import INPUT, Edge, Graph, Node
from builder.network.blocks import model_nodes
from builder.network.record import Config
from builder.network.topology import input_ids, output_endpoints, used_nodes

MISSING = object()
GraphKind = TypeVar("GraphKind", bound=Graph)

Form = int | tuple["Form", ...]
"""The number of an output, or several that Keras gives as a list of their own."""


def used_part(graph: GraphKind) -> GraphKind:
    """Returns the graph without the nodes that lead to no output; the layer of one of them goes to its next call."""
    if graph.nodes_by_id.keys() <= used_nodes(graph):
        return graph
    order = model_nodes(graph)
    used = set(order)
    heirs: dict[str | None, str] = {}
    for node_id in order:
        owner = graph.nodes_by_id[node_id].shares
        if owner is not None and owner not in used:
            heirs.setdefault(owner, node_id)
    nodes: list[Node] = []
    for node in graph.nodes:
        if node.id in used:
            heir = heirs.get(node.shares)
            if heir == node.id:
                owner_node = graph.owner(node)
                fields = {
                    "config": owner_node.config,
                    "label": owner_node.label,
                    "block": owner_node.block,
                    "shares": None,
                }
                nodes.append(node.model_copy(update=fields))
            else:
                nodes.append(node if heir is None else node.model_copy(update={"shares": heir}))
    return graph.model_copy(
        update={
            "nodes": tuple(nodes),
            "edges": tuple(edge for edge in graph.edges if edge.source in used and edge.target in used),
            "inputs": tuple(node_id for node_id in input_ids(graph) if node_id in used),
            "outputs": output_endpoints(graph),
        }
    )


def is_plain_stack(graph: Graph, order: Sequence[str]) -> bool:
    """Says whether the graph is one Input and layers that each feed the next: a Sequential.

    ``order`` is that of :func:`model_nodes`.
    """
    nodes = graph.nodes
    inputs, outputs = input_ids(graph), output_endpoints(graph)
    return (
        not graph.input_keys
        and not graph.output_keys
        and len(nodes) == len(order) > 1
        and len(inputs) == len(outputs) == 1
        and outputs[0].node == order[-1]
        and outputs[0].output == 0
        and len(graph.edges) == len(nodes) - 1
        and all(edge.output == 0 and edge.argument is None for edge in graph.edges)
        and all(_stands_alone(node) for node in nodes)
        and all(len(graph.edges_into.get(node_id, ())) == 1 for node_id in order[1:])
    )


def _stands_alone(node: Node) -> bool:
    if node.class_name == INPUT:
        return True
    entry = load_catalog().node_entries.get(node.class_name)
    return (
        entry is not None
        and not entry.operation
        and node.shares is None
        and not node.call
        and not entry.inputs[0].variadic
        and len(outputs_of(entry, node)) == 1
    )


def arguments_of(entry: LayerEntry | None, edges: Sequence[Edge]) -> list[tuple[str | None, bool, tuple[Edge, ...]]]:
    """Returns for each argument that edges feed its name, whether it takes a list, and its edges in order.

    A block (``entry`` None) takes a list where it has several inputs.
    """
    variadic = {port.argument for port in entry.inputs if port.variadic} if entry else set()
    grouped = ((name, tuple(group)) for name, group in groupby(edges, key=lambda edge: edge.argument))
    return [(name, name in variadic if entry else len(group) > 1, group) for name, group in grouped]


def outputs_of(entry: LayerEntry, node: Node, owner: Node | None = None) -> tuple[OutputPort, ...]:
    """Returns the outputs that the layer has with its present arguments; ``owner`` holds them where it is shared.

    Where only the shape of the tensor says how many there are (unstack), those are returned that a fresh node has.
    """
    config: dict[str, JsonValue] = {**node.call, **(owner or node).config}
    parts = number_of_parts(entry, config)
    if parts is not None:
        return tuple(OutputPort(name=f"part_{number + 1}") for number in range(parts))
    return tuple(given for port in _present(entry, config) for given in _expanded(port, config))


def output_form(entry: LayerEntry, node: Node, owner: Node | None = None) -> tuple[Form, ...]:
    """Returns the numbers of the layer's outputs as Keras groups them when it gives several.

    The states of a cell stand in a list of their own, and so do those of one cell in a stack.

    >>> output_form(load_catalog().layers["LSTMCell"], Node(id="a", class_name="LSTMCell"))
    (0, (1, 2))
    """
    config: Config = {**node.call, **(owner or node).config}
    ports = _present(entry, config)
    numbers = count()
    form: list[Form] = []
    for port in ports:
        if port.states_of:
            form.extend(_numbered(states_in(config.get(port.states_of)), numbers))
        else:
            form.append(next(numbers))
    is_cell = any(port.name == "states" for port in entry.inputs)
    return (form[0], tuple(form[1:])) if is_cell else tuple(form)


def _numbered(states: States, numbers: Iterator[int]) -> list[Form]:
    return [next(numbers) if isinstance(state, str) else tuple(_numbered(state, numbers)) for state in states]


def _present(entry: LayerEntry, config: Config) -> list[OutputPort]:
    """Returns the ports whose conditions the arguments meet."""
    return [
        port
        for port in entry.outputs
        if all(_value_at(entry, config, path.split(".")) == value for path, value in port.when.items())
    ]


def _expanded(port: OutputPort, config: Config) -> list[OutputPort]:
    """Returns the port, or one for each state of the cells that it stands for."""
    if not port.states_of:
        return [port]
    names = flat(states_in(config.get(port.states_of)))
    return [OutputPort(name=f"{port.name}_{number + 1}") for number in range(len(names))]


def number_of_parts(entry: LayerEntry, config: Config) -> int | None:
    """Returns how many tensors an operation such as split gives; None where its arguments do not say.

    >>> number_of_parts(load_catalog().operations["ops.split"], {"indices_or_sections": [1, 3]})
    3
    """
    value = config.get(entry.outputs_from) if entry.outputs_from else None
    if isinstance(value, list):
        return len(value) + 1
    return value if isinstance(value, int) else None


def _value_at(entry: LayerEntry, config: dict[str, JsonValue], path: list[str]) -> object:
    """Returns what ``config`` holds at the path, through nested layers; Keras's default where it is not given."""
    name, *rest = path
    specs = (*entry.arguments, *entry.call_arguments)
    value = config.get(name, next((spec.default for spec in specs if spec.name == name), None))
    if not rest:
        return value
    if not isinstance(value, dict):
        return MISSING
    if rest[0] == "class_name":
        return value.get("class_name")
    inner = load_catalog().layers.get(str(value.get("class_name")))
    nested = value.get("config", {})
    return _value_at(inner, nested, rest[1:]) if inner is not None and isinstance(nested, dict) else MISSING
