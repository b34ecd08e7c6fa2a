# expects: either
import keras
l = [0]
for _ in range(60):
    l += l
    l = [*l, *l]
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
