"""Writes a network as the bytes of a ``.keras`` file. Light to import: the web process names it to the engine."""

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from builder.network import Network

if TYPE_CHECKING:
    import keras

WEIGHTS = "model.weights.h5"
"""The member of a ``.keras`` file that holds its weights."""


def keras_file(network: Network, weights_path: Path | None = None) -> bytes:
    """Returns the network as the bytes of a ``.keras`` file. Imports Keras: call it in the engine.

    Args:
        weights_path: what :func:`load_own_weights` takes; without it the weights are fresh.

    Raises:
        InvalidNetworkError: something is wrong with the network.
    """
    from builder.conversion.to_keras import to_keras

    model = to_keras(network)
    if weights_path is not None:
        load_own_weights(model, weights_path)
    with tempfile.TemporaryDirectory(prefix="layerloom-") as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        return path.read_bytes()


def read_back(path: Path) -> "keras.Model":
    """Returns the model in a file that this process wrote a moment ago; no other file may be given to Keras."""
    import keras

    return keras.saving.load_model(path, compile=False, safe_mode=True)


def load_own_weights(model: "keras.Model", path: Path) -> None:
    """Gives the model the weights of a ``.keras`` or ``.weights.h5`` file that one of our own trainings wrote."""
    if path.suffix != ".keras":
        model.load_weights(path)
        return
    with tempfile.TemporaryDirectory(prefix="layerloom-") as folder, zipfile.ZipFile(path) as archive:
        weights = Path(folder) / WEIGHTS
        weights.write_bytes(archive.read(WEIGHTS))
        model.load_weights(weights)
