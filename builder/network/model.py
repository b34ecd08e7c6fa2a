"""The network as a value: nodes, edges, blocks, what goes in and what comes out."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Self

from pydantic import Field, model_validator

from builder.network.limits import MAX_BYTES, MAX_EDGES, MAX_NODES, least_size
from builder.network.notes import Note
from builder.network.order import reach, sort_topologically
from builder.network.recipe import Recipe
from builder.network.record import ClassName, Config, Identifier, Record, Text

INPUT = "Input"
"""The class name of a node that brings data in; its config holds ``shape`` and, if not float32, ``dtype``."""

BLOCK = "Block"
"""The class name of a node that stands for a whole block; ``Node.block`` says which."""


class Position(Record):
    """Where a node's upper left corner lies on the canvas.

    Attributes:
        x: pixels at zoom 1, to the right.
        y: pixels at zoom 1, downwards.
    """

    x: float = 0.0
    y: float = 0.0


class Node(Record):
    """One call of a layer.

    Attributes:
        id: unlike that of any other node of its graph.
        class_name: Keras's, such as "Dense", or an operation's, such as "ops.mean"; "Input" brings data in, "Block"
            stands for a block.
        config: constructor arguments by Keras's names, those that differ from Keras's defaults. An Input has ``shape``,
            without the batch dimension, and ``dtype`` where it is not float32.
        call: constant call arguments such as ``training``.
        label: what people call it, and what Keras's layer is named by.
        position: where it lies on the canvas.
        shares: the id of the node whose layer this one calls again, with the same weights: ``class_name`` then repeats
            that node's, and ``config`` stays empty.
        block: the id of the block that it stands for.
    """

    id: Identifier
    class_name: ClassName
    config: Config = Field(default_factory=dict)
    call: Config = Field(default_factory=dict)
    label: Text = ""
    position: Position = Position()
    shares: Identifier | None = None
    block: Identifier | None = None

    @cached_property
    def least_size(self) -> int:
        """How many bytes its arguments take in a document at least."""
        return least_size(self.config) + least_size(self.call)

    @property
    def title(self) -> str:
        """The name people see: the label, or the id where there is none."""
        return self.label or self.id


class Edge(Record):
    """A tensor from an output of one node into one argument of another's call.

    Attributes:
        id: unlike that of any other edge of its graph.
        source: the id of the node that gives the tensor.
        target: the id of the node that takes it.
        output: which of the outputs of ``source``, counted from 0.
        argument: the call argument of ``target``; None for the first, whatever Keras names it.
        index: the place in the list, counted from 0, where that argument takes several tensors (merging layers).
    """

    id: Identifier
    source: Identifier
    target: Identifier
    output: int = Field(default=0, ge=0, le=1_000)
    argument: str | None = Field(default=None, pattern=r"^[a-z_][a-z0-9_]{0,62}$")
    index: int = Field(default=0, ge=0, le=10_000)


class Endpoint(Record):
    """One output tensor of one node.

    Attributes:
        node: the node's id.
        output: which of its outputs, counted from 0.
    """

    node: Identifier
    output: int = Field(default=0, ge=0, le=1_000)


class Graph(Record):
    """Nodes and edges with chosen inputs and outputs; what a network and a block have in common.

    :mod:`builder.network.topology` answers what inputs and outputs come to.

    Attributes:
        nodes: in the order in which they were added, which says nothing about what feeds what.
        edges: what feeds what.
        inputs: the ids of the Input nodes in the model's order; empty for every Input node in the order of ``nodes``.
        outputs: what the model gives, in order; empty for the first output of every node that feeds no other.
        input_keys: the keys of a model that takes a dict, in the order of its inputs.
        output_keys: the keys of a model that gives a dict, in the order of its outputs.
    """

    nodes: tuple[Node, ...] = Field(default=(), max_length=MAX_NODES)
    edges: tuple[Edge, ...] = Field(default=(), max_length=MAX_EDGES)
    inputs: tuple[Identifier, ...] = ()
    outputs: tuple[Endpoint, ...] = ()
    input_keys: tuple[Text, ...] = ()
    output_keys: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Self:
        for what, records in (("node", self.nodes), ("edge", self.edges)):
            twice = first_repeated(record.id for record in records)
            if twice is not None:
                raise ValueError(f'Two {what}s have the id "{twice}". Every {what} needs an id of its own.')
        return self

    @cached_property
    def nodes_by_id(self) -> dict[str, Node]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}

    @cached_property
    def edges_by_id(self) -> dict[str, Edge]:
        """The edges by their ids."""
        return {edge.id: edge for edge in self.edges}

    @cached_property
    def edges_into(self) -> dict[str, tuple[Edge, ...]]:
        """The edges that end at each node, in the order of argument and index (the first argument first)."""
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.target, []).append(edge)
        return {
            target: tuple(sorted(edges, key=lambda edge: (edge.argument is not None, edge.argument or "", edge.index)))
            for target, edges in found.items()
        }

    @cached_property
    def edges_out_of(self) -> dict[str, tuple[Edge, ...]]:
        """The edges that begin at each node, in the order of ``edges``."""
        found: dict[str, list[Edge]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return {source: tuple(edges) for source, edges in found.items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The ids of the nodes, each after its inputs; see :func:`builder.network.topology.topological_order`."""
        return sort_topologically([node.id for node in self.nodes], ((edge.source, edge.target) for edge in self.edges))

    @cached_property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """What the graph gives; see :func:`builder.network.topology.output_endpoints`."""
        if self.outputs:
            return self.outputs
        fed = self.edges_out_of
        return tuple(Endpoint(node=node.id) for node in self.nodes if node.class_name != INPUT and node.id not in fed)

    @cached_property
    def used(self) -> frozenset[str]:
        """The ids of the nodes that lead to an output; see :func:`builder.network.topology.used_nodes`."""
        return reach((endpoint.node for endpoint in self.endpoints), self.sources_of)

    def sources_of(self, node_id: str) -> list[str]:
        """Returns the ids at the other ends of the edges into a node; it need not exist."""
        return [edge.source for edge in self.edges_into.get(node_id, ())]

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Returns a copy with other field values, checked; look-up tables go along only where they still hold.

        Raises:
            DocumentError: the copy would break a limit of the document.
        """
        copy = super().model_copy(update=update, deep=deep)
        if copy.edges == self.edges:
            kept = {"edges_by_id", "edges_into", "edges_out_of"}
            if len(copy.nodes) == len(self.nodes) and all(map(_stands_for, copy.nodes, self.nodes)):
                kept.add("order")
                if copy.outputs == self.outputs:
                    kept.update({"endpoints", "used"})
            copy.__dict__.update({name: table for name, table in self.__dict__.items() if name in kept})
        return copy

    def owner(self, node: Node) -> Node:
        """Returns the node whose layer ``node`` calls: itself, unless it shares another's.

        Args:
            node: one of this graph's.
        """
        return self.nodes_by_id.get(node.shares, node) if node.shares else node


class Block(Graph):
    """A nested network that nodes stand for; every node of one block shares the block's weights.

    Attributes:
        name: what people call it.
    """

    name: Text = "Block"


def _stands_for(node: Node, other: Node) -> bool:
    return node is other or (node.id, node.class_name) == (other.id, other.class_name)


class Network(Graph):
    """The document: a graph with its blocks and its recipe.

    Attributes:
        name: what people call it.
        description: what they say about it.
        blocks: by id; a node stands for one by naming it in ``Node.block``.
        recipe: how it learns.

    Examples:
        >>> network = Network(
        ...     nodes=(
        ...         Node(id="image", class_name="Input", config={"shape": [784]}),
        ...         Node(id="digit", class_name="Dense", config={"units": 10}),
        ...     ),
        ...     edges=(Edge(id="e1", source="image", target="digit"),),
        ... )
        >>> Network.from_json(network.to_json()) == network
        True
    """

    name: Text = "Untitled network"
    description: str = Field(default="", max_length=2_000)
    blocks: dict[Identifier, Block] = Field(default_factory=dict, max_length=MAX_NODES)
    recipe: Recipe = Recipe()

    @model_validator(mode="after")
    def _is_small_enough(self) -> Self:
        nodes = self.all_nodes
        if len(nodes) > MAX_NODES:
            raise ValueError(
                f"This network has {len(nodes):,} layers, those inside its blocks included; at most {MAX_NODES:,} "
                "are kept."
            )
        size = sum(node.least_size for node in nodes)
        if size > MAX_BYTES:
            raise ValueError(self.too_large(size))
        return self

    @property
    def all_nodes(self) -> list[Node]:
        """Its nodes and those inside its blocks."""
        return [node for graph in (self, *self.blocks.values()) for node in graph.nodes]

    def too_large(self, size: int) -> str:
        """Returns the sentence that says that it cannot be kept with so many bytes, and which layer takes the most."""
        largest = max(self.all_nodes, key=lambda node: node.least_size, default=None)
        named = f' The largest of its layers is "{largest.title}".' if largest else ""
        return f"This network would have {size:,} bytes as a document; at most {MAX_BYTES:,} are kept.{named}"

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """What was told when this network was read from a source or a file; empty for any other.

        It is no part of the value: networks that differ in nothing else are equal, and no document holds it.
        """
        return ()

    def with_notes(self, notes: tuple[Note, ...]) -> "Network":
        """Returns the network as it is, with what was told when it was read.

        Args:
            notes: take the place of those that it had.
        """
        copy = self.model_copy()
        copy.__dict__["notes"] = notes
        return copy

    def to_json(self, *, compact: bool = False) -> str:
        """Returns the document as JSON with its format version; :meth:`from_json` reads whatever this gives.

        Args:
            compact: one line for a machine, which takes a fifth of the time, instead of an indented text for people.

        Raises:
            DocumentError: it is larger than a document may be.
        """
        from builder.network.versions import write_document

        return write_document(self, compact=compact)

    @classmethod
    def from_json(cls, text: str | bytes) -> "Network":
        """Returns the network in ``text``, brought up to the present format version.

        Args:
            text: JSON of at most 20 MB; bytes are UTF-8, UTF-16 or UTF-32.

        Raises:
            DocumentError: the text is no JSON, breaks a limit, or a field is not what it must be.
        """
        from builder.network.versions import read_document

        return read_document(text)


def first_repeated(values: Iterable[str]) -> str | None:
    """Returns the first value that was seen before, or None.

    >>> first_repeated(["a", "b", "a"])
    'a'
    """
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return None
