"""Layers that Keras had once are told as such, with what takes their place."""

import re

import keras
import pytest

from builder import NotUnderstoodError, from_python
from builder.catalog import load_catalog
from builder.catalog.removed import _REMOVED, removed_layer

pytestmark = pytest.mark.keras


@pytest.mark.parametrize("name", _REMOVED)
def test_keras_has_it_no_more_and_has_what_takes_its_place(name: str) -> None:
    assert not hasattr(keras.layers, name)
    known = load_catalog().layers
    assert name not in known
    said = _REMOVED[name].partition(", such as")[0]
    named = [word for word in re.findall(r"\b[A-Z]\w+", said) if word != "Layer"]
    assert [word for word in named if not hasattr(keras.layers, word)] == []
    arguments = re.findall(r"use (\w+) with (\w+)", said)
    assert all(argument in known[layer].arguments_by_name for layer, argument in arguments)


@pytest.mark.parametrize("name", ["ThresholdedReLU", "LocallyConnected1D", "AtrousConvolution2D", "Highway"])
def test_a_source_with_it_is_told_so_without_another_name(name: str) -> None:
    source = f"import keras\nmodel = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.{name}(3)])"
    with pytest.raises(NotUnderstoodError) as raised:
        from_python(source)
    assert f"{removed_layer(name)}." in str(raised.value)
    assert "Did you mean" not in str(raised.value)
