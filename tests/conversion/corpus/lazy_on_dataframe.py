import numpy as np
import pandas as pd
import keras

table = pd.DataFrame(np.random.randn(64, 9), columns=list("abcdefghi"))
target = table.pop("i")
X = table.values
y = target.to_numpy()

model = keras.models.Sequential()
model.add(keras.layers.Dense(10, activation="relu"))
model.add(keras.layers.Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(X, y, epochs=1)
