"""Every architecture of ``keras.applications``, taken in and out again: exactly the same network."""

import gc
from collections.abc import Iterator

import keras
import numpy as np
import pytest

from builder import Network, check, from_keras, from_python, to_keras, to_python
from builder.engine.report import Report
from builder.network import BLOCK, INPUT, Graph
from builder.network.names import layer_names
from tests.conversion.likeness import Likeness

pytestmark = [pytest.mark.keras, pytest.mark.slow]

ARCHITECTURES = [name for name in vars(keras.applications) if name[0].isupper()]
SAMPLE = {"MobileNetV3Small", "ResNet50V2", "EfficientNetV2B0", "ConvNeXtTiny"}
PARAMETERS = [
    pytest.param(name, marks=[] if name in SAMPLE else [pytest.mark.full], id=name) for name in sorted(ARCHITECTURES)
]


@pytest.fixture(autouse=True)
def memory() -> Iterator[None]:
    """Forgets the model of one test before the next: the largest weigh a gigabyte and more."""
    yield
    keras.backend.clear_session()
    gc.collect()


@pytest.mark.parametrize("name", PARAMETERS)
def test_architecture_is_the_same_network_whichever_way_it_goes(name: str) -> None:
    expected = getattr(keras.applications, name)(weights=None)
    network = from_keras(expected)
    assert Network.from_json(network.to_json()) == network
    assert from_python(to_python(network)) == network
    rebuilt = to_keras(Network.from_json(network.to_json()))
    likeness = Likeness(rebuilt, expected)
    assert likeness.differences == []
    assert rebuilt.count_params() == expected.count_params()
    report = check(network)
    assert report.ok
    assert report.total_parameters == expected.count_params()
    assert_agrees(report, network, rebuilt)
    likeness.carry_weights_over()
    shape = (1, *(length or 224 for length in expected.input_shape[1:]))
    pixels = np.random.default_rng(0).uniform(0, 255, shape).astype("float32")
    np.testing.assert_array_equal(*(keras.ops.convert_to_numpy(model(pixels)) for model in (rebuilt, expected)))


def assert_agrees(report: Report, network: Network, model: keras.Model) -> None:
    """Holds what was checked against the model: the tensors around every layer, and what every layer weighs."""
    names = layer_names(network)
    layers = {layer.name: layer for layer in model.layers}
    compared = 0
    for node in network.nodes:
        if node.class_name in (BLOCK, INPUT) or node.class_name.startswith("ops."):
            continue
        layer = layers[names[node.id]]
        assert report.parameters[node.id] == layer.count_params(), node.id
        (call,) = layer._inbound_nodes
        assert shapes_and_dtypes(report, network, node.id) == (specs(call.input_tensors), specs(call.outputs)), node.id
        compared += 1
    assert compared > len(model.layers) / 2


def shapes_and_dtypes(report: Report, graph: Graph, node_id: str) -> tuple[list[object], list[object]]:
    """Returns what flows into a node and out of it."""
    flowing = [report.tensors[edge.source][edge.output] for edge in graph.edges_into.get(node_id, ())]
    return [(spec.shape, spec.dtype) for spec in flowing], [(s.shape, s.dtype) for s in report.tensors[node_id]]


def specs(tensors: list[keras.KerasTensor]) -> list[object]:
    return [(tuple(tensor.shape), tensor.dtype) for tensor in tensors]
