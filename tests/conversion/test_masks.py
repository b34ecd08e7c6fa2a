"""Masks that Keras hands on by itself, out of models that say so in every call."""

import numpy as np
import pytest

from builder import from_keras, to_keras
from builder.catalog import default_config, load_catalog
from builder.conversion.from_config.masks import HAND_ON
from tests.conversion.test_from_keras import LAYERS

pytestmark = pytest.mark.keras


def test_masks_that_keras_hands_on_by_itself_are_not_drawn():
    import keras

    layers = keras.layers
    x = keras.Input((6,), dtype="int32")
    e = layers.Embedding(10, 4, mask_zero=True)(x)
    y = layers.Dropout(0.1)(layers.LSTM(3, return_sequences=True)(e))
    y = layers.Bidirectional(layers.GRU(3, return_sequences=True))(y)
    y = layers.GlobalAveragePooling1D()(y)
    z = layers.GRU(2)(layers.Masking(mask_value=1.5)(layers.Dense(4)(e)))
    model = keras.Model(x, [y, z])
    network = from_keras(model)
    assert not [node for node in network.nodes if node.class_name.startswith("ops.")]
    assert not [edge for edge in network.edges if edge.argument]
    again = to_keras(network)
    again.set_weights(model.get_weights())
    words = keras.ops.convert_to_tensor([[1, 2, 3, 0, 0, 0], [4, 0, 5, 6, 0, 0]])
    for one, other in zip(model(words), again(words), strict=True):
        assert np.array_equal(one, other)


def test_masks_that_layers_make_of_those_of_their_inputs_are_not_drawn():
    import keras

    layers = keras.layers
    x = keras.Input((6,), dtype="int32")
    embedding = layers.Embedding(10, 4, mask_zero=True)
    first, second = embedding(x), embedding(x)
    y = layers.LSTM(3)(layers.Attention()([first, second]))
    z = layers.GRU(2)(layers.AdditiveAttention()([second, first]))
    joined = layers.Concatenate()([first, layers.Dense(3)(layers.Embedding(10, 4)(x)), second])
    summed = layers.Add()([first, second, layers.Embedding(10, 4, mask_zero=True)(x)])
    several = layers.LSTM(3)(joined), layers.LSTM(3)(summed), layers.GRU(2)(layers.Maximum()([summed, second]))
    network = from_keras(keras.Model(x, [y, z, *several]))
    assert not [node for node in network.nodes if node.class_name.startswith("ops.")]
    assert from_keras(to_keras(network)) == network


def test_a_mask_that_somebody_wrote_is_drawn():
    import keras

    layers = keras.layers
    x = keras.Input((6,), dtype="int32")
    e = layers.Embedding(10, 4)(x)
    network = from_keras(keras.Model(x, layers.LSTM(3)(e, mask=keras.ops.not_equal(x, 0))))
    assert [node.class_name for node in network.nodes] == ["Input", "Embedding", "ops.not_equal", "LSTM"]
    assert from_keras(to_keras(network)) == network


@pytest.mark.parametrize("class_name", LAYERS)
def test_the_layers_that_hand_their_mask_on_are_those_of_keras(class_name):
    import keras

    from builder.engine.build import make_layer

    layer = make_layer(class_name, default_config(load_catalog().layers[class_name]))
    as_it_came = type(layer).compute_mask is keras.layers.Layer.compute_mask
    assert (class_name in HAND_ON) == (layer.supports_masking and as_it_came)
