"""The whole catalogue, read off the installed Keras; the one way in for ``python -m builder.catalog`` and the tests."""

from collections.abc import Callable
from typing import Any

import keras

from builder.catalog.families import FAMILIES, in_palette_order
from builder.catalog.reader_layers import read_layers
from builder.catalog.reader_objects import read_activations, read_objects
from builder.catalog.reader_operations import read_operations
from builder.catalog.reader_ranks import with_ranks
from builder.catalog.reader_slots import with_slots
from builder.catalog.reader_uses import with_uses
from builder.catalog.specs import Catalog, LossEntry

_SECTIONS = ("losses", "metrics", "optimizers", "initializers", "regularizers", "constraints", "schedules", "callbacks")


def read_catalog(uses: Callable[[str, LossEntry], LossEntry] = with_uses) -> Catalog:
    """Returns a fresh reading of the installed Keras; takes a minute or two, because everything is tried.

    Args:
        uses: completes the entry of a loss or metric with what it can judge, which takes most of the time.
    """
    sections: dict[str, Any] = {section: read_objects(section) for section in _SECTIONS}
    for section in ("losses", "metrics"):
        sections[section] = {name: uses(section, entry) for name, entry in sections[section].items()}
    sections["optimizers"] = {name: with_slots(entry) for name, entry in sections["optimizers"].items()}
    return Catalog(
        keras_version=keras.__version__,
        families=FAMILIES,
        layers={name: with_ranks(entry) for name, entry in in_palette_order(read_layers()).items()},
        operations=read_operations(),
        activations=read_activations(),
        **sections,
    )


def write_catalog(catalog: Catalog) -> str:
    """Returns the text of ``catalog.json``: indented, fields at their defaults left out."""
    return catalog.model_dump_json(indent=1, exclude_defaults=True) + "\n"
