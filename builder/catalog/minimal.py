"""Configs in the form in which a person would give them: what equals Keras's default is left out, names are short."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from pydantic import JsonValue

from builder.catalog.index_text import index_text, is_index, parse_index
from builder.catalog.loading import load_catalog
from builder.catalog.resolved import never_has_weights, range_start, resolved_value
from builder.catalog.specs import ArgumentSpec, LayerEntry, LossEntry, ObjectEntry
from builder.network.record import Config

_NAMED_KINDS = frozenset({"initializer", "regularizer", "constraint"})
_LONGEST_REMEMBERED = 16_000
_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"))


class _Same:
    """An entry that equals only itself: comparing it field by field would take longer than the work it saves."""

    __slots__ = ("entry",)

    def __init__(self, entry: ObjectEntry) -> None:
        self.entry = entry

    def __hash__(self) -> int:
        return id(self.entry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.entry is self.entry


def minimal_config(entry: ObjectEntry, config: Config) -> Config:
    """Returns the config without what equals a default, every value in its shortest form.

    >>> dense = load_catalog().layers["Dense"]
    >>> glorot = {"class_name": "GlorotUniform", "config": {"seed": None}}
    >>> minimal_config(dense, {"units": 8, "activation": "linear", "use_bias": True, "kernel_initializer": glorot})
    {'units': 8}
    """
    if not config:
        return {}
    text = _ENCODER.encode(config)
    if len(text) > _LONGEST_REMEMBERED:
        return _minimal(entry, config)
    return dict(_remembered(_Same(entry), text))


def minimal_call(entry: LayerEntry, call: Config) -> Config:
    """Returns the constant arguments of a call without what equals a default."""
    defaults = {spec.name: spec.default for spec in entry.call_arguments}
    return {name: value for name, value in call.items() if value is not None and value != defaults.get(name)}


@lru_cache(maxsize=20_000)
def _remembered(same: _Same, text: str) -> Config:
    return _minimal(same.entry, json.loads(text))


def _minimal(entry: ObjectEntry, config: Config) -> Config:
    specs = entry.arguments_by_name
    short: Config = {}
    for name, value in config.items():
        if name == "trainable" and never_has_weights(entry):
            continue
        spec = specs.get(name)
        short[name] = value if spec is None else minimal_value(spec, value, class_name=entry.class_name)
    is_layer = isinstance(entry, LayerEntry) and not entry.class_name.startswith("ops.")
    minimal: Config = {}
    for name in sorted(short, key=_places(entry)):
        spec = specs.get(name)
        if spec is None or spec.required:
            minimal[name] = short[name]
            continue
        resolved = resolved_value(entry.class_name, spec, short, is_layer=is_layer)
        is_open = short[name] is None and spec.default is None
        if not is_open and not _equal(short[name], minimal_value(spec, resolved, class_name=entry.class_name)):
            minimal[name] = short[name]
    if entry.class_name == "RNN" and "cell" in minimal:
        minimal["cell"] = _without_stack(minimal["cell"])
    return _without_mirror(minimal) if entry.class_name == "Bidirectional" else minimal


def minimal_value(spec: ArgumentSpec, value: JsonValue, *, class_name: str = "") -> JsonValue:
    """Returns the value in its shortest form: 3 for [3, 3], "he_normal" for an object of it without arguments.

    Args:
        class_name: the class whose argument it is, where that says what a single number stands for.
    """
    if spec.kind == "activation":
        return _activation(value)
    if spec.kind == "dtype":
        return _dtype(value)
    if spec.kind in ("layer", "layers"):
        return [_object(spec, item) for item in value] if isinstance(value, list) else _object(spec, value)
    if isinstance(value, dict) or spec.kind in _NAMED_KINDS:
        return _object(spec, value)
    if spec.kind == "index" and isinstance(value, str):
        return index_text(parse_index(value)) if is_index(value) else value
    if class_name.startswith("ops."):
        return value  # one number and a list of it are not the same to a function such as take or split
    return _list(spec, value, class_name) if isinstance(value, list) and value else value


def _list(spec: ArgumentSpec, value: list[JsonValue], class_name: str) -> JsonValue:
    if spec.nested and all(isinstance(item, list) and len(item) == 2 and item[0] == item[1] for item in value):
        value = [item[0] for item in value if isinstance(item, list)]
    if spec.kind in ("integer", "number") or spec.scalar:
        if len(value) == 1:
            return value[0]
        is_size = spec.kind == "integer" or (spec.kind == "integers" and spec.length == len(value))
        if is_size and all(item == value[0] and not isinstance(item, list) for item in value):
            return value[0]
    if len(value) == 2 and (spec.scalar or spec.kind in ("number", "integer")):
        start, end = value
        if isinstance(end, int | float) and start == range_start(class_name, spec.name, end):
            return end
    return value


def _places(entry: ObjectEntry) -> Callable[[str], int]:
    """Returns the key that sorts arguments as Keras declares them, those that it does not know last."""
    places = {spec.name: place for place, spec in enumerate(entry.arguments)}
    return lambda name: places.get(name, len(places))


def _dtype(value: JsonValue) -> JsonValue:
    """Returns the name of a dtype policy that Keras wrote as an object."""
    if not isinstance(value, dict) or value.get("class_name") not in ("DTypePolicy", "FloatDTypePolicy", "Policy"):
        return value
    config = value.get("config")
    name = config.get("name") if isinstance(config, dict) else None
    return name if isinstance(name, str) else value


def _activation(value: JsonValue) -> JsonValue:
    if value is None:
        return "linear"
    if isinstance(value, dict):
        name = value.get("class_name")
        if name in load_catalog().classes("activation"):
            return _object(ArgumentSpec(name="activation", kind="activation"), value)
        value = name if isinstance(name, str) and not value.get("config") else value
    entry = load_catalog().names("activation").get(value) if isinstance(value, str) else None
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
    return _shortest(entry, minimal_config(entry, config)) if spec.kind in _NAMED_KINDS else _plain(entry, config)


def _plain(entry: ObjectEntry, config: Config) -> JsonValue:
    return {"class_name": entry.class_name, "config": minimal_config(entry, config)}


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


def _without_mirror(config: Config) -> Config:
    """Leaves out a backward layer that is the one Keras would make of the forward layer."""
    forward, backward = config.get("layer"), config.get("backward_layer")
    if not isinstance(forward, dict) or not isinstance(backward, dict) or not isinstance(forward["config"], dict):
        return config
    mirrored = {"class_name": forward["class_name"], "config": forward["config"] | {"go_backwards": True}}
    return (
        {name: value for name, value in config.items() if name != "backward_layer"} if backward == mirrored else config
    )


def _without_stack(cell: JsonValue) -> JsonValue:
    """Returns the list of cells that stands for a stack of them without settings of its own."""
    config = cell.get("config") if isinstance(cell, dict) and cell.get("class_name") == "StackedRNNCells" else None
    return config["cells"] if isinstance(config, dict) and set(config) == {"cells"} else cell


def _equal(value: JsonValue, other: JsonValue) -> bool:
    """Says whether two values are the same to Keras: 1 and 1.0 are, 1 and True are not."""
    return value == other and isinstance(value, bool) == isinstance(other, bool)
