"""The words that a preprocessing layer learned by ``adapt``: Keras keeps them in a file of their own in the archive."""

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from builder.catalog import load_catalog
from builder.catalog.validation import problems_of_config
from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.from_config import ConfigReading
from builder.conversion.from_config.graph import NodePath
from builder.conversion.read_model.archive import Archive
from builder.network import Network
from builder.network.record import Config

_MOST_BYTES = 1_000_000
_WORDS = ("StringLookup", "TextVectorization")


def with_vocabularies(reading: ConfigReading, archive: Archive) -> ConfigReading:
    """Returns the reading with the vocabularies of the archive as arguments of their layers.

    Raises:
        RefusedModelError: a vocabulary is too large for a document, or not what its layer takes.
    """
    found: dict[NodePath, Config] = {}
    for path, group in reading.groups.items():
        member = f"assets/{group.name}/vocabulary.txt"
        if member in archive.members:
            node = reading.node(path)
            found[path] = _with_vocabulary(node.class_name, node.config, archive.read(member, at_most=_MOST_BYTES))
    return ConfigReading(with_arguments(reading.network, found), reading.groups, reading.notes)


def with_arguments(network: Network, arguments: Mapping[NodePath, Config]) -> Network:
    """Returns the network with more arguments for some of its nodes, each held against the catalogue."""
    if not arguments:
        return network
    blocks = {
        key: block.model_copy(update={"nodes": _nodes(block, key, arguments)}) for key, block in network.blocks.items()
    }
    return network.model_copy(update={"nodes": _nodes(network, "", arguments), "blocks": blocks})


def _nodes(graph: Any, key: str, arguments: Mapping[NodePath, Config]) -> tuple[Any, ...]:
    nodes = []
    for node in graph.nodes:
        more = arguments.get((key, node.id))
        if more is not None:
            config = node.config | more
            problems = problems_of_config(load_catalog().layers[node.class_name], config, node.id, title=node.title)
            if problems:
                raise RefusedModelError(problems[0].message)
            node = node.model_copy(update={"config": config})
        nodes.append(node)
    return tuple(nodes)


def _with_vocabulary(class_name: str, config: Config, content: bytes) -> Config:
    inner = config.get("layer")
    if isinstance(inner, dict) and isinstance(inner["config"], dict):  # the layer works on every step
        own = _with_vocabulary(str(inner["class_name"]), inner["config"], content)
        return config | {"layer": inner | {"config": own}}
    return config | {"vocabulary": _vocabulary(class_name, content)}


def _vocabulary(class_name: str, content: bytes) -> list[JsonValue]:
    try:
        lines = content.decode().splitlines()
        while lines and not lines[-1]:
            lines.pop()
        words: list[JsonValue] = [*lines] if class_name in _WORDS else [int(line) for line in lines]
    except ValueError as error:
        raise RefusedModelError(f"The vocabulary of a {class_name} in this archive cannot be read: {error}.") from error
    return words[2:] if class_name == "TextVectorization" and words[:2] == ["", "[UNK]"] else words
