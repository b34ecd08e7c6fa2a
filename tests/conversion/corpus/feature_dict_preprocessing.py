import numpy as np
import keras
from keras import layers

FEATURES = {"age": "float32", "income": "float32", "city": "int32"}
CARDINALITY = {"city": 9}

inputs, encoded = {}, []
for name, dtype in FEATURES.items():
    inputs[name] = keras.Input(shape=(1,), name=name, dtype=dtype)
    if name in CARDINALITY:
        e = layers.Embedding(CARDINALITY[name], min(50, (CARDINALITY[name] + 1) // 2), name=f"{name}_emb")(inputs[name])
        encoded.append(layers.Reshape((-1,))(e) if False else layers.Flatten()(e))
    else:
        encoded.append(layers.Rescaling(0.01)(inputs[name]))
x = layers.Concatenate()(encoded)
for units in sorted([16, 32], reverse=True):
    x = layers.Dense(units, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
