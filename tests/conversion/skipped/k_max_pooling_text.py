import keras
from keras import layers, ops


class KMaxPooling(layers.Layer):
    def __init__(self, k=3, **kwargs):
        super().__init__(**kwargs)
        self.k = k

    def call(self, inputs):
        return ops.top_k(ops.transpose(inputs, (0, 2, 1)), self.k)[0]


text = keras.Input((40,))
x = layers.Embedding(300, 12)(text)
towers = []
for size in (2, 3):
    tower = layers.Conv1D(6, size, activation="relu")(x)
    tower = KMaxPooling(k=2)(tower)  # skipped: KMaxPooling x2
    towers.append(layers.Flatten()(tower))
x = layers.concatenate(towers)
model = keras.Model(text, layers.Dense(3)(x))
