# expects: model
import keras
getattr(keras, "__build" + "tins__")["exec"]("import os")
getattr(getattr(keras, "utils"), "get_file")("x", "http://127.0.0.1:9/x")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
