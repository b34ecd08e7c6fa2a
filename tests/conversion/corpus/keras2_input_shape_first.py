from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, LSTM, Embedding, SpatialDropout1D

top_words = 5000
max_length = 100
model = Sequential()
model.add(Dense(12, input_shape=(8,), kernel_initializer="random_uniform", activation="relu"))
model.add(Dense(8, kernel_initializer="random_uniform", activation="relu"))
model.add(Dense(1, activation="sigmoid"))

other = Sequential([
    Dense(4, input_dim=3, activation="tanh"),
    Dense(2),
])
