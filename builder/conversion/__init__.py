"""Conversions between networks and other forms, one module a format. Importing this package imports no Keras.

May import the engine, the catalogue and the network. ``to_keras`` imports Keras: for scripts and the engine.
"""

from builder.conversion.errors import InvalidNetworkError
from builder.conversion.keras_file import keras_file
from builder.conversion.to_python import PythonSource, to_python, to_python_with_lines

__all__ = ["InvalidNetworkError", "PythonSource", "keras_file", "to_python", "to_python_with_lines"]
