"""Names of Keras layers out of labels that people wrote."""

import re
import unicodedata
from collections.abc import Container

from builder.network.model import Graph

MAX_LENGTH = 63


def layer_names(graph: Graph) -> dict[str, str]:
    """Returns for each node the name of its Keras layer: valid, unique, and the label itself wherever it can be.

    A node that shares another's layer bears that layer's name.

    >>> from builder.network.model import Node
    >>> layer_names(Graph(nodes=(Node(id="a", class_name="Dense", label="große Schicht"),)))
    {'a': 'grosse_Schicht'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for node in graph.nodes:
        if graph.owner(node) is node:
            names[node.id] = unique_name(valid_name(node.title), taken)
            taken.add(names[node.id])
    return {node.id: names.get(graph.owner(node).id, node.id) for node in graph.nodes}


def valid_name(text: str) -> str:
    """Returns ``text`` as letters, digits and underscores, beginning with a letter, at most 63 long.

    >>> valid_name("../..")
    'layer'
    >>> valid_name("2nd pool")
    'layer_2nd_pool'
    """
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()
    name = re.sub(r"[^A-Za-z0-9_]+", "_", plain).strip("_") if not _is_valid(plain) else plain
    if not name:
        return "layer"
    if not name[0].isalpha():
        name = f"layer_{name}"
    return name[:MAX_LENGTH]


def unique_name(name: str, taken: Container[str]) -> str:
    """Returns ``name``, or a numbered variant that is not taken: the next number, where those before it are taken.

    Quick however many are taken, since a file may hold thousands of names that come to the same.

    >>> unique_name("dense", {"dense", "dense_1"})
    'dense_2'
    """
    return name if name not in taken else numbered_name(name, taken)


def numbered_name(stem: str, taken: Container[str]) -> str:
    """Returns the stem with the next number, where those before it are taken.

    >>> numbered_name("dense", {"dense_1"})
    'dense_2'
    """
    used, free = 0, 1
    while _numbered(stem, free) in taken:
        used, free = free, 2 * free
    while free - used > 1:
        middle = (used + free) // 2
        used, free = (middle, free) if _numbered(stem, middle) in taken else (used, middle)
    return _numbered(stem, free)


def _numbered(name: str, number: int) -> str:
    return f"{name[: MAX_LENGTH - len(str(number)) - 1]}_{number}"


def _is_valid(name: str) -> bool:
    return re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,62}", name) is not None
