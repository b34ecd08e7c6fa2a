"""Reads a live Keras model into a network. Imports Keras: for scripts, the engine and the workers."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import keras
from keras.src.models.functional import Functional

from builder.conversion.errors import RefusedModelError
from builder.conversion.from_config.from_config import ConfigReading, read_config
from builder.conversion.from_keras_learned import learned_arguments
from builder.engine.words import snake_case
from builder.network import Network


def from_keras(model: keras.Model) -> Network:
    """Returns the network of any functional or Sequential model; a compiled one brings its recipe.

    Args:
        model: has been built; it stays as it is.

    Raises:
        RefusedModelError: it is a subclassed model, has not been built, holds what Layerloom does not know, or is more
            than a document can hold.
    """
    return reading_of(model).network


def reading_of(model: keras.Model) -> ConfigReading:
    """Returns the network with the places of its weights in Keras's own file and what was found on the way."""
    if not isinstance(model, keras.Model):
        raise RefusedModelError(f"from_keras takes a keras.Model, but was given a {type(model).__name__}.")
    if isinstance(model, keras.Sequential):
        if not model.built:
            raise RefusedModelError(
                f'The Sequential "{model.name}" does not know yet what it takes. Begin it with keras.Input(shape=...), '
                "or call model.build((None, ...)) first."
            )
    elif not _is_functional(model):
        raise RefusedModelError(
            f'"{model.name}" is a {type(model).__name__}, a subclassed model: what it does stands in its code alone. '
            "Write it with the functional API, keras.Model(inputs, outputs), and bring that."
        )
    with _deep_recursion(model):
        return read_config(_config_of(model))


def _is_functional(model: keras.Model) -> bool:
    """Says whether it computes what lies between its inputs and outputs; a subclass may train in its own way."""
    return isinstance(model, Functional) and type(model).call is Functional.call


def _written(model: keras.Model) -> dict[str, Any]:
    """Returns what Keras writes for the model; for one of a subclass what it writes for the same model without."""
    if isinstance(model, keras.Sequential) or type(model) is Functional:
        written: dict[str, Any] = keras.saving.serialize_keras_object(model)
        return written
    automatic = re.fullmatch(rf"{snake_case(type(model).__name__)}(_[1-9]\d*)?", model.name)
    plain = Functional(model._inputs_struct, model._outputs_struct, name=None if automatic else model.name)
    written = keras.saving.serialize_keras_object(plain)
    if model.compiled and type(model).compile is keras.Model.compile:
        written["compile_config"] = model.get_compile_config()
    return written


def _config_of(model: keras.Model) -> dict[str, Any]:
    config = _written(model)
    homes: dict[int, Any] = {}
    pending = [(model, config)]
    while pending:
        owner, data = pending.pop()
        layers = {layer.name: layer for layer in owner.layers}
        for written in data["config"]["layers"]:
            layer = layers.get(written["config"].get("name"))
            if layer is None:
                continue  # an operation or the Input of a Sequential
            _refuse_second_home(homes, layer, owner)
            for inner, holder in _held_by(layer):
                _refuse_second_home(homes, inner, holder)
            while isinstance(layer, keras.layers.TimeDistributed):
                layer, written = layer.layer, written["config"]["layer"]
            if isinstance(layer, keras.Model):
                if "layers" in written["config"]:
                    pending.append((layer, written))
            else:
                written["config"] |= learned_arguments(layer, written["config"])
    return config


def _held_by(layer: keras.Layer) -> Iterator[tuple[keras.Layer, keras.Layer]]:
    """Yields each layer that is an argument of another, in whatever depth, with the one that holds it."""
    pending = [layer]
    while pending:
        holder = pending.pop()
        if not isinstance(holder, keras.Model):
            for inner in holder._layers:
                yield inner, holder
                pending.append(inner)


def _refuse_second_home(homes: dict[int, Any], layer: keras.Layer, owner: keras.Layer) -> None:
    home = homes.setdefault(id(layer), owner)
    if home is not owner:
        raise RefusedModelError(
            f'"{layer.name}" is part of "{home.name}" and of "{owner.name}" at once. A layer can be shared '
            "within one model only: build the inner model anew, or call it as a whole."
        )


@contextmanager
def _deep_recursion(model: keras.Model) -> Iterator[None]:
    """Lets Keras copy the config of models that are nested deep."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(max(limit, 10_000 + 4 * len(model.layers)))
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)
