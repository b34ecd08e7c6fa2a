"""The mend for a network without an Input: one that feeds every layer into which nothing flows."""

from collections.abc import Sequence

from builder.catalog import load_catalog
from builder.catalog.loading import default_config
from builder.engine.words import size_words
from builder.network import INPUT, Edge, Graph, Node, Position, Problem, PutEdge, PutNode
from builder.network.names import numbered_name
from builder.network.problems import Fix
from builder.network.record import Config

ABOVE = 120
"""How far above the topmost layer that it feeds the Input stands."""

_SHAPES = {2: [64], 3: [32, 8], 4: [28, 28, 1], 5: [16, 16, 16, 1]}
"""A size to begin with for each rank that a layer may need."""


def tell_missing_inputs(graph: Graph, problems: Sequence[Problem]) -> list[Problem]:
    """Returns the problems; where nothing flows into layers because there is no Input at all, they say and mend it."""
    unfed = [problem.node_id for problem in problems if problem.code == "missing_input" and problem.node_id]
    if not unfed or any(node.class_name == INPUT for node in graph.nodes):
        return list(problems)
    fix = add_input(graph, _usual_input(graph.nodes_by_id[unfed[0]]))
    return [
        problem.model_copy(
            update={
                "message": f"{problem.message.removesuffix(' yet.')}: the network has no Input.",
                "hint": "Data enter a network through an Input. Add one.",
                "fixes": (fix,),
            }
        )
        if problem.code == "missing_input"
        else problem
        for problem in problems
    ]


def add_input(graph: Graph, config: Config, *, called: str = "") -> Fix:
    """Returns the mend that adds an Input and feeds with it every layer into which nothing flows.

    Args:
        called: what of the data it brings, for the label of its button.
    """
    unfed = [node for node in graph.nodes if node.class_name != INPUT and not graph.edges_into.get(node.id)]
    places = [node.position for node in unfed] or [Position()]
    top = min(places, key=lambda place: (place.y, place.x))
    taken = {name for node in graph.nodes for name in (node.id, node.label)}
    node = Node(
        id=numbered_name("input", taken), class_name=INPUT, config=config, position=Position(x=top.x, y=top.y - ABOVE)
    )
    edges: list[Edge] = []
    for target, port in ((fed.id, port) for fed in unfed for port in _needed_ports(graph, fed)):
        name = numbered_name("edge", {*graph.edges_by_id, *(edge.id for edge in edges)})
        edges.append(Edge(id=name, source=node.id, target=target, argument=port))
    shape = config.get("shape")
    size = size_words((None, *shape)) if isinstance(shape, list) else "the data's size"  # type: ignore[arg-type]
    what = f' for "{called}", {size}' if called else f" of {size}"
    return Fix(label=f"Add an Input{what}", edits=(PutNode(node=node), *(PutEdge(edge=edge) for edge in edges)))


def _usual_input(node: Node) -> Config:
    """Returns the config of an Input that suits the layer, as far as its class tells."""
    entry = load_catalog().node_entries.get(node.class_name)
    config: Config = default_config(load_catalog().layers[INPUT])
    if node.class_name == "Embedding":
        return {**config, "shape": [32], "dtype": "int32"}
    if node.class_name == "Dense" or (entry is not None and entry.ranks):
        shape = _SHAPES.get(min(entry.ranks) if entry is not None and entry.ranks else 2)
        return {**config, "shape": [*shape]} if shape else config
    return config


def _needed_ports(graph: Graph, node: Node) -> tuple[str | None, ...]:
    """Returns the arguments that must be fed for the layer to be called; the first of one that nothing is known of."""
    owner = graph.owner(node)
    entry = load_catalog().node_entries.get(owner.class_name)
    ports = () if entry is None else entry.inputs
    given = {port.name for port in ports if port.number and owner.config.get(port.name) is not None}
    return tuple(port.argument for port in ports if not (port.optional or port.name in given)) or (None,)
