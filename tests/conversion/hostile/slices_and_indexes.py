# expects: either
import keras
l = list(range(10))
l[::10**30]
l[10**30]
l[:] = range(10**9)
l["a"]
"abc"[-10**20:10**20]
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
