"""Models as people build them, compared whole: layers, edges, names."""

from builder import models_in
from builder.conversion.imported import import_source
from builder.network import Endpoint
from tests.conversion.from_python.reading import arrows, layers_of, network


def test_sequential_grows_by_add_and_shrinks_by_pop() -> None:
    source = """
        model = keras.Sequential(name="net")
        model.add(keras.Input((4,)))
        model.add(layers.Dense(8, "relu", name="hidden"))
        model.add(layers.Dense(9))
        model.pop()
        model.add(layers.Dense(2))
    """
    found = network(source)
    assert found.name == "net"
    assert [(node.id, node.label) for node in found.nodes] == [("input_1", ""), ("hidden", "hidden"), ("dense_1", "")]
    assert [node.config for node in found.nodes[1:]] == [{"units": 8, "activation": "relu"}, {"units": 2}]


def test_names_of_modules_may_be_any() -> None:
    source = """
        import tensorflow as tf
        import tensorflow.keras as K
        from tensorflow.keras import layers as L, Model
        from keras.layers import Dense as D, Input
        from keras.layers import *
        from tensorflow.python.keras.layers.core import Dropout as Drop
        x = Input(shape=(3,))
        y = D(1)(x)
        y = L.Dense(2)(y)
        y = tf.keras.layers.Dense(3)(y)
        y = K.layers.Dense(4)(y)
        y = Flatten()(y)
        y = Drop(0.5)(y)
        model = Model(x, keras.layers.Dense(5)(y))
    """
    classes = [("Dense", {"units": n}) for n in (1, 2, 3, 4)]
    assert layers_of(source) == [*classes, ("Flatten", {}), ("Dropout", {"rate": 0.5}), ("Dense", {"units": 5})]


def test_layer_called_twice_shares_its_weights() -> None:
    source = """
        a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
        encoder = layers.Dense(3)
        model = keras.Model([a, b], layers.subtract([encoder(a), encoder(b)]))
    """
    found = network(source)
    assert [(node.id, node.shares) for node in found.nodes[2:4]] == [("dense_1", None), ("dense_1-2", "dense_1")]
    assert arrows(found) == ["a>dense_1", "b>dense_1-2", "dense_1>subtract_1", "dense_1-2>subtract_1[1]"]


def test_states_and_scores_are_outputs_of_their_own() -> None:
    source = """
        x = keras.Input((5, 4))
        whole, h, c = layers.LSTM(3, return_sequences=True, return_state=True)(x)
        y = layers.LSTM(3)(whole, initial_state=[h, c])
        z, scores = layers.MultiHeadAttention(2, 2)(x, value=whole, return_attention_scores=True)
        model = keras.Model(x, [y, z, scores])
    """
    found = network(source)
    assert "lstm_1.2>lstm_2:initial_state[1]" in arrows(found)
    assert "lstm_1>multi_head_attention_1:value" in arrows(found)
    assert found.outputs[1:] == (
        Endpoint(node="multi_head_attention_1"),
        Endpoint(node="multi_head_attention_1", output=1),
    )


def test_operators_brackets_and_functions_are_operations() -> None:
    source = """
        x = keras.Input((6, 4))
        y = (x * 2 + x[:, 0:1]) / ops.sqrt(x)
        y = 1 - ops.mean(y, axis=1, keepdims=True)
        model = keras.Model(x, ops.concatenate([x, -y], axis=1))
    """
    assert layers_of(source) == [
        ("ops.multiply", {"x2": 2}),
        ("ops.getitem", {"key": ":, 0:1"}),
        ("ops.add", {}),
        ("ops.sqrt", {}),
        ("ops.true_divide", {}),
        ("ops.mean", {"axis": 1, "keepdims": True}),
        ("ops.subtract", {"x1": 1}),
        ("ops.negative", {}),
        ("ops.concatenate", {"axis": 1}),
    ]
    assert "mean_1>subtract_1:x2" in arrows(network(source))


