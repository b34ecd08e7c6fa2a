"""The fresh reading of the installed Keras, made once for all tests that compare with it."""

import pytest

from builder.catalog import load_catalog
from builder.catalog.specs import Catalog, LossEntry


@pytest.fixture(scope="session")
def fresh() -> Catalog:
    """The catalogue as ``python -m builder.catalog`` would write it now; uses are tested in ``test_reader_uses``."""
    from builder.catalog.reader import read_catalog

    def as_committed(section: str, entry: LossEntry) -> LossEntry:
        committed = getattr(load_catalog(), section).get(entry.class_name)
        return entry.model_copy(update={"uses": committed.uses if committed else None})

    return read_catalog(as_committed)
