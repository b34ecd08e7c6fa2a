"""The functions of ``keras.ops`` as nodes call them. Imports Keras."""

import inspect
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import keras

from builder.catalog import load_catalog
from builder.catalog.index_text import parse_index
from builder.catalog.specs import LayerEntry
from builder.engine.build import checked_arguments, make_layer
from builder.network.record import Config


class Operation:
    """A function of ``keras.ops`` with its constants, called on tensors as a layer is; it has no weights."""

    trainable_weights: tuple[keras.Variable, ...] = ()
    non_trainable_weights: tuple[keras.Variable, ...] = ()

    def __init__(self, entry: LayerEntry, config: Config, *, name: str | None = None) -> None:
        self._entry = entry
        given = {name: value for name, value in config.items() if value is not None or name not in entry.number_ports}
        self._constants = checked_arguments(entry, given)
        self._name = name

    def __call__(self, *first: object, **others: object) -> object:
        """Returns what the function gives: symbolic tensors, whose Operation bears the name that was given."""
        tensors = dict(zip((self._entry.inputs[0].name,), first, strict=False)) | others
        outputs = _call(self._entry.class_name, {**self._constants, **tensors})
        if self._name is not None:
            keras.tree.flatten(outputs)[0]._keras_history.operation.name = self._name
        return outputs


def make_callable(class_name: str, config: Config, *, name: str | None = None) -> keras.Layer | Operation:
    """Returns the layer or the operation of a node.

    Raises:
        RefusedConfigError: the class is not in the catalogue, or an argument is not what its spec says.
    """
    entry = load_catalog().operations.get(class_name)
    return make_layer(class_name, config, name=name) if entry is None else Operation(entry, config, name=name)


def _call(class_name: str, given: dict[str, Any]) -> object:
    function = _functions()[class_name]
    if class_name == "ops.getitem":
        index = parse_index(given["key"])
        return function(given["x"], index[0] if len(index) == 1 else index)
    parameters = list(inspect.signature(function).parameters.values())
    for place, parameter in enumerate(parameters):
        if parameter.kind is parameter.VAR_KEYWORD and parameter.name in given:
            given = {**(given.pop(parameter.name) or {}), **given}
        if parameter.kind is parameter.VAR_POSITIONAL:
            leading = [given.pop(earlier.name) for earlier in parameters[:place]]
            return function(*leading, *given.pop(parameter.name), **given)
    return function(**given)


@lru_cache(maxsize=1)
def _functions() -> dict[str, Callable[..., object]]:
    """The functions by the catalogue's names: what a document says is looked up here, and nowhere in ``keras.ops``."""
    found: dict[str, Callable[..., object]] = {}
    for name in load_catalog().operations:
        function: Any = keras
        for part in name.replace("ops.getitem", "ops.get_item").split("."):
            function = getattr(function, part)
        found[name] = function
    return found
