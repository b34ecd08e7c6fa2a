"""``python -m builder.catalog`` writes ``catalog.json`` anew from the installed Keras."""

from builder.catalog.loading import CATALOG_FILE
from builder.catalog.reader import read_catalog, write_catalog

CATALOG_FILE.write_text(write_catalog(read_catalog()), encoding="utf-8")
