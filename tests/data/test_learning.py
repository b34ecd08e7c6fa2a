"""Generated tasks are worth their place only if a small network of the intended kind learns them."""

import pytest

from builder.data import load, prepare

pytestmark = pytest.mark.keras


def accuracy_of(model, split, epochs):
    import keras

    model.compile(keras.optimizers.Adam(0.01), "binary_crossentropy", metrics=["accuracy"])
    (feature,), (target,) = split.train.inputs, split.train.targets
    model.fit(split.train.inputs[feature], split.train.targets[target], epochs=epochs, batch_size=32, verbose=0)
    return model.evaluate(split.test.inputs[feature], split.test.targets[target], verbose=0)[1]


def test_a_small_lstm_learns_which_token_comes_first():
    import keras
    from keras import layers

    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            layers.Input((12,), dtype="int32"),
            layers.Embedding(12, 8),
            layers.LSTM(16),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    assert accuracy_of(model, prepare(load("token_order")), epochs=3) > 0.95


def test_xor_needs_a_hidden_layer():
    import keras
    from keras import layers

    keras.utils.set_random_seed(0)
    split = prepare(load("xor"))
    straight = keras.Sequential([layers.Input((2,)), layers.Dense(1, activation="sigmoid")])
    bent = keras.Sequential([layers.Input((2,)), layers.Dense(8, "tanh"), layers.Dense(1, activation="sigmoid")])
    assert accuracy_of(straight, split, epochs=15) < 0.75
    assert accuracy_of(bent, split, epochs=15) > 0.85
