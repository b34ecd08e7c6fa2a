import numpy as np
from keras.models import Sequential
from keras.layers import Dense

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], "float32")
Y = np.array([[0], [1], [1], [0]], "float32")

model = Sequential()
model.add(Dense(16, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="mean_squared_error", optimizer="adam", metrics=["binary_accuracy"])
model.fit(X, Y, epochs=500, verbose=2)
print(model.predict(X).round())
