"""The architectures of keras.applications: as source and back, and called by a source."""

import gc
from collections.abc import Iterator
from functools import cache

import keras
import numpy as np
import pytest

from builder import Network, to_keras, to_python
from builder.conversion.applications import APPLICATIONS, ApplicationError, application
from builder.conversion.from_keras import from_keras
from builder.conversion.imported import import_source

pytestmark = pytest.mark.keras

SAMPLE = {"ConvNeXtBase", "EfficientNetB7", "InceptionResNetV2", "MobileNetV3Large", "ResNet152V2"}
"""Architectures of several kinds; the others are read back in the full run."""


@pytest.fixture(autouse=True)
def quick_collector() -> Iterator[None]:
    """Keeps what other tests left from the collector, whose pauses would count as time spent reading."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@cache
def small(name: str) -> Network:
    return application(name, {"input_shape": [32, 32, 3], "include_top": False})


def test_every_architecture_that_keras_has_may_be_called() -> None:
    assert {name for name in dir(keras.applications) if name[0].isupper()} == APPLICATIONS


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[] if name in SAMPLE else pytest.mark.full) for name in sorted(APPLICATIONS)],
)
def test_source_of_an_architecture_is_read_back_as_it_was(name: str) -> None:
    network = from_keras(getattr(keras.applications, name)(weights=None))
    imported = import_source(to_python(network))
    assert imported.notes == ()
    found = list(imported.models.values())[-1]
    assert found.model_copy(update={"name": network.name}) == network


def test_architecture_is_a_block_where_a_source_calls_it() -> None:
    source = """
import keras
base = keras.applications.MobileNetV2(input_shape=(32, 32, 3), include_top=False, weights="imagenet")
base.trainable = False
x = keras.Input((32, 32, 3))
y = keras.applications.mobilenet_v2.preprocess_input(x)
y = keras.layers.GlobalAveragePooling2D()(base(y, training=False))
model = keras.Model(x, keras.layers.Dense(base.output_shape[-1] // 640)(y))
"""
    asked = []

    def ask(name: str, arguments: dict[str, object]) -> Network:
        asked.append((name, arguments))
        return small(name)

    imported = import_source(source, applications=ask)
    assert asked == [("MobileNetV2", {"input_shape": [32, 32, 3], "include_top": False})]
    assert [note.line for note in imported.notes] == [3]
    model = imported.models["model"]
    classes = [node.class_name for node in model.nodes]
    assert classes == ["Input", "ops.true_divide", "ops.subtract", "Block", "GlobalAveragePooling2D", "Dense"]
    assert model.nodes[3].call == {"training": False}
    assert model.nodes[-1].config == {"units": 2}
    block = model.blocks[model.nodes[3].block or ""]
    assert all(node.config["trainable"] is False for node in block.nodes if node.class_name.endswith("Conv2D"))


def test_head_on_the_output_of_an_architecture_keeps_its_layers() -> None:
    source = """
import tensorflow as tf
base = tf.keras.applications.MobileNetV2(input_shape=(32, 32, 3), include_top=False, weights=None)
y = tf.keras.layers.Flatten()(base.get_layer("out_relu").output)
model = tf.keras.Model(inputs=base.input, outputs=tf.keras.layers.Dense(3)(y))
"""
    imported = import_source(source, applications=lambda name, arguments: small(name))
    assert imported.notes == ()
    assert len(imported.models["model"].nodes) == len(small("MobileNetV2").nodes) + 2


def test_what_keras_refuses_is_told() -> None:
    with pytest.raises(ApplicationError, match="Keras refuses to build VGG16"):
        application("VGG16", {"input_shape": [8, 8, 3]})
    with pytest.raises(ApplicationError, match='The argument "weights" of VGG16 cannot be given'):
        application("VGG16", {"weights": "/etc/passwd"})
    with pytest.raises(ApplicationError, match='no architecture "keras"'):
        application("keras", {})


FAMILIES = sorted(
    name for name in dir(keras.applications) if hasattr(getattr(keras.applications, name), "preprocess_input")
)


@pytest.mark.parametrize("family", FAMILIES)
def test_prepared_images_are_those_of_keras(family: str) -> None:
    modes = ["mode='caffe'", "mode='tf'", "mode='torch'"] if family == "imagenet_utils" else []
    for given in ["", "data_format='channels_first'", *modes]:
        shape = (3, 4, 5) if "first" in given else (4, 5, 3)
        call = f"keras.applications.{family}.preprocess_input(x, {given})"
        source = f"import keras\nx = keras.Input({shape})\nmodel = keras.Model(x, keras.layers.Identity()({call}))\n"
        imported = import_source(source)
        assert imported.notes == ()
        image = np.random.default_rng(3).uniform(0, 255, size=(2, *shape)).astype("float32")
        expected = eval(call, {"keras": keras, "x": keras.ops.convert_to_tensor(image)})
        np.testing.assert_allclose(to_keras(imported.models["model"])(image), expected, rtol=1e-5, atol=1e-4)
