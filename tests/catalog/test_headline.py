import pytest

from builder.catalog import load_catalog
from builder.catalog.headline import headline
from builder.network.record import Config


@pytest.mark.parametrize(
    ("class_name", "config", "words"),
    [
        ("Conv2D", {"filters": 32, "kernel_size": 3, "activation": "relu"}, "32 filters · 3×3 · relu"),
        ("Conv2D", {"filters": 8, "kernel_size": [5, 1], "activation": "linear"}, "8 filters · 5×1"),
        ("Dense", {"units": 10, "activation": {"class_name": "Softmax", "config": {}}}, "10 units · Softmax"),
        ("Dense", {"units": 1}, "1 unit"),
        ("Conv2D", {"filters": 1, "kernel_size": 1}, "1 filter · 1×1"),
        ("ops.one_hot", {"num_classes": 1}, "1 class · axis -1"),
        ("ops.one_hot", {"num_classes": 2}, "2 classes · axis -1"),
        ("GaussianNoise", {"stddev": 1}, "σ 1"),
        ("MaxPooling2D", {}, "2×2"),
        ("Dropout", {"rate": 0.5}, "0.5"),
        ("Input", {"shape": [None, 8]}, "?×8"),
        ("Bidirectional", {"layer": {"class_name": "LSTM", "config": {"units": 4}}}, "LSTM · concat"),
        ("Flatten", {}, ""),
    ],
)
def test_a_headline_says_the_arguments_that_matter(class_name: str, config: Config, words: str):
    assert headline(load_catalog().node_entries[class_name], config) == words
