"""Edits as records: put or remove a whole node, edge or block, or put the settings. Both sides of the wire reduce them.

A record says what is, not what changed, so that applying one twice is applying it once. Records about nodes and edges
say in ``block`` inside which block they lie; None is the network itself.
"""

from collections.abc import Iterable
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import Field

from builder.network.model import Block, Edge, Endpoint, Graph, Network, Node
from builder.network.record import Identifier, Record, Text

SETTINGS = ("name", "inputs", "outputs", "input_keys", "output_keys")
"""What a network or a block has beside its nodes and edges; a settings record puts all of them at once."""


class PutNode(Record):
    """Adds the node, or replaces the one with its id."""

    kind: Literal["put_node"] = "put_node"
    node: Node
    block: Identifier | None = None


class RemoveNode(Record):
    """Takes the node away; its edges need records of their own, and removing what is not there is no mistake."""

    kind: Literal["remove_node"] = "remove_node"
    id: Identifier
    block: Identifier | None = None


class PutEdge(Record):
    kind: Literal["put_edge"] = "put_edge"
    edge: Edge
    block: Identifier | None = None


class RemoveEdge(Record):
    kind: Literal["remove_edge"] = "remove_edge"
    id: Identifier
    block: Identifier | None = None


class Settings(Record):
    """The name of a network or a block and which nodes are its inputs and outputs (empty: derived)."""

    name: Text
    inputs: tuple[Identifier, ...] = ()
    outputs: tuple[Endpoint, ...] = ()
    input_keys: tuple[Text, ...] = ()
    output_keys: tuple[Text, ...] = ()


class PutSettings(Settings):
    """Sets what the network is called and what goes in and out."""

    kind: Literal["put_settings"] = "put_settings"


class PutBlock(Settings):
    """Adds an empty block, or sets what the one with this id is called and what goes in and out; its nodes stay.

    A node or an edge that is put into a block that is not there makes the block, so that order matters little.
    """

    kind: Literal["put_block"] = "put_block"
    id: Identifier


class RemoveBlock(Record):
    """Takes the block away with all that is in it; the nodes that stand for it need records of their own."""

    kind: Literal["remove_block"] = "remove_block"
    id: Identifier


Edit = Annotated[
    PutNode | RemoveNode | PutEdge | RemoveEdge | PutSettings | PutBlock | RemoveBlock, Field(discriminator="kind")
]


G = TypeVar("G", bound=Graph)


class _Draft(Generic[G]):
    """A graph that edits change; ``settings`` holds only what they put."""

    def __init__(self, graph: G) -> None:
        self._graph = graph
        self.nodes = dict(graph.nodes_by_id)
        self.edges = dict(graph.edges_by_id)
        self.settings: dict[str, Any] = {}

    def put(self, settings: Settings) -> None:
        self.settings = {name: getattr(settings, name) for name in SETTINGS}

    def closed(self, **more: Any) -> G:
        records = {"nodes": tuple(self.nodes.values()), "edges": tuple(self.edges.values())}
        return self._graph.model_copy(update=self.settings | records | more)


def apply_edits(network: Network, edits: Iterable[Edit]) -> Network:
    """Returns the network after the edits, in order; a replaced record keeps its place, a new one goes last.

    Raises:
        pydantic.ValidationError: the result breaks a limit of the document.
    """
    whole = _Draft(network)
    blocks: dict[str, Block | _Draft[Block]] = dict(network.blocks)
    for edit in edits:
        match edit:
            case PutNode():
                _opened(whole, blocks, edit.block).nodes[edit.node.id] = edit.node
            case PutEdge():
                _opened(whole, blocks, edit.block).edges[edit.edge.id] = edit.edge
            case RemoveNode():
                if edit.block is None or edit.block in blocks:
                    _opened(whole, blocks, edit.block).nodes.pop(edit.id, None)
            case RemoveEdge():
                if edit.block is None or edit.block in blocks:
                    _opened(whole, blocks, edit.block).edges.pop(edit.id, None)
            case PutSettings():
                whole.put(edit)
            case PutBlock():
                _opened(whole, blocks, edit.id).put(edit)
            case RemoveBlock():
                blocks.pop(edit.id, None)
    # A block that no edit touched stays the very object, which is what checking remembers it by.
    changed = {key: block.closed() if isinstance(block, _Draft) else block for key, block in blocks.items()}
    return whole.closed(blocks=changed)


def _opened(whole: _Draft[Network], blocks: dict[str, Block | _Draft[Block]], key: str | None) -> _Draft[Any]:
    """Returns the draft of the block, begun where it is not there yet; that of the network for None."""
    if key is None:
        return whole
    block = blocks.get(key, Block())
    draft = block if isinstance(block, _Draft) else _Draft(block)
    blocks[key] = draft
    return draft
