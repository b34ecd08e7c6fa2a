import keras
from keras import layers

model = keras.Sequential([
    layers.Conv1D(16, 5, activation="relu"),
    layers.MaxPooling1D(2),
    layers.Conv1D(32, 5, activation="relu"),
    layers.GlobalAveragePooling1D(),
    layers.Dense(6, activation="softmax"),
], name="activity")
model.build(input_shape=(None, 128, 9))
model.summary()
