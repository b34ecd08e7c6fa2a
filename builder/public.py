"""What ``from builder import ...`` gives; apart from the package, which the lightest of its modules import too."""

from typing import TYPE_CHECKING

from builder.conversion.errors import IncompleteRecipeError, InvalidNetworkError, NotUnderstoodError, RefusedModelError
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
    "IncompleteRecipeError",
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
    """Returns the network of a live model; a compiled one brings its recipe. Imports Keras.

    Args:
        model: any functional or Sequential model that has been built; it stays as it is. Its weights are not read, but
            for what layers such as Normalization learned from data and keep as arguments.

    Raises:
        RefusedModelError: it is a subclassed model, has not been built, holds what Layerloom does not know, or is more
            than a document can hold.
    """
    from builder.conversion.from_keras import from_keras as read

    return read(model)


def to_keras(network: Network) -> "keras.Model":
    """Returns the network as a new model with fresh weights: a Sequential for a plain stack, else functional.

    It is not compiled. Layers have the names that people gave them as labels. Imports Keras.

    Args:
        network: one that :func:`check` finds no error in; warnings stand in nobody's way.

    Returns:
        The model. Its inputs and outputs are in the order of the network's, a dict where the network has keys for them.

    Raises:
        InvalidNetworkError: something is wrong with the network; nothing was allocated.
    """
    from builder.conversion.to_keras import to_keras as build

    return build(network)
