import keras
from keras import layers, ops


class SqueezeExcite(layers.Layer):
    def __init__(self, ratio=4):
        super().__init__()
        self.ratio = ratio

    def build(self, shape):
        self.squeeze = layers.Dense(shape[-1] // self.ratio, activation="relu")
        self.excite = layers.Dense(shape[-1], activation="sigmoid")

    def call(self, x):
        return x * self.excite(self.squeeze(ops.mean(x, axis=(1, 2), keepdims=True)))


inputs = keras.Input((32, 32, 3))
x = inputs
for filters in (8, 16):
    x = layers.Conv2D(filters, 3, padding="same")(x)
    x = layers.BatchNormalization()(x)
    x = SqueezeExcite(ratio=2)(x)  # skipped: SqueezeExcite x2
    x = layers.MaxPooling2D()(x)
model = keras.Model(inputs, layers.Dense(10)(layers.Flatten()(x)))
