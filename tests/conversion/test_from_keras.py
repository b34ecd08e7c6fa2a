"""From Keras and back: the same network, over the whole catalogue and over models of every build."""

import json

import numpy as np
import pytest
from hypothesis import given, settings

from builder import from_config, from_keras, to_keras
from builder.catalog import default_config, load_catalog
from builder.conversion.canonical import canonical_form
from builder.conversion.errors import RefusedModelError
from builder.engine import check
from builder.network import Recipe
from tests.engine.catalog_layers import SHAPES, UNUSABLE, required_ports
from tests.engine.drawing import chain, draw, input_of, networks

pytestmark = pytest.mark.keras

LAYERS = sorted(set(load_catalog().layers) - {"Input"} - UNUSABLE)
ARGUMENT_SETS = {
    "AveragePooling2D": [{"pool_size": 3, "strides": 2, "padding": "same"}, {"pool_size": [2, 3], "strides": [2, 3]}],
    "BatchNormalization": [{"axis": 1, "momentum": 0.9, "trainable": False, "dtype": "mixed_float16"}],
    "Bidirectional": [
        {"layer": {"class_name": "GRU", "config": {"units": 3, "return_sequences": True}}, "merge_mode": "sum"},
        {
            "layer": {"class_name": "LSTM", "config": {"units": 3}},
            "backward_layer": {"class_name": "GRU", "config": {"units": 3, "go_backwards": True}},
        },
    ],
    "Conv2D": [
        {"filters": 4, "kernel_size": [3, 5], "strides": 2, "padding": "same", "data_format": "channels_last"},
        {
            "filters": 4,
            "kernel_size": 1,
            "activation": {"class_name": "LeakyReLU", "config": {"negative_slope": 0.1}},
            "kernel_initializer": {"class_name": "HeNormal", "config": {"seed": 3}},
            "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.001}},
            "kernel_constraint": {"class_name": "MaxNorm", "config": {"max_value": 3}},
        },
    ],
    "Cropping2D": [{"cropping": [[1, 2], [0, 1]]}, {"cropping": [1, 2]}, {"cropping": 1}],
    "Dense": [
        {"units": 3, "kernel_initializer": "he_normal", "bias_regularizer": "l1"},
        {"units": 1, "dtype": "float16"},
    ],
    "Hashing": [{"num_bins": 8, "output_mode": "one_hot"}],
    "LSTM": [{"units": 4, "return_sequences": True, "dropout": 0.5, "seed": 1, "recurrent_initializer": "zeros"}],
    "LayerNormalization": [{"axis": [1, 2]}, {"axis": -2, "epsilon": 0.1}],
    "MelSpectrogram": [{"fft_length": 256, "sequence_stride": 64}],
    "MultiHeadAttention": [
        {"num_heads": 2, "key_dim": 4, "value_dim": 3},
        {"num_heads": 1, "key_dim": 4, "value_dim": 4},
    ],
    "Normalization": [{"mean": [1.0] * 8, "variance": [2.0] * 8}, {"axis": None, "mean": 1.0, "variance": 4.0}],
    "RNN": [
        {
            "cell": [
                {"class_name": "GRUCell", "config": {"units": 3}},
                {"class_name": "LSTMCell", "config": {"units": 2}},
            ]
        },
        {"cell": {"class_name": "SimpleRNNCell", "config": {"units": 3}}, "return_sequences": True},
    ],
    "RandomContrast": [{"factor": [0.1, 0.3]}, {"factor": [0.2, 0.2]}],
    "RandomRotation": [{"factor": [-0.2, 0.2], "fill_mode": "nearest"}, {"factor": [0.0, 0.1]}],
    "StringLookup": [{"vocabulary": ["a", "b", "None"], "output_mode": "one_hot", "num_oov_indices": 2}],
    "TextVectorization": [{"vocabulary": ["a", "b"], "output_sequence_length": 5, "standardize": "lower", "ngrams": 2}],
    "TimeDistributed": [
        {
            "layer": {
                "class_name": "TimeDistributed",
                "config": {"layer": {"class_name": "Dense", "config": {"units": 2}}},
            }
        }
    ],
    "ZeroPadding2D": [{"padding": [[1, 1], [2, 2]]}, {"padding": [[0, 1], [2, 2]]}, {"padding": 3}],
}
SEEDS_ITSELF = {"RandomCrop"}
"""Layers that draw a seed where none is given, and write it as if it had been."""


def network_of(entry, config):
    """The layer fed with Inputs of the first shape that it takes."""
    for shape in SHAPES:
        if entry.ranks is None or len(shape) + 1 in entry.ranks:
            for dtype in ("float32", "string", "int32"):
                ports = required_ports(entry)
                inputs = tuple(input_of(*shape, name=f"in{place}", dtype=dtype) for place in range(len(ports)))
                arrows = [
                    f"in{place}>layer" + (f":{port.argument}" if port.argument else "")
                    for place, port in enumerate(ports)
                ]
                network = draw((*inputs, ("layer", entry.class_name, config)), *arrows)
                if check(network).ok:
                    return network
    raise AssertionError(f"{entry.class_name} takes none of the shapes with {config}.")


