import keras
from keras import layers


def make_layer_class(scale):
    class Scaled(layers.Layer):
        def call(self, x):
            return x * scale

    return Scaled


Double = make_layer_class(2.0)
inputs = keras.Input((5,))
x = Double()(inputs)  # skipped: Scaled
model = keras.Model(inputs, layers.Dense(1)(x))
