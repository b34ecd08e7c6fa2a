import subprocess
import sys

import pytest

from builder.network import Block, Edge, Network, Node
from builder.recipe.outputs import last_activation


@pytest.mark.parametrize(
    ("layers", "activation"),
    [
        ([("Dense", {"units": 3})], "linear"),
        ([("Dense", {"units": 3, "activation": "softmax"})], "softmax"),
        ([("Dense", {"units": 3, "activation": {"class_name": "Softmax", "config": {}}})], "softmax"),
        ([("Dense", {"units": 3}), ("Activation", {"activation": "sigmoid"})], "sigmoid"),
        ([("Dense", {"units": 3}), ("Softmax", {})], "softmax"),
        ([("Dense", {"units": 3, "activation": "sigmoid"}), ("Reshape", {"target_shape": [3]})], "sigmoid"),
        ([("LSTM", {"units": 3})], "tanh"),
        ([("GlobalAveragePooling2D", {})], "linear"),
        (
            [("TimeDistributed", {"layer": {"class_name": "Dense", "config": {"units": 3, "activation": "softmax"}}})],
            "softmax",
        ),
    ],
)
def test_last_activation_is_found_through_layers_that_keep_values(make_stack, layers, activation) -> None:
    assert last_activation(make_stack(*layers), "out") == activation


def test_activation_of_a_block_is_unknown() -> None:
    network = Network(
        nodes=(Node(id="in", class_name="Input"), Node(id="out", class_name="Block", block="b")),
        edges=(Edge(id="e", source="in", target="out"),),
        blocks={"b": Block()},
    )
    assert last_activation(network, "out") == "unknown"


def test_cycle_of_layers_that_keep_values_ends() -> None:
    network = Network(
        nodes=(Node(id="a", class_name="Reshape"), Node(id="b", class_name="Flatten")),
        edges=(Edge(id="e", source="a", target="b"), Edge(id="f", source="b", target="a")),
    )
    assert last_activation(network, "a") == "unknown"


def test_importing_recipe_and_training_brings_no_heavy_library() -> None:
    heavy = ("numpy", "pandas", "keras", "tensorflow", "sklearn", "streamlit")
    code = f"import sys, builder.recipe, builder.training; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
