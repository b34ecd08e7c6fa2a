# expects: either
import keras
d = {}
for i in range(10**7):
    d[i] = {**d}
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
