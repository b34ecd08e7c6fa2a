# expects: either
import keras
l = [0] * 10**10
t = (1,) * (10**9) * 10
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
