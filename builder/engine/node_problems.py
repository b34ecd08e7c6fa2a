"""What is wrong with a node by itself, whatever flows into it: an unknown class, arguments that its spec refuses."""

import json
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache

from builder.catalog import load_catalog
from builder.catalog.removed import removed_layer
from builder.catalog.validation import problems_of_call, problems_of_config
from builder.engine.layer_call import LONGEST_REMEMBERED, canonical
from builder.network import BLOCK, INPUT, Node, Problem, PutNode
from builder.network.problems import Fix
from builder.network.unread import is_unread, unread_of, unread_words


def find_node_problems(node: Node, sharers: Sequence[Node] = ()) -> tuple[Problem, ...]:
    """Returns the problems of the node's class and arguments; one that shares a layer has only the call's.

    Args:
        sharers: the nodes that share this one's layer, for mends that change what it is.
    """
    if node.class_name == BLOCK:
        return ()
    if is_unread(node):
        return () if node.shares else (_not_understood(node, sharers),)
    if node.class_name == INPUT and node.config.get("shape") is None:
        return (_open_input(node),)
    config = canonical({} if node.shares else node.config)
    remember = len(config) <= LONGEST_REMEMBERED
    is_sound = _is_sound if remember else _is_sound.__wrapped__
    if is_sound(node.class_name, config, canonical(node.call), node.shares is not None):
        return ()
    entry = load_catalog().node_entries.get(node.class_name)
    if entry is None:
        return (_unknown_layer(node),)
    own = () if node.shares else problems_of_config(entry, node.config, node.id, title=node.title)
    return own + problems_of_call(entry, node.call, node.id, title=node.title)


def problem_inside(node: Node, problem: Problem) -> Problem:
    """Returns what is wrong inside the block that ``node`` stands for, as a problem of the node."""
    return Problem(
        code="block",
        message=f'Inside the block "{node.title}": {problem.message}',
        hint=problem.hint,
        node_id=node.id,
        details=problem.details,
    )


def unknown_block(node: Node) -> Problem:
    return Problem(
        code="unknown_block",
        message=f'"{node.title}" stands for the block "{node.block}", which does not exist.',
        hint="Choose another block, or remove the layer.",
        node_id=node.id,
    )


@lru_cache(maxsize=10_000)
def _is_sound(class_name: str, config: str, call: str, is_shared: bool) -> bool:
    """Says so of one class and configs once, for every node that has them."""
    entry = load_catalog().node_entries.get(class_name)
    if entry is None or problems_of_call(entry, json.loads(call), None):
        return False
    return is_shared or not problems_of_config(entry, json.loads(config), None)


def _not_understood(node: Node, sharers: Sequence[Node]) -> Problem:
    """Returns that an import could not read what stands here; what is left of a layer of Keras is offered instead."""
    layer = unread_of(node).layer
    fixes: tuple[Fix, ...] = ()
    entry = None if layer is None else load_catalog().layers.get(layer.class_name)
    if layer is not None and entry is not None and sum(not port.optional for port in entry.inputs) == 1:
        read = {"class_name": layer.class_name, "call": {}}
        nodes = (node.model_copy(update=read | {"config": layer.config}), *(n.model_copy(update=read) for n in sharers))
        edits = tuple(PutNode(node=changed) for changed in nodes)
        fixes = (Fix(label=f"Make it a {layer.class_name} of what was understood", edits=edits),)
    return Problem(
        code="not_understood",
        message=unread_words(node),
        hint="Put layers of Keras in its place, on the canvas or in the source.",
        node_id=node.id,
        fixes=fixes,
    )


def _open_input(node: Node) -> Problem:
    return Problem(
        code="open_input",
        message=f'What size "{node.title}" takes is not said: it comes from the data.',
        hint='Give its shape here, or choose data on the Data page and press "Use as input".',
        node_id=node.id,
        argument="shape",
    )


def _unknown_layer(node: Node) -> Problem:
    removed = removed_layer(node.class_name)
    close = () if removed else get_close_matches(node.class_name, load_catalog().node_entries, n=1)
    more = f" {removed}." if removed else f' Did you mean "{close[0]}"?' if close else ""
    return Problem(
        code="unknown_layer",
        message=f'Unknown layer "{node.class_name}".{more}',
        hint="Layerloom knows the layers of Keras that are in the palette.",
        node_id=node.id,
    )
