"""What Keras writes for a layer or another object, as class and arguments of the catalogue; all else is refused."""

import json
import re
import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pydantic import JsonValue

from builder.catalog import load_catalog
from builder.catalog.minimal import minimal_config
from builder.catalog.removed import removed_layer
from builder.catalog.specs import LayerEntry, ObjectEntry
from builder.catalog.validation import problems_of_config
from builder.catalog.values import shown
from builder.conversion.errors import RefusedModelError
from builder.network.record import Config

MODELS = frozenset({"Functional", "Model", "Sequential"})

_KERAS = frozenset({"keras", "tensorflow", "tf_keras", "keras_core"})
_RUNS_CODE = {
    "Lambda": "runs Python code that the file brings along, which is never executed here",
    "TFSMLayer": "runs a saved TensorFlow program, which is never executed here",
    "TorchModuleWrapper": "runs PyTorch code, which is never executed here",
    "JaxLayer": "runs JAX code, which is never executed here",
    "FlaxLayer": "runs Flax code, which is never executed here",
}
_OLD_CLASSES = {
    "BatchNormalizationV1": "BatchNormalization",
    "BatchNormalizationV2": "BatchNormalization",
    "SyncBatchNormalization": "BatchNormalization",
    "InputLayer": "Input",
}
_LONGEST_REMEMBERED = 16_000
_ANYTHING = object()
_HARMLESS: dict[str, object] = {
    "name": _ANYTHING,
    "vocabulary_size": _ANYTHING,  # follows from the vocabulary
    "batch_input_shape": _ANYTHING,  # of a Sequential's first layer: has become an Input
    "batch_shape": _ANYTHING,
    "input_length": _ANYTHING,
    "implementation": _ANYTHING,  # how Keras 2 computes a recurrent layer, never what
    "renorm_clipping": _ANYTHING,
    "renorm_momentum": _ANYTHING,
    "oov_method": "floormod",
    "data_format": "channels_last",
    "autocast": True,
    "trainable": True,
    "batch_size": _ANYTHING,
    "dtype": "float32",
}
"""What configs hold that is no argument of the constructor today, and the value that means nothing.

None and False mean nothing anywhere: what is switched off."""


