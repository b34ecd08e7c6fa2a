# expects: either
import keras
s = "ab"
for _ in range(60):
    s = s + s
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
