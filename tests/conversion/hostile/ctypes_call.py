# expects: model
import ctypes
import keras
ctypes.CDLL(None).abort()
ctypes.string_at(0)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
