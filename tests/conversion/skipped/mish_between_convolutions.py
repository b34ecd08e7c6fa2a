import keras
from keras import layers, ops


class Mish(layers.Layer):
    """Mish, as people wrote it before Keras had it."""

    def call(self, inputs):
        return inputs * ops.tanh(ops.softplus(inputs))


def darknet_conv(x, filters, size=3):
    x = layers.Conv2D(filters, size, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization(epsilon=1e-5)(x)
    return Mish()(x)  # skipped: Mish x3


inputs = keras.Input((32, 32, 3))
x = darknet_conv(inputs, 4)
x = layers.Add()([darknet_conv(x, 4), darknet_conv(x, 4, size=1)])
model = keras.Model(inputs, layers.GlobalMaxPooling2D()(x))
