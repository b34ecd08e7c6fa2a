import numpy as np
import keras
from keras import layers


def batches(x, y, batch_size=16):
    while True:
        order = np.random.permutation(len(x))
        for start in range(0, len(x), batch_size):
            take = order[start:start + batch_size]
            yield x[take], y[take]


x = np.random.rand(128, 10, 10, 1)
y = np.random.randint(0, 4, 128)
flow = batches(x, y)

model = keras.Sequential()
model.add(layers.Input(x.shape[1:]))
model.add(layers.Conv2D(8, 3, activation="relu"))
model.add(layers.Flatten())
model.add(layers.Dense(4, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(flow, steps_per_epoch=8, epochs=1)
