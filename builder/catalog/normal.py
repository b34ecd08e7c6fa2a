"""Configs in the form in which a person would give them: what equals Keras's default is left out, names are short."""

from typing import Any

from pydantic import JsonValue

from builder.catalog.loading import load_catalog
from builder.catalog.specs import ArgumentSpec, LossEntry, ObjectEntry
from builder.network.record import Config

_NAMED_KINDS = frozenset({"initializer", "regularizer", "constraint"})


def normal_config(entry: ObjectEntry, config: Config) -> Config:
    """Returns the config without what equals a default, every value in its shortest form.

    >>> dense = load_catalog().layers["Dense"]
    >>> glorot = {"class_name": "GlorotUniform", "config": {"seed": None}}
    >>> normal_config(dense, {"units": 8, "activation": "linear", "use_bias": True, "kernel_initializer": glorot})
    {'units': 8}
    """
    specs = entry.arguments_by_name
    normal: Config = {}
    for name, value in config.items():
        spec = specs.get(name)
        if spec is None:
            normal[name] = value
            continue
        short = normal_value(spec, value)
        if spec.required or short != normal_value(spec, spec.default):
            normal[name] = short
    return normal


def normal_value(spec: ArgumentSpec, value: JsonValue) -> JsonValue:
    """Returns the value in its shortest form: 3 for [3, 3], "he_normal" for an object of it without arguments."""
    if spec.kind == "activation":
        return _activation(value)
    if spec.kind == "layers" and isinstance(value, list):
        return [_object(spec, item) for item in value]
    if isinstance(value, dict) or spec.kind in _NAMED_KINDS:
        return _object(spec, value)
    if isinstance(value, list) and spec.scalar and spec.length == len(value) and _all_equal(value):
        return value[0]
    return value


def _activation(value: JsonValue) -> JsonValue:
    if value is None:
        return "linear"
    if isinstance(value, dict):
        name = value.get("class_name")
        if name in load_catalog().layers:
            return _object(ArgumentSpec(name="activation", kind="layer"), value)
        value = name if isinstance(name, str) else value
    entry = load_catalog().names("activation").get(str(value))
    return value if entry is None else entry.class_name


def _object(spec: ArgumentSpec, value: JsonValue) -> JsonValue:
    if isinstance(value, str) and spec.kind in _NAMED_KINDS:
        found = load_catalog().classes(spec.kind).get(value)
        return value if found is None else _shortest(found, {})
    if not isinstance(value, dict) or not isinstance(value.get("class_name"), str):
        return value
    entry = _entry_of(spec, str(value["class_name"]))
    config: Any = value.get("config", {})
    if entry is None or not isinstance(config, dict):
        return value
    return _shortest(entry, normal_config(entry, config)) if spec.kind in _NAMED_KINDS else _plain(entry, config)


def _plain(entry: ObjectEntry, config: Config) -> JsonValue:
    return {"class_name": entry.class_name, "config": normal_config(entry, config)}


def _shortest(entry: ObjectEntry, config: Config) -> JsonValue:
    if not config and isinstance(entry, LossEntry) and entry.alias:
        return entry.alias
    return {"class_name": entry.class_name, "config": config}


def _entry_of(spec: ArgumentSpec, class_name: str) -> ObjectEntry | None:
    catalog = load_catalog()
    classes = catalog.classes(spec.kind)
    if classes:
        return classes.get(class_name)
    sections = (catalog.layers, catalog.initializers, catalog.losses, catalog.optimizers, catalog.schedules)
    return next((section[class_name] for section in sections if class_name in section), None)


def _all_equal(items: list[JsonValue]) -> bool:
    return all(item == items[0] for item in items)
