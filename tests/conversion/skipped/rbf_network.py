import keras
from keras import layers, ops


class RBFLayer(layers.Layer):
    def __init__(self, units, gamma, **kwargs):
        super().__init__(**kwargs)
        self.units = units
        self.gamma = gamma

    def build(self, input_shape):
        self.mu = self.add_weight(name="mu", shape=(int(input_shape[1]), self.units), initializer="uniform")

    def call(self, inputs):
        diff = ops.expand_dims(inputs, -1) - self.mu
        return ops.exp(-1 * self.gamma * ops.sum(ops.power(diff, 2), axis=1))


model = keras.Sequential()
model.add(layers.Flatten(input_shape=(7, 7)))
model.add(RBFLayer(10, 0.5))  # skipped: RBFLayer
model.add(layers.Dense(1, activation="sigmoid", name="foo"))