@pytest.mark.parametrize("class_name", LAYERS)
def test_every_layer_comes_back_from_keras_as_it_was(class_name):
    entry = load_catalog().layers[class_name]
    seed = {"seed": 1} if class_name in SEEDS_ITSELF else {}
    for config in [default_config(entry), *ARGUMENT_SETS.get(class_name, [])]:
        network = canonical_form(network_of(entry, config | seed))
        model = to_keras(network)
        assert from_keras(model) == network
        assert from_config(json.loads(model.to_json())) == network


def test_the_operations_of_a_model_come_back_as_they_were():
    network = canonical_form(
        draw(
            (
                input_of(6, 8, name="x"),
                ("mean", "ops.mean", {"axis": [1, 2]}),
                ("pick", "ops.getitem", {"key": ":, 0, 1:3"}),
                ("more", "ops.add", {"x2": 2.5}),
                ("less", "ops.subtract", {"x1": 1}),
                ("both", "ops.concatenate", {"axis": -1}),
                ("wide", "ops.expand_dims", {"axis": -1}),
            ),
            *("x>mean", "x>pick", "pick>more", "more>less:x2", "pick>both", "less>both", "both>wide"),
        )
    )
    assert check(network).ok
    assert from_keras(to_keras(network)) == network


@given(networks())
@settings(max_examples=15, deadline=None)
def test_networks_of_every_build_come_back_as_they_were(network):
    once = from_keras(to_keras(network))
    assert from_keras(to_keras(once)) == once
    assert canonical_form(once) == once
    assert [node.class_name for node in once.nodes] == [node.class_name for node in canonical_form(network).nodes]


def test_inputs_and_outputs_by_key_keep_their_keys():
    import keras

    inputs = {"age": keras.Input((1,), name="age"), "text": keras.Input((4,), name="text")}
    both = keras.layers.Concatenate()(list(inputs.values()))
    outputs = {"yes": keras.layers.Dense(1, name="a")(both), "no": keras.layers.Dense(2, name="b")(both)}
    network = from_keras(keras.Model(inputs, outputs))
    assert network.input_keys == ("age", "text")
    assert network.output_keys == ("no", "yes")
    model = to_keras(network)
    assert {key: tuple(tensor.shape) for key, tensor in model.output.items()} == {"no": (None, 2), "yes": (None, 1)}
    assert from_keras(model) == network


def nested_model():
    import keras

    layers = keras.layers
    tower = keras.Sequential([keras.Input((8,)), layers.Dense(4, activation="relu")], name="tower")
    shared = layers.Dense(3, name="shared")
    left, right = keras.Input((8,), name="left"), keras.Input((8,), name="right")
    pair_in = [keras.Input((4,)), keras.Input((4,))]
    pair = keras.Model(pair_in, {"sum": layers.Add()(pair_in), "product": layers.Multiply()(pair_in)})
    found = pair([tower(left), tower(right)])
    last = layers.Concatenate()(
        [shared(found["sum"]), shared(found["product"]), keras.ops.mean(left, axis=1, keepdims=True)]
    )
    model = keras.Model([left, right], [layers.Dense(1, name="head")(last), shared(found["sum"])], name="pairs")
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss={"head": "binary_crossentropy", "shared": keras.losses.BinaryCrossentropy(label_smoothing=0.1)},
        loss_weights=[1.0, 0.5],
        metrics={"head": ["accuracy", keras.metrics.AUC()]},
    )
    return model


def test_nested_models_become_blocks_and_shared_layers_stay_shared():
    network = from_keras(nested_model())
    assert network.name == "pairs"
    assert {block.name for block in network.blocks.values()} == {"tower", "block_1"}
    assert [node.block for node in network.nodes if node.block] == ["tower", "tower", "block_1"]
    assert [(node.id, node.shares) for node in network.nodes if node.shares] == [
        ("shared-2", "shared"),
        ("shared-3", "shared"),
    ]
    assert check(network).ok
    assert from_keras(to_keras(network)) == network.model_copy(update={"name": "Untitled network", "recipe": Recipe()})


def test_a_compiled_model_brings_its_recipe():
    recipe = from_keras(nested_model()).recipe
    assert recipe.optimizer.model_dump() == {"class_name": "Adam", "config": {"learning_rate": 0.01}}
    assert {node: loss.model_dump() for node, loss in recipe.losses.items()} == {
        "head": {"class_name": "BinaryCrossentropy", "config": {}},
        "shared-3": {"class_name": "BinaryCrossentropy", "config": {"label_smoothing": 0.1}},
    }
    assert recipe.loss_weights == {"head": 2.0}  # the mean of two losses, for the sum that Keras makes
    assert [metric.class_name for metric in recipe.metrics["head"]] == ["BinaryAccuracy", "AUC"]


