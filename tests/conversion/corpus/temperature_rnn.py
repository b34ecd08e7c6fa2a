# Forecasting temperatures: several recurrent attempts in one chapter.
from tensorflow import keras
from tensorflow.keras import layers

sampling_rate = 6
sequence_length = 120
raw_features = 14

inputs = keras.Input(shape=(sequence_length, raw_features))
x = layers.Flatten()(inputs)
x = layers.Dense(16, activation="relu")(x)
outputs = layers.Dense(1)(x)
dense_model = keras.Model(inputs, outputs)

inputs = keras.Input(shape=(sequence_length, raw_features))
x = layers.LSTM(32, recurrent_dropout=0.25)(inputs)
x = layers.Dropout(0.5)(x)
outputs = layers.Dense(1)(x)
lstm_model = keras.Model(inputs, outputs)

inputs = keras.Input(shape=(sequence_length, raw_features))
x = layers.GRU(32, recurrent_dropout=0.5, return_sequences=True)(inputs)
x = layers.GRU(32, recurrent_dropout=0.5)(x)
x = layers.Dropout(0.5)(x)
outputs = layers.Dense(1)(x)
gru_model = keras.Model(inputs, outputs)

callbacks = [
    keras.callbacks.ModelCheckpoint("jena_stacked_gru_dropout.keras", save_best_only=True)
]
gru_model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
