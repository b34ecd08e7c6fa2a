"""From Keras and back: the same network, over the whole catalogue and over models of every build."""

import json

import pytest

from builder import from_config, from_keras, to_keras
from builder.catalog import default_config, load_catalog
from builder.conversion.canonical import canonical_form
from builder.conversion.errors import RefusedModelError
from builder.engine import check
from tests.engine.catalog_layers import SHAPES, UNUSABLE, required_ports
from tests.engine.drawing import chain, draw, input_of

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
    "Dense": [{"units": 3, "kernel_initializer": "he_normal", "bias_regularizer": "l1"}, {"units": 1, "dtype": "float16"}],
    "Hashing": [{"num_bins": 8, "output_mode": "one_hot"}],
    "LSTM": [{"units": 4, "return_sequences": True, "dropout": 0.5, "seed": 1, "recurrent_initializer": "zeros"}],
    "LayerNormalization": [{"axis": [1, 2]}, {"axis": -2, "epsilon": 0.1}],
    "MelSpectrogram": [{"fft_length": 256, "sequence_stride": 64}],
    "MultiHeadAttention": [{"num_heads": 2, "key_dim": 4, "value_dim": 3}, {"num_heads": 1, "key_dim": 4, "value_dim": 4}],
    "Normalization": [{"mean": [1.0] * 8, "variance": [2.0] * 8}, {"axis": None, "mean": 1.0, "variance": 4.0}],
    "RNN": [
        {"cell": [{"class_name": "GRUCell", "config": {"units": 3}}, {"class_name": "LSTMCell", "config": {"units": 2}}]},
        {"cell": {"class_name": "SimpleRNNCell", "config": {"units": 3}}, "return_sequences": True},
    ],
    "RandomContrast": [{"factor": [0.1, 0.3]}, {"factor": [0.2, 0.2]}],
    "RandomRotation": [{"factor": [-0.2, 0.2], "fill_mode": "nearest"}, {"factor": [0.0, 0.1]}],
    "StringLookup": [{"vocabulary": ["a", "b", "None"], "output_mode": "one_hot", "num_oov_indices": 2}],
    "TextVectorization": [{"vocabulary": ["a", "b"], "output_sequence_length": 5, "standardize": "lower", "ngrams": 2}],
    "TimeDistributed": [
        {"layer": {"class_name": "TimeDistributed", "config": {"layer": {"class_name": "Dense", "config": {"units": 2}}}}}
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
