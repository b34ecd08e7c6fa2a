"""Every mend that is offered is applied here, and the network must then be sound."""

import pytest

from builder.engine import check
from builder.network import apply_edits
from tests.engine.drawing import chain, input_of

pytestmark = pytest.mark.keras

LSTM = ("target", "LSTM", {"units": 2})
CONV = ("target", "Conv2D", {"filters": 2, "kernel_size": 3})
EVERY_CASE = [
    (input_of(26, 26, 32), LSTM, ["Insert Reshape → 676×32"]),
    (input_of(12), LSTM, ["Insert Reshape → 12×1"]),
    (input_of(12, dtype="int32"), LSTM, ["Insert Embedding", "Insert Reshape → 12×1"]),
    (input_of(784), CONV, ["Insert Reshape → 28×28×1"]),
    (input_of(3072), CONV, ["Insert Reshape → 32×32×3"]),
    (input_of(28, 28), CONV, ["Insert Reshape → 28×28×1"]),
    (input_of(2, 8, 9, 3), CONV, ["Insert Reshape → 16×9×3"]),
    (input_of(8, 8, 3), ("target", "RepeatVector", {"n": 2}), ["Insert Flatten", "Insert GlobalAveragePooling2D"]),
    (input_of(4, 1), CONV, []),
    (input_of(None, None, 3), LSTM, []),
]


@pytest.mark.parametrize(("source", "target", "labels"), EVERY_CASE)
def test_offered_mends_make_the_network_sound(source, target, labels):
    network = chain(source, target)
    (problem,) = check(network).problems
    assert [fix.label for fix in problem.fixes] == labels
    for fix in problem.fixes:
        assert check(apply_edits(network, fix.edits)).ok


def test_inserted_layer_has_a_free_name_and_lies_between():
    network = chain(input_of(784, name="reshape_1"), CONV)
    (problem,) = check(network).problems
    node = problem.fixes[0].edits[0].node
    assert (node.id, node.label) == ("reshape_2", "reshape_2")
