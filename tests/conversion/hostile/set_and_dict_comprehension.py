# expects: either
import keras
s = {a * b for a in range(10**6) for b in range(10**6)}
d = {a: [b for b in range(10**6)] for a in range(10**6)}
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
