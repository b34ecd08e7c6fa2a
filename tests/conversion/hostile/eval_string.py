# expects: model
import keras
units = eval("__import__('os').abort()")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
