"""Builds Keras layers and other objects out of configs that nobody vouches for. Imports Keras.

Only classes of the catalogue, only arguments of their specs, every nested object built here: Keras never gets to
deserialize what a user supplied.
"""

import keras
from pydantic import JsonValue

from builder.catalog import load_catalog
from builder.catalog.specs import TUPLE_KINDS, ArgumentSpec, ObjectEntry
from builder.catalog.validation import problems_of_config
from builder.network import BuilderError
from builder.network.record import Config

_FAMILY_OF_KIND = {
    "initializer": "initializers",
    "regularizer": "regularizers",
    "constraint": "constraints",
    "schedule": "schedules",
    "layer": "layers",
}
_MODULES = {
    "layers": keras.layers,
    "activations": keras.activations,
    "initializers": keras.initializers,
    "regularizers": keras.regularizers,
    "constraints": keras.constraints,
    "schedules": keras.optimizers.schedules,
    "losses": keras.losses,
    "metrics": keras.metrics,
    "optimizers": keras.optimizers,
    "callbacks": keras.callbacks,
}


class RefusedConfigError(BuilderError):
    """A config that the catalogue does not allow."""


def make_layer(class_name: str, config: Config, *, name: str | None = None) -> keras.Layer:
    """Returns a new Keras layer of a class in the catalogue.

    Raises:
        RefusedConfigError: the class is not in the catalogue, or an argument is not what its spec says.
    """
    return make_object("layers", class_name, config, **({} if name is None else {"name": name}))


def call_values(class_name: str, call: Config) -> dict[str, object]:
    """Returns the constant arguments of ``call``, such as ``training``, as Keras wants them.

    Raises:
        RefusedConfigError: ``call`` holds an argument that is not a constant of this layer.
    """
    specs = {spec.name: spec for spec in load_catalog().node_entries[class_name].call_arguments}
    for name in call:
        if name not in specs:
            raise RefusedConfigError(f'{class_name} cannot be called with a constant "{name}".')
    return {name: _value(specs[name], value) for name, value in call.items()}


def make_object(family: str, class_name: str, config: Config, **extra: object) -> object:
    """Returns a new Keras object; ``family`` is a section of the catalogue such as "optimizers" or "initializers"."""
    entry = getattr(load_catalog(), family).get(class_name)
    if entry is None:
        raise RefusedConfigError(f'Unknown class "{class_name}" among the {family}.')
    maker = getattr(_MODULES[family], class_name)
    return maker(**checked_arguments(entry, config), **extra)


def checked_arguments(entry: ObjectEntry, config: Config) -> dict[str, object]:
    """Returns the arguments as Keras wants them: tuples for sizes, objects built.

    Raises:
        RefusedConfigError: an argument is not what its spec says.
    """
    problems = problems_of_config(entry, config, None)
    if problems:
        raise RefusedConfigError(problems[0].message)
    specs = entry.arguments_by_name
    return {name: _value(specs[name], value) for name, value in config.items()}


def _value(spec: ArgumentSpec, value: JsonValue) -> object:
    if value is None:
        return None
    if spec.kind == "layers" and isinstance(value, list):
        return [_object(spec, "layers", item) for item in value]
    if spec.kind == "layers" and spec.scalar:
        return _object(spec, "layers", value)
    if spec.kind == "activation" and isinstance(value, dict):
        return _activation(spec, value)
    if spec.kind in _FAMILY_OF_KIND and isinstance(value, dict):
        return _object(spec, _FAMILY_OF_KIND[spec.kind], value)
    if spec.kind == "object" and isinstance(value, dict):
        return _object(spec, _family_of(spec, value), value)
    if spec.kind in TUPLE_KINDS and isinstance(value, str):
        # Keras would take a string for the path of a vocabulary file and read it.
        raise RefusedConfigError(f"{spec.name} must be a list, not a string.")
    if _holds_object(value):
        raise RefusedConfigError(f"{spec.name} cannot hold an object.")
    return _as_tuples(value) if spec.kind in TUPLE_KINDS else value


def _object(spec: ArgumentSpec, family: str, value: JsonValue) -> object:
    if not isinstance(value, dict) or not isinstance(value.get("class_name"), str):
        raise RefusedConfigError(f'{spec.name} must be an object with "class_name" and "config".')
    config = value.get("config", {})
    if not isinstance(config, dict):
        raise RefusedConfigError(f'The "config" of {spec.name} must be an object.')
    return make_object(family, str(value["class_name"]), config)


def _activation(spec: ArgumentSpec, value: dict[str, JsonValue]) -> object:
    if value.get("class_name") in load_catalog().layers:
        return _object(spec, "layers", value)
    function = value.get("class_name")
    if not isinstance(function, str) or function not in load_catalog().activations or value.get("config"):
        raise RefusedConfigError(f"{spec.name} must be an activation function or an activation layer.")
    return getattr(keras.activations, function)


def _family_of(spec: ArgumentSpec, value: dict[str, JsonValue]) -> str:
    catalog = load_catalog()
    class_name = value.get("class_name")
    for family in _MODULES:
        if family != "activations" and class_name in getattr(catalog, family):
            return family
    raise RefusedConfigError(f'{spec.name} holds an unknown class, "{class_name}".')


def _holds_object(value: JsonValue) -> bool:
    if isinstance(value, list):
        return any(_holds_object(item) for item in value)
    # Keras itself takes dicts of numbers (renorm_clipping) and would build objects out of any other.
    return isinstance(value, dict) and not all(isinstance(item, int | float) for item in value.values())


def _as_tuples(value: JsonValue) -> object:
    return tuple(_as_tuples(item) for item in value) if isinstance(value, list) else value
