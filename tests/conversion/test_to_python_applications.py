"""The source of Keras's own applications: short, formatted, the same model, and the same network when read back."""

import keras
import pytest

from builder import from_keras, from_python, to_keras, to_python
from builder.network import Network
from tests.conversion.running import formatted, lint

pytestmark = pytest.mark.keras

LINES = {"ResNet50": 80, "EfficientNetB0": 360, "NASNetMobile": 640, "MobileNetV3Small": 150, "VGG16": 60}
"""An application and the most lines that its source may take."""

SLOW = ["DenseNet121", "EfficientNetV2L", "NASNetLarge"]


def network_of(name: str) -> Network:
    keras.backend.clear_session()
    return from_keras(getattr(keras.applications, name)(weights=None))


def built_from(source: str) -> keras.Model:
    namespace: dict[str, object] = {}
    keras.backend.clear_session()
    exec(compile(source, "generated", "exec"), namespace)  # our own source, made from a network of this test
    return namespace["build_model"]()


def layers_of(model: keras.Model) -> list[tuple[str, dict[str, object]]]:
    """Returns class and config of every layer, names aside where nobody gave one."""
    return [(type(layer).__name__, layer.get_config() | {"name": ""}) for layer in model.layers]


@pytest.mark.parametrize("name", LINES)
def test_source_is_short_and_formatted_and_clean(name):
    source = to_python(network_of(name))
    assert len(source.splitlines()) <= LINES[name]
    assert formatted(source) == source
    assert lint(source) == ""


@pytest.mark.parametrize("name", [*LINES, *(pytest.param(name, marks=pytest.mark.slow) for name in SLOW)])
def test_network_that_is_read_back_is_the_same(name):
    network = network_of(name)
    assert from_python(to_python(network)) == network


@pytest.mark.parametrize("name", ["ResNet50", pytest.param("NASNetMobile", marks=pytest.mark.slow)])
def test_source_builds_the_layers_that_keras_gets(name):
    network = network_of(name)
    built = built_from(to_python(network))
    keras.backend.clear_session()
    expected = to_keras(network)
    assert layers_of(built) == layers_of(expected)
    assert built.count_params() == expected.count_params()
