"""What ``from builder import ...`` gives; apart from the package, which the lightest of its modules import too."""

from typing import TYPE_CHECKING

from builder.conversion.errors import InvalidNetworkError, NotUnderstoodError, RefusedModelError
from builder.conversion.from_config.from_config import from_config
from builder.conversion.imported import NoModelError, from_python, models_in
from builder.conversion.read_model.read_model import read_model
from builder.conversion.to_python.to_python import to_python
from builder.engine.check import check
from builder.engine.report import Report, TensorSpec
from builder.network import BuilderError, DocumentError, Network, Note, Problem

if TYPE_CHECKING:
    import keras

__all__ = [
    "BuilderError",
    "DocumentError",
    "InvalidNetworkError",
    "Network",
    "NoModelError",
    "NotUnderstoodError",
    "Note",
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
