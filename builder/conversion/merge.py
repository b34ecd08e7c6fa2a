"""The edits that turn a network into a changed one and leave alone what stayed: what editing its code comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builder.conversion.matching import match_blocks
from builder.conversion.merge_scope import MergeScope
from builder.network import (
    Block,
    Edit,
    Network,
    PutBlock,
    RemoveBlock,
    apply_edits,
)
from builder.network.blocks import model_nodes
from builder.network.names import unique_name
from builder.network.recipe import Recipe


@dataclass(frozen=True)
class Merged:
    """What a merge comes to: the edits, and for each node of the new network the id that it has then."""

    edits: tuple[Edit, ...]
    ids: dict[str, str]


def merge(old: Network, new: Network, *, written: frozenset[str] | None = None) -> tuple[Edit, ...]:
    """Returns edits after which ``old`` is the model that ``new`` is, with its own ids, places and labels.

    Args:
        written: the nodes that the code showed; others were not there to be taken away and stay. By default all that
            belong to the model.
    """
    return merged(old, new, written=written).edits


def merged(old: Network, new: Network, *, written: frozenset[str] | None = None) -> Merged:
    """Returns the edits of :func:`merge` and which node became which."""
    blocks = dict(match_blocks(old, new))
    for key in new.blocks:
        if key not in blocks:
            blocks[key] = unique_name(key, {*old.blocks, *blocks.values()})
    edits: list[Edit] = []
    scopes: list[MergeScope] = []
    for key, block in new.blocks.items():
        inside = blocks[key]
        before = old.blocks.get(inside)
        if before is None:
            edits.append(PutBlock(id=inside, name=block.name))
        among = frozenset(before.nodes_by_id) if before else frozenset[str]()
        scopes.append(MergeScope(before or Block(), block, inside, among, blocks))
    among = frozenset(model_nodes(old)) if written is None else written
    scopes.append(MergeScope(old, new, None, among, blocks))
    for scope in scopes:
        edits += scope.edits()
    for scope in scopes:
        edits += scope.moves(_inside(apply_edits(old, edits), scope.key))
    for scope in scopes:
        edits += scope.settings(_inside(apply_edits(old, edits), scope.key))
    used = _used_blocks(apply_edits(old, edits))
    edits += [RemoveBlock(id=key) for key in old.blocks if key not in used and key in _used_blocks(old)]
    return Merged(tuple(edits), scopes[-1].ids)


def merged_recipe(old: Recipe, new: Recipe, ids: Mapping[str, str]) -> Recipe:
    """Returns the old recipe with what the new one says; ``ids`` are the nodes' ids of :class:`Merged`."""
    said: dict[str, Any] = {name: getattr(new, name) for name in new.model_fields_set if getattr(new, name) is not None}
    for name in ("losses", "loss_weights", "metrics"):
        if said.get(name):
            said[name] = {ids[key]: value for key, value in said[name].items() if key in ids}
        else:
            said.pop(name, None)
    if "adapted" in said:
        said["adapted"] = tuple(ids[key] for key in said["adapted"] if key in ids)
    said.pop("data", None)
    return old.model_copy(update={name: value for name, value in said.items() if value != ()})


def _inside(network: Network, key: str | None) -> Network | Block:
    return network if key is None else network.blocks[key]


def _used_blocks(network: Network) -> set[str | None]:
    return {node.block for graph in (network, *network.blocks.values()) for node in graph.nodes}
