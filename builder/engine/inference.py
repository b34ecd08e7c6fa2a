"""Asks Keras what one layer call gives, without allocating a weight. Imports Keras."""

import json
import random
import re
import warnings
from collections.abc import Iterable

import keras
from keras.src.backend.common import global_state

from builder.engine.build import call_values
from builder.engine.layer_call import Argument, LayerCall, LayerResult
from builder.engine.operations import Operation, make_callable
from builder.engine.report import TensorSpec

_RARE = frozenset({"bfloat16", "float16"})
"""Types of numbers for which TensorFlow lacks the decomposition that orthogonal weights need, or may lack it."""


def infer(call: LayerCall) -> LayerResult:
    """Returns the outputs and parameter counts of the call, or Keras's message where it refuses.

    Weights get shapes but no values inside a StatelessScope, so the size of a layer costs nothing. Python's random
    numbers, of which Keras draws the seeds of layers, go on as if nothing had been asked: what a seed makes of a model
    must not depend on whether it was checked before.
    """
    numbers = random.getstate()
    try:
        with keras.StatelessScope(initialize_variables=False), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            layer = make_callable(call.class_name, json.loads(call.config))
            if call.built_on is not None:
                call_layer(layer, call.built_on)
            outputs = call_layer(layer, call)
            _draw_rare(layer.trainable_weights)
            return LayerResult(
                tuple(_spec_of(tensor) for tensor in outputs),
                trainable=sum(_size(weight) for weight in layer.trainable_weights),
                non_trainable=sum(_size(weight) for weight in layer.non_trainable_weights),
            )
    except Exception as error:  # noqa: BLE001  Keras and TensorFlow raise classes of every kind for a layer that does not fit
        return LayerResult(error=_message(error))
    finally:
        random.setstate(numbers)
        # Keras keeps every weight made in a StatelessScope in a list for later initialization; ours never are.
        global_state.set_global_attribute("uninitialized_variables", [])


def call_layer(layer: keras.Layer | Operation, call: LayerCall) -> list[keras.KerasTensor]:
    """Calls the layer on symbolic tensors, which builds it, and returns what it gives."""
    positional = [_tensors_of(argument) for argument in call.arguments if argument.name is None]
    named = {argument.name: _tensors_of(argument) for argument in call.arguments if argument.name is not None}
    outputs = layer(*positional, **named, **call_values(call.class_name, json.loads(call.call)))
    given = keras.tree.flatten([positional, named])
    if any(output is tensor for output in keras.tree.flatten(outputs) for tensor in given):
        # Equalization does; Keras then sees a cycle when a model is made of it.
        raise ValueError("The layer hands the very tensor back that it was given, so it cannot be part of a model.")
    return keras.tree.flatten(outputs)  # type: ignore[no-any-return]


def _draw_rare(weights: Iterable[keras.Variable]) -> None:
    """Draws a single number for each weight that TensorFlow may be unable to draw, so that its refusal shows here."""
    for weight in weights:
        if weight.dtype in _RARE and isinstance(weight._initializer, keras.initializers.Orthogonal):
            weight._initializer((1, 1), dtype=weight.dtype)


def _tensors_of(argument: Argument) -> object:
    tensors = [_symbolic_tensor(spec) for spec in argument.tensors]
    return tensors if argument.is_list else tensors[0]


def _symbolic_tensor(spec: TensorSpec) -> keras.KerasTensor:
    tensor = keras.KerasTensor(spec.shape, dtype=spec.dtype)
    if spec.mask is not None:
        tensor._keras_mask = keras.KerasTensor(spec.mask, dtype="bool")
    return tensor


def _spec_of(tensor: keras.KerasTensor) -> TensorSpec:
    mask = getattr(tensor, "_keras_mask", None)
    return TensorSpec(tuple(tensor.shape), tensor.dtype, None if mask is None else tuple(mask.shape))


def _size(weight: keras.Variable) -> int:
    size = 1
    for length in weight.shape:
        size *= int(length)
    return size


def _message(error: Exception) -> str:
    """Returns Keras's own words without the frame it puts around what is raised inside ``call``."""
    text = str(error)
    framed = re.search(r"\x1b\[1m(.*?)\x1b\[0m", text, re.DOTALL)
    return (framed.group(1) if framed else text).strip() or type(error).__name__
