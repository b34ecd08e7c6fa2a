"""Checking, writing and reading networks of a thousand layers, beside Keras building them."""

import gc
import time
from collections.abc import Callable
from typing import Any

from builder import from_keras, from_python, to_keras, to_python
from builder.engine import EngineProcess, check
from builder.engine.loading import load_keras
from builder.engine.memo import Memo
from builder.engine.previous_check import PreviousCheck
from builder.network import Network, Node, apply_edits
from builder.network.edits import PutNode
from tests.benchmarks.networks import deep_residual, twenty_layers
from tests.benchmarks.rows import Row, median, seconds, within

SHARE = 1 / 15
EDIT_TARGET = 0.020
WRITE_TARGET = 0.2
READ_TARGET = 1.0
EDITS = 30
APPLICATIONS = ("NASNetLarge", "EfficientNetV2L")


def measure() -> list[Row]:
    """Measures our own deep network, which has a width for each stage, and the two deepest of keras.applications."""
    load_keras()
    import keras

    to_keras(twenty_layers())  # what TensorFlow does once a process belongs to neither side
    network = deep_residual()
    rows = _rows(f"{len(network.nodes):,} layers", network, lambda: to_keras(network))
    for name in APPLICATIONS:
        make = getattr(keras.applications, name)
        built: list[float] = []
        model: Any = None
        for _ in range(2):
            keras.backend.clear_session()
            begun = time.perf_counter()
            model = make(weights=None)
            built.append(time.perf_counter() - begun)
        rows += _rows(f"{name}, {len(model.layers):,} layers", from_keras(model), None, built)
    return rows


def _rows(
    what: str, network: Network, build: Callable[[], object] | None, built: list[float] | None = None
) -> list[Row]:
    source = to_python(network)
    cold = _cold_check(what, network, built or [_timed(build) for _ in range(2) if build])
    return [
        cold,
        _warm_edit(what, network),
        within(f"{what}: to_python", median([_timed(lambda: to_python(network)) for _ in range(5)]), WRITE_TARGET),
        within(f"{what}: from_python", median([_timed(lambda: from_python(source)) for _ in range(3)]), READ_TARGET),
    ]


def _cold_check(what: str, network: Network, built: list[float]) -> Row:
    from builder.engine.inference import infer

    def check_cold() -> None:
        assert check(network, infer=Memo(infer)).ok

    cold, beside = median([_timed(check_cold) for _ in range(3)]), median(built)
    return Row(
        f"{what}: check, cold",
        seconds(cold),
        f"{seconds(beside)} Keras builds it",
        f"1/{beside / cold:.0f}",
        "≤ 1/15",
        "met" if cold <= SHARE * beside else "MISSED",
    )


def _warm_edit(what: str, network: Network) -> Row:
    """Gives a convolution in the middle kernels of sizes never asked for, so that Keras is asked each time.

    The process that asks has no Keras in the app. Here it has, and what it built is kept from the garbage collector.
    """
    gc.collect()
    gc.freeze()
    engine, previous = EngineProcess(), PreviousCheck()
    assert engine.check(network, previous=previous).ok
    convolutions = [node for node in network.nodes if _keeps_shape(node)]
    conv = convolutions[len(convolutions) // 2]
    waits: list[float] = []
    for number in range(EDITS):
        edit = PutNode(node=conv.model_copy(update={"config": conv.config | {"kernel_size": 8 + number}}))
        begun = time.perf_counter()
        network = apply_edits(network, (edit,))
        assert engine.check(network, previous=previous).ok
        waits.append(time.perf_counter() - begun)
    engine.close()
    gc.unfreeze()
    return within(f"{what}: edit in the middle, median", median(waits), EDIT_TARGET)


def _keeps_shape(node: Node) -> bool:
    """Says whether the node is a convolution that gives images of the size it takes, whatever its kernel."""
    return (
        node.class_name in ("Conv2D", "SeparableConv2D", "DepthwiseConv2D")
        and node.shares is None
        and node.config.get("padding") == "same"
        and "strides" not in node.config
    )


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
