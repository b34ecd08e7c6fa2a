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


plain = keras.Sequential([keras.Input((10, 4)), layers.LSTM(8), layers.Dense(1)], name="plain")
inputs = keras.Input((10, 4))
x = layers.LSTM(8, return_sequences=True)(inputs)
pooled = AttentionPooling(4)(x)  # skipped: AttentionPooling
attentive = keras.Model(inputs, layers.Dense(1)(pooled), name="attentive")
