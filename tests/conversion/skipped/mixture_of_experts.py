import keras
from keras import layers, ops


class Switch(layers.Layer):
    def __init__(self, num_experts):
        super().__init__()
        self.router = layers.Dense(num_experts, activation="softmax")

    def call(self, x):
        return self.router(x)


inputs = keras.Input((20,))
experts = [layers.Dense(8, activation="relu")(inputs) for _ in range(3)]
stacked = ops.stack(experts, axis=1)
gate = Switch(3)(inputs)  # skipped: Switch
mixed = layers.Dot(axes=1)([gate, stacked])
model = keras.Model(inputs, layers.Dense(1)(mixed))
