"""Configs in their shortest form: what says nothing is left out, and nothing else."""

import pytest

from builder.catalog import default_config, load_catalog
from builder.catalog.minimal import minimal_call, minimal_config
from builder.catalog.resolved import never_has_weights
from builder.engine import check
from tests.conversion.test_from_keras import LAYERS, network_of


@pytest.mark.parametrize(
    ("class_name", "config", "normal"),
    [
        (
            "Conv2D",
            {"filters": 2, "kernel_size": [3, 3], "strides": [2, 2]},
            {"filters": 2, "kernel_size": 3, "strides": 2},
        ),
        ("Conv2D", {"filters": 2, "kernel_size": [3, 5]}, {"filters": 2, "kernel_size": [3, 5]}),
        (
            "Conv1D",
            {"filters": 2, "kernel_size": [3], "data_format": "channels_last"},
            {"filters": 2, "kernel_size": 3},
        ),
        ("MaxPooling2D", {"pool_size": [3, 3], "strides": [3, 3]}, {"pool_size": 3}),
        ("MaxPooling2D", {"pool_size": 3, "strides": 2}, {"pool_size": 3, "strides": 2}),
        ("ZeroPadding2D", {"padding": [[1, 1], [1, 1]]}, {}),
        ("ZeroPadding2D", {"padding": [[1, 0], [1, 1]]}, {"padding": [[1, 0], [1, 1]]}),
        ("RandomRotation", {"factor": [-0.2, 0.2]}, {"factor": 0.2}),
        ("RandomRotation", {"factor": [0.2, 0.2]}, {"factor": [0.2, 0.2]}),
        ("Dense", {"units": 2, "activation": None, "dtype": "float32"}, {"units": 2}),
        (
            "Dense",
            {"units": 2, "use_bias": False, "trainable": False},
            {"units": 2, "use_bias": False, "trainable": False},
        ),
        ("Dropout", {"rate": 0.5, "trainable": False}, {"rate": 0.5}),
        ("Hashing", {"num_bins": 4, "dtype": "int64"}, {"num_bins": 4}),
        (
            "Dense",
            {"units": 2, "kernel_initializer": {"class_name": "HeNormal", "config": {"seed": None}}},
            {"units": 2, "kernel_initializer": "he_normal"},
        ),
        (
            "Dense",
            {"units": 2, "dtype": {"class_name": "DTypePolicy", "config": {"name": "mixed_float16"}}},
            {"units": 2, "dtype": "mixed_float16"},
        ),
        ("ops.mean", {"axis": [1], "keepdims": False}, {"axis": [1]}),
        ("ops.zeros_like", {"dtype": "float32"}, {"dtype": "float32"}),
    ],
)
def test_a_config_is_as_short_as_it_can_be(class_name, config, normal):
    entry = load_catalog().node_entries[class_name]
    assert minimal_config(entry, config) == normal
    assert minimal_config(entry, normal) == normal


def test_a_call_says_only_what_is_no_default():
    entry = load_catalog().layers["LSTM"]
    assert minimal_call(entry, {"training": False}) == {}
    assert minimal_call(entry, {"training": True}) == {"training": True}


@pytest.mark.keras
@pytest.mark.parametrize("class_name", [name for name in LAYERS if never_has_weights(load_catalog().layers[name])])
def test_layers_that_are_said_to_have_no_weights_have_none(class_name):
    entry = load_catalog().layers[class_name]
    assert check(network_of(entry, default_config(entry))).total_parameters == 0
