"""Only functions; whoever imports this module calls them."""
import keras
from keras import layers


def _conv(x, n, **kwargs):
    return layers.Conv2D(n, 3, padding="same", **kwargs)(x)


def build_model(input_shape=(32, 32, 3), n_classes=7):
    inputs = keras.Input(shape=input_shape)
    x = _conv(inputs, 8, activation="relu")
    x = _conv(x, 16, strides=2, activation="elu")
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(n_classes)(x), name="never_called")
