# expects: either
import keras
model = keras.Sequential([keras.Input((10**9, 10**9, 10**9)), keras.layers.Flatten(), keras.layers.RepeatVector(10**9)])
