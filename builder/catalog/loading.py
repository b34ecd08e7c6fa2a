"""The catalogue as it was committed: read once, without Keras."""

from functools import lru_cache
from pathlib import Path

from builder.catalog.specs import Catalog, ObjectEntry
from builder.network.record import Config

CATALOG_FILE = Path(__file__).with_name("catalog.json")


@lru_cache(maxsize=1)
def load_catalog() -> Catalog:
    """Returns everything Layerloom knows about Keras, from ``catalog.json``."""
    return Catalog.model_validate_json(CATALOG_FILE.read_bytes())


def default_config(entry: ObjectEntry) -> Config:
    """Returns the arguments that a fresh node starts with: a suggestion for each that it cannot do without."""
    return {argument.name: argument.suggestion for argument in entry.arguments if argument.suggestion is not None}
