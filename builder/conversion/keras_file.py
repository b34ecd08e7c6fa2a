"""Writes a network as the bytes of a ``.keras`` file. Light to import: the web process names it to the engine."""

import tempfile
from pathlib import Path

from builder.network import Network


def keras_file(network: Network, weights_path: str | Path | None = None) -> bytes:
    """Returns the network as the bytes of a ``.keras`` file. Imports Keras: call it in the engine.

    Args:
        weights_path: a ``.weights.h5`` file that one of our own trainings wrote; without it the weights are fresh.

    Raises:
        InvalidNetworkError: something is wrong with the network.
    """
    from builder.conversion.to_keras import to_keras

    model = to_keras(network)
    if weights_path is not None:
        model.load_weights(weights_path)
    with tempfile.TemporaryDirectory(prefix="layerloom-") as folder:
        path = Path(folder) / "model.keras"
        model.save(path)
        return path.read_bytes()
