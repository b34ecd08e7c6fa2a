"""Keras 1 and 2 as they stand in old books and posts."""

import pytest

from builder.conversion.imported import import_source
from tests.conversion.from_python.reading import layers_of, network

KERAS_1 = """
from keras.models import Sequential, Model
from keras.layers import Input, merge
from keras.layers.core import Dense, Dropout, Activation, Flatten
from keras.layers.convolutional import Convolution2D, MaxPooling2D
from keras.regularizers import l2

net = Sequential()
net.add(Convolution2D(32, 3, 3, border_mode="same", subsample=(2, 2), input_shape=(32, 32, 3), W_regularizer=l2(0.1)))
net.add(Activation("relu"))
net.add(Convolution2D(nb_filter=8, nb_row=3, nb_col=5, dim_ordering="tf", bias=False))
net.add(Dropout(p=0.25))
net.add(Flatten())
net.add(Dense(output_dim=10, init="he_normal"))

a, b = Input(shape=(4,)), Input(shape=(4,))
both = Model(input=[a, b], output=merge([a, b], mode="concat", concat_axis=1))
"""


def test_keras_1_is_read_in_todays_spelling() -> None:
    imported = import_source(KERAS_1)
    assert imported.notes == ()
    net, both = imported.models.values()
    assert [(node.class_name, node.config) for node in net.nodes] == [
        ("Input", {"shape": [32, 32, 3]}),
        (
            "Conv2D",
            {
                "filters": 32,
                "kernel_size": 3,
                "strides": 2,
                "padding": "same",
                "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.1}},
            },
        ),
        ("Activation", {"activation": "relu"}),
        ("Conv2D", {"filters": 8, "kernel_size": [3, 5], "use_bias": False}),
        ("Dropout", {"rate": 0.25}),
        ("Flatten", {}),
        ("Dense", {"units": 10, "kernel_initializer": "he_normal"}),
    ]
    assert [(node.class_name, node.config) for node in both.nodes[2:]] == [("Concatenate", {"axis": 1})]


def test_three_numbers_are_strides_where_nothing_speaks_of_keras_1() -> None:
    source = "model = keras.Sequential([keras.Input((9, 9, 1)), layers.Conv2D(4, 3, 2)])"
    assert layers_of(source) == [("Conv2D", {"filters": 4, "kernel_size": 3, "strides": 2})]


def test_first_layers_say_what_they_take() -> None:
    found = {
        "layers.Dense(2, input_dim=3)": [3],
        "layers.Dense(2, input_shape=(3,))": [3],
        "layers.Dense(2, batch_input_shape=(None, 3))": [3],
        "layers.LSTM(2, input_dim=3, input_length=5)": [5, 3],
        "layers.Embedding(9, 2, input_length=5)": [5],
        "layers.InputLayer(input_shape=(3,)), layers.Dense(2)": [3],
    }
    for written, shape in found.items():
        assert network(f"model = keras.Sequential([{written}])").nodes[0].config["shape"] == shape


@pytest.mark.keras
@pytest.mark.parametrize(
    ("written", "class_name", "config"),
    [
        ('init="normal"', "RandomNormal", {}),
        ('init="uniform"', "RandomUniform", {}),
        ('init="lecun_uniform"', "LecunUniform", {}),
        ('kernel_initializer="glorot_uniform"', "GlorotUniform", {}),
        ('kernel_initializer="zero"', "Zeros", {}),
        ("init=keras.initializations.he_uniform", "HeUniform", {}),
        ("kernel_initializer=keras.initializers.normal(stddev=0.2)", "RandomNormal", {"stddev": 0.2}),
        ("kernel_initializer=keras.initializers.uniform(-0.1, 0.2)", "RandomUniform", {"minval": -0.1, "maxval": 0.2}),
        ("kernel_initializer=keras.initializers.constant(0.2)", "Constant", {"value": 0.2}),
        ("kernel_initializer=keras.initializers.get('he_normal')", "HeNormal", {}),
        ("kernel_initializer=tf.initializers.glorot_normal()", "GlorotNormal", {}),
        ("kernel_initializer=tf.random_normal_initializer(0.0, 0.02)", "RandomNormal", {"stddev": 0.02}),
        ("kernel_initializer=tf.compat.v1.glorot_uniform_initializer()", "GlorotUniform", {}),
        ("kernel_initializer=tf.constant_initializer(0.1)", "Constant", {"value": 0.1}),
        ("kernel_initializer=tf.contrib.layers.xavier_initializer()", "GlorotUniform", {}),
        (
            'kernel_initializer=keras.initializers.VarianceScaling(2.0, distribution="normal")',
            "VarianceScaling",
            {"scale": 2.0, "distribution": "truncated_normal"},
        ),
    ],
)
def test_initializers_of_old_names_are_those_of_keras(written: str, class_name: str, config: dict[str, object]) -> None:
    import keras

    found = network(
        f"import tensorflow as tf\nmodel = keras.Sequential([keras.Input((3,)), layers.Dense(2, {written})])"
    )
    given = found.nodes[1].config.get("kernel_initializer", "glorot_uniform")
    expected = getattr(keras.initializers, class_name)(**config)
    assert keras.initializers.get(given).get_config() == expected.get_config()
    assert type(keras.initializers.get(given)) is type(expected)
