import operator

import keras
from keras import layers

inputs = keras.Input((24, 24, 3))
x = layers.Conv2D(4, 3, padding="same")(inputs)
x = layers.Lambda(operator.neg, name="negate")(x)  # skipped: Lambda
x = layers.Flatten()(x)
model = keras.Model(inputs, layers.Dense(1)(x))
