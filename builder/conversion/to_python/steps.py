"""The statements of a function before they are text: which layer is called, on which tensors, with which values."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from builder.catalog import load_catalog
from builder.catalog.specs import ArgumentSpec, LayerEntry, ObjectEntry
from builder.conversion.plan import arguments_of, outputs_of
from builder.network import BLOCK, INPUT, Graph, Node
from builder.network.unread import is_unread

Place = tuple[str, int]
"""One output of one node."""

Slot = tuple[str | int, ...]
"""Where in a statement a value stands: ("name", ""), ("config", "filters"), ("config", "layer", "config", "units")."""

Argument = tuple[str | None, bool, tuple[Place, ...]]
"""A tensor argument of a call: its name (None: the first), whether it takes a list, and the tensors."""

NAME: Slot = ("name", "")
ANYTHING = ArgumentSpec(name="value", kind="any")


@dataclass(frozen=True, slots=True)
class Symbol:
    """A Python expression in the place of a value."""

    text: str


@dataclass(frozen=True)
class CallStatement:
    """One statement: a call of a layer or of a helper function.

    Statements with equal ``token`` differ in their ``values`` and tensors only; one whose token is None is unlike any
    other. A name among the values that holds braces is the inside of an f-string.
    """

    token: Hashable
    arguments: tuple[Argument, ...]
    writes: str
    values: dict[Slot, Any]
    node_ids: tuple[str, ...]
    node: Node | None = None

    @cached_property
    def reads(self) -> tuple[Place, ...]:
        """The tensors that flow in, each once."""
        if len(self.arguments) == 1 and len(self.arguments[0][2]) == 1:
            return self.arguments[0][2]
        return tuple(dict.fromkeys(place for _, _, places in self.arguments for place in places))


def steps_of(graph: Graph, order: Sequence[str], names: dict[str, str]) -> list[CallStatement]:
    """Returns a step for every node; ``names`` are those that the source gives to layers."""
    shared = {owner for node in graph.nodes if (owner := node.shares)}
    return [_step(graph, graph.nodes_by_id[node_id], names, shared) for node_id in order]


def _step(graph: Graph, node: Node, names: dict[str, str], shared: set[str]) -> CallStatement:
    entry = load_catalog().node_entries.get(node.class_name)
    arguments = tuple(
        (name, is_list, tuple((edge.source, edge.output) for edge in edges))
        for name, is_list, edges in arguments_of(entry, graph.edges_into.get(node.id, ()))
    )
    values: dict[Slot, Any] = {}
    shape: list[Hashable] = []
    for root, config in (("config", node.config), ("call", node.call)):
        for key, value in config.items():
            _flatten(value, (root, key), values, shape)
    if node.id in names:
        values[NAME] = names[node.id]
    is_unlike = node.class_name in (INPUT, BLOCK) or node.shares or node.id in shared
    token: Hashable = None
    if not is_unlike and entry is not None and _gives_one(graph, node, entry):
        constant = repr(node.config) if node.class_name == "ops.getitem" else ""
        token = (node.class_name, constant, tuple(shape), _pattern(arguments))
    return CallStatement(token, arguments, node.id, values, (node.id,), node)


def _flatten(value: Any, path: Slot, values: dict[Slot, Any], shape: list[Hashable]) -> None:
    """Collects the plain values inside a config value; the classes of nested objects belong to its shape."""
    if isinstance(value, dict) and isinstance(value.get("config"), dict):
        shape.append((path, value.get("class_name")))
        for key, inner in value["config"].items():
            _flatten(inner, (*path, "config", key), values, shape)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        shape.append((path, len(value)))
        for place, item in enumerate(value):
            _flatten(item, (*path, place), values, shape)
    else:
        values[path] = value


def shape_of(node: Node) -> Hashable:
    """Returns the classes of the objects nested in the node's arguments, and what of it is never a parameter."""
    shape: list[Hashable] = []
    for root, config in (("config", node.config), ("call", node.call)):
        for key, value in config.items():
            _flatten(value, (root, key), {}, shape)
    is_whole = node.class_name == "ops.getitem" or is_unread(node)
    return tuple(shape), repr((node.config, node.call)) if is_whole else ""


def _gives_one(graph: Graph, node: Node, entry: LayerEntry) -> bool:
    return not entry.outputs_from and (len(entry.outputs) == 1 or len(outputs_of(entry, node)) == 1)


def _pattern(arguments: tuple[Argument, ...]) -> Hashable:
    """Returns how a call takes its tensors, whichever they are."""
    if len(arguments) == 1 and len(arguments[0][2]) == 1:
        return arguments[0][:2]
    numbers: dict[Place, int] = {}
    return tuple(
        (name, is_list, tuple(numbers.setdefault(place, len(numbers)) for place in places))
        for name, is_list, places in arguments
    )


def with_values(step: CallStatement, values: dict[Slot, Any]) -> CallStatement:
    """Returns the step with other values."""
    return CallStatement(step.token, step.arguments, step.writes, values, step.node_ids, step.node)


def filled_node(step: CallStatement, node: Node) -> dict[str, dict[str, Any]]:
    """Returns the config and the call arguments of the step's node with the step's values in them."""
    found: dict[str, dict[str, Any]] = {"config": node.config, "call": node.call}
    if not any(isinstance(value, Symbol) for value in step.values.values()):
        return found
    filled = {root: _copied(config) for root, config in found.items()}
    for path, value in step.values.items():
        if isinstance(value, Symbol) and path[0] in filled:
            inner: Any = filled
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = value
    return filled


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return [_copied(item) for item in value] if isinstance(value, list) else value


def spec_of(step: CallStatement, slot: Slot) -> ArgumentSpec:
    """Returns what the catalogue says about the argument that the slot of a layer's call stands for."""
    catalog = load_catalog()
    entry: ObjectEntry | None = catalog.node_entries.get(step.node.class_name) if step.node else None
    spec = None
    value: Any = {"config": step.node.config, "call": step.node.call} if step.node else {}
    for root, key in _pairs(slot):
        if entry is None or not isinstance(key, str):
            return ANYTHING
        specs = entry.arguments_by_name
        if root == "call" and isinstance(entry, LayerEntry):
            specs = {spec.name: spec for spec in entry.call_arguments}
        spec = specs.get(key)
        value = value.get(root, {}).get(key)
        if isinstance(value, dict):
            classes = catalog.classes(spec.kind) if spec else {}
            entry = classes.get(str(value.get("class_name"))) or catalog.node_entries.get(str(value.get("class_name")))
    return spec or ANYTHING


def _pairs(slot: Slot) -> Iterator[tuple[str | int, str | int]]:
    for place in range(0, len(slot) - 1, 2):
        yield slot[place], slot[place + 1]
