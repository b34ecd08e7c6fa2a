"""Mends for a layer that gets tensors of too few dimensions: the layer before it keeps them, or goes."""

from collections.abc import Mapping, Sequence

from builder.catalog import load_catalog
from builder.engine.arguments import gather_arguments
from builder.engine.fixes import takes
from builder.engine.input_mismatch import InputMismatch
from builder.engine.layer_call import Argument, LayerCall, canonical
from builder.engine.memo import Infer
from builder.engine.report import TensorSpec
from builder.network import Edge, Node, PutEdge, PutNode, RemoveEdge, RemoveNode
from builder.network.problems import Fix
from builder.network.record import Config

SEQUENCES = "return_sequences"

Mend = tuple[str, Fix]
"""What is to be learned of it, as a hint, and the fix."""


def find_source_mend(
    mismatch: InputMismatch,
    arguments: tuple[Argument, ...],
    infer: Infer,
    tensors: Mapping[str, tuple[TensorSpec, ...]],
) -> Mend | None:
    """Returns the change of the layer before after which what flows into the mismatch fits; None where there is none.

    A recurrent layer that gives its last step alone gives all of them; a layer without weights that took the
    dimensions away, such as Flatten, is removed. Nothing else may depend on that layer.

    Args:
        arguments: what flows into the mismatch.
        tensors: what every node before it gives.
    """
    graph, edge = mismatch.graph, mismatch.edges[0]
    source = graph.nodes_by_id[edge.source]
    entry = load_catalog().layers.get(source.class_name)
    incoming = graph.edges_into.get(source.id, ())
    is_shared = source.shares or any(node.shares == source.id for node in graph.nodes)
    if entry is None or is_shared or not incoming or len(graph.edges_out_of.get(source.id, ())) != 1:
        return None
    given = gather_arguments(entry, incoming, tensors)
    changed = _giving_sequences(source.class_name, source.config)
    if changed is not None:
        result = infer(LayerCall(source.class_name, canonical(changed), canonical(source.call), given))
        if not result.error and takes(mismatch, arguments, result.outputs[0], infer):
            return _every_step(source, changed)
    before = tensors[incoming[0].source][incoming[0].output]
    weighs = infer(LayerCall(source.class_name, canonical(source.config), canonical(source.call), given)).parameters
    if len(incoming) == 1 and not weighs and takes(mismatch, arguments, before, infer):
        return _without(source, incoming, edge, mismatch)
    return None


def _giving_sequences(class_name: str, config: Config) -> Config | None:
    """Returns the config with ``return_sequences`` on, in the layer itself or in those that it wraps."""
    entry = load_catalog().layers.get(class_name)
    if entry is None:
        return None
    if SEQUENCES in entry.arguments_by_name:
        return None if config.get(SEQUENCES) else config | {SEQUENCES: True}
    inner: Config = {}
    for name, value in config.items():
        if isinstance(value, dict) and isinstance(value.get("config"), dict):
            kept: Config = value["config"]  # type: ignore[assignment]
            changed = _giving_sequences(str(value.get("class_name")), kept)
            if changed is not None:
                inner[name] = value | {"config": changed}
    return config | inner if inner else None


def _every_step(source: Node, changed: Config) -> Mend:
    hint = f'"{source.title}" gives its last step only. With {SEQUENCES} it gives every step of the sequence.'
    edit = PutNode(node=source.model_copy(update={"config": changed}))
    return hint, Fix(label=f'Turn on {SEQUENCES} of "{source.title}"', edits=(edit,))


def _without(source: Node, incoming: Sequence[Edge], edge: Edge, mismatch: InputMismatch) -> Mend:
    hint = f'"{source.title}" takes away the dimensions that "{mismatch.node.title}" needs: it belongs behind it.'
    led = edge.model_copy(update={"source": incoming[0].source, "output": incoming[0].output})
    edits = (RemoveEdge(id=incoming[0].id), RemoveNode(id=source.id), PutEdge(edge=led))
    return hint, Fix(label=f'Remove "{source.title}"', edits=edits)
