"""``keras.applications``: its architectures, asked from whoever knows Keras, and its preparation of inputs."""

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.catalog import load_catalog
from builder.conversion.applications import APPLICATIONS
from builder.conversion.from_python.data.arrays import changed
from builder.conversion.from_python.keras.configs import plain_value
from builder.conversion.from_python.keras.copies import model_of
from builder.conversion.from_python.keras.graph import Link, Model, Tensor, all_calls
from builder.conversion.from_python.keras.layers import LayerClass
from builder.conversion.from_python.keras.models import unread_model
from builder.conversion.from_python.keras.operations import add_operation
from builder.conversion.from_python.keras.shapes import shape_of
from builder.conversion.from_python.keras.tensor_operators import combine_tensors
from builder.conversion.from_python.language.values import Arguments, Array, Native, Unknown
from builder.network import BuilderError

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter

_NAMES = (
    "include_top",
    "weights",
    "input_tensor",
    "input_shape",
    "pooling",
    "classes",
    "classifier_activation",
    "name",
)
_MOBILE_NAMES = ("input_shape", "alpha", "include_top", "weights", "input_tensor", "pooling", "classes")
_ALREADY_INSIDE = ("efficientnet", "efficientnet_v2", "convnext", "mobilenet_v3")
_MODES = {
    **dict.fromkeys(
        ("mobilenet", "mobilenet_v2", "inception_v3", "inception_resnet_v2", "xception", "resnet_v2", "nasnet"), "tf"
    ),
    "densenet": "torch",
    **dict.fromkeys(("imagenet_utils", "resnet", "resnet50", "vgg16", "vgg19"), "caffe"),
}
"""Module of ``keras.applications`` -> the way in which it prepares images, or its default."""
_MEANS = {"caffe": (103.939, 116.779, 123.68), "torch": (0.485, 0.456, 0.406)}
_DEVIATIONS = {"caffe": (1.0, 1.0, 1.0), "torch": (0.229, 0.224, 0.225)}
"""Of the channels of ImageNet, from keras/src/applications/imagenet_utils.py; in caffe's order blue comes first."""


def application_value(parts: list[str]) -> Any:
    """Returns the value of ``keras.applications.<parts>``; None where it is a module."""
    name = parts[-1] if parts else ""
    if name in APPLICATIONS:
        return Native(name, lambda run, arguments: _build(run, name, arguments))
    if name == "preprocess_input" and len(parts) == 2:
        return Native(name, lambda run, arguments: _prepare(run, parts[0], arguments))
    return None


def _build(run: "KerasInterpreter", name: str, arguments: Arguments) -> Any:
    line = arguments.line
    given = arguments.bound(*(_MOBILE_NAMES if name.startswith("MobileNet") else _NAMES))
    tensor = given.pop("input_tensor", None)
    if given.pop("weights", "imagenet") is not None:
        run.notes.add(line, f"{name} is imported without the weights that it was trained to: networks hold none.")
    plain: dict[str, Any] = {}
    if arguments.spread is not None:
        return unread_model(run, arguments.node, replace(arguments.spread, origin=None), line)
    for key, value in given.items():
        found = plain_value(run, value)
        if isinstance(found, Unknown):
            lost = replace(found, reason=f'its argument "{key}" is not known: {found.reason}', origin=None)
            return unread_model(run, arguments.node, lost, line)
        if found is not None:
            plain[key] = found
    if isinstance(tensor, Tensor) and "input_shape" not in plain:
        shape = shape_of(run, tensor)
        if shape is not None:
            plain["input_shape"] = list(shape[1:])
    try:
        network = run.applications(name, plain)
    except BuilderError as error:
        reason = str(error).strip().rstrip(".")
        return unread_model(run, arguments.node, Unknown(reason, line, mistake=True), line)
    run.budget.restart()
    model = model_of(run, network, name=str(plain.get("name") or network_name(network.name, name)), line=line)
    return _on_tensor(run, model, tensor, line) if isinstance(tensor, Tensor) else model


def network_name(name: str, application: str) -> str:
    return application.lower() if name in ("", "Untitled network") else name


def _on_tensor(run: "KerasInterpreter", model: Model, tensor: Tensor, line: int) -> Model:
    """Puts the architecture on a tensor that the source has: its layers go on from there."""
    source = model.inputs[0]
    for call in all_calls(model):
        call.links = tuple(replace(link, tensor=tensor) if link.tensor is source else link for link in call.links)
    model.inputs = [tensor]
    return model


def _prepare(run: "KerasInterpreter", family: str, arguments: Arguments) -> Any:
    """Follows ``preprocess_input``: arithmetic, and a Normalization where channels differ."""
    given = arguments.bound("x", "data_format", "mode")
    tensor, line = given.get("x"), arguments.line
    if family in _ALREADY_INSIDE or isinstance(tensor, Unknown):
        return tensor
    mode = given.get("mode", _MODES.get(family)) if family == "imagenet_utils" else _MODES.get(family)
    if mode not in ("tf", *_MEANS):
        return Unknown(f'it comes from the "preprocess_input" of {family}', line)
    if isinstance(tensor, Array):
        return _prepare_array(tensor, mode, line)
    if not isinstance(tensor, Tensor):
        return Unknown("it is data", line)
    if mode == "tf":
        scaled = combine_tensors(run, ast.Div, tensor, 127.5, line)
        return combine_tensors(run, ast.Sub, scaled, 1.0, line)
    is_first = (given.get("data_format") or run.session.data_format) == "channels_first"
    axis = 1 if is_first else -1
    if mode == "torch":
        tensor = combine_tensors(run, ast.Div, tensor, 255.0, line)
    else:
        flip = load_catalog().operations["ops.flip"]
        tensor = add_operation(run, flip, [Link(tensor)], {"axis": axis}, line)
    config = {
        "axis": axis,
        "mean": list(_MEANS[mode]),
        "variance": [deviation**2 for deviation in _DEVIATIONS[mode]],
    }
    layer = run.call(LayerClass(load_catalog().layers["Normalization"], "Normalization"), Arguments([], config, line))
    return run.call(layer, Arguments([tensor], {}, line))


def _prepare_array(array: Array, mode: str, line: int) -> Array:
    if mode != "tf":
        return changed(array, "normalize", line=line, dtype="float32")
    scaled = changed(array, "divide", 127.5, line=line, dtype="float32")
    return changed(scaled, "subtract", 1.0, line=line)
