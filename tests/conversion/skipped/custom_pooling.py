import keras
from keras import layers, ops


class GeM(layers.Layer):
    """Generalised mean pooling."""

    def __init__(self, p=3.0):
        super().__init__()
        self.p = p

    def call(self, x):
        return ops.mean(x**self.p, axis=(1, 2)) ** (1.0 / self.p)


base = keras.Sequential([keras.Input((24, 24, 3)), layers.Conv2D(8, 3, activation="relu")], name="base")
inputs = keras.Input((24, 24, 3))
x = base(inputs)
x = GeM(p=2.5)(x)  # skipped: GeM
model = keras.Model(inputs, layers.Dense(4, activation="softmax")(x))
