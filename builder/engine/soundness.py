"""What is wrong with a node by itself, whatever flows into it: an unknown class, arguments that its spec refuses."""

import json
from difflib import get_close_matches
from functools import lru_cache

from builder.catalog import load_catalog
from builder.catalog.validation import problems_of_call, problems_of_config
from builder.engine.layer_call import LONGEST_REMEMBERED, canonical
from builder.network import BLOCK, Node, Problem


def find_node_problems(node: Node) -> tuple[Problem, ...]:
    """Returns the problems of the node's class and arguments; one that shares a layer has only the call's."""
    if node.class_name == BLOCK:
        return ()
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


def _unknown_layer(node: Node) -> Problem:
    close = get_close_matches(node.class_name, load_catalog().node_entries, n=1)
    return Problem(
        code="unknown_layer",
        message=f'Unknown layer "{node.class_name}".' + (f' Did you mean "{close[0]}"?' if close else ""),
        hint="Layerloom knows the layers of Keras that are in the palette.",
        node_id=node.id,
    )
