"""Layerloom from a script or a notebook: draw networks as data, check them, turn them into Keras and back.

    from builder import Network, check, to_keras, to_python

Importing this package imports no Keras; ``check`` and ``to_keras`` do when they are called.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.public import (
        BuilderError as BuilderError,
    )
    from builder.public import (
        DocumentError as DocumentError,
    )
    from builder.public import (
        InvalidNetworkError as InvalidNetworkError,
    )
    from builder.public import (
        Network as Network,
    )
    from builder.public import (
        NoModelError as NoModelError,
    )
    from builder.public import (
        Problem as Problem,
    )
    from builder.public import (
        RefusedModelError as RefusedModelError,
    )
    from builder.public import (
        Report as Report,
    )
    from builder.public import (
        TensorSpec as TensorSpec,
    )
    from builder.public import (
        check as check,
    )
    from builder.public import (
        from_config as from_config,
    )
    from builder.public import (
        from_keras as from_keras,
    )
    from builder.public import (
        from_python as from_python,
    )
    from builder.public import (
        models_in as models_in,
    )
    from builder.public import (
        read_model as read_model,
    )
    from builder.public import (
        to_keras as to_keras,
    )
    from builder.public import (
        to_python as to_python,
    )

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


def __getattr__(name: str) -> object:
    """Imports the public names when the first is asked for: whoever imports ``builder.network`` needs no other room."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from builder import public

    return getattr(public, name)
