"""The edits of one graph, a network or a block, that turn it into a changed one; used by ``merge.py``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.conversion.matching import arguments_of, match_nodes, successors
from builder.conversion.to_python.names import is_automatic
from builder.network import (
    Block,
    Edge,
    Edit,
    Endpoint,
    Network,
    Node,
    PutBlock,
    PutEdge,
    PutNode,
    PutSettings,
    RemoveEdge,
    RemoveNode,
)
from builder.network.blocks import model_nodes
from builder.network.edits import SETTINGS, Settings
from builder.network.names import numbered_name, unique_name, valid_name
from builder.network.placement import place_beside
from builder.network.topology import input_ids, output_endpoints


@dataclass
class MergeScope:
    """One graph that changes: the network itself (``key`` None) or one of its blocks."""

    old: Network | Block
    new: Network | Block
    key: str | None
    among: frozenset[str]
    blocks: Mapping[str, str]

    def __post_init__(self) -> None:
        known = match_nodes(self.old, self.new, among=self.among, blocks=self.blocks)
        taken = set(self.old.nodes_by_id)
        self.ids: dict[str, str] = {}
        for node in self.new.nodes:
            self.ids[node.id] = known.get(node.id) or _next_id(node.id, taken)
            taken.add(self.ids[node.id])
        self.fresh = [node.id for node in self.new.nodes if node.id not in known]
        left = self.among - set(known.values())
        self.gone = {node_id: None for node_id in self.old.nodes_by_id if node_id in left}
        self.instead = successors(self.old, self.new, known, among=self.among)

    def edits(self) -> list[Edit]:
        """Returns what becomes of nodes and edges."""
        nodes = [self._node(node) for node in self.new.nodes]
        changed = [node for node in nodes if node != self.old.nodes_by_id.get(node.id)]
        lost, drawn = self._edges()
        return [
            *(RemoveEdge(id=edge.id, block=self.key) for edge in lost),
            *(PutNode(node=node, block=self.key) for node in self._orphans()),
            *(RemoveNode(id=node_id, block=self.key) for node_id in self.gone),
            *(PutNode(node=node, block=self.key) for node in self._placed(changed)),
            *(PutEdge(edge=edge, block=self.key) for edge in drawn),
        ]

    def moves(self, graph: Network | Block) -> list[Edit]:
        """Returns what puts the nodes in the order of the new network, where that order shows in the model."""
        wanted = [self.ids[node_id] for node_id in model_nodes(self.new)]
        ours = set(wanted)
        if [node_id for node_id in model_nodes(graph) if node_id in ours] == wanted:
            return []
        standing = [node.id for node in graph.nodes if node.id in ours]
        same = next((n for n, (a, b) in enumerate(zip(standing, wanted, strict=True)) if a != b), len(wanted))
        moved = [graph.nodes_by_id[node_id] for node_id in wanted[same:]]
        return [
            *(RemoveNode(id=node.id, block=self.key) for node in moved),
            *(PutNode(node=node, block=self.key) for node in moved),
        ]

    def settings(self, graph: Network | Block) -> list[Edit]:
        """Returns what sets name, inputs and outputs, left to be derived wherever they come out the same."""
        theirs = set(self.ids.values())
        inputs = tuple(self.ids[node_id] for node_id in input_ids(self.new))
        outputs = tuple(Endpoint(node=self.ids[end.node], output=end.output) for end in output_endpoints(self.new))
        for starts in (self.old.inputs, ()):
            drawn = input_ids(graph.model_copy(update={"inputs": starts}))
            if tuple(node_id for node_id in drawn if node_id in theirs) == inputs:
                inputs = starts
                break
        for ends in (self.old.outputs, ()):
            found = output_endpoints(graph.model_copy(update={"outputs": ends}))
            if tuple(end for end in found if end.node in theirs) == outputs:
                outputs = ends
                break
        is_unsaid = self.key is None and self.new.name == Network().name
        is_same = valid_name(graph.name) == valid_name(self.new.name)
        name = graph.name if is_unsaid or is_same else self.new.name
        chosen = Settings(
            name=name,
            inputs=inputs,
            outputs=outputs,
            input_keys=self.new.input_keys,
            output_keys=self.new.output_keys,
        )
        if all(getattr(chosen, field) == getattr(graph, field) for field in SETTINGS):
            return []
        fields = chosen.model_dump()
        return [PutSettings(**fields) if self.key is None else PutBlock(id=self.key, **fields)]

    def _node(self, node: Node) -> Node:
        owner = self.new.owner(node)
        head = self._head(owner)
        fields: dict[str, Any] = {"class_name": owner.class_name, "call": node.call, "shares": head}
        before = self.old.nodes_by_id.get(self.ids[node.id])
        if head == self.ids[node.id]:
            same = before is not None and before.shares is None and _has_same_layer(before, owner)
            fields |= {
                "config": before.config if before and same else owner.config,
                "label": _label(before, owner) if before else owner.label,
                "shares": None,
            }
        else:
            fields["config"] = {}
        fields["block"] = None if owner.block is None else self.blocks[owner.block]
        return (before or Node(id=self.ids[node.id], class_name=owner.class_name)).model_copy(update=fields)

    def _head(self, owner: Node) -> str:
        """Returns the node that has the layer of several calls: the one that had it, else the first."""
        head = self.ids[owner.id]
        before = self.old.nodes_by_id.get(head)
        if before is None or before.shares is None:
            return head
        calls = {self.ids[node.id] for node in self.new.nodes if node.shares == owner.id}
        return before.shares if before.shares in calls else head

    def _placed(self, changed: list[Node]) -> list[Node]:
        """Returns the changed nodes, the new ones among them beside their neighbours."""
        stead = {self.ids[new]: self.old.nodes_by_id[old].position for new, old in self.instead.items()}
        fresh = {self.ids[node_id] for node_id in self.fresh}
        arrows = [(self.ids[edge.source], self.ids[edge.target]) for edge in self.new.edges]
        staying = {node.id: node.position for node in self.old.nodes if node.id not in self.gone}
        order = [self.ids[node_id] for node_id in model_nodes(self.new) if self.ids[node_id] in fresh]
        places = place_beside(order, arrows, standing=staying, wanted=stead)
        return [node.model_copy(update={"position": places.get(node.id, node.position)}) for node in changed]

    def _edges(self) -> tuple[list[Edge], list[Edge]]:
        """Returns the edges to remove and the edges to draw."""
        back = {old: new for new, old in self.ids.items()}
        wanted = {_port(self._renamed(edge, edge.id)): edge for edge in self.new.edges}
        lost: list[Edge] = []
        for edge in self.old.edges:
            is_loose = edge.source in self.gone or edge.target in self.gone
            is_shown = edge.target in back and edge.source in self.among
            if is_loose or (is_shown and wanted.pop(_port(edge), None) is None):
                lost.append(edge)
        taken = set(self.old.edges_by_id)
        drawn: list[Edge] = []
        for edge in wanted.values():
            edge_id = unique_name(edge.id[:56], taken)
            taken.add(edge_id)
            drawn.append(self._renamed(edge, edge_id))
        return lost, drawn

    def _renamed(self, edge: Edge, edge_id: str) -> Edge:
        return edge.model_copy(update={"id": edge_id, "source": self.ids[edge.source], "target": self.ids[edge.target]})

    def _orphans(self) -> list[Node]:
        """Returns the nodes that stay although the layer that they call again goes: each gets a layer of its own."""
        back = set(self.ids.values())
        return [
            node.model_copy(
                update={"config": self.old.owner(node).config, "block": self.old.owner(node).block, "shares": None}
            )
            for node in self.old.nodes
            if node.shares in self.gone and node.id not in back and node.id not in self.gone
        ]


def _next_id(name: str, taken: set[str]) -> str:
    """Returns the id, or the next number of its kind: "dense_2" where there is a "dense_1", never "dense_1_1"."""
    return name if name not in taken else numbered_name(re.sub(r"_\d+$", "", name), taken)


def _port(edge: Edge) -> tuple[str, int, str, str | None, int]:
    return edge.source, edge.output, edge.target, edge.argument, edge.index


def _has_same_layer(before: Node, owner: Node) -> bool:
    return before.class_name == owner.class_name and arguments_of(before) == arguments_of(owner)


def _label(before: Node, node: Node) -> str:
    """Returns the label as it was where the code says the same name, or none for one that Layerloom gave."""
    if node.label == "":
        return before.label if is_automatic(before.label, node.class_name) else ""
    return before.label if valid_name(before.label) == valid_name(node.label) else node.label
