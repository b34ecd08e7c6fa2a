# expects: model
import keras
setattr(keras.layers, "Dense", print)
keras.layers.Dense = open
keras.config.enable_unsafe_deserialization()
del keras.layers.Conv2D
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
