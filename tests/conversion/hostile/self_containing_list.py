# expects: either
import keras
l = []
l.append(l)
d = {}
d["d"] = d
print(l, d, l == l, str(l))
keras.layers.Dense(l)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
