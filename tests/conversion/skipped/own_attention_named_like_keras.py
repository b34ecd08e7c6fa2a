import keras
from keras import layers
from keras.layers import Layer


class Attention(Layer):
    def __init__(self, return_sequences=False):
        self.return_sequences = return_sequences
        super().__init__()

    def build(self, input_shape):
        self.W = self.add_weight(name="att_weight", shape=(input_shape[-1], 1), initializer="normal")
        super().build(input_shape)

    def call(self, x):
        return keras.ops.sum(x * keras.ops.softmax(keras.ops.matmul(x, self.W), axis=1), axis=1)


model = keras.Sequential()
model.add(layers.Input((20,)))
model.add(layers.Embedding(500, 16))
model.add(layers.Bidirectional(layers.GRU(8, return_sequences=True)))
model.add(Attention())  # skipped: Attention
model.add(layers.Dense(6, activation="softmax"))