@pytest.mark.parametrize("config", [{}, {"return_sequences": True}])
def test_a_call_brings_its_states_masks_and_constants(config):
    import keras

    x = keras.Input((6, 8))
    mask = keras.Input((6,), dtype="bool")
    _, h, c = keras.layers.LSTM(4, return_state=True)(x)
    y = keras.layers.LSTM(4, **config)(x, initial_state=[h, c], mask=mask)
    z, scores = keras.layers.MultiHeadAttention(2, 4)(x, x, return_attention_scores=True, use_causal_mask=True)
    w = keras.layers.Dropout(0.5)(z, training=True)
    network = from_keras(keras.Model([x, mask], [y, w, scores]))
    assert check(network).ok
    assert from_keras(to_keras(network)) == network
    assert {"return_attention_scores": True, "use_causal_mask": True} in [node.call for node in network.nodes]


def test_a_subclassed_model_is_refused_with_what_to_do():
    import keras

    class Custom(keras.Model):
        def call(self, inputs):
            return inputs

    with pytest.raises(RefusedModelError, match=r"is a Custom, a subclassed model.*functional API"):
        from_keras(Custom())


def test_a_subclass_between_inputs_and_outputs_comes_as_what_it_computes():
    import keras

    class OwnStep(keras.Model):
        def train_step(self, data):
            return {}

    class OwnCall(OwnStep):
        def call(self, inputs):
            return super().call(inputs) * 2

    x = keras.Input((4,), name="x")
    y = keras.layers.Dense(3, name="y")(x)
    plain = keras.Model({"x": x}, {"y": y})
    for model in (plain, own := OwnStep({"x": x}, {"y": y})):
        model.compile("sgd", {"y": "mse"})
    assert from_keras(own) == from_keras(plain)
    assert from_keras(OwnStep(x, y, name="mine")).name == "mine"
    with pytest.raises(RefusedModelError, match=r"is a OwnCall, a subclassed model.*functional API"):
        from_keras(OwnCall(x, y))


def test_a_sequential_without_sizes_is_refused():
    import keras

    with pytest.raises(RefusedModelError, match=r"does not know yet what it takes\. Begin it with keras\.Input"):
        from_keras(keras.Sequential([keras.layers.Dense(3)]))


def test_a_thousand_layers_in_a_row_come_back():
    network = canonical_form(chain(input_of(4), *((f"l{n}", "Dense", {"units": 4}) for n in range(1_000))))
    assert from_keras(to_keras(network)) == network


def test_a_layer_that_two_models_hold_is_refused_rather_than_split():
    import keras

    dense = keras.layers.Dense(4, name="both")
    x, y = keras.Input((4,)), keras.Input((4,))
    inner = keras.Model(x, dense(x), name="inner")
    with pytest.raises(RefusedModelError, match=r'"both" is part of .* and of .* at once'):
        from_keras(keras.Model(y, inner(dense(y))))


def test_what_preprocessing_learned_comes_along():
    import keras

    words = keras.layers.TextVectorization(output_sequence_length=3, name="words")
    words.adapt(["red green", "green"])
    numbers = keras.layers.Normalization(name="numbers")
    numbers.adapt(np.array([[1.0, 10.0], [3.0, 30.0]]))
    text, values = keras.Input((), dtype="string", name="text"), keras.Input((2,), name="values")
    model = keras.Model([text, values], [words(text), numbers(values)])
    network = from_keras(model)
    assert network.nodes_by_id["words"].config["vocabulary"] == ["green", "red"]
    assert network.nodes_by_id["numbers"].config == {"mean": [2.0, 20.0], "variance": [1.0, 100.0]}
    inputs = [keras.ops.convert_to_tensor(["red pink"]), keras.ops.convert_to_tensor([[2.0, 10.0]])]
    for one, other in zip(model(inputs), to_keras(network)(inputs), strict=True):
        assert np.array_equal(one, other)


def test_a_sequential_that_begins_with_a_model_takes_what_that_takes():
    import keras

    base = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)], name="base")
    network = from_keras(keras.Sequential([base, keras.layers.Dense(2, name="head")]))
    assert [node.class_name for node in network.nodes] == ["Input", "Block", "Dense"]
    assert network.nodes[0].config == {"shape": [4]}
    config = {
        "class_name": "Sequential",
        "config": {
            "layers": [
                {
                    "class_name": "Sequential",
                    "config": {
                        "name": "base",
                        "layers": [
                            {
                                "class_name": "Dense",
                                "config": {"name": "dense", "units": 3, "batch_input_shape": [None, 4]},
                            }
                        ],
                    },
                },
                {"class_name": "Dense", "config": {"name": "head", "units": 2}},
            ]
        },
    }
    assert from_config(config) == network
