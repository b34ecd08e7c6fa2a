"""What an import could not read, as the source had it: for the code of a network that is not whole yet.

A document may come from anywhere: its text becomes code only after it was parsed as one expression.
"""

import ast
import re
from collections.abc import Iterable, Mapping, Sequence

from builder.conversion.to_python.layout import Expression, flat
from builder.network import Node
from builder.network.unread import ARGUMENTS, is_unread, unread_of

_HOLE = re.compile(r"_([1-9]\d{0,3})")
"""A name in the text of a call that stands for a tensor: "_1" for the first that flows in."""


def is_writable(node: Node) -> bool:
    """Says whether the node's text is Python."""
    return _parsed(unread_of(node).code) is not None and _call_of(node) is not None


def write_unread_layer(owner: Node) -> Expression:
    """Returns the expression that the source calls."""
    return unread_of(owner).code


def write_unread_call(node: Node, layer: Expression, tensors: Sequence[Expression]) -> Expression:
    """Returns the call of ``layer`` on the tensors, in the places where the source had them; the layer alone of none.

    Args:
        layer: the expression or variable of what is called.
    """
    if ARGUMENTS not in node.call and not tensors:
        return layer
    call = _call_of(node)
    if call is None:
        raise ValueError(f'"{node.id}" holds no Python.')
    named = {f"_{place}": flat(tensor) for place, tensor in enumerate(tensors, start=1)}
    holes = {name.id for name in ast.walk(call) if isinstance(name, ast.Name) and _HOLE.fullmatch(name.id)}
    filled = _Filled(named).visit(call)
    filled.args += [ast.Name(tensor) for hole, tensor in named.items() if hole not in holes]
    text = ast.unparse(filled).removeprefix("_")
    callee = flat(layer)
    is_primary = isinstance(_parsed(callee), (ast.Name, ast.Attribute, ast.Call, ast.Subscript))
    return f"{callee}{text}" if is_primary else f"({callee}){text}"


def names_in(nodes: Iterable[Node]) -> set[str]:
    """Returns the names that the source uses in what could not be read: no variable may be called like one of them."""
    texts = (text for node in nodes if is_unread(node) for text in (unread_of(node).code, _brackets(node)))
    parsed = (found for text in texts if (found := _parsed(text)) is not None)
    return {name.id for found in parsed for name in ast.walk(found) if isinstance(name, ast.Name)}


def _brackets(node: Node) -> str:
    return f"_({node.call.get(ARGUMENTS, '')})"


def _parsed(text: str) -> ast.expr | None:
    try:
        return ast.parse(text, mode="eval").body if "\n" not in text else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _call_of(node: Node) -> ast.Call | None:
    """Returns the node's call, of a callee named "_"."""
    found = _parsed(_brackets(node))
    return found if isinstance(found, ast.Call) and isinstance(found.func, ast.Name) else None


class _Filled(ast.NodeTransformer):
    """Puts variables in the place of the holes."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self._variables.get(node.id, node.id))
