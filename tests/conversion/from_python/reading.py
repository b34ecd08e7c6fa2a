"""Reads short sources: what values a source works out, what network it builds, what it is told."""

import textwrap
from typing import Any

from builder.conversion.imported import import_source
from builder.network import Network, Node

HEADER = "import keras\nfrom keras import layers, ops\n"


def values(source: str) -> list[Any]:
    """Returns what the list ``values`` holds at the end of the source, whole numbers of at least 1."""
    built = "\nmodel = keras.Sequential([keras.Input((1,))] + [layers.Dense(value) for value in values])\n"
    imported = import_source(HEADER + textwrap.dedent(source) + built)
    assert imported.notes == ()
    return [node.config["units"] for node in imported.models["model"].nodes[1:]]


def network(source: str) -> Network:
    """Returns the last model of a source that needs no note; Keras's names are imported."""
    imported = import_source(HEADER + textwrap.dedent(source))
    assert imported.notes == ()
    return list(imported.models.values())[-1]


def layers_of(source: str) -> list[tuple[str, dict[str, Any]]]:
    """Returns class and config of the nodes of the last model, Inputs aside."""
    return [(node.class_name, node.config) for node in network(source).nodes if node.class_name != "Input"]


def notes(source: str) -> list[tuple[int | None, str]]:
    """Returns the notes on a source, lines counted from its own first."""
    offset = HEADER.count("\n")
    found = import_source(HEADER + textwrap.dedent(source).lstrip("\n")).notes
    return [(None if note.line is None else note.line - offset, note.text) for note in found]


def arrows(found: Network) -> list[str]:
    """Returns the edges as texts: "input_1>dense_1", with output, argument and place where they are not the first."""
    return [
        edge.source
        + (f".{edge.output}" if edge.output else "")
        + f">{edge.target}"
        + (f":{edge.argument}" if edge.argument else "")
        + (f"[{edge.index}]" if edge.index else "")
        for edge in found.edges
    ]


def nodes(found: Network) -> dict[str, Node]:
    return found.nodes_by_id
