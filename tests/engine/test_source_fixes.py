"""A layer that takes dimensions away before one that needs them is changed or removed, which clears the mistake."""

import pytest

from builder import check
from builder.network import Network
from builder.network.problems import apply_fix
from tests.engine.drawing import chain, draw, input_of

pytestmark = pytest.mark.keras

LSTM = {"class_name": "LSTM", "config": {"units": 8}}
BACK = {"class_name": "LSTM", "config": {"units": 8, "go_backwards": True}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("LSTM", {"units": 8}), ("LSTM", {"units": 8})),
        (("GRU", {"units": 8}), ("Conv1D", {"filters": 2, "kernel_size": 3})),
        (("SimpleRNN", {"units": 8, "return_sequences": False}), ("MaxPooling1D", {})),
        (("Bidirectional", {"layer": LSTM}), ("GRU", {"units": 8})),
        (("Bidirectional", {"layer": LSTM, "backward_layer": BACK}), ("GRU", {"units": 8})),
        (("ConvLSTM1D", {"filters": 2, "kernel_size": 3}), ("ConvLSTM1D", {"filters": 2, "kernel_size": 3})),
    ],
    ids=lambda layer: layer[0],
)
def test_recurrent_layer_before_one_that_takes_sequences_gives_every_step(before, after) -> None:
    shape = (16, 8, 3) if before[0] == "ConvLSTM1D" else (16, 3)
    network = chain(input_of(*shape), ("first", *before), ("second", *after))
    (problem,) = check(network).problems
    assert (
        problem.hint == '"first" gives its last step only. With return_sequences it gives every step of the sequence.'
    )
    (fix,) = problem.fixes
    assert fix.label == 'Turn on return_sequences of "first"'
    assert check(apply_fix(network, fix)).problems == ()


@pytest.mark.parametrize("flat", ["Flatten", "GlobalAveragePooling2D", "GlobalMaxPooling2D"])
@pytest.mark.parametrize("after", [("Conv2D", {"filters": 2, "kernel_size": 3}), ("MaxPooling2D", {})])
def test_layer_that_takes_dimensions_away_too_early_is_removed(flat, after) -> None:
    network = chain(input_of(8, 8, 3), ("flat", flat, {}), ("second", *after))
    (problem,) = check(network).problems
    assert [fix.label for fix in problem.fixes] == ['Remove "flat"']
    mended = apply_fix(network, problem.fixes[0])
    assert check(mended).problems == ()
    assert [node.id for node in mended.nodes] == ["images", "second"]


def test_layer_on_which_another_depends_is_left_as_it_is() -> None:
    network: Network = draw(
        (
            input_of(16, 3, name="given"),
            ("first", "LSTM", {"units": 8}),
            ("second", "LSTM", {"units": 8}),
            ("head", "Dense", {"units": 2}),
        ),
        *("given>first", "first>second", "first>head"),
    )
    problem = next(one for one in check(network).problems if one.node_id == "second")
    assert [fix.label for fix in problem.fixes] == ["Insert Reshape → 8×1"]
