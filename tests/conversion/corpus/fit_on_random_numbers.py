import numpy as np
import keras
from keras import layers

num_samples, num_features = 1000, 12
rng = np.random.default_rng(seed=7)
features = rng.normal(size=(num_samples, num_features)).astype("float32")
weights = rng.normal(size=(num_features, 1))
targets = features @ weights + 0.1 * rng.normal(size=(num_samples, 1))

model = keras.Sequential([
    layers.Dense(32, activation="relu"),
    layers.Dropout(0.2),
    layers.Dense(1),
])
model.compile(optimizer=keras.optimizers.RMSprop(1e-3), loss="mse", metrics=["mae"])
model.fit(features, targets, epochs=5, batch_size=32, verbose=0)
