# expects: either
import keras
model = keras.Sequential([keras.Input([1] * 100000), keras.layers.Dense(2)])
