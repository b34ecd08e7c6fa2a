# expects: either
import keras
a = 0 ** -1
b = (-8) ** 0.5
c = 1e308 * 1e308
d = 10.0 ** 400
e = 1 // 0
f = 1 % 0
g = float("nan")
h = int(float("inf"))
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
