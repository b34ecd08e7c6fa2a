"""The names of Keras, TensorFlow and a few others, as values. Keras's come from the catalogue; none from a module."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.catalog.removed import removed_layer
from builder.catalog.specs import LayerEntry, named
from builder.catalog.values import did_you_mean
from builder.conversion.from_python.data.loaders import LOADERS
from builder.conversion.from_python.data.numeric import NUMERIC
from builder.conversion.from_python.data.numpy_functions import with_data
from builder.conversion.from_python.data.scikit_learn import SCIKIT_LEARN
from builder.conversion.from_python.data.tables import PANDAS
from builder.conversion.from_python.keras.applications import application_value
from builder.conversion.from_python.keras.functions import FUNCTIONS
from builder.conversion.from_python.keras.lambdas import make_lambda
from builder.conversion.from_python.keras.layers import LayerClass
from builder.conversion.from_python.keras.objects import ObjectClass
from builder.conversion.from_python.keras.operations import OperationFunction
from builder.conversion.from_python.keras.tensorflow_functions import tensorflow_value
from builder.conversion.from_python.language.standard_library import STANDARD_LIBRARY
from builder.conversion.from_python.language.values import Arguments, Module, Native, Unknown
from builder.engine.words import snake_case

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_ROOTS = (
    "tensorflow.python.keras",
    "tensorflow.keras",
    "tensorflow.contrib.keras",
    "tf_keras",
    "keras_core",
    "keras.src",
    "keras.api",
)
_LIBRARIES = (NUMERIC, STANDARD_LIBRARY, SCIKIT_LEARN, LOADERS, PANDAS)
_SECTIONS = frozenset({"activations", "initializers", "regularizers", "constraints", "losses", "metrics", "optimizers"})
_OLD_AREAS = {"initializations": "initializers", "objectives": "losses"}
"""Modules of Keras 1 by their names of today."""
_OPS_MODULES = frozenset({"ops", "image", "linalg", "nn", "numpy"})
_CLASSES = frozenset({"Layer", "Lambda", "Wrapper", "Model", "Functional", "Sequential", "AbstractRNNCell"})
_RENAMED = {
    "CuDNNLSTM": "LSTM",
    "CuDNNGRU": "GRU",
    "Deconvolution2D": "Conv2DTranspose",
    "Deconv2D": "Conv2DTranspose",
    "SeparableConvolution2D": "SeparableConv2D",
    "SyncBatchNormalization": "BatchNormalization",
}


@dataclass(slots=True, eq=False)
class KerasClass:
    """A class of Keras that a document has no place for, such as ``Layer`` and ``Lambda``."""

    name: str


def refused_class(run: "KerasInterpreter", callee: KerasClass, arguments: Arguments) -> Any:
    if callee.name == "Lambda":
        return make_lambda(run, arguments)
    return Unknown(f'it is made of "keras.layers.{callee.name}", which has no place in a network', arguments.line)


def resolve(module: str, name: str, line: int) -> Any:
    """Returns what ``module.name`` stands for; an ``Unknown`` for what a network has no use for."""
    if name.startswith("__"):
        return Unknown(f'it comes from the name "{name[:40]}" of a module', line)
    if name == "newaxis":
        return None  # as numpy and TensorFlow have it
    path = _canonical(f"{module}.{name}")
    if path == "keras" or path.startswith("keras."):
        found = _of_keras(path)
    elif path.startswith("tensorflow."):
        found = tensorflow_value(path.removeprefix("tensorflow."), _of_keras)
    else:
        found = _of_libraries(path)
    if found is not None:
        return found
    if path.startswith(("keras.layers.", "keras.models.")) and name[:1].isupper():
        return Unknown(_unknown_layer(name), line, mistake=True)
    if path.partition(".")[0] in ("keras", "tensorflow"):
        return Unknown(f'it comes from "{path[:80]}", which is not followed', line)
    return Unknown(f'it comes from "{path[:80]}", which is not run', line)


def _of_libraries(path: str) -> Any:
    """Returns the value of a name in NumPy, pandas, scikit-learn or the standard library; None for any other."""
    found = next((table[path] for table in _LIBRARIES if path in table), None)
    if path.startswith("numpy.") and (found is None or isinstance(found, Native)):
        return with_data(path.removeprefix("numpy."), found)
    return found


def _canonical(path: str) -> str:
    if path.startswith("tf."):
        path = "tensorflow." + path.removeprefix("tf.")
    for compatible in ("tensorflow.compat.v1.", "tensorflow.compat.v2."):
        if path.startswith(compatible):
            path = "tensorflow." + path.removeprefix(compatible)
    for root in _ROOTS:
        if path == root or path.startswith(root + "."):
            path = "keras" + path.removeprefix(root)
            return _canonical(path)
    return path


def _unknown_layer(name: str) -> str:
    removed = removed_layer(name)
    if removed:
        return removed
    hint = did_you_mean(name, load_catalog().layers)
    return f'Keras knows no layer "{name[:60]}"' + (f" ({hint})" if hint else "")


@lru_cache(maxsize=4_000)
def _of_keras(path: str) -> Any:
    """Returns the value of a name in Keras; a module for what may be one, None for what is not known."""
    parts = path.split(".")[1:]
    if not parts:
        return Module("keras")
    name = parts[-1]
    function = FUNCTIONS.get(".".join(parts))
    if function is not None:
        return function
    area = _OLD_AREAS.get(parts[0], parts[0])
    if area in ("layers", "models", "engine", "legacy") or len(parts) == 1:
        found = FUNCTIONS.get(f"layers.{name}") if area in ("layers", "engine", "legacy") else None
        found = found or (FUNCTIONS.get(name) if len(parts) > 1 else None)
        if found is not None:
            return found
        if name in _CLASSES:
            return KerasClass(name)
        if area in ("layers", "legacy"):
            layer = layer_class(name)
            return layer or (None if name[:1].isupper() else Module(path))
    if area in _SECTIONS:
        found = _object(area, parts)
        return found or (Module(path) if name[:1].islower() else None)
    if area == "ops":
        operation = operations_by_name().get(path.removeprefix("keras."))
        return (
            OperationFunction(operation) if operation is not None else (Module(path) if name in _OPS_MODULES else None)
        )
    if area == "applications":
        return application_value(parts[1:]) or Module(path)
    if area == "backend":
        return tensorflow_value(f"keras.backend.{name}", _of_keras) if len(parts) > 1 else Module(path)
    if area == "callbacks":
        entry = load_catalog().callbacks.get(name)
        return ObjectClass("callbacks", entry) if entry is not None else Module(path) if len(parts) == 1 else None
    return Module(path) if name[:1].islower() and len(parts) < 5 else None


def _object(area: str, parts: list[str]) -> Any:
    name = {"l1_l2": "L1L2"}.get(parts[-1], parts[-1])
    catalog = load_catalog()
    section = "schedules" if "schedules" in parts[1:-1] else area
    entry = named(getattr(catalog, section)).get(name)
    if entry is None and area == "optimizers":
        section = "schedules"
        entry = catalog.schedules.get(name)
    if entry is None:  # a name that stands for a class only where it gets arguments, such as initializers.constant
        entry = next((one for one in getattr(catalog, section).values() if snake_case(one.class_name) == name), None)
    return None if entry is None else ObjectClass(section, entry)


def layer_class(name: str) -> LayerClass | None:
    """Returns the class of layers by any name that Keras has or had for it."""
    known = load_catalog().classes("layer")
    entry = known.get(name) or known.get(_RENAMED.get(name, ""))
    return LayerClass(entry, name) if isinstance(entry, LayerEntry) else None


@lru_cache(maxsize=1)
def operations_by_name() -> dict[str, LayerEntry]:
    """Returns the operations by every name that Keras has for them: "ops.abs", "ops.nn.relu"."""
    return {name: entry for entry in load_catalog().operations.values() for name in (entry.class_name, *entry.aliases)}
