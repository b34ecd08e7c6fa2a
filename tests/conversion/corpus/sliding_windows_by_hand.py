import numpy as np
import keras
from keras.layers import LSTM, Dense, Dropout

np.random.seed(1)
series = np.sin(np.arange(0, 100, 0.1)) + np.random.normal(scale=0.1, size=1000)
look_back = 30


def create_dataset(data, window):
    xs, ys = [], []
    for i in range(len(data) - window):
        xs.append(data[i:i + window])
        ys.append(data[i + window])
    return np.array(xs), np.array(ys)


X, y = create_dataset(series, look_back)
X = X.reshape((X.shape[0], X.shape[1], 1))
split = int(len(X) * 0.8)
X_train, X_test = X[:split], X[split:]
y_train, y_test = y[:split], y[split:]

model = keras.Sequential()
model.add(keras.Input(shape=(look_back, 1)))
model.add(LSTM(50, return_sequences=True))
model.add(Dropout(0.2))
model.add(LSTM(50))
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(X_train, y_train, epochs=2, batch_size=64)
