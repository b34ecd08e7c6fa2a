"""Generated source is run here, and what it builds is held against the model that Keras gets from the same network."""

import subprocess
import sys
from collections.abc import Iterator

import keras
import numpy as np
import pytest
from hypothesis import given, settings

from builder import check, to_keras, to_python
from builder.catalog import LayerEntry, default_config, load_catalog
from builder.network import Block, Network
from tests.engine.catalog_layers import SHAPES, UNUSABLE, required_ports
from tests.engine.drawing import draw, input_of, networks

pytestmark = pytest.mark.keras


def build(source: str):
    namespace: dict[str, object] = {}
    exec(compile(source, "generated", "exec"), namespace)  # our own source, made from a network of this test
    return namespace["build_model"]()


def assert_same_model(network: Network) -> None:
    expected, built = seeded(network)
    assert type(built) is type(expected)
    assert [type(layer) for layer in built.layers] == [type(layer) for layer in expected.layers]
    assert built.output_shape == expected.output_shape
    assert built.count_params() == expected.count_params()
    built.set_weights(expected.get_weights())
    generator = np.random.default_rng(0)
    arrays = [generator.normal(size=(2, *tensor.shape[1:])).astype("float32") for tensor in expected.inputs]
    given = arrays if len(arrays) > 1 else arrays[0]
    for ours, theirs in zip(as_list(built(given)), as_list(expected(given)), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def seeded(network: Network) -> tuple[keras.Model, keras.Model]:
    """Returns the model of the network and that of its source; both draw the same weights from the same seed."""
    keras.utils.set_random_seed(1)
    expected = to_keras(network)
    keras.utils.set_random_seed(1)
    built = build(to_python(network))
    for ours, theirs in zip(built.variables, expected.variables, strict=True):
        np.testing.assert_array_equal(ours, theirs)
    return expected, built


def as_list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


@given(networks())
@settings(max_examples=25, deadline=None)
def test_source_builds_the_model_that_keras_gets(network):
    assert_same_model(network)


@given(networks())
@settings(max_examples=25, deadline=None)
def test_formatting_leaves_the_source_as_it_is(network):
    source = to_python(network)
    assert formatted(source) == source


def formatted(source: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--isolated", "--line-length", "88", "-"]
    return subprocess.run(command, input=source, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("class_name", sorted(set(load_catalog().layers) - {"Input", *UNUSABLE}))
def test_every_layer_is_written_as_keras_takes_it(class_name):
    entry = load_catalog().layers[class_name]
    network = next((network for network in networks_around(entry) if check(network).ok), None)
    assert network is not None, "no shape suits this layer"
    expected, built = to_keras(network), build(to_python(network))
    assert [type(layer) for layer in built.layers] == [type(layer) for layer in expected.layers]
    assert built.output_shape == expected.output_shape
    assert built.count_params() == expected.count_params()


def networks_around(entry: LayerEntry) -> Iterator[Network]:
    """Yields the layer as it is freshly dropped, fed by Inputs of one shape after another."""
    ports = required_ports(entry)
    arrows = [f"in{place}>layer" + (f":{port.argument}" if port.argument else "") for place, port in enumerate(ports)]
    for shape in SHAPES:
        inputs = tuple(input_of(*shape, name=f"in{place}") for place in range(len(ports)))
        yield draw((*inputs, ("layer", entry.class_name, default_config(entry))), *arrows)


def test_nested_and_shared_blocks_are_the_same_model():
    inner = draw((input_of(8, name="in"), ("d", "Dense", {"units": 8})), "in>d", kind=Block, name="Inner")
    both = draw(
        (input_of(8, name="a"), input_of(8, name="b"), ("i", "Block", {"block": "inner"}), ("s", "Add", {})),
        *("a>i", "i>s", "b>s"),
        kind=Block,
        name="Outer",
        outputs=({"node": "s"}, {"node": "i"}),
    )
    layers = (input_of(8), ("o", "Block", {"block": "both"}), ("i", "Block", {"block": "inner"}), ("sum", "Add", {}))
    arrows = ("images>o", "images>o", "o.1>i", "o>sum", "i>sum")
    assert_same_model(draw(layers, *arrows, blocks={"inner": inner, "both": both}))


def test_a_thousand_layers_in_a_row_are_built():
    layers = [(f"d{place}", "Activation", {"activation": "relu"}) for place in range(1200)]
    row = [f"d{place}>d{place + 1}" for place in range(1199)]
    network = draw((input_of(8), *layers, ("sum", "Add", {})), "images>d0", *row, "d1199>sum", "images>sum")
    assert len(to_keras(network).layers) == 1202
