"""Functions of Keras that a source calls by name, other than layers, operations and objects of the catalogue."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.conversion.from_python.data.functions import NORMALIZE, PAD_SEQUENCES, TO_CATEGORICAL
from builder.conversion.from_python.data.loaders import KERAS_LOADERS
from builder.conversion.from_python.data.making import MADE_BY_KERAS
from builder.conversion.from_python.data.streams import FOLDERS
from builder.conversion.from_python.keras.copies import clone_model
from builder.conversion.from_python.keras.graph import Layer, Model
from builder.conversion.from_python.keras.inputs import make_input
from builder.conversion.from_python.keras.layers import LayerClass
from builder.conversion.from_python.keras.models import make_model
from builder.conversion.from_python.keras.sequential import make_sequential
from builder.conversion.from_python.keras.unknown_calls import call_unknown
from builder.conversion.from_python.language.values import Arguments, Dtype, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_MERGES = {
    "add": "Add",
    "average": "Average",
    "concatenate": "Concatenate",
    "dot": "Dot",
    "maximum": "Maximum",
    "minimum": "Minimum",
    "multiply": "Multiply",
    "subtract": "Subtract",
}
_MODES = {
    "sum": "Add",
    "mul": "Multiply",
    "concat": "Concatenate",
    "ave": "Average",
    "max": "Maximum",
    "min": "Minimum",
    "dot": "Dot",
}


def _merge_by(class_name: str) -> "Callable[[KerasInterpreter, Arguments], Any]":
    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        given = arguments.bound("inputs", "axes" if class_name == "Dot" else "axis")
        tensors = given.pop("inputs", None)
        layer = run.call(
            LayerClass(load_catalog().layers[class_name], class_name), Arguments([], given, arguments.line)
        )
        return run.call(layer, Arguments([tensors], {}, arguments.line))

    return call


def _merge(run: "KerasInterpreter", arguments: Arguments) -> Any:
    """Executes Keras 1's ``merge([a, b], mode="concat")``."""
    given = arguments.bound("inputs", "mode", "concat_axis", "dot_axes")
    class_name = _MODES.get(str(given.get("mode", "sum")), "")
    if not class_name:
        unknown = Unknown(f'it is a merge of the mode "{str(given.get("mode"))[:40]}"', arguments.line)
        return call_unknown(run, unknown, arguments)
    named = {"name": given.get("name"), "inputs": given.get("inputs")}
    if class_name == "Concatenate" and "concat_axis" in given:
        named["axis"] = given["concat_axis"]
    if class_name == "Dot":
        named["axes"] = given.get("dot_axes", -1)
    return _merge_by(class_name)(run, Arguments([], named, arguments.line))


def _input_layer(run: "KerasInterpreter", arguments: Arguments) -> Any:
    given = arguments.bound("input_shape", "batch_size", "dtype")
    return make_input(run, Arguments([], given, arguments.line))


def _clone(run: "KerasInterpreter", arguments: Arguments) -> Any:
    model = arguments.bound("model").get("model")
    return clone_model(run, model, arguments.line) if isinstance(model, Model) else Unknown("it is a copy")


def _load_model(run: "KerasInterpreter", arguments: Arguments) -> Any:
    return Unknown(
        "it is a model that is read from a file, and files that a source names are never opened", arguments.line
    )


def _shape(run: "KerasInterpreter", arguments: Arguments) -> Any:
    return run.attribute(next(iter(arguments.positional), None), "shape", arguments.line)


def _ndim(run: "KerasInterpreter", arguments: Arguments) -> Any:
    return run.attribute(next(iter(arguments.positional), None), "ndim", arguments.line)


def _nothing(run: "KerasInterpreter", arguments: Arguments) -> None:
    return None


def _clear(run: "KerasInterpreter", arguments: Arguments) -> None:
    run.session.clear()


def _set_seed(run: "KerasInterpreter", arguments: Arguments) -> None:
    value = next(iter([*arguments.positional, *arguments.named.values()]), None)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**32:
        run.session.seed = value


def _set_policy(run: "KerasInterpreter", arguments: Arguments) -> None:
    value = next(iter([*arguments.positional, *arguments.named.values()]), None)
    name = value.name if isinstance(value, Dtype) else value
    if isinstance(name, str):
        run.session.policy = "" if name == "float32" else name
    elif isinstance(name, Unknown):
        run.notes.add_unknown(arguments.line, "The dtype policy", name)


