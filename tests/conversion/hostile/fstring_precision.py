# expects: either
import keras
x = 1.5
digits = f"{x:.999999999f}"
also = "%.999999999f" % x
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
