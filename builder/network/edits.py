"""Edits as records: put or remove one whole node or edge, or put the settings. Both sides of the wire reduce them.

A record says what is, not what changed, so that applying one twice is applying it once.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from builder.network.model import Edge, Endpoint, Network, Node
from builder.network.record import Identifier, Record, Text


class PutNode(Record):
    """Adds the node, or replaces the one with its id."""

    kind: Literal["put_node"] = "put_node"
    node: Node


class RemoveNode(Record):
    """Takes the node away; its edges need records of their own, and removing what is not there is no mistake."""

    kind: Literal["remove_node"] = "remove_node"
    id: Identifier


class PutEdge(Record):
    kind: Literal["put_edge"] = "put_edge"
    edge: Edge


class RemoveEdge(Record):
    kind: Literal["remove_edge"] = "remove_edge"
    id: Identifier


class PutSettings(Record):
    """Sets the network's name and which nodes are its inputs and outputs (empty: derived)."""

    kind: Literal["put_settings"] = "put_settings"
    name: Text
    inputs: tuple[Identifier, ...] = ()
    outputs: tuple[Endpoint, ...] = ()


Edit = Annotated[PutNode | RemoveNode | PutEdge | RemoveEdge | PutSettings, Field(discriminator="kind")]


def apply_edits(network: Network, edits: Iterable[Edit]) -> Network:
    """Returns the network after the edits, in order; a replaced record keeps its place, a new one goes last.

    Raises:
        pydantic.ValidationError: the result breaks a limit of the document.
    """
    nodes = dict(network.nodes_by_id)
    edges = dict(network.edges_by_id)
    settings: dict[str, Any] = {}
    for edit in edits:
        match edit:
            case PutNode():
                nodes[edit.node.id] = edit.node
            case RemoveNode():
                nodes.pop(edit.id, None)
            case PutEdge():
                edges[edit.edge.id] = edit.edge
            case RemoveEdge():
                edges.pop(edit.id, None)
            case PutSettings():
                settings = {"name": edit.name, "inputs": edit.inputs, "outputs": edit.outputs}
    return network.model_copy(update=settings | {"nodes": tuple(nodes.values()), "edges": tuple(edges.values())})
