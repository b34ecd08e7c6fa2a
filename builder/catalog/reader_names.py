"""The strings by which Keras finds its losses, metrics, optimizers ...: "mean_squared_error", "mse", "adam"."""

import importlib
import re
from typing import Any

import keras

from builder.catalog.reader_arguments import parameters_of

NAMED_SECTIONS = ("losses", "metrics", "optimizers", "initializers", "regularizers", "constraints")


def names_of(class_name: str, value: type, section: str) -> tuple[str, ...]:
    """Returns every string that ``keras.<section>.get`` resolves to the class, or to the function it wraps.

    The class name itself is left out. The first is the one to use: snake_case, words in full; then the others by name.
    """
    table: dict[str, Any] = importlib.import_module(f"keras.src.{section}").ALL_OBJECTS_DICT
    wrapped = _wrapped_function(section, value)
    found = {
        name
        for name, target in table.items()
        if name != class_name
        and (target is value or (wrapped is not None and target is wrapped))
        and _resolves(section, name)
    }
    preferred = [snake_case(class_name), getattr(wrapped, "__name__", ""), class_name.lower()]
    return tuple(sorted(found, key=lambda name: (preferred.index(name) if name in preferred else len(preferred), name)))


def _resolves(section: str, name: str) -> bool:
    """Whether Keras gives an object for the name alone; "constant" it knows, but not without a value."""
    try:
        getattr(keras, section).get(name)
    except (ValueError, TypeError, KeyError):
        return False
    return True


def _wrapped_function(section: str, value: Any) -> Any:
    """Returns the function behind a loss or metric class that is one function with a reduction, else None."""
    if section not in ("losses", "metrics") or any(
        parameter.default is parameter.empty for parameter in parameters_of(value.__init__)
    ):
        return None
    instance = value()
    return getattr(instance, "fn", None) or getattr(instance, "_fn", None)


def snake_case(name: str) -> str:
    """Returns a class name as Keras writes it in snake_case.

    >>> snake_case("MeanSquaredError"), snake_case("KLDivergence"), snake_case("BinaryIoU")
    ('mean_squared_error', 'kl_divergence', 'binary_io_u')
    """
    spaced = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", re.sub(r"\W", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", spaced).lower()
