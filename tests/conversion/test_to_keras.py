"""The Keras model: its names, its order, what it shares; and the file made of it."""

import keras
import numpy as np
import pytest

from builder import InvalidNetworkError, check, to_keras
from builder.conversion.keras_file import keras_file
from builder.network import Block
from builder.network.names import layer_names
from tests.engine.drawing import chain, draw, input_of

pytestmark = pytest.mark.keras


def dense(name: str, units: int = 8, **config):
    return (name, "Dense", {"units": units, **config})


def test_layers_bear_the_names_of_the_network():
    network = chain(input_of(8, label="Große Bilder"), dense("a", label="hidden"), dense("b"))
    model = to_keras(network)
    assert isinstance(model, keras.Sequential)
    assert [model.inputs[0].name, *(layer.name for layer in model.layers)] == list(layer_names(network).values())


def test_inputs_and_outputs_keep_the_order_of_the_network():
    layers = (input_of(3, name="b"), input_of(4, name="a"), dense("p", 1), dense("q", 2))
    model = to_keras(draw(layers, "b>p", "a>q", inputs=("a", "b"), outputs=({"node": "q"}, {"node": "p"})))
    assert [tensor.shape for tensor in model.inputs] == [(None, 4), (None, 3)]
    assert [tensor.shape for tensor in model.outputs] == [(None, 2), (None, 1)]


def test_counts_are_those_of_the_report():
    block = draw(
        (input_of(8, name="in"), dense("d"), ("n", "BatchNormalization", {})), "in>d", "d>n", kind=Block, name="B"
    )
    layers = (
        input_of(8),
        ("x", "Block", {"block": "b"}),
        ("y", "Block", {"block": "b"}),
        dense("z"),
        ("w", "Dense", {"shares": "z"}),
    )
    network = draw(layers, "images>x", "x>y", "y>z", "z>w", blocks={"b": block})
    model, report = to_keras(network), check(network)
    assert model.count_params() == report.total_parameters == 72 + 32 + 72
    assert sum(weight.numpy().size for weight in model.trainable_weights) == report.trainable_parameters


def test_block_is_one_model_called_twice():
    inner = draw((input_of(8, name="in"), dense("d")), "in>d", kind=Block, name="Inner")
    outer = draw((input_of(8, name="in"), ("i", "Block", {"block": "inner"})), "in>i", kind=Block, name="Outer")
    layers = (input_of(8), ("o", "Block", {"block": "outer"}), ("i", "Block", {"block": "inner"}))
    model = to_keras(draw(layers, "images>o", "o>i", blocks={"inner": inner, "outer": outer}))
    assert model.count_params() == 72
    assert [layer.name for layer in model.layers[1:]] == ["Outer", "Inner"]


def test_layer_that_leads_nowhere_is_left_out():
    network = draw((input_of(8), dense("a"), dense("b")), "images>a", "images>b", outputs=({"node": "a"},))
    assert to_keras(network).count_params() == 72


def test_broken_network_is_refused_with_its_problems():
    with pytest.raises(InvalidNetworkError) as caught:
        to_keras(chain(input_of(8), ("conv", "Conv2D", {"filters": 1, "kernel_size": 3})))
    assert [problem.code for problem in caught.value.problems] == ["wrong_rank"]


def test_file_holds_the_model_and_the_weights_given(tmp_path):
    network = chain(input_of(8), dense("a"))
    trained = to_keras(network)
    trained.save_weights(tmp_path / "a.weights.h5")
    (tmp_path / "model.keras").write_bytes(keras_file(network, tmp_path / "a.weights.h5"))
    read = keras.saving.load_model(tmp_path / "model.keras")  # our own file, written just now
    np.testing.assert_array_equal(read(np.ones((2, 8))), trained(np.ones((2, 8))))
