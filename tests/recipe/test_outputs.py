import subprocess
import sys

import pytest

from builder.engine import Report
from builder.network import Block, Edge, Endpoint, Network, Node
from builder.recipe.outputs import range_of


def kind(network: Network, report: Report | None = None) -> str:
    return range_of(network, report or Report(), Endpoint(node="out")).kind


SOFTMAX = ("Dense", {"units": 3, "activation": "softmax"})


@pytest.mark.parametrize(
    ("layers", "values"),
    [
        ([("Dense", {"units": 3})], "scores"),
        ([SOFTMAX], "distribution"),
        ([("Dense", {"units": 3, "activation": {"class_name": "Softmax", "config": {}}})], "distribution"),
        ([("Dense", {"units": 3}), ("Activation", {"activation": "sigmoid"})], "shares"),
        ([("Dense", {"units": 3}), ("ops.sigmoid", {})], "shares"),
        ([("Dense", {"units": 3}), ("Softmax", {})], "distribution"),
        ([("LSTM", {"units": 3})], "scores"),
        ([("Dense", {"units": 3, "activation": "relu"})], "rectified"),
        ([SOFTMAX, ("Activation", {"activation": "relu"})], "distribution"),
        ([SOFTMAX, ("Rescaling", {"scale": 2})], "unknown"),
        ([("Dense", {"units": 3, "activation": "tanh"}), ("Rescaling", {"scale": 0.5, "offset": 0.5})], "shares"),
        ([SOFTMAX, ("ops.log", {})], "unknown"),
    ],
)
def test_values_are_followed_to_the_last_layer(make_stack, layers, values) -> None:
    assert kind(make_stack(*layers)) == values


def test_block_that_holds_itself_is_unknown() -> None:
    block = Block(nodes=(Node(id="inner", class_name="Block", block="b"),))
    network = Network(nodes=(Node(id="out", class_name="Block", block="b"),), blocks={"b": block})
    assert kind(network) == "unknown"


def test_cycle_is_unknown() -> None:
    network = Network(
        nodes=(Node(id="out", class_name="Reshape"), Node(id="b", class_name="Flatten")),
        edges=(Edge(id="e", source="out", target="b"), Edge(id="f", source="b", target="out")),
    )
    assert kind(network) == "unknown"


def test_importing_recipe_and_training_brings_no_heavy_library() -> None:
    heavy = ("numpy", "pandas", "keras", "tensorflow", "sklearn", "streamlit")
    code = f"import sys, builder.recipe, builder.training; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
