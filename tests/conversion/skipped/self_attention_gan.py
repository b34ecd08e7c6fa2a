import keras
from keras import layers, ops


class SelfAttention(layers.Layer):
    def __init__(self, channels):
        super().__init__()
        self.f = layers.Conv2D(channels // 8, 1)
        self.g = layers.Conv2D(channels // 8, 1)
        self.h = layers.Conv2D(channels, 1)

    def call(self, x):
        return x + self.h(x) * ops.mean(self.f(x) * self.g(x), axis=-1, keepdims=True)


discriminator = keras.Sequential(
    [
        keras.Input((32, 32, 3)),
        layers.Conv2D(16, 4, strides=2, padding="same"),
        layers.LeakyReLU(negative_slope=0.2),
        SelfAttention(16),  # skipped: SelfAttention
        layers.Conv2D(32, 4, strides=2, padding="same"),
        layers.Flatten(),
        layers.Dense(1),
    ],
    name="discriminator",
)
