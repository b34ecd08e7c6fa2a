import keras
from keras import layers, ops


class Normalise(layers.Layer):
    def compute_output_shape(self, input_shape):
        return input_shape

    def call(self, x):
        return x / (ops.max(x, axis=-1, keepdims=True) + 1e-6)


video = keras.Input((6, 16))
x = layers.TimeDistributed(layers.Dense(8))(video)
x = layers.TimeDistributed(Normalise())(x)  # skipped: TimeDistributed
model = keras.Model(video, layers.Dense(2)(layers.LSTM(8)(x)))
