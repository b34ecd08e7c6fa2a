import keras
from keras import layers, ops


class PositionalEmbedding(layers.Layer):
    def __init__(self, length, dim):
        super().__init__()
        self.position = layers.Embedding(length, dim)
        self.length = length

    def call(self, inputs, scale=1.0):
        return inputs * scale + self.position(ops.arange(self.length))


inputs = keras.Input(shape=(12, 8))
x = PositionalEmbedding(12, dim=8)(inputs, scale=0.5)  # skipped: PositionalEmbedding
x = layers.Bidirectional(layers.LSTM(4))(x)
model = keras.Model(inputs, layers.Dense(1)(x))
