"""Types of numbers in every spelling that Keras takes, by Keras's own names."""

from typing import Any

from builder.conversion.from_python.language.values import Dtype, Native

_OF_PYTHON = {"bool": "bool", "float": "float32", "int": "int64", "str": "string"}
"""Python's own types, as ``standardize_dtype`` of Keras reads them."""


def standard_dtype(value: Any) -> Any:
    """Returns the name of the dtype that the value spells for Keras; any other value as it is.

    Names are Keras's own but for "int", which it takes for int64.
    """
    if isinstance(value, Native):
        return _OF_PYTHON.get(value.name.rpartition(".")[2], value)
    name = value.name if isinstance(value, Dtype) else value
    return "int64" if name == "int" else name
