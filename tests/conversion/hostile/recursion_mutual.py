# expects: either
import keras
def even(n):
    return odd(n - 1)
def odd(n):
    return even(n - 1)
even(10**9)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
