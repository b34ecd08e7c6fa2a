import keras
from keras import layers, ops


class Time2Vec(layers.Layer):
    def __init__(self, kernel_size=1):
        super().__init__()
        self.k = kernel_size

    def build(self, input_shape):
        self.w = self.add_weight(name="w", shape=(input_shape[-1], self.k))

    def call(self, inputs):
        return ops.concatenate([inputs, ops.sin(ops.matmul(inputs, self.w))], -1)


series = keras.Input((24, 3))
x = Time2Vec(kernel_size=4)(series)  # skipped: Time2Vec
x = layers.LSTM(16)(x)
model = keras.Model(series, layers.Dense(1)(x))
model.compile("adam", "mae")
