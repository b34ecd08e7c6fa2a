import numpy as np
import keras
from keras import layers

# a perceptron by hand first ...
data = np.random.random((200, 5))
labels = (data.sum(axis=1) > 2.5).astype("int32")
w = np.zeros(5)
b = 0.0
errors = 0
for epoch in range(300):
    errors = 0
    for i in range(200):
        guess = 1 if np.dot(data[i], w) + b > 0 else 0
        update = 0.01 * (labels[i] - guess)
        w = w + update * data[i]
        b = b + update
        errors += int(update != 0.0)

# ... and then with Keras
model = keras.Sequential([
    keras.Input(shape=(w.shape[0],)),
    layers.Dense(4, activation="tanh"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="sgd", loss="binary_crossentropy")
