import keras
from keras import layers


class StochasticDepth(layers.Layer):
    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def call(self, x, training=None):
        return x * (1 - self.rate) if training else x


inputs = keras.Input((16, 8))
x = inputs
for rate in [0.0, 0.1, 0.2]:
    y = layers.Dense(8, activation="relu")(x)
    y = StochasticDepth(rate)(y)  # skipped: StochasticDepth x3
    x = layers.Add()([x, y])
model = keras.Model(inputs, layers.Dense(1)(layers.Flatten()(x)))
