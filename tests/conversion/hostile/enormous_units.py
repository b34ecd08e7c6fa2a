# expects: either
import keras
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(10**18), keras.layers.Dense(10**18)])
