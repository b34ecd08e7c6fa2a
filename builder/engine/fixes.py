"""Mends for a layer that gets tensors of the wrong rank: a layer to put between, offered only where that works."""

from collections.abc import Iterator
from math import isqrt

from builder.engine.input_mismatch import InputMismatch
from builder.engine.layer_call import Argument, LayerCall, canonical
from builder.engine.memo import Infer
from builder.engine.report import Shape, TensorSpec
from builder.engine.words import size_words, snake_case, tensor_words
from builder.network import Edge, Graph, Node, Position, PutEdge, PutNode
from builder.network.names import numbered_name
from builder.network.problems import Fix
from builder.network.record import Config

MOST = 3
"""More buttons than this are no help."""


def rank_fixes(mismatch: InputMismatch, arguments: tuple[Argument, ...], infer: Infer) -> tuple[Fix, ...]:
    """Returns the layers that make the first tensor fit when they are inserted before the node, likeliest first."""
    given, ranks = mismatch.tensors[0], mismatch.entry.ranks or ()
    fixes: list[Fix] = []
    for class_name, config in _candidates(given.shape, ranks, dtype=given.dtype):
        inserted = infer(LayerCall(class_name, canonical(config), "{}", (Argument(None, (given,)),)))
        if not inserted.error and takes(mismatch, arguments, inserted.outputs[0], infer):
            size = f" → {size_words(inserted.outputs[0].shape)}" if class_name == "Reshape" else ""
            edits = insertion(mismatch.graph, mismatch.edges[0], class_name, config)
            fixes.append(Fix(label=f"Insert {class_name}{size}", edits=edits))
    return tuple(fixes[:MOST])


def takes(mismatch: InputMismatch, arguments: tuple[Argument, ...], first: TensorSpec, infer: Infer) -> bool:
    """Says whether the layer of the mismatch would take ``first`` in the place of the first tensor that it gets."""
    if len(first.shape) not in (mismatch.entry.ranks or ()):
        return False
    owner = mismatch.graph.owner(mismatch.node)
    fed = (arguments[0]._replace(tensors=(first, *arguments[0].tensors[1:])), *arguments[1:])
    return not infer(LayerCall(owner.class_name, canonical(owner.config), canonical(mismatch.node.call), fed)).error


def let_it_take(block: str, node: Node, given: TensorSpec) -> Fix:
    """Returns the mend that gives an Input inside a block the shape of what flows into the block."""
    config = node.config | {"shape": list(given.shape[1:])}
    changed = node.model_copy(update={"config": config})
    return Fix(label=f"Let it take {tensor_words(given)}", edits=(PutNode(node=changed, block=block),))


def _candidates(shape: Shape, ranks: tuple[int, ...], *, dtype: str) -> Iterator[tuple[str, Config]]:
    """Yields layers that may turn a tensor of this shape into one of these ranks."""
    sizes = shape[1:]
    if 2 in ranks and len(sizes) > 1:
        yield "Flatten", {}
        if len(sizes) <= 4:
            yield f"GlobalAveragePooling{len(sizes) - 1}D", {}
    if 3 in ranks and len(sizes) == 1 and dtype.startswith("int"):
        yield "Embedding", {"input_dim": 10_000, "output_dim": 64}
    if any(size is None for size in sizes):
        return
    known = [size for size in sizes if size is not None]
    for rank in ranks:
        wanted = rank - 1
        if 1 < wanted < len(known):
            merged = 1
            for size in known[: len(known) - wanted + 1]:
                merged *= size
            yield "Reshape", {"target_shape": [merged, *known[len(known) - wanted + 1 :]]}
        elif wanted == len(known) + 1:
            yield "Reshape", {"target_shape": [*known, 1]}
        elif wanted == 3 and len(known) == 1:
            for channels in (1, 3):
                side = isqrt(known[0] // channels)
                if side * side * channels == known[0]:
                    yield "Reshape", {"target_shape": [side, side, channels]}


def _node_between(graph: Graph, edge: Edge, class_name: str, config: Config) -> Node:
    name = numbered_name(snake_case(class_name), {name for node in graph.nodes for name in (node.id, node.label)})
    source, target = graph.nodes_by_id[edge.source].position, graph.nodes_by_id[edge.target].position
    middle = Position(x=(source.x + target.x) / 2, y=(source.y + target.y) / 2)
    return Node(id=name, class_name=class_name, config=config, label=name, position=middle)


def insertion(graph: Graph, edge: Edge, class_name: str, config: Config) -> tuple[PutNode | PutEdge, ...]:
    """Returns the edits that put a new layer on the edge: the edge now begins at it, and a new one leads to it."""
    node = _node_between(graph, edge, class_name, config)
    name = numbered_name("edge", graph.edges_by_id)
    return (
        PutNode(node=node),
        PutEdge(edge=Edge(id=name, source=edge.source, output=edge.output, target=node.id)),
        PutEdge(edge=edge.model_copy(update={"source": node.id, "output": 0})),
    )
