import json
import os

import keras
from keras import layers

config = json.loads(os.environ.get("MODEL_CONFIG", '{"activation": "tanh"}'))
inputs = keras.Input((8,))
x = layers.Dense(16, activation=config["activation"])(inputs)  # skipped: Dense
x = layers.Dropout(0.1)(x)
model = keras.Model(inputs, layers.Dense(1)(x))
