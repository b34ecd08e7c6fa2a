import numpy as np
from keras import Sequential, layers

values = np.random.rand(500, 4)
n_steps = 10
X, y = [], []
for end in range(n_steps, len(values)):
    X.append(values[end - n_steps:end, :])
    y.append(values[end, 0])
X, y = np.array(X), np.array(y)

model = Sequential([
    layers.Input(shape=(X.shape[1], X.shape[2])),
    layers.Conv1D(32, 3, padding="causal", activation="relu"),
    layers.GRU(24),
    layers.Dense(1),
])
model.compile("adam", "mae")
