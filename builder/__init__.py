"""Layerloom from a script or a notebook: draw networks as data, check them, turn them into Keras and back.

    from builder import Network, check, to_keras, to_python

Importing this package imports no Keras; ``check`` and ``to_keras`` do when they are called.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.public import *  # noqa: F403


def __getattr__(name: str) -> object:
    """Imports the public names when the first is asked for: whoever imports ``builder.network`` needs no other room."""
    if name == "__all__" or not name.startswith("_"):
        public = import_module("builder.public")
        if name in ("__all__", *public.__all__):
            return getattr(public, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
