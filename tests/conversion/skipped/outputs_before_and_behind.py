import keras
from keras import layers


class Split(layers.Layer):
    def call(self, x):
        return x[:, :4], x[:, 4:]


inputs = keras.Input((8,))
h = layers.Dense(8, activation="relu")(inputs)
aux = layers.Dense(1, name="aux")(h)
left, right = Split()(h)  # skipped: Split
left = layers.Dense(2, name="left")(left)
right = layers.Dense(3, name="right")(right)
model = keras.Model(inputs, {"aux": aux, "left": left, "right": right})
model.compile(loss={"aux": "mse", "left": "mse", "right": "mse"})
