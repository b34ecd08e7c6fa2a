"""Activations that are functions, objects or layers: the network computes what Keras computes with them."""

from typing import Any

import keras
import numpy as np
import pytest

from builder import to_keras
from builder.catalog import load_catalog
from builder.conversion.from_python.keras.activations import _APPLIED_LAST
from builder.conversion.imported import import_source
from tests.conversion.from_python.reading import HEADER, layers_of, notes

pytestmark = pytest.mark.keras

WRITTEN = """\
def squash(x):
    return ops.tanh(x) ** 2
model = keras.Sequential([keras.Input((6,)), layers.Dense(4), layers.Activation(squash), layers.Dense(2, squash)])
---
x = keras.Input((8, 8, 3))
y = layers.Conv2D(4, 3, activation=lambda t: t * ops.sigmoid(t))(x)
y = layers.SeparableConv2D(5, 3, activation=layers.LeakyReLU(negative_slope=0.1))(y)
model = keras.Model(x, layers.Flatten()(y))
---
def scaled(factor):
    def call(x):
        return ops.relu(x) * factor
    return call
model = keras.Sequential()
model.add(keras.Input((3,)))
model.add(layers.Dense(5, activation=scaled(0.5)))
model.add(layers.Dense(2, activation=keras.ops.softmax))
---
class Swish:
    def __init__(self, beta):
        self.beta = beta
    def __call__(self, x):
        return x * ops.sigmoid(self.beta * x)
model = keras.Sequential([layers.Input((4,)), layers.Dense(3, activation=Swish(1.5)), layers.Dense(1)])
---
import tensorflow as tf
layer = layers.Dense(3, activation=tf.math.sin)
x = keras.Input((3,))
model = keras.Model(x, layer(layer(x)))
---
import functools
def leaky(x, slope):
    return ops.maximum(x, slope * x)
model = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation=functools.partial(leaky, slope=0.3))])
---
x = keras.Input((4,))
dense = layers.Dense(6, activation=lambda t: ops.square(t))
dense(x)
model = keras.Model(x, layers.Dense(1)(dense.output))
---
@keras.saving.register_keras_serializable()
def halved(x):
    return x / 2
stack = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation=halved)], name="stack")
x = keras.Input((4,))
model = keras.Model(x, layers.Dense(1)(stack(x)))
"""
SOURCES = WRITTEN.split("---\n")


@pytest.mark.parametrize("source", SOURCES)
def test_a_function_as_activation_computes_what_it_computes_in_keras(source: str) -> None:
    imported = import_source(HEADER + source)
    assert imported.notes == ()
    names: dict[str, Any] = {}
    exec(HEADER + source, names)  # a source of this file
    theirs, ours = names["model"], to_keras(imported.models["model"])
    ours.set_weights(theirs.get_weights())
    given = np.random.default_rng(0).normal(size=(2, *theirs.input_shape[1:])).astype("float32")
    np.testing.assert_allclose(ours(given), theirs(given), rtol=1e-6)


def with_activation() -> list[str]:
    entries = load_catalog().layers.values()
    return [e.class_name for e in entries if "activation" in e.arguments_by_name and e.family in _APPLIED_LAST]


@pytest.mark.parametrize("class_name", with_activation())
def test_the_activation_is_the_last_thing_that_these_layers_compute(class_name: str) -> None:
    """What makes it right to draw a function as nodes behind the layer."""
    by_class = {"EinsumDense": ("abc,cd->abd", (None, 5)), "Activation": ()}
    rank = next((int(part) for part in class_name if part.isdecimal()), 1)
    given = by_class.get(class_name, (4, 2) if "Conv" in class_name and "Depthwise" not in class_name else (2,))
    layer_class = getattr(keras.layers, class_name)
    with_it = layer_class(*given, activation=keras.ops.sin)
    x = np.random.default_rng(0).normal(size=(2, *[6] * rank, 3)).astype("float32")
    found = with_it(x)
    without = layer_class(*given, activation="linear")
    without(x)
    without.set_weights(with_it.get_weights())
    np.testing.assert_allclose(found, keras.ops.sin(without(x)), rtol=1e-5, atol=1e-6)


def test_names_of_keras_stay_names_however_they_are_spelled() -> None:
    source = """
    import tensorflow.compat.v1 as tf
    model = tf.keras.Sequential([tf.keras.Input((4,))] + [
        layers.Dense(2, activation=activation)
        for activation in (tf.nn.relu, tf.keras.activations.relu, ops.relu, keras.activations.get("relu"), "relu")
    ])
    """
    assert layers_of(source) == [("Dense", {"units": 2, "activation": "relu"})] * 5


def test_a_name_that_a_source_registers_is_followed() -> None:
    source = """
    from keras.utils import get_custom_objects
    get_custom_objects().update({"twice": layers.Activation(lambda x: x * 2)})
    model = keras.Sequential([keras.Input((4,)), layers.Dense(2, activation="twice"), layers.Activation("twice")])
    """
    doubled = ("ops.multiply", {"x2": 2})
    assert layers_of(source) == [("Dense", {"units": 2}), doubled, doubled]


def test_a_function_that_cannot_be_followed_is_told() -> None:
    source = """
    model = keras.Sequential([keras.Input((4,)), layers.Dense(2, activation=lambda x: x.numpy())])
    """
    ((line, text),) = notes(source)
    assert (line, text[:68]) == (1, "lambda could not be understood: this activation of a Dense cannot be")


def test_a_function_inside_a_recurrent_or_held_layer_is_told() -> None:
    source = """
    f = lambda x: x * 2
    a = layers.LSTM(3, activation=f)
    b = layers.TimeDistributed(layers.Dense(2, activation=f))
    model = keras.Sequential([keras.Input((4, 4)), a, b])
    """
    told = [text for _, text in notes(source)]
    assert told[0].startswith('LSTM could not be understood: its argument "activation" is not known')
    assert "a function, which another layer cannot hold" in told[1]
