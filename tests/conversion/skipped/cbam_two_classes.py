import keras
from keras import layers, ops


class ChannelAttention(layers.Layer):
    def call(self, x):
        return ops.sigmoid(ops.mean(x, axis=(1, 2), keepdims=True))


class SpatialAttention(layers.Layer):
    def call(self, x):
        return ops.sigmoid(ops.mean(x, axis=-1, keepdims=True))


def cbam(x):
    x = layers.Multiply()([x, ChannelAttention()(x)])  # skipped: ChannelAttention
    return layers.Multiply()([x, SpatialAttention()(x)])  # skipped: SpatialAttention


inputs = keras.Input((16, 16, 8))
x = cbam(layers.Conv2D(8, 3, padding="same", activation="relu")(inputs))
model = keras.Model(inputs, layers.Dense(2)(layers.GlobalAveragePooling2D()(x)))
