"""What merged edits leave behind that leads nowhere: one side deleted what the other connected, listed or stood for."""

from collections.abc import Iterable
from typing import TypeVar

from builder.network.edits import (
    Edit,
    NetworkDraft,
    PutBlock,
    PutEdge,
    PutNode,
    PutSettings,
    RemoveBlock,
    RemoveEdge,
    RemoveNode,
    Settings,
)
from builder.network.model import Network, Node

T = TypeVar("T")


class LooseEnds:
    """Finds and mends, after edits were made; what led nowhere before them stays, for checking to say."""

    def __init__(self, before: Network, draft: NetworkDraft, made: Iterable[Edit]) -> None:
        """Mends ``draft``, the network ``before`` with the edits ``made``.

        ``edits`` are then those that mended it, ``told`` a sentence for each that lost somebody something.
        """
        self.edits: list[Edit] = []
        self.told: list[str] = []
        self._before, self._draft, self._made = before, draft, tuple(made)
        self._restore_used_blocks()
        self._remove_idle_standing()
        edits = (*self._made, *self.edits)
        self._away = {(edit.block, edit.id) for edit in edits if isinstance(edit, RemoveNode)}
        self._drawn = {(edit.block, edit.edge.id) for edit in edits if isinstance(edit, PutEdge)}
        self._listed = {_scope(edit) for edit in edits if isinstance(edit, PutSettings | PutBlock)}
        for block in {block for block, _ in self._away | self._drawn} | self._listed:
            if block in draft:
                self._remove_loose_edges(block)
                self._unlist(block)

    def _mend(self, edit: Edit) -> None:
        self._draft.apply(edit)
        self.edits.append(edit)

    def _restore_used_blocks(self) -> None:
        """Puts blocks back that were removed although nodes of the other side stand for them."""
        removed = {edit.id for edit in self._made if isinstance(edit, RemoveBlock) and edit.id not in self._draft}
        if not removed:
            return
        graphs = [self._draft.opened(key) for key in self._draft.keys]
        used = {node.block for graph in graphs for node in graph.nodes.values()}
        put_here = {edit.node.id for edit in self._made if isinstance(edit, PutNode)}
        for key in sorted(removed & used & self._before.blocks.keys()):
            block = self._before.blocks[key]
            if all(node.id in put_here for graph in graphs for node in graph.nodes.values() if node.block == key):
                continue
            self._mend(PutBlock(id=key, **Settings.of(block).model_dump()))
            for node in block.nodes:
                self._mend(PutNode(node=node, block=key))
            for edge in block.edges:
                self._mend(PutEdge(edge=edge, block=key))

    def _remove_idle_standing(self) -> None:
        """Takes new nodes away that stand for a block that the other side deleted."""
        for edit in self._made:
            if not isinstance(edit, PutNode) or edit.node.block in self._draft or edit.block not in self._draft:
                continue
            known = self._node(edit.block, edit.node.id)
            is_here = edit.node.id in self._draft.opened(edit.block).nodes
            if is_here and (known is None or known.block != edit.node.block):
                self.told.append(f'"{edit.node.title}" is not there: its block was deleted in another tab.')
                self._mend(RemoveNode(id=edit.node.id, block=edit.block))

    def _remove_loose_edges(self, block: str | None) -> None:
        graph, told = self._draft.opened(block), set[str]()
        for edge in tuple(graph.edges.values()):
            gone = next((end for end in (edge.source, edge.target) if end not in graph.nodes), None)
            if gone is None or not ((block, edge.id) in self._drawn or (block, gone) in self._away):
                continue
            if gone not in told:
                known = self._node(block, gone)
                title = known.title if known else gone
                self.told.append(f'A connection is gone with "{title}": one tab deleted it while another connected it.')
            told.add(gone)
            self._mend(RemoveEdge(id=edge.id, block=block))

    def _unlist(self, block: str | None) -> None:
        """Takes deleted nodes off the lists of inputs and outputs, with their keys."""
        graph = self._draft.opened(block)
        now = graph.settings

        def stays(node_id: str) -> bool:
            return node_id in graph.nodes or not (block in self._listed or (block, node_id) in self._away)

        inputs, input_keys = _kept(now.inputs, now.input_keys, [stays(node_id) for node_id in now.inputs])
        outputs, output_keys = _kept(now.outputs, now.output_keys, [stays(end.node) for end in now.outputs])
        if len(inputs) + len(outputs) < len(now.inputs) + len(now.outputs):
            kept = Settings(
                name=now.name, inputs=inputs, outputs=outputs, input_keys=input_keys, output_keys=output_keys
            ).model_dump()
            self._mend(PutSettings(**kept) if block is None else PutBlock(id=block, **kept))

    def _node(self, block: str | None, node_id: str) -> Node | None:
        graph = self._before if block is None else self._before.blocks.get(block)
        return graph.nodes_by_id.get(node_id) if graph else None


def _scope(edit: PutSettings | PutBlock) -> str | None:
    return edit.id if isinstance(edit, PutBlock) else None


def _kept(records: tuple[T, ...], keys: tuple[str, ...], stays: list[bool]) -> tuple[tuple[T, ...], tuple[str, ...]]:
    kept = tuple(record for record, here in zip(records, stays, strict=True) if here)
    if len(keys) != len(records):
        return kept, keys
    return kept, tuple(key for key, here in zip(keys, stays, strict=True) if here)
