"""Our answers held against Keras's own: every layer of the catalogue on tensors of every rank."""

import warnings

import pytest

from builder.catalog import default_config, load_catalog
from builder.engine import check
from builder.engine.report import TensorSpec
from tests.engine.catalog_layers import SHAPES, UNUSABLE, required_ports
from tests.engine.drawing import draw, input_of

pytestmark = pytest.mark.keras

LAYERS = sorted(set(load_catalog().layers) - {"Input"})


def ask_keras(entry, shape):
    """What Keras says when the layer is built for real, weights and all; None where it refuses."""
    import keras

    from builder.engine.build import make_layer

    positional, named = [], {}
    for port in required_ports(entry):
        tensor = keras.Input(shape)
        if port.variadic:
            (positional if port.argument is None else named.setdefault(port.argument, [])).append(tensor)
        elif port.argument is None:
            positional.append(tensor)
        else:
            named[port.argument] = tensor
    if entry.inputs[0].variadic:
        positional = [positional]
    try:
        layer = make_layer(entry.class_name, default_config(entry))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            outputs = keras.tree.flatten(layer(*positional, **named))
            keras.Model(keras.tree.flatten([positional, named]), outputs)
    except Exception:  # noqa: BLE001  whatever Keras raises is a refusal
        return None
    return tuple(spec_of(tensor) for tensor in outputs), layer.count_params()


def spec_of(tensor):
    mask = getattr(tensor, "_keras_mask", None)
    return TensorSpec(tuple(tensor.shape), tensor.dtype, None if mask is None else tuple(mask.shape))


def ask_us(entry, shape):
    ports = required_ports(entry)
    inputs = tuple(input_of(*shape, name=f"in{place}") for place in range(len(ports)))
    arrows = [f"in{place}>layer" + (f":{port.argument}" if port.argument else "") for place, port in enumerate(ports)]
    report = check(draw((*inputs, ("layer", entry.class_name, default_config(entry))), *arrows))
    return (report.tensors["layer"], report.parameters["layer"]) if report.ok else None


@pytest.mark.parametrize("class_name", LAYERS)
def test_every_layer_gives_what_keras_gives(class_name):
    entry = load_catalog().layers[class_name]
    # Ranks that the catalogue rules out are Keras's documentation speaking: it often notices only when data come.
    shapes = [shape for shape in SHAPES if entry.ranks is None or len(shape) + 1 in entry.ranks]
    answers = {shape: ask_keras(entry, shape) for shape in shapes}
    assert {shape: ask_us(entry, shape) for shape in shapes} == answers
    assert any(answers.values()) or class_name in UNUSABLE
