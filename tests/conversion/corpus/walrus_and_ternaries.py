import keras
from keras import layers

n_in, deep, residual = 18, True, True
x = inputs = keras.Input((n_in,))
if (width := n_in * 2) > 30:
    x = layers.Dense(width, activation="relu")(x)
h = layers.Dense(width)(x) if deep else x
x = layers.Add()([x, h]) if residual and deep else h
x = layers.Dense(4 if not deep else 2, activation=None if deep else "relu")(x)
model = keras.Model(inputs, x)
