"""A file that somebody opens in the browser: its networks laid out, its weights kept. For the engine process."""

from dataclasses import dataclass, replace

from builder.conversion.from_config.graph import NodePath
from builder.conversion.imported import Imported
from builder.conversion.keeping import require_small_enough, told_as_refusal
from builder.conversion.read_model.read_model import import_file, read_keras_file
from builder.conversion.read_model.vocabulary import with_arguments
from builder.conversion.weights.weights import WeightsArchive, weights_of_file
from builder.network import Block, Network
from builder.network.layout import places_of
from builder.network.model import Position
from builder.network.notes import Note
from builder.network.record import Config


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What a file holds. ``weights`` and their ``index`` belong to its only model; both are empty where it has none."""

    imported: Imported
    weights: bytes = b""
    index: str = ""


def open_file(name: str, content: bytes) -> OpenedFile:
    """Returns the models of a file, and the weights of a ``.keras`` file.

    Raises:
        RefusedModelError: the file is of no kind that can be opened, or holds what must not be.
        DocumentError: it is a broken network document.
    """
    imported = import_file(name, content)
    with told_as_refusal():
        models = {key: require_small_enough(_laid_out(network)) for key, network in imported.models.items()}
    laid_out = replace(imported, models=models)
    if not name.lower().endswith(".keras"):
        return OpenedFile(laid_out)
    reading = read_keras_file(content)
    archive = weights_of_file(content, reading)
    statistics = _statistics(reading.network, archive)
    with told_as_refusal():
        learned = require_small_enough(_laid_out(with_arguments(reading.network, statistics)))
    laid_out = replace(laid_out, models=dict.fromkeys(laid_out.models, learned))
    archive = WeightsArchive({path: weights for path, weights in archive.layers.items() if path not in statistics})
    if not archive.layers:
        note = Note(None, "This file holds no weights, so every layer begins fresh.")
        return OpenedFile(replace(laid_out, notes=(*laid_out.notes, note)))
    return OpenedFile(laid_out, archive.to_bytes(), archive.index_text)


def _statistics(network: Network, archive: WeightsArchive) -> dict[NodePath, Config]:
    """Returns mean and variance of each Normalization that learned them, which Keras keeps among the weights."""
    found: dict[NodePath, Config] = {}
    for path, weights in archive.layers.items():
        key, node_id = path
        node = (network.blocks[key] if key else network).nodes_by_id[node_id]
        if weights.class_name == "Normalization" and "mean" not in node.config and "vars/1" in weights.arrays:
            found[path] = {
                "mean": weights.arrays["vars/0"].tolist(),
                "variance": weights.arrays["vars/1"].tolist(),
            }
    return found


def _laid_out(network: Network) -> Network:
    """Returns the network with places inside its blocks, which are seen small before they are opened.

    The network itself is laid out by the canvas, which knows how large its nodes are.
    """
    return network.model_copy(update={"blocks": {key: _placed(block) for key, block in network.blocks.items()}})


def _placed(block: Block) -> Block:
    places = places_of(block)
    nodes = tuple(
        node.model_copy(update={"position": Position(x=places[node.id][0], y=places[node.id][1])})
        for node in block.nodes
    )
    return block.model_copy(update={"nodes": nodes})


def trained_weights(network: Network, content: bytes) -> OpenedFile:
    """Returns the weights of one of our own trainings: of ``network``, in the bytes of the file that it left."""
    from builder.conversion.weights.layers import archive_of_run

    archive = archive_of_run(network, content)
    return OpenedFile(Imported(), archive.to_bytes(), archive.index_text)
