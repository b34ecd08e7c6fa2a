"""Checking and writing a network of a thousand layers, beside Keras building it."""

import time
from collections.abc import Callable

from builder import to_keras, to_python
from builder.engine import EngineProcess, check
from builder.engine.loading import load_keras
from builder.engine.memo import Memo
from builder.engine.visits import Visits
from builder.network import Network, apply_edits
from builder.network.edits import PutNode
from tests.benchmarks.networks import deep_residual, twenty_layers
from tests.benchmarks.rows import Row, median, seconds, within

SHARE = 1 / 15
EDIT_TARGET = 0.020
CODE_TARGET = 0.2
EDITS = 30


def measure() -> list[Row]:
    network = deep_residual()
    return [_cold_check(network), _warm_edit(network), _code(network)]


def _cold_check(network: Network) -> Row:
    load_keras()
    from builder.engine.inference import infer

    to_keras(twenty_layers())  # what TensorFlow does once a process belongs to neither side
    cold = median([_timed(lambda: check(network, infer=Memo(infer))) for _ in range(3)])
    check(network)  # so that building is not charged with our own check
    built = median([_timed(lambda: to_keras(network)) for _ in range(2)])
    return Row(
        f"check {len(network.nodes):,} layers, cold",
        seconds(cold),
        f"{seconds(built)} Keras builds it",
        f"1/{built / cold:.0f}",
        "≤ 1/15",
        "met" if cold <= SHARE * built else "MISSED",
    )


def _warm_edit(network: Network) -> Row:
    """Gives a convolution in the middle widths that were never asked for, so that Keras is asked each time."""
    engine, visits = EngineProcess(), Visits()
    engine.check(network, visits=visits)
    conv = network.nodes_by_id["s6_b6_conv_a"]
    waits: list[float] = []
    for number in range(EDITS):
        config = conv.config | {"filters": 50 + number}
        edit = PutNode(node=conv.model_copy(update={"config": config}))
        begun = time.perf_counter()
        network = apply_edits(network, (edit,))
        assert engine.check(network, visits=visits).ok
        waits.append(time.perf_counter() - begun)
    engine.close()
    return within("one edit in its middle, warm, median", median(waits), EDIT_TARGET)


def _code(network: Network) -> Row:
    return within("its code", median([_timed(lambda: to_python(network)) for _ in range(5)]), CODE_TARGET)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
