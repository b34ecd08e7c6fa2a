"""Edits as records: put or remove a whole node, edge or block, or put the settings. Both sides of the wire reduce them.

A record says what is, so that applying one twice is applying it once. Records about nodes and edges say in ``block``
inside which block they lie; None is the network itself. ``was`` is what whoever made the edit saw there before, None
where there was nothing: :mod:`builder.network.merging` finds out by it what the edit changes.
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
    was: Node | None = None


class RemoveNode(Record):
    """Takes the node away; its edges need records of their own, and removing what is not there is no mistake."""

    kind: Literal["remove_node"] = "remove_node"
    id: Identifier
    block: Identifier | None = None
    was: Node | None = None


class PutEdge(Record):
    kind: Literal["put_edge"] = "put_edge"
    edge: Edge
    block: Identifier | None = None
    was: Edge | None = None


class RemoveEdge(Record):
    kind: Literal["remove_edge"] = "remove_edge"
    id: Identifier
    block: Identifier | None = None
    was: Edge | None = None


class Settings(Record):
    """The name of a network or a block and which nodes are its inputs and outputs (empty: derived)."""

    name: Text
    inputs: tuple[Identifier, ...] = ()
    outputs: tuple[Endpoint, ...] = ()
    input_keys: tuple[Text, ...] = ()
    output_keys: tuple[Text, ...] = ()

    @classmethod
    def of(cls, holder: Any) -> "Settings":
        """Returns the settings of a network, a block or an edit, which were checked there."""
        return Settings.model_construct(**{name: getattr(holder, name) for name in SETTINGS})


class PutSettings(Settings):
    """Sets what the network is called and what goes in and out."""

    kind: Literal["put_settings"] = "put_settings"
    was: Settings | None = None


class PutBlock(Settings):
    """Adds an empty block, or sets what the one with this id is called and what goes in and out; its nodes stay.

    A node or an edge that is put into a block that is not there makes the block, so that order matters little.
    """

    kind: Literal["put_block"] = "put_block"
    id: Identifier
    was: Settings | None = None


class RemoveBlock(Record):
    """Takes the block away with all that is in it; the nodes that stand for it need records of their own."""

    kind: Literal["remove_block"] = "remove_block"
    id: Identifier
    was: Block | None = None


Edit = Annotated[
    PutNode | RemoveNode | PutEdge | RemoveEdge | PutSettings | PutBlock | RemoveBlock, Field(discriminator="kind")
]


G = TypeVar("G", bound=Graph, covariant=True)


class GraphDraft(Generic[G]):
    """A graph that edits change; ``put`` holds only the settings that they put."""

    def __init__(self, graph: G) -> None:
        self._graph = graph
        self.nodes = dict(graph.nodes_by_id)
        self.edges = dict(graph.edges_by_id)
        self.put: dict[str, Any] = {}

    @property
    def settings(self) -> Settings:
        """The settings as they are after the edits."""
        return Settings.model_construct(**{name: getattr(self._graph, name) for name in SETTINGS} | self.put)

    def closed(self, **more: Any) -> G:
        records = {"nodes": tuple(self.nodes.values()), "edges": tuple(self.edges.values())}
        return self._graph.model_copy(update=self.put | records | more)


class NetworkDraft:
    """A network that edits change one after the other; its parts are copied only where they do."""

    def __init__(self, network: Network) -> None:
        self._whole = GraphDraft(network)
        self._blocks: dict[str, Block | GraphDraft[Block]] = dict(network.blocks)

    def __contains__(self, block: str | None) -> bool:
        """Says whether the block is there; None, the network itself, is."""
        return block is None or block in self._blocks

    @property
    def keys(self) -> tuple[str | None, ...]:
        """The network itself and every block that is there."""
        return (None, *self._blocks)

    def opened(self, block: str | None) -> GraphDraft[Graph]:
        """Returns the draft of the block, begun where it is not there yet; that of the network for None."""
        if block is None:
            return self._whole
        found = self._blocks.get(block, Block())
        draft = found if isinstance(found, GraphDraft) else GraphDraft(found)
        self._blocks[block] = draft
        return draft

    def block(self, key: str) -> Block | None:
        """Returns the block as it is now, or None where it is not there."""
        found = self._blocks.get(key)
        return found.closed() if isinstance(found, GraphDraft) else found

    def apply(self, edit: Edit) -> None:
        match edit:
            case PutNode():
                self.opened(edit.block).nodes[edit.node.id] = edit.node
            case PutEdge():
                self.opened(edit.block).edges[edit.edge.id] = edit.edge
            case RemoveNode():
                if edit.block in self:
                    self.opened(edit.block).nodes.pop(edit.id, None)
            case RemoveEdge():
                if edit.block in self:
                    self.opened(edit.block).edges.pop(edit.id, None)
            case PutSettings():
                self._whole.put = {name: getattr(edit, name) for name in SETTINGS}
            case PutBlock():
                self.opened(edit.id).put = {name: getattr(edit, name) for name in SETTINGS}
            case RemoveBlock():
                self._blocks.pop(edit.id, None)

    def closed(self) -> Network:
        # A block that no edit touched stays the very object, which is what checking remembers it by.
        blocks = self._blocks.items()
        changed = {key: block.closed() if isinstance(block, GraphDraft) else block for key, block in blocks}
        return self._whole.closed(blocks=changed)


def apply_edits(network: Network, edits: Iterable[Edit]) -> Network:
    """Returns the network after the edits, in order; a replaced record keeps its place, a new one goes last.

    Raises:
        DocumentError: the result breaks a limit of the document.
    """
    draft = NetworkDraft(network)
    for edit in edits:
        draft.apply(edit)
    return draft.closed()
