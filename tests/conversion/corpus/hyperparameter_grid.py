import itertools

import keras
from keras import layers

grid = {"units": [8, 16], "rate": [0.0, 0.5]}
best, best_score = None, float("inf")
for units, rate in itertools.product(*grid.values()):
    score = abs(units - 16) + rate
    if score < best_score:
        best_score, best = score, {"units": units, "rate": rate}

model = keras.Sequential([
    keras.Input((10,)),
    layers.Dense(best["units"], activation="relu"),
    layers.Dropout(best["rate"]),
    layers.Dense(1),
])
