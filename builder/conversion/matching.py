"""Which node of a changed network is which node of the one before: by name, then by what it is and where it stands."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_config
from builder.conversion.to_python.names import is_automatic
from builder.network import Graph, Network, Node
from builder.network.blocks import model_nodes
from builder.network.names import layer_names, valid_name
from builder.network.record import Config

Key = Callable[[Graph, Node], Hashable]


def match_nodes(old: Graph, new: Graph, *, among: frozenset[str], blocks: Mapping[str, str]) -> dict[str, str]:
    """Returns for the nodes of ``new`` that were there before the id that each has in ``old``.

    Nodes with the same name are the same. The others are aligned in the order of computation: first those with equal
    arguments and neighbours, then between them those with equal arguments, then those of one class.

    Args:
        among: the nodes of ``old`` that count.
        blocks: for each block of ``new`` its id in ``old``.
    """
    found = _same_names(old, new, among)
    taken = set(found.values())
    before = [node_id for node_id in model_nodes(old) if node_id in among and node_id not in taken]
    after = [node_id for node_id in model_nodes(new) if node_id not in found]
    keys: tuple[tuple[Key, Key], ...] = tuple(
        (key({}), key(blocks)) for key in (_with_neighbours, _with_arguments, _with_class)
    )
    found.update(_aligned((old, before), (new, after), keys))
    return found


def successors(old: Graph, new: Graph, found: Mapping[str, str], *, among: frozenset[str]) -> dict[str, str]:
    """Returns for new nodes the node in whose stead each came: the only one that went between the same neighbours."""
    before = [node_id for node_id in model_nodes(old) if node_id in among]
    after = model_nodes(new)
    place = {node_id: number for number, node_id in enumerate(before)}
    kept = set(found.values())
    instead: dict[str, str] = {}
    last, run = -1, list[str]()
    for node_id in (*after, None):
        if node_id is not None and node_id not in found:
            run.append(node_id)
            continue
        following = len(before) if node_id is None else place.get(found[node_id], last)
        gone = [old_id for old_id in before[last + 1 : following] if old_id not in kept]
        if len(gone) == len(run):
            instead.update(zip(run, gone, strict=True))
        last, run = following, []
    return instead


def match_blocks(old: Network, new: Network) -> dict[str, str]:
    """Returns for the blocks of ``new`` that were there before the id that each has in ``old``: by name, else shape."""
    found: dict[str, str] = {}
    for same in (_has_same_name, _has_same_classes):
        for key, block in new.blocks.items():
            free = (other for other in old.blocks if other not in found.values())
            match = next((other for other in free if same(old.blocks[other], block)), None)
            if key not in found and match is not None:
                found[key] = match
    return found


def arguments_of(node: Node) -> Config:
    """Returns the node's config without what equals Keras's defaults, every value in its shortest form."""
    entry = load_catalog().node_entries.get(node.class_name)
    return node.config if entry is None else minimal_config(entry, node.config)


def _has_same_name(old: Graph, new: Graph) -> bool:
    return valid_name(getattr(old, "name", "")) == valid_name(getattr(new, "name", ""))


def _has_same_classes(old: Graph, new: Graph) -> bool:
    return [node.class_name for node in old.nodes] == [node.class_name for node in new.nodes]


def _same_names(old: Graph, new: Graph, among: frozenset[str]) -> dict[str, str]:
    """Pairs the first calls of layers that have the same name."""
    names = layer_names(old)
    named: dict[str, str] = {}
    for node_id in model_nodes(old):
        owner = old.owner(old.nodes_by_id[node_id])
        if node_id in among and not is_automatic(owner.label, owner.class_name):
            named.setdefault(names[owner.id], node_id)
    found: dict[str, str] = {}
    for node_id in model_nodes(new):
        label = new.owner(new.nodes_by_id[node_id]).label
        match = named.pop(valid_name(label), None) if label else None
        if match is not None:
            found[node_id] = match
    return found


def _aligned(
    old: tuple[Graph, Sequence[str]], new: tuple[Graph, Sequence[str]], keys: Sequence[tuple[Key, Key]]
) -> Iterator[tuple[str, str]]:
    """Yields pairs of a new and an old id with equal keys, in order; what lies between them by the next keys."""
    (before, old_ids), (after, new_ids) = old, new
    if not keys or not old_ids or not new_ids:
        return
    (old_key, new_key), *others = keys
    left = [old_key(before, before.nodes_by_id[node_id]) for node_id in old_ids]
    right = [new_key(after, after.nodes_by_id[node_id]) for node_id in new_ids]
    i = j = 0
    for start, begin, length in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        yield from _aligned((before, old_ids[i:start]), (after, new_ids[j:begin]), others)
        yield from zip(new_ids[begin : begin + length], old_ids[start : start + length], strict=True)
        i, j = start + length, begin + length


def _with_class(blocks: Mapping[str, str]) -> Key:
    def key(graph: Graph, node: Node) -> Hashable:
        owner = graph.owner(node)
        return owner.class_name, blocks.get(owner.block or "", owner.block)

    return key


def _with_arguments(blocks: Mapping[str, str]) -> Key:
    kind = _with_class(blocks)

    def key(graph: Graph, node: Node) -> Hashable:
        return kind(graph, node), repr(sorted(arguments_of(graph.owner(node)).items())), repr(sorted(node.call.items()))

    return key


def _with_neighbours(blocks: Mapping[str, str]) -> Key:
    arguments = _with_arguments(blocks)

    def key(graph: Graph, node: Node) -> Hashable:
        sources = tuple(
            (graph.nodes_by_id[edge.source].class_name, edge.output, edge.argument)
            for edge in graph.edges_into.get(node.id, ())
            if edge.source in graph.nodes_by_id
        )
        return arguments(graph, node), sources

    return key
