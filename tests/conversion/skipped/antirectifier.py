import keras
from keras import layers, ops


class Antirectifier(layers.Layer):
    def __init__(self, initializer="he_normal", **kwargs):
        super().__init__(**kwargs)
        self.initializer = keras.initializers.get(initializer)

    def call(self, inputs):
        inputs = inputs - ops.mean(inputs, axis=-1, keepdims=True)
        return ops.concatenate([ops.relu(inputs), ops.relu(-inputs)], axis=-1)


model = keras.Sequential(
    [
        keras.Input(shape=(784,)),
        layers.Dense(32),
        Antirectifier(),  # skipped: Antirectifier
        layers.Dense(32),
        Antirectifier(initializer="glorot_uniform"),  # skipped: Antirectifier
        layers.Dropout(0.5),
        layers.Dense(10),
    ]
)
