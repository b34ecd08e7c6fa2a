import numpy as np
import keras
from keras import layers

units = np.linspace(128, 32, 4).astype(int)
rates = np.array([0.1, 0.2, 0.3])
model = keras.Sequential([keras.Input((50,))])
for u, r in zip(units, rates):
    model.add(layers.Dense(int(u), activation="relu"))
    model.add(layers.Dropout(float(r)))
for u in 2 ** np.arange(4, 2, -1):
    model.add(layers.Dense(int(u)))
model.add(layers.Dense(int(np.prod((2, 3)))))
