import keras
from keras import layers, ops


class AttentionPooling(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.W = layers.Dense(units, activation="tanh")
        self.v = layers.Dense(1)

    def call(self, states):
        weights = ops.softmax(self.v(self.W(states)), axis=1)
        return ops.sum(weights * states, axis=1)


inputs = keras.Input(shape=(30,), dtype="int32")
x = layers.Embedding(1000, 32)(inputs)
x = layers.LSTM(32, return_sequences=True)(x)
x = AttentionPooling(16)(x)  # skipped: AttentionPooling
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
