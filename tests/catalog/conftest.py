"""The fresh reading of the installed Keras, made once for all tests that compare with it."""

import pytest

from builder.catalog.specs import Catalog


@pytest.fixture(scope="session")
def fresh() -> Catalog:
    """The catalogue as ``python -m builder.catalog`` would write it now."""
    from builder.catalog.reader import read_catalog

    return read_catalog()
