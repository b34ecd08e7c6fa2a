import keras
from keras import layers, ops


class EmbedAndMask(layers.Layer):
    def __init__(self, vocabulary, dim):
        super().__init__()
        self.embedding = layers.Embedding(vocabulary, dim)

    def call(self, ids):
        return self.embedding(ids), ops.not_equal(ids, 0)


ids = keras.Input((30,), dtype="int32")
embedded, mask = EmbedAndMask(500, 16)(ids)  # skipped: EmbedAndMask
x = layers.LSTM(8)(embedded, mask=mask)
model = keras.Model(ids, layers.Dense(1)(x))
