import os

import keras
from keras import layers

hidden = int(os.environ.get("HIDDEN_UNITS", "24"))
model = keras.Sequential([keras.Input((8,))])
model.add(layers.Dense(16, activation="relu"))
model.add(layers.Dense(hidden, activation="relu"))  # skipped: Dense
model.add(layers.Dense(2))
