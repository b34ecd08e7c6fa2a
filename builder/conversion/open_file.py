"""A file that somebody opens in the browser: its networks laid out, its weights kept. For the engine process."""

from dataclasses import dataclass, replace
from typing import TypeVar

from builder.conversion.imported import Imported
from builder.conversion.notes import Note
from builder.conversion.read_model import import_file, read_keras_file
from builder.conversion.weights import weights_of_file
from builder.network import Block, Network
from builder.network.layout import places_of
from builder.network.model import Position

AnyGraph = TypeVar("AnyGraph", Network, Block)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What a file holds. ``weights`` and their ``index`` belong to its only model; both are empty where it has none."""

    imported: Imported
    weights: bytes = b""
    index: str = ""


def open_file(name: str, content: bytes) -> OpenedFile:
    """Returns the models of a file with places for their nodes, and the weights of a ``.keras`` file.

    Raises:
        RefusedModelError: the file is of no kind that can be opened, or holds what must not be.
        DocumentError: it is a broken network document.
    """
    imported = import_file(name, content)
    laid_out = replace(imported, models={key: _laid_out(network) for key, network in imported.models.items()})
    if not name.lower().endswith(".keras"):
        return OpenedFile(laid_out)
    archive = weights_of_file(content, read_keras_file(content))
    if not archive.layers:
        note = Note(None, "This file holds no weights, so every layer begins fresh.")
        return OpenedFile(replace(laid_out, notes=(*laid_out.notes, note)))
    return OpenedFile(laid_out, archive.to_bytes(), archive.index_text)


def _laid_out(network: Network) -> Network:
    blocks = {key: _placed(block) for key, block in network.blocks.items()}
    return _placed(network).model_copy(update={"blocks": blocks})


def _placed(graph: AnyGraph) -> AnyGraph:
    places = places_of(graph)
    nodes = tuple(
        node.model_copy(update={"position": Position(x=places[node.id][0], y=places[node.id][1])})
        for node in graph.nodes
    )
    return graph.model_copy(update={"nodes": nodes})
