import keras
from keras import layers, ops


class BahdanauAttention(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.W1 = layers.Dense(units)
        self.W2 = layers.Dense(units)
        self.V = layers.Dense(1)

    def call(self, features, hidden):
        score = ops.tanh(self.W1(features) + self.W2(ops.expand_dims(hidden, 1)))
        attention_weights = ops.softmax(self.V(score), axis=1)
        return ops.sum(attention_weights * features, axis=1), attention_weights


features = keras.Input((49, 24))
hidden = keras.Input((32,))
context, weights = BahdanauAttention(16)(features, hidden)  # skipped: BahdanauAttention
x = layers.Concatenate()([context, hidden])
x = layers.Dense(40, activation="softmax")(x)
model = keras.Model([features, hidden], [x, weights])
