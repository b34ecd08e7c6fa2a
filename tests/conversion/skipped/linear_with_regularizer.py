import keras
from keras import layers, ops


class Linear(layers.Layer):
    def __init__(self, units=32):
        super().__init__()
        self.units = units

    def build(self, input_shape):
        self.w = self.add_weight(shape=(input_shape[-1], self.units), initializer="random_normal", trainable=True)
        self.b = self.add_weight(shape=(self.units,), initializer="zeros", trainable=True)

    def call(self, inputs):
        return ops.matmul(inputs, self.w) + self.b


class ActivityRegularization(layers.Layer):
    def call(self, inputs):
        self.add_loss(0.01 * ops.sum(inputs))
        return inputs


inputs = keras.Input((3,))
x = Linear(8)(inputs)  # skipped: Linear
x = ActivityRegularization()(x)  # skipped: ActivityRegularization
x = layers.ReLU()(x)
outputs = Linear(units=1)(x)  # skipped: Linear
model = keras.Model(inputs, outputs)