def test_a_split_by_sizes_is_cut_at_their_sums() -> None:
    source = """
        import tensorflow as tf
        x = keras.Input((10,))
        a, b, c = tf.split(x, [2, 3, -1], axis=1)
        model = keras.Model(x, [a, b, c])
    """
    assert layers_of(source) == [("ops.split", {"indices_or_sections": [2, 5], "axis": 1})]


def test_functions_of_tensorflow_become_their_twins() -> None:
    source = """
        import tensorflow as tf
        from keras import backend as K
        x = keras.Input((6, 4))
        y = tf.concat([tf.nn.relu(x), tf.reduce_mean(x, axis=1, keepdims=True)], 1)
        y = tf.transpose(tf.add(y, 1.0), perm=[0, 2, 1])
        model = keras.Model(x, K.sum(K.square(y), axis=-1))
    """
    assert layers_of(source) == [
        ("ops.relu", {}),
        ("ops.mean", {"axis": 1, "keepdims": True}),
        ("ops.concatenate", {"axis": 1}),
        ("ops.add", {"x2": 1.0}),
        ("ops.transpose", {"axes": [0, 2, 1]}),
        ("ops.square", {}),
        ("ops.sum", {"axis": -1}),
    ]


def test_lambda_layers_of_plain_expressions_are_operations() -> None:
    source = """
        x = keras.Input((4,))
        y = layers.Lambda(lambda t: t * 0.5)(x)
        stack = keras.Sequential([keras.Input((4,)), layers.Lambda(lambda t: ops.abs(t)), layers.Dense(1)])
        model = keras.Model(x, stack(y))
    """
    found = network(source)
    assert [node.class_name for node in found.nodes] == ["Input", "ops.multiply", "Block"]
    assert [node.class_name for node in found.blocks["block_1"].nodes] == ["Input", "ops.absolute", "Dense"]


def test_nested_models_are_blocks_and_a_stack_learns_its_shape() -> None:
    source = """
        augment = keras.Sequential([layers.RandomFlip("horizontal")], name="augment")
        x = keras.Input((8, 8, 3))
        y = augment(x)
        encoder = keras.Model(x, layers.Flatten()(x))
        model = keras.Model(x, layers.Dense(1)(encoder(augment(y))))
    """
    found = network(source)
    assert [node.block for node in found.nodes] == [None, "augment", "augment", "block_1", None]
    assert found.blocks["augment"].nodes[0].config == {"shape": [8, 8, 3]}
    assert found.blocks["augment"].name == "augment"


def test_dicts_of_inputs_and_outputs_keep_their_keys() -> None:
    source = """
        a, b = keras.Input((1,), name="a"), keras.Input((2,), name="b")
        y = layers.Concatenate()([a, b])
        model = keras.Model({"left": a, "right": b}, {"sum": layers.Dense(1)(y), "all": y})
        again = model({"right": b, "left": a})
        outer = keras.Model([b, a], again["all"])
    """
    found = network(source)
    assert found.blocks["block_1"].input_keys == ("left", "right")
    assert found.blocks["block_1"].output_keys == ("sum", "all")
    assert arrows(found) == ["a>block_1", "b>block_1[1]"]
    assert found.outputs == (Endpoint(node="block_1", output=1),)


def test_layers_of_a_model_are_found_again() -> None:
    source = """
        base = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="first"), layers.Dense(2), layers.Dense(1)])
        for layer in base.layers[:-1]:
            layer.trainable = False
        x = base.get_layer("first").output
        features = keras.Model(base.input, [x, base.get_layer("dense_1").output, base.layers[-1].output])
    """
    found = network(source)
    assert layers_of(source) == [
        ("Dense", {"units": 3, "trainable": False}),
        ("Dense", {"units": 2, "trainable": False}),
        ("Dense", {"units": 1}),
    ]
    assert len(found.outputs) == 3


