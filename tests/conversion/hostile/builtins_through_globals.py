# expects: model
import keras
keras.layers.Dense.__init__.__globals__["__builtins__"]["eval"]("1+1")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
