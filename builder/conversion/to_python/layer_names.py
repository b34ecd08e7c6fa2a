"""Which layers and models are named in generated source, and how."""

import re

from builder.conversion.to_python.names import is_automatic
from builder.engine.words import snake_case
from builder.network import Graph, Network
from builder.network.names import layer_names
from builder.network.topology import output_endpoints
from builder.recipe.adapting import in_order

_MODEL_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,62}")
_AUTOMATIC = re.compile(r"(functional|sequential|model)(_[1-9]\d*)?")


def given_names(graph: Graph, order: tuple[str, ...], *, outputs: bool = False) -> dict[str, str]:
    """Returns the layers' names that the source gives: those that people chose.

    With ``outputs``, those of several outputs as well, for by them Keras logs what each output comes to, and those of
    layers that are adapted, for by them a script finds them. Where a chosen
    name is one that Keras could choose for another layer, every layer is named.
    """
    names = layer_names(graph)
    nodes = [graph.nodes_by_id[node_id] for node_id in order]
    owners = {owner.id: owner for owner in (graph.owner(node) for node in nodes) if owner.block is None}
    wanted = _owners_of_outputs(graph) | _adapted(graph) if outputs else set()
    chosen = {
        key: names[key]
        for key, owner in owners.items()
        if key in wanted or not is_automatic(owner.label, owner.class_name)
    }
    stems = {snake_case(owner.class_name) for key, owner in owners.items() if key not in chosen}
    if any(name.rstrip("0123456789").rstrip("_") in stems or name in stems for name in chosen.values()):
        return {key: names[key] for key in owners}
    return chosen


def _owners_of_outputs(graph: Graph) -> set[str]:
    """Returns the ids of the layers that give the outputs; none where one is alone, which Keras does not name."""
    nodes = [graph.nodes_by_id[endpoint.node] for endpoint in output_endpoints(graph)]
    return {graph.owner(node).id for node in nodes} if len(nodes) > 1 else set()


def _adapted(graph: Graph) -> set[str]:
    return set(in_order(graph, graph.recipe.adapted)) if isinstance(graph, Network) else set()


def model_name(network: Network) -> str | None:
    """Returns the network's name where it could be a model's name in Keras, and is none that Keras gives."""
    name = network.name
    return name if _MODEL_NAME.fullmatch(name) and not _AUTOMATIC.fullmatch(name) else None
