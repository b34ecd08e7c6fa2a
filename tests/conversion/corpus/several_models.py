# A comparison of three sizes.
import keras
from keras import layers

original_model = keras.Sequential(
    [keras.Input((100,)), layers.Dense(16, "relu"), layers.Dense(16, "relu"), layers.Dense(1, "sigmoid")]
)
smaller_model = keras.Sequential(
    [keras.Input((100,)), layers.Dense(4, "relu"), layers.Dense(4, "relu"), layers.Dense(1, "sigmoid")]
)
larger_model = keras.Sequential(
    [keras.Input((100,)), layers.Dense(512, "relu"), layers.Dense(512, "relu"), layers.Dense(1, "sigmoid")]
)
for model in (original_model, smaller_model, larger_model):
    model.compile(optimizer="rmsprop", loss="binary_crossentropy", metrics=["accuracy"])
