import keras
from keras import layers


def image_input(*size, channels=3):
    return keras.Input(shape=(*size, channels))


def head(x, *units, final=1):
    *hidden, last = units
    for u in hidden:
        x = layers.Dense(u, activation="elu")(x)
    return layers.Dense(final)(layers.Dense(last)(x))


inputs = image_input(24, 24, channels=1)
x = layers.Flatten()(inputs)
model = keras.Model(inputs, head(x, 40, 20, 10, final=3))
