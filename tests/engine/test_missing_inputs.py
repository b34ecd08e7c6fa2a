"""A network whose Input is gone says so, and the mend adds one that feeds all that waits for it."""

import pytest

from builder import check
from builder.network.problems import apply_fix
from tests.engine.drawing import draw

pytestmark = pytest.mark.keras

DENSE = ("Dense", {"units": 8})
CONV = ("Conv2D", {"filters": 4, "kernel_size": 3})


@pytest.mark.parametrize(
    ("layers", "edges", "label"),
    [
        ((("a", *DENSE), ("b", *DENSE)), ["a>b"], "Add an Input of 64"),
        ((("a", "Embedding", {"input_dim": 8, "output_dim": 3}),), [], "Add an Input of 32"),
        ((("a", *CONV), ("b", *CONV), ("c", "Add", {})), ["a>c", "b>c"], "Add an Input of 28×28×1"),
        ((("a", "LSTM", {"units": 3}),), [], "Add an Input of 32×8"),
        ((("a", "MultiHeadAttention", {"num_heads": 2, "key_dim": 3}),), [], "Add an Input of 28×28×1"),
        ((("a", "ops.add", {}),), [], "Add an Input of 28×28×1"),
    ],
    ids=lambda value: value[0][1] if isinstance(value, tuple) else "",
)
def test_network_without_an_input_gets_one_that_feeds_every_waiting_layer(layers, edges, label) -> None:
    network = draw(layers, *edges)
    problems = [one for one in check(network).problems if one.code == "missing_input"]
    assert {one.hint for one in problems} == {"Data enter a network through an Input. Add one."}
    assert problems[0].message == 'Nothing flows into "a": the network has no Input.'
    assert [fix.label for fix in problems[0].fixes] == [label]
    mended = apply_fix(network, problems[0].fixes[0])
    assert check(mended).problems == ()
    assert mended.nodes_by_id["input_1"].position.y < mended.nodes_by_id["a"].position.y


def test_where_there_is_an_input_the_layer_is_to_be_connected() -> None:
    network = draw((("x", "Input", {"shape": [4]}), ("a", *DENSE), ("b", *DENSE)), "x>a")
    (problem,) = [one for one in check(network).problems if one.code == "missing_input"]
    assert problem.message == 'Nothing flows into "b" yet.'
    assert problem.fixes == ()
