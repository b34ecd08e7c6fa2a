"""``keras.applications``: its architectures, asked from whoever knows Keras, and its preparation of inputs."""

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from builder.conversion.applications import APPLICATIONS
from builder.conversion.from_python.configs import plain_value
from builder.conversion.from_python.copies import model_of
from builder.conversion.from_python.graph import Model, Tensor, all_calls
from builder.conversion.from_python.passing import first_tensor
from builder.conversion.from_python.shapes import shape_of
from builder.conversion.from_python.tensor_operators import combine_tensors
from builder.conversion.from_python.values import Arguments, Native, Unknown
from builder.network import BuilderError

if TYPE_CHECKING:
    from builder.conversion.from_python.interpreter import Interpreter

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
_FROM_MINUS_ONE = (
    "mobilenet",
    "mobilenet_v2",
    "inception_v3",
    "inception_resnet_v2",
    "xception",
    "resnet_v2",
    "nasnet",
)


def application_value(parts: list[str]) -> Any:
    """Returns the value of ``keras.applications.<parts>``; None where it is a module."""
    name = parts[-1] if parts else ""
    if name in APPLICATIONS:
        return Native(name, lambda run, arguments: _build(run, name, arguments))
    if name == "preprocess_input" and len(parts) == 2:
        return Native(name, lambda run, arguments: _prepare(run, parts[0], arguments))
    return None


def _build(run: "Interpreter", name: str, arguments: Arguments) -> Any:
    line = arguments.line
    given = arguments.bound(*(_MOBILE_NAMES if name.startswith("MobileNet") else _NAMES))
    tensor = given.pop("input_tensor", None)
    if given.pop("weights", "imagenet") is not None:
        run.findings.add(line, f"{name} is imported without the weights that it was trained to: networks hold none.")
    plain: dict[str, Any] = {}
    for key, value in given.items():
        found = plain_value(run, value)
        if isinstance(found, Unknown):
            run.findings.add_unknown(line, f'The argument "{key}" of {name}', found)
        elif found is not None:
            plain[key] = found
    if isinstance(tensor, Tensor) and "input_shape" not in plain:
        shape = shape_of(run, tensor)
        if shape is not None:
            plain["input_shape"] = list(shape[1:])
    try:
        network = run.applications(name, plain)
    except BuilderError as error:
        run.findings.add(line, f"{name} is left out. {error}", mistake=True)
        return Unknown(f"it is a {name} that cannot be built with these arguments", line)
    run.budget.restart()
    model = model_of(run, network, name=str(plain.get("name") or network_name(network.name, name)), line=line)
    return _on_tensor(run, model, tensor, line) if isinstance(tensor, Tensor) else model


def network_name(name: str, application: str) -> str:
    return application.lower() if name in ("", "Untitled network") else name


def _on_tensor(run: "Interpreter", model: Model, tensor: Tensor, line: int) -> Model:
    """Puts the architecture on a tensor that the source has: its layers go on from there."""
    source = model.inputs[0]
    for call in all_calls(model):
        call.links = tuple(replace(link, tensor=tensor) if link.tensor is source else link for link in call.links)
    model.inputs = [tensor]
    return model


def _prepare(run: "Interpreter", family: str, arguments: Arguments) -> Any:
    """Follows ``preprocess_input`` on a tensor where it is plain arithmetic."""
    tensor = first_tensor(arguments)
    if tensor is None:
        return arguments.positional[0] if arguments.positional else Unknown("it is data", arguments.line)
    if family in _ALREADY_INSIDE:
        return tensor
    if family in _FROM_MINUS_ONE:
        scaled = combine_tensors(run, ast.Div, tensor, 127.5, arguments.line)
        return combine_tensors(run, ast.Sub, scaled, 1.0, arguments.line)
    return Unknown(f'it comes from the "preprocess_input" of {family}', arguments.line)
