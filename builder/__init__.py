"""Layerloom from a script or a notebook: draw networks as data, check them, turn them into Keras and back.

    from builder import Network, check, to_keras, to_python

Importing this package imports no Keras; ``check`` and ``to_keras`` do when they are called.
"""

from typing import TYPE_CHECKING

from builder.conversion import (
    InvalidNetworkError,
    NoModelError,
    RefusedModelError,
    from_config,
    from_python,
    models_in,
    read_model,
    to_python,
)
from builder.engine.check import check
from builder.engine.report import Report, TensorSpec
from builder.network import BuilderError, DocumentError, Network, Problem

if TYPE_CHECKING:
    import keras

__all__ = [
    "BuilderError",
    "DocumentError",
    "InvalidNetworkError",
    "Network",
    "NoModelError",
    "Problem",
    "RefusedModelError",
    "Report",
    "TensorSpec",
    "check",
    "from_config",
    "from_keras",
    "from_python",
    "models_in",
    "read_model",
    "to_keras",
    "to_python",
]


def from_keras(model: "keras.Model") -> Network:
    """Returns the network of a live model; see :func:`builder.conversion.from_keras.from_keras`."""
    from builder.conversion.from_keras import from_keras as read

    return read(model)


def to_keras(network: Network) -> "keras.Model":
    """Returns the network as a new ``keras.Model``; see :func:`builder.conversion.to_keras.to_keras`."""
    from builder.conversion.to_keras import to_keras as build

    return build(network)
