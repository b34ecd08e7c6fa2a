"""The attributes and methods of layers, models and tensors that say something of a network."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from builder.conversion.from_python.data.feeding import answer_of_model, feed
from builder.conversion.from_python.keras.adapting import adapt, vocabulary_of
from builder.conversion.from_python.keras.graph import Layer, Model, Sequential, Tensor, layers_of
from builder.conversion.from_python.keras.models import in_form
from builder.conversion.from_python.keras.objects import ObjectClass, object_value
from builder.conversion.from_python.keras.sequential import add_item, give_shape, take_off
from builder.conversion.from_python.keras.shapes import shape_of
from builder.conversion.from_python.language.values import Arguments, Dtype, Native, Unknown

if TYPE_CHECKING:
    from builder.conversion.from_python.keras.interpreter import KerasInterpreter


def attribute_of_tensor(run: "KerasInterpreter", value: Tensor, name: str, line: int) -> Any:
    if name == "shape":
        return shape_value(run, value, line)
    if name in ("get_shape", "as_list"):
        return Native(name, lambda run, arguments: shape_value(run, value, line))
    if name == "ndim":
        shape = shape_value(run, value, line)
        return shape if isinstance(shape, Unknown) else len(shape)
    if name == "name":
        callee = value.call.callee
        return callee.title
    if name == "dtype":
        callee = value.call.callee
        return Dtype(str(callee.config.get("dtype") or "float32") if isinstance(callee, Layer) else "float32")
    return Unknown(f'it comes from the attribute "{name[:60]}" of a tensor', line)


def shape_value(run: "KerasInterpreter", value: Tensor, line: int) -> Any:
    shape = shape_of(run, value)
    if shape is None:
        what = value.call.callee.entry.class_name if isinstance(value.call.callee, Layer) else "a model"
        return Unknown(f"it is the shape behind {what}, which is not known without Keras", line)
    return shape


def attribute_of_layer(run: "KerasInterpreter", value: Layer, name: str, line: int) -> Any:
    if name == "name":
        return value.title
    if name in ("output", "input") and value.calls:
        call = value.calls[0]
        tensors = [link.tensor for link in call.links] if name == "input" else call.outputs
        if name == "output" and call.activated is not None:
            return call.activated
        return tensors[0] if len(tensors) == 1 else list(tensors)
    if name == "output_shape" and value.calls:
        return shape_value(run, value.calls[0].outputs[0], line)
    if name == "input_shape" and value.calls and value.calls[0].links:
        return shape_value(run, value.calls[0].links[0].tensor, line)
    if name == "adapt":
        return Native(name, lambda run, arguments: adapt(run, value, arguments))
    if name in ("get_vocabulary", "vocabulary_size") and "vocabulary" in value.entry.arguments_by_name:
        return Native(name, lambda run, arguments: _vocabulary(value, name, arguments))
    if name in ("build", "set_weights", "load_weights"):
        return Native(name, lambda run, arguments: None)
    spec = value.entry.arguments_by_name.get(name)
    if spec is not None:
        found = value.config.get(name, spec.default)
        return tuple(found) if isinstance(found, list) else found
    return Unknown(f'it comes from the attribute "{name[:60]}" of a {value.entry.class_name}', line)


def _vocabulary(value: Layer, name: str, arguments: Arguments) -> Any:
    with_special = arguments.bound("include_special_tokens").get("include_special_tokens", True) is not False
    words = vocabulary_of(value, with_special=with_special or name == "vocabulary_size")
    if isinstance(words, Unknown):
        words.line = arguments.line
        return words
    return len(words) if name == "vocabulary_size" else words


def attribute_of_model(run: "KerasInterpreter", value: Model, name: str, line: int) -> Any:
    if name == "name":
        return value.title
    if name in _MODEL_VALUES:
        return _MODEL_VALUES[name](run, value, line)
    if name in _MODEL_METHODS:
        method = _MODEL_METHODS[name]
        return Native(name, lambda run, arguments: method(run, value, arguments))
    return Unknown(f'it comes from "{name[:60]}" of a model', line)


def _output(run: "KerasInterpreter", value: Model, line: int) -> Any:
    if not value.outputs:
        return Unknown("it is the output of a model without layers", line)
    return in_form(value, value.outputs)


def _input(run: "KerasInterpreter", value: Model, line: int) -> Any:
    if not value.inputs:
        return Unknown("it is the input of a model without layers", line)
    return value.inputs[0] if len(value.inputs) == 1 else list(value.inputs)


def _output_shape(run: "KerasInterpreter", value: Model, line: int) -> Any:
    shapes = [shape_value(run, tensor, line) for tensor in value.outputs]
    return shapes[0] if len(shapes) == 1 else shapes


def _input_shape(run: "KerasInterpreter", value: Model, line: int) -> Any:
    shapes = [shape_value(run, tensor, line) for tensor in value.inputs]
    return shapes[0] if len(shapes) == 1 else shapes


_MODEL_VALUES: dict[str, Callable[["KerasInterpreter", Model, int], Any]] = {
    "input": _input,
    "input_shape": _input_shape,
    "inputs": lambda run, value, line: list(value.inputs),
    "layers": lambda run, value, line: layers_of(value),
    "output": _output,
    "output_shape": _output_shape,
    "outputs": lambda run, value, line: list(value.outputs),
}


def _add(run: "KerasInterpreter", value: Model, arguments: Arguments) -> None:
    if isinstance(value, Sequential):
        given = arguments.bound("layer")
        add_item(run, value, given.get("layer"), arguments.line)


def _add_loss(run: "KerasInterpreter", value: Model, arguments: Arguments) -> None:
    run.notes.add(arguments.line, "The loss that add_loss adds is left out: a recipe holds Keras's own losses only.")


def _pop(run: "KerasInterpreter", value: Model, arguments: Arguments) -> Any:
    return take_off(value) if isinstance(value, Sequential) else None


def _build(run: "KerasInterpreter", value: Model, arguments: Arguments) -> None:
    shape = arguments.bound("input_shape").get("input_shape")
    if isinstance(value, Sequential) and isinstance(shape, (list, tuple)):
        give_shape(run, value, tuple(shape))


def _compile(run: "KerasInterpreter", value: Model, arguments: Arguments) -> None:
    given = arguments.bound("optimizer", "loss", "loss_weights", "metrics")
    third = given.get("loss_weights")
    if isinstance(third, list) and "metrics" not in given and not all(isinstance(item, (int, float)) for item in third):
        given["metrics"] = given.pop("loss_weights")  # Keras 2 takes the metrics third
    value.compiled = {**given, "line": arguments.line}


_OF_FIT = (
    "x",
    "y",
    "batch_size",
    "epochs",
    "verbose",
    "callbacks",
    "validation_split",
    "validation_data",
    "shuffle",
    "class_weight",
    "sample_weight",
    "initial_epoch",
    "steps_per_epoch",
    "validation_steps",
    "validation_batch_size",
    "validation_freq",
)


def _evaluate(run: "KerasInterpreter", value: Model, arguments: Arguments) -> Any:
    given = arguments.bound("x", "y")
    value.evaluated = {**given, "line": arguments.line}
    feed(run, value, given.get("x"), arguments.line)
    return Unknown("it is what an evaluation found", arguments.line)


def _fit(run: "KerasInterpreter", value: Model, arguments: Arguments) -> Any:
    given = arguments.bound(*_OF_FIT)
    value.fitted = {**given, "line": arguments.line}
    feed(run, value, given.get("x"), arguments.line)
    return Unknown("it is the history of a training", arguments.line)


def _fit_generator(run: "KerasInterpreter", value: Model, arguments: Arguments) -> Any:
    names = ("generator", "steps_per_epoch", "epochs", "verbose", "callbacks", "validation_data")
    given = arguments.bound(*names)
    given["x"] = given.pop("generator", None)
    return _fit(run, value, Arguments([], given, arguments.line))


def _fit_batch(run: "KerasInterpreter", value: Model, arguments: Arguments) -> Any:
    feed(run, value, arguments.bound("x").get("x"), arguments.line)
    return Unknown("it is what a step of training found", arguments.line)


def _predict(run: "KerasInterpreter", value: Model, arguments: Arguments) -> Any:
    return answer_of_model(run, value, arguments.bound("x").get("x"), arguments.line)


def _get_layer(run: "KerasInterpreter", value: Model, arguments: Arguments) -> Any:
    given = arguments.bound("name", "index")
    layers = layers_of(value)
    index, name = given.get("index"), given.get("name")
    if isinstance(index, int) and -len(layers) <= index < len(layers):
        return layers[index]
    for layer in layers:
        run.budget.spend()
        if isinstance(name, str) and name in (layer.name, layer.automatic):
            return layer
    return Unknown(f'it is the layer "{name}", which this model does not have', arguments.line)


def _nothing(run: "KerasInterpreter", value: Model, arguments: Arguments) -> None:
    return None


_MODEL_METHODS: dict[str, Callable[["KerasInterpreter", Model, Arguments], Any]] = {
    "add": _add,
    "add_loss": _add_loss,
    "add_metric": _nothing,
    "build": _build,
    "compile": _compile,
    "evaluate": _evaluate,
    "fit": _fit,
    "fit_generator": _fit_generator,
    "get_layer": _get_layer,
    "load_weights": _nothing,
    "pop": _pop,
    "predict": _predict,
    "predict_on_batch": _predict,
    "save": _nothing,
    "save_weights": _nothing,
    "set_weights": _nothing,
    "summary": _nothing,
    "train_on_batch": _fit_batch,
}


def set_layer_attribute(run: "KerasInterpreter", layer: Layer, name: str, new: Any) -> None:
    if name in ("name", "_name") and isinstance(new, str):
        layer.name = new[:200].strip()
    elif name == "trainable" and isinstance(new, bool) and not layer.is_input and not layer.entry.operation:
        if new:
            layer.config.pop("trainable", None)
        else:
            layer.config["trainable"] = False
    elif name == "activation" and "activation" in layer.entry.arguments_by_name:
        if isinstance(new, ObjectClass):
            layer.config["activation"] = object_value(new)
        elif isinstance(new, str):
            layer.config["activation"] = new


def set_model_attribute(run: "KerasInterpreter", model: Model, name: str, new: Any) -> None:
    if name in ("name", "_name") and isinstance(new, str):
        model.name = new[:200].strip()
    elif name == "trainable" and isinstance(new, bool):
        pending, seen = [model], {id(model)}
        while pending:
            for layer in layers_of(pending.pop()):
                run.budget.spend()
                if isinstance(layer, Layer):
                    set_layer_attribute(run, layer, name, new)
                elif id(layer) not in seen:
                    seen.add(id(layer))
                    pending.append(layer)
