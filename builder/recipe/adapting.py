"""Layers that measure data before they work: which were never adapted, and which can be on the training part."""

from collections.abc import Iterator, Mapping

from builder.catalog import load_catalog
from builder.network import INPUT, Graph, Network, Node, Problem, Recipe
from builder.network.problems import Fix
from builder.network.topology import ancestors

LEARNED: Mapping[str, tuple[str, str]] = {
    "Discretization": ("bin_boundaries", "where its bins end"),
    "IntegerLookup": ("vocabulary", "its vocabulary"),
    "Normalization": ("mean", "mean and variance"),
    "StringLookup": ("vocabulary", "its vocabulary"),
    "TextVectorization": ("vocabulary", "its vocabulary"),
}
"""By class of an adaptable layer the argument that says instead what ``adapt`` would learn, and what that is."""

_PREPARING = frozenset({"preprocessing", "image_preprocessing", "reshaping"})
"""Families of layers that learn nothing from a loss, so that what they give is known before training begins."""


def adaptable(network: Network, node_id: str) -> bool:
    """Whether the layer can measure the training part: it learns so, and only preparation lies before it.

    >>> from builder.network import Edge, Node
    >>> nodes = (Node(id="in", class_name="Input"), Node(id="n", class_name="Normalization"))
    >>> adaptable(Network(nodes=nodes, edges=(Edge(id="e", source="in", target="n"),)), "n")
    True
    """
    node = network.nodes_by_id.get(node_id)
    if node is None or node.shares or not is_unadapted(node):
        return False
    before = [network.owner(network.nodes_by_id[one]) for one in ancestors(network, [node_id]) - {node_id}]
    return any(one.class_name == INPUT for one in before) and all(map(_prepares, before))


def is_unadapted(node: Node) -> bool:
    """Whether the node is a layer that learns by ``adapt`` and whose arguments do not say what it would learn."""
    argument, _ = LEARNED.get(node.class_name, ("", ""))
    return bool(argument) and node.config.get(argument) is None


def in_order(network: Network, adapted: tuple[str, ...]) -> tuple[str, ...]:
    """Returns those of the nodes that can be adapted, each after those that prepare its data."""
    return tuple(node_id for node_id in network.order if node_id in adapted and adaptable(network, node_id))


def feeding_input(network: Network, node_id: str) -> str | None:
    """Returns the id of the Input that feeds the node without anything between them; None where something is."""
    edges = network.edges_into.get(node_id, ())
    source = network.nodes_by_id.get(edges[0].source) if len(edges) == 1 else None
    return source.id if source is not None and source.class_name == INPUT else None


def find_adapting_problems(network: Network, recipe: Recipe) -> Iterator[Problem]:
    """Yields a problem for each layer that would have to be adapted and is not, with the mend where there is one."""
    for graph, inside in _graphs(network):
        for node in graph.nodes:
            if node.shares is None and is_unadapted(node) and (inside or node.id not in recipe.adapted):
                yield _never_adapted(network, recipe, node, inside=inside)


def _graphs(network: Network) -> Iterator[tuple[Graph, bool]]:
    yield network, False
    used = {node.block for graph in (network, *network.blocks.values()) for node in graph.nodes}
    for key, block in network.blocks.items():
        if key in used:
            yield block, True


def _never_adapted(network: Network, recipe: Recipe, node: Node, *, inside: bool) -> Problem:
    argument, learned = LEARNED[node.class_name]
    message = f'"{node.title}" was never adapted to data, so it does not know {learned}.'
    fixes: tuple[Fix, ...] = ()
    hint = f"Give it as arguments ({argument} ...); only layers that data reach unlearned can be adapted here."
    if not inside and adaptable(network, node.id):
        hint = "Let it measure the training part before training begins."
        adapted = recipe.model_copy(update={"adapted": (*recipe.adapted, node.id)})
        fixes = (Fix(label="Adapt it on the training part", recipe=adapted),)
    return Problem(
        code="never_adapted",
        message=message,
        hint=hint,
        # Keras passes numbers through an unadapted Normalization; the others have no table to look anything up in.
        severity="warning" if node.class_name == "Normalization" else "error",
        node_id=None if inside else node.id,
        fixes=fixes,
    )


def _prepares(node: Node) -> bool:
    if node.class_name == INPUT:
        return True
    entry = load_catalog().node_entries.get(node.class_name)
    return entry is not None and entry.family in _PREPARING
