import os

import keras
from keras import layers

inputs = keras.Input((8,))
x = layers.Dense(16)(inputs)
if os.environ.get("HOME"):  # skipped: condition
    x = layers.BatchNormalization()(x)
model = keras.Model(inputs, layers.Dense(1)(x))
