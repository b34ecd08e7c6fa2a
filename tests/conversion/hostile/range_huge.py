# expects: either
import keras
total = 0
for i in range(10**12):
    total += i
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
