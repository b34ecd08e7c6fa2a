"""Conversions between networks and other forms, one module a format. Importing this package imports no Keras.

May import the engine, the catalogue and the network. ``to_keras`` imports Keras: for scripts and the engine.
"""

from builder.conversion.errors import InvalidNetworkError
from builder.conversion.to_python import PythonSource, to_python, to_python_with_lines
from builder.network import Network

__all__ = ["InvalidNetworkError", "PythonSource", "keras_file", "to_python", "to_python_with_lines"]


def keras_file(network: Network) -> bytes:
    """Returns a ``.keras`` file of the network with fresh weights; for the engine, since it imports Keras."""
    from builder.conversion.to_keras import keras_file as write

    return write(network)