def plain_object(data: object, where: str) -> tuple[str, dict[str, Any]]:
    """Returns class name and config of what Keras wrote for one object.

    Raises:
        RefusedModelError: it is no such object, or one that comes from anywhere but Keras.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("class_name"), str):
        raise RefusedModelError(f'{where} must be an object with "class_name" and "config", but is {shown(data)}.')
    class_name, config = data["class_name"], data.get("config")
    if class_name in _RUNS_CODE:
        raise RefusedModelError(f"{where} is a {class_name} layer: it {_RUNS_CODE[class_name]}.")
    if class_name in ("function", "__lambda__") or (isinstance(config, Mapping) and "code" in config):
        raise RefusedModelError(f"{where} is a Python function ({shown(config)}), which is never executed here.")
    module, registered = data.get("module"), data.get("registered_name")
    if not (module is None or (isinstance(module, str) and module.partition(".")[0] in _KERAS)):
        raise RefusedModelError(
            f"{where} is a {class_name} of the module {shown(module)}. Only Keras's own classes can be opened; "
            "replace it by layers of Keras."
        )
    if registered is not None and registered not in (class_name, f"Keras>{class_name}"):
        raise RefusedModelError(
            f"{where} is registered as {shown(registered)}, a class that somebody wrote. "
            "Only Keras's own classes can be opened; replace it by layers of Keras."
        )
    if config is not None and not isinstance(config, Mapping):
        raise RefusedModelError(f'{where}: the "config" of {class_name} must be an object, but is {shown(config)}.')
    return class_name, dict(config or {})


def layer_entry(class_name: str, where: str) -> LayerEntry:
    """Returns the catalogue's entry for a layer's class, by any name that Keras knows it under."""
    known = load_catalog().classes("layer")
    entry = known.get(_OLD_CLASSES.get(class_name, class_name))
    if not isinstance(entry, LayerEntry):
        removed = removed_layer(class_name)
        why = f"{removed}." if removed else "Replace it by layers of Keras."
        raise RefusedModelError(f"{where} is a {class_name}, a layer that Layerloom does not know. {why}")
    return entry


def layer_config(entry: LayerEntry, config: Mapping[str, Any], where: str) -> Config:
    """Returns the arguments of a layer; see :func:`plain_config`. Equal layers are looked at once."""
    own = {name: value for name, value in config.items() if name != "name"}
    try:
        text = json.dumps(own, sort_keys=True)
        return (
            dict(_remembered(entry.class_name, text))
            if len(text) < _LONGEST_REMEMBERED
            else plain_config(entry, own, where)
        )
    except (RefusedModelError, TypeError, ValueError):
        return plain_config(entry, own, where)  # says where, or takes what JSON cannot hold


@lru_cache(maxsize=5_000)
def _remembered(class_name: str, text: str) -> Config:
    return plain_config(load_catalog().layers[class_name], json.loads(text), "")


def plain_config(entry: ObjectEntry, config: Mapping[str, Any], where: str) -> Config:
    """Returns the arguments of a constructor out of what ``get_config`` wrote, validated against the catalogue.

    Raises:
        RefusedModelError: an argument is unknown and means something, or is not what it must be.
    """
    plain: Config = {}
    for name, value in config.items():
        if name in entry.arguments_by_name:
            plain[name] = plain_value(value, f"{where}, {name}", mirrored=entry.class_name == "Bidirectional")
        elif not _means_nothing(name, value):
            raise RefusedModelError(
                f"{where} has {name} = {shown(value)}, which {entry.class_name} does not take in this version of Keras."
            )
    _mend(entry, plain)
    minimal = minimal_config(entry, plain)
    problems = problems_of_config(entry, minimal, None)
    if problems:
        raise RefusedModelError(f"{where} cannot be opened. {problems[0].message} {problems[0].hint}".strip())
    return minimal


def plain_value(value: Any, where: str, *, mirrored: bool = False) -> JsonValue:
    """Returns one argument without what Keras adds for its own deserializer: modules, names, wrappings of tensors.

    Args:
        mirrored: whether it is a layer inside a Bidirectional, which switches a setting of its own on in it.
    """
    if isinstance(value, list | tuple):
        return [plain_value(item, where) for item in value]
    if not isinstance(value, Mapping):
        return _short(value)  # type: ignore[no-any-return]
    class_name = value.get("class_name")
    if class_name is None:
        return {str(name): plain_value(item, where) for name, item in value.items()}
    if class_name in ("__numpy__", "__tensor__", "__tuple__", "TensorShape"):
        held = value.get("config", value)
        return plain_value(held.get("value", held.get("items")) if isinstance(held, Mapping) else held, where)
    class_name, config = plain_object(value, where)
    if class_name in ("DTypePolicy", "FloatDTypePolicy", "Policy"):
        return plain_value(config.get("name"), where)
    if class_name in MODELS:
        raise RefusedModelError(f"{where} is a whole model. A layer can hold layers only; put the model beside it.")
    entry = _entry_of(_OLD_CLASSES.get(class_name, class_name))
    if entry is None:
        raise RefusedModelError(f"{where} is a {class_name}, which Layerloom does not know.")
    if mirrored:
        config.pop("zero_output_for_mask", None)
    plain = plain_config(entry, config, f"{where} ({class_name})")
    return {"class_name": entry.class_name, "config": plain}


def _entry_of(class_name: str) -> ObjectEntry | None:
    catalog = load_catalog()
    for kind in ("layer", "initializer", "regularizer", "constraint", "schedule"):
        if class_name in catalog.classes(kind):
            return catalog.classes(kind)[class_name]
    sections: tuple[Mapping[str, ObjectEntry], ...] = (catalog.losses, catalog.metrics, catalog.optimizers)
    return next((section[class_name] for section in sections if class_name in section), None)


def _means_nothing(name: str, value: Any) -> bool:
    if value is None or value is False:
        return True
    if name == "dtype" and isinstance(value, Mapping) and isinstance(value.get("config"), Mapping):
        value = value["config"].get("name")
    return name in _HARMLESS and _HARMLESS[name] in (_ANYTHING, value)


def _mend(entry: ObjectEntry, config: Config) -> None:
    """Brings what older versions wrote into the form of today."""
    axis = config.get("axis")
    if entry.class_name == "BatchNormalization" and isinstance(axis, list) and len(axis) == 1:
        config["axis"] = axis[0]
    if entry.class_name == "Normalization" and axis == []:
        config["axis"] = None  # one mean for everything, which Keras writes as no axes
    for name, spec in entry.arguments_by_name.items():
        if spec.kind == "activation" and isinstance(config.get(name), str):
            config[name] = re.sub(r"_v2$", "", str(config[name]))


def _short(value: Any) -> Any:
    """Returns the number that was meant where Keras wrote a float32: 0.01 for 0.009999999776482582."""
    if not isinstance(value, float) or _as_float32(value) != value:
        return value
    short = float(f"{value:.7g}")
    return short if _as_float32(short) == value else value


def _as_float32(value: float) -> float | None:
    try:
        return float(struct.unpack("f", struct.pack("f", value))[0])
    except OverflowError:
        return None