def test_shapes_that_a_source_asks_for_are_known() -> None:
    source = """
        x = keras.Input((28, 28, 3))
        y = layers.Conv2D(x.shape[-1] * 4, 3, strides=2)(x)
        batch, height, width, channels = y.shape
        y = layers.Reshape((height * width, channels))(y)
        y = layers.Dense(keras.backend.int_shape(y)[1])(y)
        model = keras.Model(x, y)
    """
    assert layers_of(source)[1:] == [("Reshape", {"target_shape": [169, 12]}), ("Dense", {"units": 169})]


def test_objects_and_nested_layers_are_kept_with_their_arguments() -> None:
    source = """
        import tensorflow as tf
        l2 = keras.regularizers.l2
        x = keras.Input((7, 3))
        y = layers.Bidirectional(layers.LSTM(4), backward_layer=layers.GRU(4, go_backwards=True), merge_mode="sum")(x)
        y = layers.Dense(2, activation=tf.nn.relu, kernel_regularizer=l2(0.1), kernel_initializer="he_normal")(y)
        y = layers.Dense(2, activation=keras.activations.gelu, bias_initializer=keras.initializers.Constant(2.0))(y)
        y = layers.Dense(2, activation=layers.LeakyReLU(negative_slope=0.2))(y)
        model = keras.Model(x, y)
    """
    assert layers_of(source) == [
        (
            "Bidirectional",
            {
                "layer": {"class_name": "LSTM", "config": {"units": 4}},
                "merge_mode": "sum",
                "backward_layer": {"class_name": "GRU", "config": {"units": 4, "go_backwards": True}},
            },
        ),
        (
            "Dense",
            {
                "units": 2,
                "activation": "relu",
                "kernel_initializer": "he_normal",
                "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.1}},
            },
        ),
        (
            "Dense",
            {
                "units": 2,
                "activation": "gelu",
                "bias_initializer": {"class_name": "Constant", "config": {"value": 2.0}},
            },
        ),
        (
            "Dense",
            {"units": 2, "activation": {"class_name": "LeakyReLU", "config": {"negative_slope": 0.2}}},
        ),
    ]


def test_a_time_distributed_model_is_a_block_and_a_model_of_its_own() -> None:
    source = """
from keras import Input, Sequential, layers
frame = Sequential([Input((4, 3)), layers.Flatten(), layers.Dense(2)])
model = Sequential([Input((5, 4, 3)), layers.TimeDistributed(frame), layers.GRU(2)])
"""
    imported = import_source(source)
    assert list(imported.models) == ["frame", "model"]
    assert [node.class_name for node in imported.models["model"].nodes] == ["Input", "Block", "GRU"]
    assert [note.line for note in imported.notes] == [4]


def test_models_are_named_by_what_holds_them() -> None:
    source = """
import keras
from keras import layers

def inner():
    part = keras.Sequential([keras.Input((2,)), layers.Dense(2)])
    x = keras.Input((2,))
    return keras.Model(x, part(x))

model = keras.Sequential([keras.Input((2,)), layers.Dense(3)])
model = inner()

def main():
    local = keras.Sequential([keras.Input((2,)), layers.Dense(4)])
    local.summary()

def unused():
    return keras.Sequential([keras.Input((2,)), layers.Dense(5)])

def needs(units):
    return keras.Sequential([keras.Input((2,)), layers.Dense(units)])

main()
inner().summary()
"""
    assert list(models_in(source)) == ["model_1", "model", "local", "model_2", "unused"]


def test_functions_that_nobody_calls_are_called() -> None:
    source = """
import keras
def build_part(units=3):
    return keras.Sequential([keras.Input((2,)), keras.layers.Dense(units)])
def build_model():
    part = build_part()
    x = keras.Input((2,))
    return keras.Model(x, part(x))
"""
    assert list(models_in(source)) == ["build_model"]


def test_new_axes_and_dots_stand_in_brackets() -> None:
    source = """
        import numpy as np
        import tensorflow as tf
        x = keras.Input((4,))
        model = keras.Model(x, x[:, np.newaxis, ...][..., tf.newaxis])
    """
    assert layers_of(source) == [("ops.getitem", {"key": ":, None, ..."}), ("ops.getitem", {"key": "..., None"})]