def _policy(run: "KerasInterpreter", arguments: Arguments) -> Any:
    name = arguments.bound("name").get("name")
    return Dtype(name) if isinstance(name, str) else Unknown("it is a dtype policy without a name", arguments.line)


def _set_data_format(run: "KerasInterpreter", arguments: Arguments) -> None:
    value = next(iter(arguments.positional), None)
    run.session.data_format = "channels_first" if value in ("channels_first", "th") else ""


def _data_format(run: "KerasInterpreter", arguments: Arguments) -> str:
    return run.session.data_format or "channels_last"


def _getter(section: str) -> "Callable[[KerasInterpreter, Arguments], Any]":
    def call(run: "KerasInterpreter", arguments: Arguments) -> Any:
        from builder.conversion.from_python.keras.namespace import resolve

        value = next(iter([*arguments.positional, *arguments.named.values()]), None)
        if not isinstance(value, str):
            return value
        found = resolve(f"keras.{section}", value, arguments.line)
        return value if isinstance(found, Unknown) else found

    return call


def _custom_objects(run: "KerasInterpreter", arguments: Arguments) -> dict[Any, Any]:
    return run.session.custom_objects


def _register(run: "KerasInterpreter", arguments: Arguments) -> None:
    for value in arguments.positional:
        if isinstance(value, dict):
            run.session.custom_objects.update(value)


def _layer_get(run: "KerasInterpreter", arguments: Arguments) -> Any:
    value = next(iter(arguments.positional), None)
    return value if isinstance(value, Layer) else Unknown("it is a layer read from a config", arguments.line)


_FUNCTIONS: "dict[str, Callable[[KerasInterpreter, Arguments], Any]]" = {
    "Input": make_input,
    "InputLayer": _input_layer,
    "layers.Input": make_input,
    "layers.InputLayer": _input_layer,
    "Model": make_model,
    "models.Model": make_model,
    "models.Functional": make_model,
    "Sequential": make_sequential,
    "models.Sequential": make_sequential,
    "models.clone_model": _clone,
    "models.load_model": _load_model,
    "models.model_from_json": _load_model,
    "saving.load_model": _load_model,
    "layers.deserialize": _layer_get,
    "layers.merge": _merge,
    "ops.shape": _shape,
    "ops.ndim": _ndim,
    "utils.set_random_seed": _set_seed,
    "utils.plot_model": _nothing,
    **{f"{area}.get_custom_objects": _custom_objects for area in ("utils", "saving", "utils.generic_utils")},
    **{
        f"{area}.{name}": _register
        for area in ("utils", "saving", "utils.generic_utils")
        for name in ("custom_object_scope", "CustomObjectScope")
    },
    "utils.clear_session": _clear,
    "backend.clear_session": _clear,
    "mixed_precision.set_global_policy": _set_policy,
    "mixed_precision.set_dtype_policy": _set_policy,
    "mixed_precision.experimental.set_policy": _set_policy,
    "config.set_dtype_policy": _set_policy,
    "config.set_image_data_format": _set_data_format,
    "config.image_data_format": _data_format,
    "backend.set_image_data_format": _set_data_format,
    "backend.image_data_format": _data_format,
    "mixed_precision.Policy": _policy,
    "mixed_precision.DTypePolicy": _policy,
    "mixed_precision.experimental.Policy": _policy,
    "dtype_policies.DTypePolicy": _policy,
    "DTypePolicy": _policy,
    **KERAS_LOADERS,
    **MADE_BY_KERAS,
    **FOLDERS,
    "utils.to_categorical": TO_CATEGORICAL,
    "utils.np_utils.to_categorical": TO_CATEGORICAL,
    "utils.normalize": NORMALIZE,
    "utils.pad_sequences": PAD_SEQUENCES,
    "utils.sequence.pad_sequences": PAD_SEQUENCES,
    "preprocessing.sequence.pad_sequences": PAD_SEQUENCES,
    **{f"layers.{name}": _merge_by(class_name) for name, class_name in _MERGES.items()},
    **{
        f"{section}.get": _getter(section)
        for section in ("activations", "constraints", "initializers", "losses", "metrics", "optimizers", "regularizers")
    },
}

FUNCTIONS = {path: Native(path.rpartition(".")[2], function) for path, function in _FUNCTIONS.items()}
"""Path within ``keras`` -> what it is called as."""
