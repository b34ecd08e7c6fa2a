import enum

import keras
from keras import layers


class Size(enum.Enum):
    SMALL = 16
    LARGE = 64


class Activation(str, enum.Enum):
    HIDDEN = "relu"
    OUT = "softmax"


WIDTH = Size.LARGE.value
inputs = keras.Input((10,))
x = layers.Dense(WIDTH, activation=Activation.HIDDEN.value)(inputs)
x = layers.Dense(Size.SMALL.value, activation=Activation.HIDDEN.value)(x)
model = keras.Model(inputs, layers.Dense(4, activation=Activation.OUT.value)(x))
