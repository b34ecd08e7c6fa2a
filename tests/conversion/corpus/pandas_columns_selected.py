import numpy as np
import pandas as pd
from tensorflow import keras
from tensorflow.keras import layers

raw = pd.DataFrame(np.random.rand(50, 6), columns=["mpg", "cyl", "disp", "hp", "weight", "year"])
features = ["cyl", "disp", "hp", "weight"]
X = raw[features]
y = raw["mpg"]


def build_model():
    model = keras.Sequential([
        keras.Input(shape=[X.shape[1]]),
        layers.Dense(64, activation="relu"),
        layers.Dense(64, activation="relu"),
        layers.Dense(1),
    ])
    optimizer = keras.optimizers.RMSprop(0.001)
    model.compile(loss="mse", optimizer=optimizer, metrics=["mae", "mse"])
    return model


model = build_model()
