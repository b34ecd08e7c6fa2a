"""Keras's layers, losses, optimizers ... as data: read off the installed Keras into ``catalog.json``, committed.

May import ``builder.network``. Only the ``reader*`` modules import Keras, and only ``python -m builder.catalog`` and the
tests import them.
"""

from builder.catalog.loading import default_config, load_catalog
from builder.catalog.specs import (
    ArgumentSpec,
    Catalog,
    InputPort,
    LayerEntry,
    LossEntry,
    ObjectEntry,
    OutputPort,
)

__all__ = [
    "ArgumentSpec",
    "Catalog",
    "InputPort",
    "LayerEntry",
    "LossEntry",
    "ObjectEntry",
    "OutputPort",
    "default_config",
    "load_catalog",
]
