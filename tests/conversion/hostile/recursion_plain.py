# expects: either
import keras
def f(n):
    return f(n + 1)
f(0)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
