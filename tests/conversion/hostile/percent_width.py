# expects: either
import keras
s = "%999999999d" % 1
t = "%*d" % (999999999, 1)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
