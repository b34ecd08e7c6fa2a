# expects: either
import keras
s = "a" * 10**10
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
