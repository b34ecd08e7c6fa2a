"""The shapes that the reader works out by itself, held against Keras over the catalogue."""

from collections.abc import Iterator
from typing import Any

import pytest

from builder import check
from builder.catalog import LayerEntry, default_config, load_catalog
from builder.conversion.from_python.keras.copies import model_of
from builder.conversion.from_python.keras.graph import all_calls
from builder.conversion.from_python.keras.interpreter import KerasInterpreter
from builder.conversion.from_python.keras.shapes import shape_of
from builder.network import Network
from tests.engine.catalog_layers import SHAPES, required_ports
from tests.engine.drawing import draw, input_of

pytestmark = pytest.mark.keras

SETTINGS: dict[str, tuple[Any, ...]] = {
    "padding": ("same", 1, [2, 1], [[1, 2], [3, 0]]),
    "strides": (2, [2, 1]),
    "data_format": ("channels_first",),
    "dilation_rate": (2,),
    "depth_multiplier": (3,),
    "keepdims": (True,),
    "axis": (1, 0, [1, 2], -2),
    "repeats": (2, [2, 1, 3]),
    "pad_width": (1, [[1, 2], [0, 0], [3, 1]]),
    "num_classes": (4,),
    "indices_or_sections": (3, [1, 2]),
    "source": (1,),
    "axis1": (1,),
    "axis2": (2,),
    "size": ([4, 5],),
    "axes": (1, [1, 2], [0, 2, 1]),
    "return_sequences": (True,),
    "return_state": (True,),
    "merge_mode": ("sum",),
    "cropping": (1, [1, 2]),
    "target_shape": ([-1, 2], [2, -1, 2]),
    "newshape": ([-1, 2], [2, -1]),
    "key": (":, 0", "..., 1:3", ":, None, 0", "0", ":, ::2", ":, -1"),
    "x2": (2.5,),
}
"""Arguments that decide on shapes, with values to try beside the default."""


def networks_around(entry: LayerEntry) -> Iterator[Network]:
    """Yields the layer with several configs, fed by Inputs of one shape after another."""
    ports = required_ports(entry)
    arrows = [f"in{place}>layer" + (f":{port.argument}" if port.argument else "") for place, port in enumerate(ports)]
    base = default_config(entry)
    configs = [base]
    for name, values in SETTINGS.items():
        if name in entry.arguments_by_name and name not in entry.number_ports:
            configs += [base | {name: value} for value in values]
    for shape in (*SHAPES[1:], (None, 8), (None, 9, 3)):
        inputs = tuple(input_of(*shape, name=f"in{place}") for place in range(len(ports)))
        for config in configs:
            yield draw((*inputs, ("layer", entry.class_name, config)), *arrows)


def unused(name: str, arguments: dict[str, Any]) -> Network:
    raise AssertionError(name)


@pytest.mark.parametrize("class_name", sorted(set(load_catalog().node_entries) - {"Input"}))
def test_every_shape_that_is_told_is_the_one_of_keras(class_name: str) -> None:
    for network in networks_around(load_catalog().node_entries[class_name]):
        run = KerasInterpreter(applications=unused)
        call = all_calls(model_of(run, network, name="", line=0))[-1]
        found = [shape_of(run, tensor) for tensor in call.outputs]
        if any(shape is not None for shape in found):
            report = check(network)
            if report.ok:
                expected = [tensor.shape for tensor in report.tensors["layer"]]
                for ours, theirs in zip(found, expected, strict=False):
                    assert ours in (None, theirs), network.nodes[-1].config


TOLD = ["Conv2D", "Dense", "Flatten", "LSTM", "MaxPooling2D", "Reshape", "ops.getitem", "ops.mean", "ops.add"]


@pytest.mark.parametrize("class_name", TOLD)
def test_shapes_that_sources_ask_for_most_are_told(class_name: str) -> None:
    entry = load_catalog().node_entries[class_name]
    run = KerasInterpreter(applications=unused)
    models = [model_of(run, network, name="", line=0) for network in networks_around(entry)]
    assert any(shape_of(run, all_calls(model)[-1].outputs[0]) for model in models)
