"""Keras's layers, losses, optimizers ... as data: read off the installed Keras into ``catalog.json``, committed.

May import ``builder.network``. Only the ``reader*`` modules import Keras, and only ``python -m builder.catalog`` and
the tests import those.
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
from builder.catalog.validation import problems_of_call, problems_of_config

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
    "problems_of_call",
    "problems_of_config",
]
