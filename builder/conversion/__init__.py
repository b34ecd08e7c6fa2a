"""Conversions between networks and other forms, one module a format. Importing this package imports no Keras.

May import the engine, the catalogue and the network. ``to_keras`` imports Keras: for scripts and the engine.
"""

from builder.conversion.errors import InvalidNetworkError, RefusedModelError
from builder.conversion.from_config.from_config import from_config
from builder.conversion.imported import Imported, NoModelError, Note, from_python, import_source, models_in
from builder.conversion.keras_file import keras_file
from builder.conversion.read_model.read_model import import_file, read_model
from builder.conversion.to_python.to_python import PythonSource, to_python, to_python_with_lines

__all__ = [
    "Imported",
    "InvalidNetworkError",
    "NoModelError",
    "Note",
    "PythonSource",
    "RefusedModelError",
    "from_config",
    "from_python",
    "import_file",
    "import_source",
    "keras_file",
    "models_in",
    "read_model",
    "to_python",
    "to_python_with_lines",
]
